"""Ranks the choices for typed text: documents, sections, places.

Names that begin with the typed text come first, then names with a word that does, names that contain it anywhere, names
that have all of the typed words, sections whose text has such words, and last names with similar spelling.
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
"""Maximum length of a label or a value, in UTF-16 units, as Discord counts them."""
_LEAST_ALIKE = 70.0
"""Minimum similarity (0..100) at which two names are near each other."""
_NEARLY_SAME = 88.0
"""Minimum similarity (0..100) at which typed text is taken for a title, or a part of one, with a typo or two."""
_FEWEST_WORDS = 2
"""Minimum content words for a part of a title to stand for the title."""
_FUZZY_FROM = 3
"""Minimum letters of typed text for names with similar spelling to be offered."""
_NOT_FOUND = 9
_NO_WORDS = re.compile(r"[^\w¶§]+")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[¶§])(?=\w)")


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion with the folded text that it is found by."""

    suggestion: Suggestion
    folded: str


def fold(text: str) -> str:
    """``text`` in lower case, without accents and punctuation, with "p.404" and "¶17" split."""
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


def both_ends(text: str, length: int = LONGEST) -> str:
    """The same for a title; what is left out is its middle, as volumes of a series differ only at the end."""
    text = " ".join(text.split())
    if _units(text) <= length:
        return text
    head = fitted(text, length // 2)
    left, start = length - _units(head) - 1, len(text)
    while _units(text[start - 1 :]) <= left:
        start -= 1
    return f"{head} {text[start:].lstrip()}"


def document_suggestion(document: Document) -> Suggestion:
    """The suggestion of a document by its title; the value is its id or, where that is too long, its reference."""
    is_short = _units(document.id) <= LONGEST
    value = document.id if is_short else str(PlaceRef(document.key, ExcerptKind.DOCUMENT))
    return Suggestion(value, both_ends(document.title))


def section_suggestion(document: Document, index: int, *, with_title: bool = False) -> Suggestion:
    """The suggestion of a section by its heading or, without one, by its first words; with its pages."""
    section = document.sections[index]
    name = section.heading or document.text[section.start : section.start + 2 * LONGEST]
    name = name if section.heading else f"[…] {name}"
    tail = f" · {section.pages}" if section.pages.first else ""
    tail += f" · {both_ends(document.title, 30)}" if with_title else ""
    value = str(PlaceRef(document.key, ExcerptKind.SECTION, index))
    return Suggestion(value, fitted(name, LONGEST - _units(tail)) + tail)


def nearest(typed: str, suggestions: Sequence[Suggestion], count: int = 3) -> tuple[Suggestion, ...]:
    """The ``count`` suggestions whose labels or values are most similar to the typed text, if any is near."""
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
    """The document whose title, or a part of it, nearly equals the typed text, which has ``words`` content words."""
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
    """The indexes of the ``limit`` best choices for the typed text, best first.

    ``by_text`` are those whose text, rather than whose name, matches: they come before names with similar spelling.
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
            suggestion = Suggestion(suggestion.value, both_ends(document.title, LONGEST - _units(name)) + name)
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
    """The length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)
