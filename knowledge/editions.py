"""What changed between two editions of a document: paragraphs added, removed, and altered."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.models import Passage  # noqa: TC001 - programs may write these values as JSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.models import Document

_ALTERED = 50.0
"""The similarity, of 100, from which on a paragraph is an altered one rather than another one."""
_RARE = 10
"""A word in more paragraphs than these does not tell them apart."""
_CANDIDATES = 3
"""Paragraphs that share the most rare words with one, which are compared with it letter by letter."""
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 20
_GRAM = 3


@dataclass(frozen=True, slots=True)
class Alteration:
    """A paragraph that reads otherwise now; ``similarity`` is that of its two texts, from 0 to 1."""

    before: Passage
    after: Passage
    similarity: float


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """What changed: each in the reading order of the edition that has it; ``unchanged`` counts the rest."""

    added: tuple[Passage, ...]
    removed: tuple[Passage, ...]
    altered: tuple[Alteration, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether all paragraphs are the same."""
        return not (self.added or self.removed or self.altered)


def diff_editions(before: Document, after: Document) -> EditionDiff:
    """Compare two editions paragraph by paragraph; a paragraph that only moved is unchanged.

    Paragraphs of the same words are put together first, wherever they stand. Of the rest, those are taken for altered
    that are most like each other; only such are compared as share rare words, or stand beside the same paragraph.
    """
    old = [one for one in before.passages if one.role.is_body]
    new = [one for one in after.passages if one.role.is_body]
    same = _same(old, new)
    taken = set(same.values())
    rest_old = [index for index in range(len(old)) if index not in same]
    rest_new = [index for index in range(len(new)) if index not in taken]
    pairs = _pairs(old, new, {*_sharing(old, new, rest_old, rest_new), *_beside(same, rest_old, set(rest_new))})
    changed = set(pairs.values())
    return EditionDiff(
        added=tuple(new[index] for index in rest_new if index not in changed),
        removed=tuple(old[index] for index in rest_old if index not in pairs),
        altered=tuple(
            Alteration(old[index], new[pairs[index]], round(_likeness(old[index], new[pairs[index]]) / 100, 4))
            for index in sorted(pairs, key=pairs.__getitem__)
        ),
        unchanged=len(same),
    )


def _same(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """Paragraphs of the same words: place in the old edition → place in the new one, in reading order."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in reversed(range(len(new))):
        places[_words(new[index])].append(index)
    return {index: places[words].pop() for index, one in enumerate(old) if places[words := _words(one)]}


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
    """Pairs that stand right before or right after the same paragraph."""
    for index in rest_old:
        for step in (-1, 1):
            other = same.get(index + step, -2) - step
            if other in rest_new:
                yield index, other


def _pairs(old: Sequence[Passage], new: Sequence[Passage], candidates: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Of the ``candidates``, those that are alike, the most alike first, each paragraph once."""
    scored = [(_likeness(old[one], new[two]), one, two) for one, two in candidates]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, one, two in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if score >= _ALTERED and one not in pairs and two not in taken:
            pairs[one] = two
            taken.add(two)
    return pairs


def _likeness(one: Passage, two: Passage) -> float:
    """How alike two texts are, from 0 to 100 (the normalised indel similarity); 0 below ``_ALTERED``."""
    return fuzz.ratio(one.text, two.text, score_cutoff=_ALTERED)


def _words(passage: Passage) -> str:
    """The text; how its lines are broken makes no other text."""
    return " ".join(passage.text.split())


def _features(text: str) -> set[str]:
    """Words, and pairs of neighbouring words; pieces of what is too long to be a word, as in scripts without spaces."""
    words: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if len(word) <= _LONGEST_WORD:
            words.append(word)
        else:
            words += (word[start : start + _GRAM] for start in range(len(word) - _GRAM + 1))
    return {*words, *(f"{one} {two}" for one, two in itertools.pairwise(words))}
