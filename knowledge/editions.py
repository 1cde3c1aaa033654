"""What changed between two editions of a document.

Paragraphs are added, removed, or altered; with the same text they may be on other pages or elsewhere. Headings are
added or removed.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.models import Passage, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.models import Document

_ALTERED = 50.0
"""Minimum similarity, of 100, at which a paragraph counts as altered rather than as a different one."""
_RARE = 10
"""A word in more paragraphs than this is too common to match paragraphs by."""
_CANDIDATES = 3
"""Number of paragraphs compared letter by letter with one paragraph: those that share the most rare words with it."""
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 20
_GRAM = 3


@dataclass(frozen=True, slots=True)
class Alteration:
    """A paragraph whose text changed; ``similarity`` of its two texts is from 0 to 1."""

    before: Passage
    after: Passage
    similarity: float


@dataclass(frozen=True, slots=True)
class Move:
    """A paragraph with the same text in both editions, but on other pages or elsewhere in the document."""

    before: Passage
    after: Passage


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """The changed paragraphs and headings, in reading order of the edition that has them.

    ``unchanged`` counts the paragraphs with the same text. Of these, ``moved`` are in another section or in another
    order, and ``repaged`` are where they were, but on other pages. A section whose heading changed has a removed and an
    added heading; its paragraphs have not moved.
    """

    added: tuple[Passage, ...]
    removed: tuple[Passage, ...]
    altered: tuple[Alteration, ...]
    unchanged: int
    moved: tuple[Move, ...] = ()
    repaged: tuple[Move, ...] = ()
    headings_added: tuple[str, ...] = ()
    headings_removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether all paragraphs are the same, on the same pages, in the same order and under the same headings."""
        changed = (self.added, self.removed, self.altered, self.moved, self.repaged)
        return not any((*changed, self.headings_added, self.headings_removed))


def diff_editions(before: Document, after: Document) -> EditionDiff:
    """Compare two editions paragraph by paragraph, footnotes included.

    Paragraphs with the same words are paired first, wherever they are. Of the rest, the most similar pairs count as
    altered; only paragraphs that share rare words or have the same neighbour are compared.
    """
    old, new = ([one for one in document.passages if _is_compared(one)] for document in (before, after))
    same = _same(old, new)
    taken = set(same.values())
    rest_old = [index for index in range(len(old)) if index not in same]
    rest_new = [index for index in range(len(new)) if index not in taken]
    pairs = _pairs(old, new, {*_sharing(old, new, rest_old, rest_new), *_beside(same, rest_old, set(rest_new))})
    changed = set(pairs.values())
    headings_added, headings_removed = _missing(after, before), _missing(before, after)
    moved, repaged = _moves(old, new, same, {*headings_added, *headings_removed})
    return EditionDiff(
        added=tuple(new[index] for index in rest_new if index not in changed),
        removed=tuple(old[index] for index in rest_old if index not in pairs),
        altered=tuple(
            Alteration(old[index], new[pairs[index]], round(_likeness(old[index], new[pairs[index]]) / 100, 4))
            for index in sorted(pairs, key=pairs.__getitem__)
        ),
        unchanged=len(same),
        moved=moved,
        repaged=repaged,
        headings_added=headings_added,
        headings_removed=headings_removed,
    )


def _is_compared(passage: Passage) -> bool:
    return passage.role.is_body or passage.role is Role.NOTE


def _moves(
    old: Sequence[Passage], new: Sequence[Passage], same: dict[int, int], renamed: set[str]
) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """The paragraphs that moved within the document, and the others that are only on other pages."""
    in_order = _in_order(same)
    moved, repaged = [], []
    for index, other in sorted(same.items(), key=lambda pair: pair[1]):
        move = Move(old[index], new[other])
        if index not in in_order or _is_elsewhere(move, renamed):
            moved.append(move)
        elif _is_on_other_pages(move):
            repaged.append(move)
    return tuple(moved), tuple(repaged)


def _missing(document: Document, other: Document) -> tuple[str, ...]:
    """The headings of a document that the other one does not have, or has fewer times, in reading order."""
    left = Counter(_headings(other))
    found = []
    for heading in _headings(document):
        if left[heading]:
            left[heading] -= 1
        else:
            found.append(heading)
    return tuple(found)


def _headings(document: Document) -> Iterator[str]:
    return (section.heading for section in document.sections if section.heading is not None)


def _in_order(same: dict[int, int]) -> set[int]:
    """The old indexes of the largest set of paragraphs that are in the same order in both editions.

    That is a longest increasing subsequence of the new indexes, found by patience sorting.
    """
    lasts: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for one, other in sorted(same.items()):
        place = bisect.bisect_left(lasts, other)
        lasts[place : place + 1] = [other]
        ends[place : place + 1] = [one]
        before[one] = ends[place - 1] if place else None
    kept: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept


def _is_elsewhere(move: Move, renamed: set[str]) -> bool:
    """Whether a paragraph is in another section, unless only because headings above it were added or removed."""
    before, after = move.before.section, move.after.section
    return before != after and renamed.isdisjoint({*before, *after})


def _is_on_other_pages(move: Move) -> bool:
    before, after = move.before.pages, move.after.pages
    return (before.first, before.last) != (after.first, after.last)


def _same(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """Paragraphs with the same words, first those in the same section: index in the old edition → in the new one."""
    found: dict[int, int] = {}
    for in_section in (True, False):
        places: defaultdict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        taken = set(found.values())
        for index in reversed(range(len(new))):
            if index not in taken:
                places[_key(new[index], in_section=in_section)].append(index)
        for index, one in enumerate(old):
            if index not in found and (same := places.get(_key(one, in_section=in_section))):
                found[index] = same.pop()
    return found


def _key(passage: Passage, *, in_section: bool) -> tuple[str, tuple[str, ...]]:
    return _words(passage), passage.section if in_section else ()


def _sharing(
    old: Sequence[Passage], new: Sequence[Passage], rest_old: Sequence[int], rest_new: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs that share the most rare words."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index in rest_new:
        for feature in _features(new[index].text):
            holders[feature].append(index)
    for index in rest_old:
        shared = Counter(
            holder
            for feature in _features(old[index].text)
            if len(holders.get(feature, ())) <= _RARE
            for holder in holders.get(feature, ())
        )
        yield from ((index, other) for other, _ in shared.most_common(_CANDIDATES))


def _beside(same: dict[int, int], rest_old: Iterable[int], rest_new: set[int]) -> Iterator[tuple[int, int]]:
    """Pairs that are directly before or directly after the same paragraph."""
    for index in rest_old:
        for step in (-1, 1):
            other = same.get(index + step, -2) - step
            if other in rest_new:
                yield index, other


def _pairs(old: Sequence[Passage], new: Sequence[Passage], candidates: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The ``candidates`` that are similar enough, most similar first, each paragraph once."""
    scored = [(_likeness(old[one], new[two]), one, two) for one, two in candidates]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, one, two in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if score >= _ALTERED and one not in pairs and two not in taken:
            pairs[one] = two
            taken.add(two)
    return pairs


def _likeness(one: Passage, two: Passage) -> float:
    """The normalised indel similarity of two texts, from 0 to 100; 0 below ``_ALTERED``."""
    return fuzz.ratio(one.text, two.text, score_cutoff=_ALTERED)


def _words(passage: Passage) -> str:
    """The text with white space normalised, so that line breaks do not count as changes."""
    return " ".join(passage.text.split())


def _features(text: str) -> set[str]:
    """Words and pairs of neighbouring words; overlong words, as in scripts without spaces, are split into pieces."""
    words: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if len(word) <= _LONGEST_WORD:
            words.append(word)
        else:
            words += (word[start : start + _GRAM] for start in range(len(word) - _GRAM + 1))
    return {*words, *(f"{one} {two}" for one, two in itertools.pairwise(words))}
