"""Checks a quotation: finds where in the library it may come from, and what it changes.

A verbatim quotation is found by intersecting the positions of its words. Otherwise each occurrence of one of its words
votes for the position where the quotation would then begin: stretches with enough votes are compared word by word.
Votes are weighted by the rarity of the word, and the most frequent words have no vote.
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
"""Minimum similarity of an altered quotation; measured on made-up sentences and on sentences from elsewhere."""
_WEIGHT_FROM = 0.5
"""Minimum share of the words' weight that must match: common words alone ("is either yes or no") are not enough."""
_FEWEST_SAME = 3
"""Minimum words that an altered quotation shares with the library."""
_REMARKS = frozenset({DifferenceKind.OMITTED, DifferenceKind.CAPITALS})
_MOST_VOTES = 40_000
_CANDIDATES = 6
_ELSEWHERE = 4
_AROUND_OMISSION = 3
"""Passages before and after that an omission may span."""


class QuoteChecker:
    """Checks quotations against the passages of one library."""

    def __init__(
        self,
        documents: Sequence[Document],
        located: Sequence[Located],
        concordance: Concordance,
        languages: Languages,
    ) -> None:
        # Section headings are not searched as passages, but they may be quoted.
        self._headings = [
            (_joined(words_of(passage.text)), document, passage)
            for document in documents
            for passage in document.passages
            if passage.role is Role.HEADING and passage.section_index is not None
        ]
        self._located = located
        self._concordance = concordance
        self._languages = languages

    def check(self, quote: str, documents: Sequence[Document]) -> QuoteCheck:
        """Check ``quote`` against the ``documents``; one without a word is absent."""
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
        """Whether enough words match, the rare ones above all, for it to be a quotation from the library."""
        if not compared.distance:
            return True
        same = sum(self._weight(len(self._concordance.places(key))) for key in compared.same)
        every = sum(self._weight(len(self._concordance.places(key))) for key in compared.keys)
        enough = compared.similarity >= ALTERED_FROM and len(compared.same) >= _FEWEST_SAME
        return enough and same >= _WEIGHT_FROM * every

    def _best(self, quote: str, quotation: Quotation, documents: Sequence[Document]) -> list[Comparison]:
        """The quotation compared with each stretch that it may come from, most similar first."""
        if not quotation.words:
            return []
        compared = []
        for first, last in self._stretches(quote, quotation):
            document = self._located[first][0]
            if _is_chosen(document, documents):
                stretch = [passage for _, passage in self._located[first : last + 1]]
                compared.append(Comparison(quote, quotation, document, stretch))
        return sorted(compared, key=lambda one: -one.similarity)

    def _in_headings(self, quote: str, documents: Sequence[Document]) -> list[Comparison]:
        """The quotation compared with each heading that contains all of it."""
        quotation = quotation_of(quote)
        wanted = _joined(quotation.words)
        return [
            Comparison(quote, quotation, document, [passage])
            for words, document, passage in self._headings
            if quotation.words and wanted in words and _is_chosen(document, documents)
        ]

    def _stretches(self, quote: str, quotation: Quotation) -> Iterator[tuple[int, int]]:
        """The first and last passage of each stretch that the quotation may come from, each once."""
        bounds = [0, *sorted(quotation.omissions), len(quotation.words)]
        seen: set[tuple[int, int]] = set()
        # The longest part of a quotation with omissions locates it.
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
        """Where the words of a quotation may begin in the library: where all of them match, else where most do."""
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
        # Words added or left out shift the votes of the words after them.
        slack = _slack(len(forms))
        ends = np.searchsorted(voted, voted + slack, side="right")
        sums = running[ends] - running[:-1]
        # Where too few words match there is nothing to compare.
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
        """The weight of a word that occurs ``count`` times in the library: the rarer, the higher."""
        return math.log1p(len(self._concordance) / (count + 1))

    def _stretch(self, place: int, size: int, *, around: int) -> tuple[int, int]:
        """The passages of one document, from ``place`` on, that may contain ``size`` words with some changes."""
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


def _is_chosen(document: Document, documents: Sequence[Document]) -> bool:
    return any(document is one for one in documents)


def _joined(words: Sequence[Word]) -> str:
    """The folded words, each with a space before and after it."""
    return f" {' '.join(word.key for word in words)} "


def _slack(size: int) -> int:
    """How many words the end of a quotation of ``size`` words may be shifted by."""
    return 2 + size // 4


def _length(bounds: tuple[int, int]) -> int:
    """Sort key that puts the longest first."""
    return bounds[0] - bounds[1]


def _size(entry: tuple[NDArray[np.int32], int]) -> int:
    return len(entry[0])
