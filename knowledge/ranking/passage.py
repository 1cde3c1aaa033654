"""The words of one passage: where names occur in it, and in which of its sentences."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.ranking.forward import ForwardIndex
    from knowledge.ranking.query import Name


class PassageWords:
    """The words of the passage ``entry``; positions count from its first word, sentences from 0.

    Plain lists are used: for some hundred words they are faster than repeated array searches.
    """

    def __init__(self, index: ForwardIndex, entry: int) -> None:
        self._index = index
        start, end = int(index.starts[entry]), int(index.starts[entry + 1])
        self.tokens: NDArray[np.int32] = index.tokens[start:end]
        first, last = int(index.first_sentence[entry]), int(index.first_sentence[entry + 1])
        self._sentence_starts: list[int] = (index.sentence_starts[first:last] - start).tolist()
        self._stems: list[int] = index.token_stems[start:end].tolist()
        self._places: dict[int, list[int]] = {}
        for place, stem in enumerate(self._stems):
            self._places.setdefault(stem, []).append(place)

    @property
    def sentence_count(self) -> int:
        """How many sentences the passage has."""
        return len(self._sentence_starts)

    @property
    def sentence_starts(self) -> list[int]:
        """The positions at which the sentences begin."""
        return self._sentence_starts

    def places(self, name: Name) -> list[int]:
        """The positions at which the stems of ``name`` are adjacent."""
        numbers = [self._index.stems.get(stem, -1) for stem in name]
        if not numbers:
            return []
        places = self._places.get(numbers[0], [])
        if len(numbers) > 1:
            places = [place for place in places if self._stems[place : place + len(numbers)] == numbers]
        return places

    def sentences(self, names: Iterable[Name]) -> set[int]:
        """The sentences that contain any of the names."""
        return {bisect_right(self._sentence_starts, place) - 1 for name in names for place in self.places(name)}

    def forms(self, name: Name) -> list[tuple[str, ...]]:
        """The distinct forms in which the passage has the name, in reading order."""
        index = self._index
        found = {
            tuple(int(index.form_of[word]) for word in self.tokens[place : place + len(name)]): None
            for place in self.places(name)
        }
        return [tuple(index.written[number] for number in numbers) for numbers in found]
