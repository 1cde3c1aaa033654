"""Passages before their pages are known: their names, and the positions of footnote marks."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.models import Note, Role

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from knowledge.models import NoteReference, Passage


@dataclass(frozen=True, slots=True)
class Item:
    """A passage before its pages are known."""

    role: Role
    number: str | None
    start: int
    end: int
    section_index: int | None
    mark: str | None = None
    is_continued: bool = False
    """Whether it is a later part of a passage that was too long."""


def names_of(items: Sequence[Item]) -> list[str]:
    """A name for each passage, unique in the document: "p6", or "s2p6" if paragraph numbers recur."""
    numbers = [item.number for item in items if item.role.is_body and not item.is_continued]
    recurring = len(set(numbers)) < len(numbers)
    names: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for item in items:
        section = f"s{0 if item.section_index is None else item.section_index + 1}"
        if item.role.is_body:
            name = f"{section}p{item.number}" if recurring else f"p{item.number}"
        elif item.mark is not None:
            name = f"note-{item.mark}"
        else:
            name = section if item.role is Role.HEADING and item.section_index is not None else item.role.value
        names[_free(name, names, counts)] = None
    return list(names)


def _free(name: str, taken: Container[str], counts: Counter[str]) -> str:
    """``name``, or ``name`` with the next free suffix: "p6-2"."""
    counts[name] += 1
    candidate = name if counts[name] == 1 else f"{name}-{counts[name]}"
    while candidate in taken:
        counts[name] += 1
        candidate = f"{name}-{counts[name]}"
    return candidate


def places_of_marks(items: Sequence[Item], references: Sequence[NoteReference]) -> list[int | None]:
    """For each footnote the offset of its mark; ``None`` for other items.

    Marks recur where each chapter numbers its own notes. If a mark occurs as often as notes with that mark, they are
    paired in order; otherwise a note belongs to the last such mark before it, or else to the first one.
    """
    marks: defaultdict[str, list[int]] = defaultdict(list)
    for reference in references:
        marks[reference.mark].append(reference.offset)
    totals = Counter(item.mark for item in items if item.mark is not None and not item.is_continued)
    counts: Counter[str] = Counter()
    places: list[int | None] = []
    for item in items:
        if item.is_continued:
            places.append(places[-1])
            continue
        offsets = marks.get(item.mark, []) if item.mark is not None else []
        if item.mark is None or not offsets:
            places.append(None)
            continue
        paired = len(offsets) == totals[item.mark]
        index = counts[item.mark] if paired else max(0, bisect.bisect_right(offsets, item.start) - 1)
        places.append(offsets[index])
        counts[item.mark] += 1
    return places


def notes_of(items: Sequence[Item], text: str, passages: Sequence[Passage]) -> Iterator[Note]:
    """The whole footnotes: a long one consists of several passages."""
    marked = [(one, passage.pages) for one, passage in zip(items, passages, strict=True) if one.mark is not None]
    firsts = [place for place, (one, _) in enumerate(marked) if not one.is_continued]
    for first, following in itertools.pairwise([*firsts, len(marked)]):
        item, pages = marked[first]
        if item.mark is not None:
            yield Note(item.mark, text[item.start : marked[following - 1][0].end], pages)
