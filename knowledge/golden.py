"""Golden questions: questions whose right passage is known, and how well a library answers them.

A check is pure: the same questions can be put to the library as it is and as it would be, to see what a change makes
worse before it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.answers import Hit, Strictness
from knowledge.search.twins import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.library import Library

DEPTH = 10
"""How many passages of an answer are looked at."""
_SAME_TEXT = 90.0
"""The similarity, of 100, from which on two texts are the same passage in two editions."""


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question and its right passage: the document's id, the passage's name in it, and its text as it was."""

    key: int
    question: str
    document_id: str
    passage: str
    text: str

    @property
    def passage_id(self) -> str:
        """The readable id of the right passage."""
        return f"{self.document_id}:{self.passage}"


@dataclass(frozen=True, slots=True)
class GoldenResult:
    """Where the right passage of a question came: its rank from 1, ``None`` beyond the first ``DEPTH``.

    ``first`` is what came first, ``None`` where there was no answer.
    """

    golden: GoldenQuestion
    rank: int | None
    first: Hit | None

    @property
    def is_right(self) -> bool:
        """Whether the right passage came first."""
        return self.rank == 1


@dataclass(frozen=True, slots=True)
class GoldenReport:
    """How well a library answers golden questions."""

    results: tuple[GoldenResult, ...]

    @property
    def success_at_1(self) -> float:
        """The share of questions whose right passage came first; 0 without questions."""
        return sum(one.is_right for one in self.results) / len(self.results) if self.results else 0.0

    @property
    def mrr(self) -> float:
        """The mean of 1 / rank, with 0 for a passage that did not come (Voorhees, TREC-8, 1999)."""
        return sum(1 / one.rank for one in self.results if one.rank) / len(self.results) if self.results else 0.0

    @property
    def failures(self) -> tuple[GoldenResult, ...]:
        """The questions whose right passage did not come first."""
        return tuple(one for one in self.results if not one.is_right)


@dataclass(frozen=True, slots=True)
class GoldenChange:
    """A question that one library answers worse than another."""

    golden: GoldenQuestion
    before: int | None
    after: int | None
    first: Hit | None
    """What would come first then."""


def check_golden(
    library: Library, questions: Iterable[GoldenQuestion], strictness: Strictness = Strictness.NORMAL
) -> GoldenReport:
    """Put golden questions to a library, with the strictness with which members' questions are put to it.

    A passage is the right one by its text, in the same document: a new edition may number its paragraphs anew, and then
    the old name means another one. What says the same, word for word, as a passage before it takes no place of its
    own, as in the answers that members see (see ``Library.twins``). What the library is not sure enough of to answer
    is no answer to members, however near its passages are.
    """
    return GoldenReport(tuple(_ask(library, one, strictness) for one in questions))


def worsened(before: GoldenReport, after: GoldenReport) -> tuple[GoldenChange, ...]:
    """The questions whose right passage comes later, or no more, in the second of two checks of the same questions."""
    ranks = {one.golden.key: one.rank for one in before.results}
    return tuple(
        GoldenChange(one.golden, ranks.get(one.golden.key), one.rank, one.first)
        for one in after.results
        if _depth(one.rank) > _depth(ranks.get(one.golden.key))
    )


def _ask(library: Library, golden: GoldenQuestion, strictness: Strictness) -> GoldenResult:
    answer = library.ask(golden.question, limit=DEPTH, strictness=strictness)
    hits = answer.hits[:DEPTH] if answer.answered else ()
    place = next((place for place, hit in enumerate(hits, start=1) if _is_right(hit, golden)), None)
    rank = None if place is None else len(fold(hits[:place]))
    return GoldenResult(golden, rank, hits[0] if hits else None)


def _is_right(hit: Hit, golden: GoldenQuestion) -> bool:
    if hit.document.id != golden.document_id:
        return False
    return fuzz.ratio(hit.text, golden.text, score_cutoff=_SAME_TEXT) > 0


def _depth(rank: int | None) -> int:
    return DEPTH + 1 if rank is None else rank
