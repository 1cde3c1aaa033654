"""Golden questions: questions whose right passage is known, and how well a library answers them.

A check is pure: the same questions can be put to the current and to a changed library, to see which answers a change
makes worse before it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.answers import Hit, Strictness
from knowledge.errors import NotInLibrary
from knowledge.models import Status
from knowledge.search.twins import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.library import Library

DEPTH = 10
"""How many passages of an answer are checked."""
_SAME_TEXT = 90.0
"""Minimum similarity, of 100, at which two texts are the same passage in two editions."""


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question and its right passage: the document's id, the passage's name in it, and its text when recorded."""

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
    """The rank of a question's right passage, from 1; ``None`` beyond the first ``DEPTH``.

    ``first`` is the top hit, ``None`` where there was no answer.
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
        """The mean reciprocal rank, with 0 for a passage that was not found (Voorhees, TREC-8, 1999)."""
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
    """The rank of the right passage, as in ``GoldenResult``."""
    after: int | None


def check_golden(
    library: Library, questions: Iterable[GoldenQuestion], strictness: Strictness = Strictness.NORMAL
) -> GoldenReport:
    """Put golden questions to a library, with the strictness with which members' questions are put to it.

    The right passage is recognised by its text, in the same document: a new edition may renumber its paragraphs, and
    then the old name means another one. A passage with the same words as an earlier one takes no rank of its own, as in
    the answers that members see (see ``Library.twins``). Hits of which the library is not sure enough to answer count
    as no answer.
    """
    return GoldenReport(tuple(_ask(library, one, strictness) for one in questions))


def right_passage(library: Library, golden: GoldenQuestion) -> Hit | None:
    """The right passage of a question under its recorded name; ``None`` where that is gone, or is another text now."""
    try:
        hit = library.resolve(golden.passage_id)
    except NotInLibrary:
        return None
    return hit if hit.document.status is Status.LIVE and _is_right(hit, golden) else None


def worsened(before: GoldenReport, after: GoldenReport) -> tuple[GoldenChange, ...]:
    """The questions whose right passage ranks lower, or is no longer found, in the second of two checks."""
    ranks = {one.golden.key: one.rank for one in before.results}
    return tuple(
        GoldenChange(one.golden, ranks.get(one.golden.key), one.rank)
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
