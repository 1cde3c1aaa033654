"""Questions without an answer, put together where they ask alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from knowledge.text.analysis import Analyzer
from knowledge.text.detection import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.store.values import Gap

_ALIKE = 80.0
"""The similarity of the words of two questions, of 100, from which on they ask alike."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Questions that ask alike, newest first; the newest speaks for all."""

    gaps: tuple[Gap, ...]

    @property
    def question(self) -> str:
        """The newest of them."""
        return self.gaps[0].question

    @property
    def keys(self) -> tuple[int, ...]:
        """The keys of all."""
        return tuple(gap.key for gap in self.gaps)


def group_gaps(gaps: Iterable[Gap]) -> tuple[GapGroup, ...]:
    """Groups of questions that ask alike, the most asked first, and of those the newest.

    Two questions ask alike if their content words have nearly the same stems, in whatever order. A question joins the
    group whose newest question it is most like.
    """
    ordered = sorted(gaps, key=lambda gap: (gap.asked_at, gap.key), reverse=True)
    analyzers: dict[str, Analyzer] = {}
    groups: list[list[Gap]] = []
    heads: list[str] = []
    for gap in ordered:
        said = _stems(gap.question, analyzers)
        found = process.extractOne(said, heads, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
        if found is None:
            groups.append([gap])
            heads.append(said)
        else:
            groups[found[2]].append(gap)
    groups.sort(key=len, reverse=True)  # stable: among groups of one size the newest stays first
    return tuple(GapGroup(tuple(group)) for group in groups)


def _stems(question: str, analyzers: dict[str, Analyzer]) -> str:
    """The stems of the content words of a question, in the language in which it is asked."""
    language = language_of(question)
    if language not in analyzers:
        analyzers[language] = Analyzer(language)
    tokens = analyzers[language].tokens(question)
    return " ".join(token.stem for token in tokens if not token.is_stop) or question.casefold()
