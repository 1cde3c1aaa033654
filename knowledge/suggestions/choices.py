"""Things to choose from while somebody types: documents, sections, places.

What begins with the typed letters comes first, then what has a word that does, what holds them anywhere, what holds all
of the typed words, sections whose text has such a word, and at last what is spelled nearly so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from knowledge.answers import Suggestion
from knowledge.refs import ExcerptKind, PlaceRef
from knowledge.text.analysis import strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.models import Document

LONGEST = 100
"""UTF-16 units of a label or a value, which is how Discord counts them."""
_LEAST_ALIKE = 70.0
"""The share (0..100) of letters from which on two names are near each other."""
_NEARLY_SAME = 88.0
"""The share from which on what was typed is a title, or a part of one, with a slip or two."""
_FEWEST_WORDS = 2
"""Words with a subject from which on a part of a title stands for it."""
_FUZZY_FROM = 3
"""Letters from which on what is nearly so spelled is offered."""
_NOT_FOUND = 9
_NO_WORDS = re.compile(r"[^\w¶§]+")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[¶§])(?=\w)")


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion with the folded text that it is found by."""

    suggestion: Suggestion
    folded: str


def fold(text: str) -> str:
    """Lower case, without accents and punctuation, "p.404" and "¶17" taken apart."""
    return _GLUED.sub(" ", _NO_WORDS.sub(" ", strip_accents(text.casefold()))).strip()


def fitted(text: str, length: int = LONGEST) -> str:
    """``text`` in one line of at most ``length`` UTF-16 units, with an ellipsis where it is cut."""
    text = " ".join(text.split())
    if _units(text) <= length:
        return text
    kept, units = [], 1
    for character in text:
        units += _units(character)
        if units > length:
            break
        kept.append(character)
    return f"{''.join(kept).rstrip()}…"


def document_suggestion(document: Document) -> Suggestion:
    """A document by its title; its value is its id, or where that is too long its reference."""
    is_short = _units(document.id) <= LONGEST
    value = document.id if is_short else str(PlaceRef(document.key, ExcerptKind.DOCUMENT))
    return Suggestion(value, fitted(document.title))


def section_suggestion(document: Document, index: int, *, with_title: bool = False) -> Suggestion:
    """A section by its heading or, without one, by its first words; with its pages."""
    section = document.sections[index]
    name = section.heading or document.text[section.start : section.start + 2 * LONGEST]
    name = name if section.heading else f"[…] {name}"
    tail = f" · {section.pages}" if section.pages.first else ""
    tail += f" · {fitted(document.title, 30)}" if with_title else ""
    value = str(PlaceRef(document.key, ExcerptKind.SECTION, index))
    return Suggestion(value, fitted(name, LONGEST - _units(tail)) + tail)


def nearest(typed: str, suggestions: Sequence[Suggestion], count: int = 3) -> tuple[Suggestion, ...]:
    """The ``count`` suggestions whose labels or values are spelled nearest to what was typed, if any is near."""
    typed = fold(typed)
    best: dict[int, float] = {}
    for names in ([fold(one.label) for one in suggestions], [fold(one.value) for one in suggestions]):
        for _, score, place in process.extract(
            typed, names, scorer=fuzz.WRatio, score_cutoff=_LEAST_ALIKE, limit=count
        ):
            best[place] = max(score, best.get(place, 0.0))
    places = sorted(best, key=lambda place: (-best[place], place))
    return tuple(suggestions[place] for place in places[:count])


def nearly_titled(typed: str, documents: Sequence[Document], words: int) -> Document | None:
    """The document whose title, or a part of it of some ``words`` with a subject, is nearly what was typed."""
    typed = fold(typed)
    best: tuple[float, Document | None] = (_NEARLY_SAME, None)
    for document in documents:
        title = fold(document.title)
        is_part = words >= _FEWEST_WORDS and len(typed) <= len(title)
        alike = fuzz.partial_ratio(typed, title) if is_part else fuzz.ratio(typed, title)
        if alike > best[0]:
            best = (alike, document)
    return best[1]


def ranked(typed: str, choices: Sequence[Choice], limit: int, by_text: Iterable[int] = ()) -> list[int]:
    """The numbers of the ``limit`` best choices for what was typed, best first.

    ``by_text`` are those whose text, rather than whose name, has it: they come before what is only nearly so spelled.
    """
    wanted = fold(typed)
    if not wanted:
        return list(range(min(limit, len(choices))))
    words = [f" {word}" for word in wanted.split()]
    ranks = ((_rank(wanted, words, choice.folded), number) for number, choice in enumerate(choices))
    found = [number for _, number in sorted(one for one in ranks if one[0] < _NOT_FOUND)]
    found += by_text
    if len(found) < limit and len(wanted) >= _FUZZY_FROM:
        names = [choice.folded for choice in choices]
        near = process.extract(wanted, names, scorer=fuzz.partial_ratio, score_cutoff=_LEAST_ALIKE, limit=limit)
        found += (number for _, _, number in near)
    return list(dict.fromkeys(found))[:limit]


def _rank(wanted: str, words: Sequence[str], folded: str) -> int:
    if wanted not in folded:
        spaced = f" {folded}"
        return 3 if all(word in spaced for word in words) else _NOT_FOUND
    if folded.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in folded else 2


def document_choices(documents: Iterable[Document]) -> tuple[Choice, ...]:
    """The documents, found by title and by id."""
    documents = tuple(documents)
    titles = [document.title for document in documents]
    choices = []
    for document in documents:
        suggestion = document_suggestion(document)
        if titles.count(document.title) > 1:
            name = f" · {fitted(document.id, LONGEST // 2)}"
            suggestion = Suggestion(suggestion.value, fitted(document.title, LONGEST - _units(name)) + name)
        choices.append(Choice(suggestion, fold(f"{document.title} {document.id}")))
    return tuple(choices)


def section_choices(document: Document, *, with_title: bool) -> tuple[Choice, ...]:
    """The sections of a document, found by heading, or without one by their first words."""
    return tuple(
        Choice(
            section_suggestion(document, index, with_title=with_title),
            fold(section.heading or document.text[section.start : section.start + LONGEST]),
        )
        for index, section in enumerate(document.sections)
    )


def _units(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text) + sum(character > "\uffff" for character in text)
