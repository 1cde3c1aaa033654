"""Endnotes of a TEI file: notes separate from their marks, at the end of a chapter or of the book.

The mark points to its note (``<ref target="#n1">1</ref>``), or the note to the place of its mark (``<note
target="#a1">``): TEI Guidelines, 3.9.1. Only notes in a list of notes are endnotes. A reference to any other note, or
one that is part of a sentence ("see footnote 2, above"), stays in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from knowledge.readers.tei_elements import DIVISIONS
from knowledge.readers.xmltree import attribute, every, tag, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.readers.xmltree import Element

_MARK = re.compile(r"[\[(]?([0-9]{1,4}|[*†‡§¶]{1,4}|[a-z]{1,2}|[ivx]{1,6})?[\])]?\.?")
_READ_ALOUD = re.compile(r"\b(?:(?:foot|end)?notes?|nn?\.|fn\.?|anm\.|anmerkung|fußnote|notas?)\s*", re.IGNORECASE)
"""The word before the number of a note in a sentence."""
_LISTS: Final = DIVISIONS | {"back", "noteGrp", "list", "item", "p", "ab"}
_IN_A_LIST: Final = frozenset({"note", "head", "pb", "lb", "label", "fw"})
_INLINE: Final = frozenset({"hi", "seg", "emph"})
_RAISED = re.compile(r"sup|rais", re.IGNORECASE)
_STEPS: Final = 5
"""Maximum elements searched for the words before a reference."""
_ENOUGH: Final = 80
"""Characters kept of the text before a reference: enough for the last word."""


@dataclass(slots=True)
class NotesApart:
    """The label of each endnote: by the element that is its mark, and by the note itself.

    A repeated mark has an empty label: the note belongs to the page of the first mark.
    """

    marks: dict[Element, str] = field(default_factory=dict)
    bodies: dict[Element, str] = field(default_factory=dict)


def notes_apart(text: Element) -> NotesApart:
    """The notes below ``text`` that are in lists of notes and whose marks are found."""
    found = NotesApart()
    parents = dict.fromkeys(one.getparent() for one in every(text, "note"))
    lists = {one for one in parents if one is not None and _is_list(one)}
    listed = [one for one in every(text, "note") if one.getparent() in lists and attribute(one, "rend") != "inline"]
    if not listed:
        return found
    for reference, note in _leading_to(text, listed):
        _pair(found, reference, note)
    places = {attribute(one, "id"): one for one in every(text, "anchor", "ref", "ptr")}
    for note in listed:
        place = _place(note, "target") or _place(note, "corresp")
        mark = places.get(place) if place else None
        if mark is not None and note not in found.bodies and mark not in found.marks and _is_mark(mark):
            _pair(found, mark, note)
    return found


def _leading_to(text: Element, listed: Sequence[Element]) -> Iterator[tuple[Element, Element]]:
    """The marks that point to notes, with the notes, in the order of the text.

    References formatted as marks are marks; if a note has none, its mark is the first reference outside a sentence.
    """
    by_id = {identifier: one for one in listed if (identifier := attribute(one, "id"))}
    references = [
        (one, by_id[place])
        for one in every(text, "ref", "ptr")
        if (place := _place(one, "target") or _place(one, "corresp")) in by_id and _is_mark(one)
    ]
    before = {one: _before(one) for one, _ in references}
    set_as_marks = {one for one, _ in references if _is_set_as_mark(one, before[one])}
    marked = {note for one, note in references if one in set_as_marks}
    for one, note in references:
        if one in set_as_marks:
            yield one, note
        elif note not in marked and not _READ_ALOUD.fullmatch(_last_word(before[one])):
            marked.add(note)
            yield one, note


def _pair(found: NotesApart, mark: Element, note: Element) -> None:
    """Record that a mark and a note belong together, labelled with the note's number, the mark's, or the next."""
    if note in found.bodies:
        found.marks[mark] = ""
        return
    said = _MARK.fullmatch(text_of(mark).strip())
    name = (
        (attribute(note, "n") or "").strip() or (said and said[1]) or attribute(mark, "n") or str(len(found.bodies) + 1)
    )
    found.marks[mark] = found.bodies[note] = name


def _is_list(element: Element) -> bool:
    """Whether an element contains notes and nothing else."""
    words = [element.text, *(one.tail for one in element)]
    return (
        tag(element) in _LISTS
        and all(tag(one) in _IN_A_LIST for one in element)
        and not any(one and one.strip() for one in words)
    )


def _before(reference: Element) -> str:
    """The text before a reference in its paragraph, at least the last word."""
    text = ""
    one = reference
    for _ in range(_STEPS):
        previous, around = one.getprevious(), one.getparent()
        if previous is not None:
            inside = "" if tag(previous) == "note" else text_of(previous)
            text = inside + (previous.tail or "") + text
            one = previous
        elif around is not None:
            text = (around.text or "") + text
            one = around
        if text.strip() or around is None or (previous is None and tag(around) not in _INLINE):
            break
        text = text[-_ENOUGH:]
    return text[-_ENOUGH:]


def _last_word(text: str) -> str:
    return next(iter(text.split()[-1:]), "").lstrip("([{")


def _is_set_as_mark(reference: Element, before: str) -> bool:
    """Whether a reference is superscript, typed as a mark, or directly after a word, unlike numbers in a sentence."""
    around = reference.getparent()
    raised = [attribute(one, "rend") or "" for one in (reference, around) if one is not None]
    if attribute(reference, "type") == "noteAnchor" or any(map(_RAISED.search, raised)):
        return True
    return bool(before) and not before[-1].isspace() and before[-1] not in "([{-–—/"


def _is_mark(reference: Element) -> bool:
    return _MARK.fullmatch(text_of(reference).strip()) is not None


def _place(element: Element, name: str) -> str:
    """The id in this file that an attribute points to; empty where it points elsewhere."""
    target = (attribute(element, name) or "").strip()
    return target[1:] if target.startswith("#") else ""
