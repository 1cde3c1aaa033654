"""A concordance: every word form of the library with all its positions.

Positions count the words of the whole library, passage after passage, as in ``ForwardIndex.tokens``.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.ranking.forward import ForwardIndex, Ints


class Concordance:
    """The positions of the forms of a forward index. Immutable once built."""

    def __init__(self, forward: ForwardIndex) -> None:
        self._forms = forward.forms
        self._starts = forward.starts
        self._token_forms: Ints = forward.form_of[forward.tokens]
        self._places: Ints = np.argsort(self._token_forms, kind="stable").astype(np.int32)
        counts = np.bincount(self._token_forms, minlength=len(self._forms))
        self._first = np.concatenate([[0], np.cumsum(counts)])
        self._sorted = sorted(self._forms)

    def __len__(self) -> int:
        return len(self._token_forms)

    def places(self, form: str) -> Ints:
        """The positions of the form, ascending."""
        number = self._forms.get(form)
        if number is None:
            return np.zeros(0, dtype=np.int32)
        return self._places[self._first[number] : self._first[number + 1]]

    def phrase(self, forms: Sequence[str]) -> Ints:
        """The positions where the forms follow one another; a match may run over from one passage into the next."""
        numbers = [self._forms.get(form, -1) for form in forms]
        if not numbers or -1 in numbers:
            return np.zeros(0, dtype=np.int32)
        # The rarest form has the fewest positions to try.
        sizes = [int(self._first[number + 1] - self._first[number]) for number in numbers]
        rarest = sizes.index(min(sizes))
        found = self.places(forms[rarest]) - rarest
        found = found[(found >= 0) & (found <= len(self) - len(numbers))]
        for offset, number in enumerate(numbers):
            found = found[self._token_forms[found + offset] == number]
        return found

    def entries(self, places: Ints) -> Ints:
        """The number of the passage that each position is in."""
        found: Ints = np.searchsorted(self._starts, places, side="right").astype(np.int32) - 1
        return found

    def beginning_with(self, prefix: str, count: int) -> list[str]:
        """The ``count`` most frequent forms that begin with ``prefix``."""
        first = bisect_left(self._sorted, prefix)
        last = bisect_left(self._sorted, prefix + "\U0010ffff", first)
        return sorted(self._sorted[first:last], key=lambda form: (-len(self.places(form)), form))[:count]
