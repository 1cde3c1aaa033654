"""Approximate matching of a run of words: the stretch of a text that differs from it least.

Sellers' algorithm (*The theory and computation of evolutionary distances*, 1980) over words instead of letters: the
edit distance of the pattern to any stretch of the text, so that words before and after the stretch cost nothing. Before
a pattern word that follows an omission, any number of words of the text may be skipped at no cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Step = tuple[Literal["same", "replaced", "added", "missing", "omitted"], int, int]
"""An edit operation, with the indexes of the next pattern word and the next text word before it."""


_CHANGE, _SAME = 1 << 14, -1
"""Costs of a changed and an unchanged word: among alignments with as many changes, the one that shares more wins."""
CHANGES = frozenset({"replaced", "added", "missing"})
"""The steps that count as differences; omitted words do not."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best stretch of the text: how many words differ, and the steps through pattern and text, in order."""

    distance: int
    steps: tuple[Step, ...]


def align(pattern: Sequence[str], text: Sequence[str], omissions: frozenset[int] = frozenset()) -> Alignment:
    """Align ``pattern`` to its best stretch of ``text``; words may be skipped before pattern words in ``omissions``."""
    whole = _whole(list(pattern), list(text)) if not omissions else None
    if whole is not None:
        return Alignment(0, tuple(("same", place, whole + place) for place in range(len(pattern))))
    numbers: dict[str, int] = {}
    words = np.array([numbers.setdefault(word, len(numbers)) for word in text], dtype=np.int32)
    rows = [np.zeros(len(text) + 1, dtype=np.int32)]
    columns = np.arange(len(text) + 1, dtype=np.int32) * _CHANGE
    for place, word in enumerate(pattern):
        before = _entered(rows[-1], place, omissions)
        best = before + _CHANGE
        best[1:] = np.minimum(best[1:], before[:-1] + np.where(words == numbers.get(word, -1), _SAME, _CHANGE))
        rows.append(np.minimum.accumulate(best - columns) + columns)
    steps = _traced(pattern, text, omissions, rows, int(np.argmin(rows[-1])))
    return Alignment(sum(name in CHANGES for name, _, _ in steps), tuple(steps))


def _whole(pattern: list[str], text: list[str]) -> int | None:
    """Where the text first has the pattern verbatim: most quotations are, and need no edit distances."""
    for start in range(len(text) - len(pattern) + 1):
        if text[start] == pattern[0] and text[start : start + len(pattern)] == pattern:
            return start
    return None


def _entered(row: NDArray[np.int32], place: int, omissions: frozenset[int]) -> NDArray[np.int32]:
    """The costs before a pattern word, after any omission."""
    # Words before the first pattern word are skipped at no cost anyway.
    result: NDArray[np.int32] = np.minimum.accumulate(row) if place in omissions and place else row
    return result


def _traced(
    pattern: Sequence[str],
    text: Sequence[str],
    omissions: frozenset[int],
    rows: Sequence[NDArray[np.int32]],
    end: int,
) -> list[Step]:
    """The steps that lead to the best end, first to last."""
    steps: list[Step] = []
    place, column = len(pattern), end
    while place:
        cost = rows[place][column]
        before = _entered(rows[place - 1], place - 1, omissions)
        is_same = column > 0 and pattern[place - 1] == text[column - 1]
        if column and before[column - 1] + (_SAME if is_same else _CHANGE) == cost:
            place, column = place - 1, column - 1
            steps.append(("same" if is_same else "replaced", place, column))
        elif before[column] + _CHANGE == cost:
            place -= 1
            steps.append(("added", place, column))
        else:
            column -= 1
            steps.append(("missing", place, column))
            continue
        while rows[place][column] > before[column]:
            column -= 1
            steps.append(("omitted", place, column))
    steps.reverse()
    return steps
