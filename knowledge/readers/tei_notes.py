"""Notes of a TEI file that stand apart from their marks: at the end of a chapter or of the book.

The mark leads to its note (``<ref target="#n1">1</ref>``), or the note to the place of its mark (``<note
target="#a1">``): TEI Guidelines, 3.9.1. Apart are the notes of a list of notes alone; a reference to any other, such as
"see footnote 2, above", is part of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from knowledge.readers.xmltree import attribute, every, tag, text_of

if TYPE_CHECKING:
    from knowledge.readers.xmltree import Element

_MARK = re.compile(r"[\[(]?([0-9]{1,4}|[*†‡§¶]{1,4}|[a-z]{1,2}|[ivx]{1,6})?[\])]?\.?")
_IN_A_LIST: Final = frozenset({"note", "head", "pb", "lb", "label", "fw"})


@dataclass(slots=True)
class NotesApart:
    """What each of the notes is called: by the element that is its mark, and by the note itself."""

    marks: dict[Element, str] = field(default_factory=dict)
    bodies: dict[Element, str] = field(default_factory=dict)


def notes_apart(text: Element) -> NotesApart:
    """The notes below ``text`` that stand in lists of notes, and whose marks are found."""
    found = NotesApart()
    parents = dict.fromkeys(one.getparent() for one in every(text, "note"))
    lists = {one for one in parents if one is not None and _is_list(one)}
    listed = [one for one in every(text, "note") if one.getparent() in lists]
    if not listed:
        return found
    by_id = {attribute(one, "id") or "": one for one in listed}
    for reference in every(text, "ref", "ptr"):
        note = by_id.get(_place(reference, "target") or _place(reference, "corresp"))
        if note is not None and note not in found.bodies and _is_mark(reference):
            _pair(found, reference, note)
    places = {attribute(one, "id"): one for one in every(text, "anchor", "ref", "ptr")}
    for note in listed:
        mark = places.get(_place(note, "target") or _place(note, "corresp"))
        if mark is not None and note not in found.bodies and mark not in found.marks and _is_mark(mark):
            _pair(found, mark, note)
    return found


def _pair(found: NotesApart, mark: Element, note: Element) -> None:
    """Note that a mark and a note belong together, under the number of the note, of the mark, or the next."""
    said = _MARK.fullmatch(text_of(mark).strip())
    name = (
        (attribute(note, "n") or "").strip() or (said and said[1]) or attribute(mark, "n") or str(len(found.bodies) + 1)
    )
    found.marks[mark] = found.bodies[note] = name


def _is_list(element: Element) -> bool:
    """Whether an element holds notes and nothing else."""
    return all(tag(one) in _IN_A_LIST for one in element) and not (element.text or "").strip()


def _is_mark(reference: Element) -> bool:
    return _MARK.fullmatch(text_of(reference).strip()) is not None


def _place(element: Element, name: str) -> str:
    """The id in this file that an attribute leads to; empty where it leads elsewhere."""
    target = (attribute(element, name) or "").strip()
    return target[1:] if target.startswith("#") else ""
