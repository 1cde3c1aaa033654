"""The check of a quotation: where in the library it may stand, and what it has changed there.

Places where all of its words stand are found by intersecting the places of each. Otherwise every word votes for where
the quotation would begin if that word were its own: where the votes for some stretch add up, it is compared word by
word. Words are weighed by how rare they are, and the most frequent have no vote.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from knowledge.models import Role
from knowledge.quotations.checks import DifferenceKind, QuoteCheck, QuoteVerdict
from knowledge.quotations.comparison import Comparison
from knowledge.quotations.words import plain, quotation_of, without_insertions, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from knowledge.models import Document
    from knowledge.places.finder import Located
    from knowledge.quotations.words import Quotation, Word
    from knowledge.ranking.concordance import Concordance
    from knowledge.text.analyzers import Languages

ALTERED_FROM = 0.5
"""The similarity from which on a quotation counts as altered; measured on made-up and on foreign sentences."""
_WEIGHT_FROM = 0.5
"""The share of the words' weight that has to be the library's: everybody says "is either yes or no"."""
_FEWEST_SAME = 3
"""Words that an altered quotation shares with the library at least."""
_REMARKS = frozenset({DifferenceKind.OMITTED, DifferenceKind.CAPITALS})
_MOST_VOTES = 40_000
_CANDIDATES = 6
_ELSEWHERE = 4
_AROUND_OMISSION = 3
"""Passages before and after that an omission may reach over."""


class QuoteChecker:
    """Checks quotations against the passages of one library."""

    def __init__(
        self,
        documents: Sequence[Document],
        located: Sequence[Located],
        concordance: Concordance,
        languages: Languages,
    ) -> None:
        # The headings of sections are no passages that are searched, but they may be quoted.
        self._headings = [
            (_joined(words_of(passage.text)), document, passage)
            for document in documents
            for passage in document.passages
            if passage.role is Role.HEADING and passage.section_index is not None
        ]
        self._located = located
        self._concordance = concordance
        self._languages = languages

    def check(self, quote: str, documents: Sequence[Document] | None = None) -> QuoteCheck:
        """What became of ``quote`` in the ``documents``, or in any; one without a word is absent."""
        found = self._best(quote, quotation_of(quote), documents)
        inserted = without_insertions(quote)
        if inserted is not None and inserted.words and (not found or found[0].distance):
            other = self._best(quote, inserted, documents)
            if other and (not found or other[0].similarity > found[0].similarity):
                found = other
        if not found or found[0].distance:
            found = self._in_headings(quote, documents) or found
        if not found or not self._is_recognised(found[0]):
            return QuoteCheck(quote, QuoteVerdict.ABSENT, 0.0)
        best, *others = found
        differences = tuple(best.differences())
        same_words = (other for other in others if not best.distance and not other.distance)
        elsewhere = {other.start: other.hits()[0] for other in same_words if other.start != best.start}
        return QuoteCheck(
            quote=quote,
            verdict=QuoteVerdict.ALTERED if best.distance else QuoteVerdict.VERBATIM,
            similarity=round(best.similarity, 4),
            hits=best.hits(),
            differences=tuple(one for one in differences if one.kind not in _REMARKS),
            remarks=tuple(one for one in differences if one.kind in _REMARKS),
            elsewhere=tuple(elsewhere.values())[:_ELSEWHERE],
        )

    def _is_recognised(self, compared: Comparison) -> bool:
        """Whether so much is the library's, the rare words above all, that it is a quotation from it."""
        if not compared.distance:
            return True
        same = sum(self._weight(len(self._concordance.places(key))) for key in compared.same)
        every = sum(self._weight(len(self._concordance.places(key))) for key in compared.keys)
        enough = compared.similarity >= ALTERED_FROM and len(compared.same) >= _FEWEST_SAME
        return enough and same >= _WEIGHT_FROM * every

    def _best(self, quote: str, quotation: Quotation, documents: Sequence[Document] | None) -> list[Comparison]:
        """The quotation compared with each stretch where it may stand, most alike first."""
        if not quotation.words:
            return []
        compared = []
        for first, last in self._stretches(quote, quotation):
            document = self._located[first][0]
            if _is_chosen(document, documents):
                stretch = [passage for _, passage in self._located[first : last + 1]]
                compared.append(Comparison(quote, quotation, document, stretch))
        return sorted(compared, key=lambda one: -one.similarity)

    def _in_headings(self, quote: str, documents: Sequence[Document] | None) -> list[Comparison]:
        """The quotation beside each heading that holds all of it."""
        quotation = quotation_of(quote)
        wanted = _joined(quotation.words)
        return [
            Comparison(quote, quotation, document, [passage])
            for words, document, passage in self._headings
            if quotation.words and wanted in words and _is_chosen(document, documents)
        ]

    def _stretches(self, quote: str, quotation: Quotation) -> Iterator[tuple[int, int]]:
        """The first and last passage of each stretch where the quotation may stand, each once."""
        bounds = [0, *sorted(quotation.omissions), len(quotation.words)]
        seen: set[tuple[int, int]] = set()
        # Of a quotation with omissions the longest part tells where it stands.
        for start, end in sorted(pairwise(bounds), key=_length):
            if seen:
                return
            part = plain(quote[quotation.words[start].start : quotation.words[end - 1].end])
            forms = [token.form for token in self._languages.tokens(part)]
            size = len(forms)
            for place in self._places(forms)[: _CANDIDATES // 2 if quotation.omissions else None]:
                stretch = self._stretch(place, size, around=_AROUND_OMISSION if quotation.omissions else 0)
                if stretch not in seen:
                    seen.add(stretch)
                    yield stretch

    def _places(self, forms: Sequence[str]) -> list[int]:
        """Where words of a quotation may begin in the library: where all of them stand, else where most do."""
        whole = self._concordance.phrase(forms)
        if len(whole):
            return [int(place) for place in whole[: _ELSEWHERE + 1]]
        return self._voted(forms)

    def _voted(self, forms: Sequence[str]) -> list[int]:
        places = sorted(((self._concordance.places(form), number) for number, form in enumerate(forms)), key=_size)
        starts: list[NDArray[np.int32]] = []
        weights: list[NDArray[np.float64]] = []
        count = silent = 0
        for found, number in places:
            count += len(found)
            if starts and count > _MOST_VOTES:
                silent += 1
            elif len(found):
                starts.append(found - number)
                weights.append(np.full(len(found), self._weight(len(found))))
        if not starts:
            return []
        voted, weight = np.concatenate(starts), np.concatenate(weights)
        order = np.argsort(voted, kind="stable")
        voted, running = voted[order], np.concatenate([[0.0], np.cumsum(weight[order])])
        # Words added or left out shift the votes of those behind them.
        slack = _slack(len(forms))
        ends = np.searchsorted(voted, voted + slack, side="right")
        sums = running[ends] - running[:-1]
        # Where too few words stand at all there is nothing to compare.
        sums[ends - np.arange(len(voted)) + silent < ALTERED_FROM * len(forms)] = 0.0
        chosen: list[int] = []
        for best in np.argsort(-sums, kind="stable")[: 20 * _CANDIDATES]:
            place = int(voted[best])
            if sums[best] > 0 and all(abs(place - other) > slack for other in chosen):
                chosen.append(place)
            if len(chosen) == _CANDIDATES:
                break
        return chosen

    def _weight(self, count: int) -> float:
        """What a word counts that stands in so many places: the more the rarer it is."""
        return math.log1p(len(self._concordance) / (count + 1))

    def _stretch(self, place: int, size: int, *, around: int) -> tuple[int, int]:
        """The passages from ``place`` on that may hold ``size`` words with some changes, all of one document."""
        slack = _slack(size)
        bounds = np.array([place - 2, place + size // 2, place + size + slack]).clip(0, len(self._concordance) - 1)
        first, middle, last = (int(entry) for entry in self._concordance.entries(bounds))
        document = self._located[middle][0]
        first, last = max(0, first - around), min(len(self._located) - 1, last + around)
        while self._located[first][0] is not document:
            first += 1
        while self._located[last][0] is not document:
            last -= 1
        return first, last


def _is_chosen(document: Document, documents: Sequence[Document] | None) -> bool:
    return documents is None or any(document is one for one in documents)


def _joined(words: Sequence[Word]) -> str:
    """The folded words, each with a space before and after it."""
    return f" {' '.join(word.key for word in words)} "


def _slack(size: int) -> int:
    """By how many words the end of a quotation of ``size`` words may be shifted."""
    return 2 + size // 4


def _length(bounds: tuple[int, int]) -> int:
    """The longest first."""
    return bounds[0] - bounds[1]


def _size(entry: tuple[NDArray[np.int32], int]) -> int:
    return len(entry[0])
