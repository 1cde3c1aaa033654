"""Unanswered questions, grouped by similarity."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from knowledge.text.analysis import Analyzer
from knowledge.text.detection import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.store.values import Gap

_ALIKE = 80.0
"""Minimum similarity of the words of two questions, of 100, at which they are grouped."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Similar questions, newest first; the newest represents the group."""

    gaps: tuple[Gap, ...]

    @property
    def question(self) -> str:
        """The newest question."""
        return self.gaps[0].question

    @property
    def keys(self) -> tuple[int, ...]:
        """The keys of all its questions."""
        return tuple(gap.key for gap in self.gaps)


def group_gaps(gaps: Iterable[Gap]) -> tuple[GapGroup, ...]:
    """Groups of similar questions, the largest first; of equally large ones, the group with the newest question first.

    Two questions are similar if their content words have nearly the same stems, in any order, and their numbers are
    the same: another year is another question. A question joins the group whose newest question is most similar to it.
    """
    ordered = sorted(gaps, key=lambda gap: (gap.asked_at, gap.key), reverse=True)
    analyzers: dict[str, Analyzer] = {}
    groups: list[list[Gap]] = []
    # By the numbers in it, and then by its place among the groups: the stems of each group's newest question.
    newest: defaultdict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    for gap in ordered:
        said = _stems(gap.question, analyzers)
        candidates = newest[tuple(sorted(_NUMBER.findall(gap.question)))]
        found = process.extractOne(said, candidates, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
        if found is None:
            candidates[len(groups)] = said
            groups.append([gap])
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
