"""Repairs words that the library does not have against the words that it has.

Only a word of at least four letters whose form and stem are both unseen is touched, so that no question that is already
right gets worse. The nearest word of the vocabulary wins: one edit away (two from eight letters on; an edit is an
insertion, a deletion, a substitution or a swap of neighbours), the same first letter before another, then the more
frequent.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SHORTEST = 4
_TWO_EDITS_FROM = 8


class Speller:
    """Nearest words of a vocabulary; ``frequency`` tells in how many passages a word occurs."""

    def __init__(self, vocabulary: Iterable[str], frequency: Callable[[str], int]) -> None:
        self._frequency = frequency
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in vocabulary:
            if len(word) >= _SHORTEST - 1 and word.isalpha():
                self._by_length[len(word)].append(word)

    def repair(self, word: str) -> str | None:
        """The word of the vocabulary that ``word`` was probably meant to be, or ``None``."""
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        limit = 2 if len(word) >= _TWO_EDITS_FROM else 1
        near: list[tuple[int, bool, int, str]] = []
        for length in range(len(word) - limit, len(word) + limit + 1):
            candidates = self._by_length.get(length, ())
            near += [
                (int(distance), candidate[0] != word[0], -self._frequency(candidate), candidate)
                for candidate, distance, _ in extract_iter(word, candidates, scorer=OSA.distance, score_cutoff=limit)
            ]
        return min(near)[3] if near else None
