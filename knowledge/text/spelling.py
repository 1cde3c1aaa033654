"""Spelling correction: replaces words that the library does not have with near words that it has.

Only a word of at least four letters whose form and stem are both unknown is corrected, so that correct questions are
not made worse. The nearest words of the vocabulary replace it together: one edit away, or two from eight letters on (an
edit is an insertion, a deletion, a substitution or a swap of neighbours). Words with the same first letter rank first,
then more frequent ones.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SHORTEST = 4
_TWO_EDITS_FROM = 8


class Speller:
    """Nearest words of a vocabulary; ``frequency`` returns in how many passages a word occurs.

    A wrong first letter is considered only as the single edit: it is a rare error, and this avoids a scan of the whole
    vocabulary.
    """

    def __init__(self, vocabulary: Iterable[str], frequency: Callable[[str], int]) -> None:
        self._frequency = frequency
        self._words: set[str] = set()
        self._buckets: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in vocabulary:
            if len(word) >= _SHORTEST - 1 and word.isalpha():
                self._words.add(word)
                self._buckets[word[0], len(word)].append(word)
        self._first_letters = "".join(sorted({letter for letter, _ in self._buckets}))

    def nearest(self, word: str, count: int = 3) -> list[str]:
        """Up to ``count`` words at the smallest distance found, most likely first; empty where no word is near."""
        if len(word) < _SHORTEST or not word.isalpha() or word in self._words:
            return []
        ranked = sorted({(edits, near[0] != word[0], -self._frequency(near), near) for near, edits in self._near(word)})
        return [near for edits, _, _, near in ranked if edits == ranked[0][0]][:count]

    def _near(self, word: str) -> Iterator[tuple[str, int]]:
        """Words within the maximum distance, each with its distance."""
        reach = 2 if len(word) >= _TWO_EDITS_FROM else 1
        for length in range(len(word) - reach, len(word) + reach + 1):
            choices = self._buckets.get((word[0], length), ())
            for near, edits, _ in process.extract(word, choices, scorer=OSA.distance, score_cutoff=reach, limit=None):
                yield near, int(edits)
        others = {word[1:], word[1] + word[0] + word[2:]}
        others.update(letter + rest for letter in self._first_letters for rest in (word, word[1:]))
        yield from ((other, 1) for other in others & self._words)
