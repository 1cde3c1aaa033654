"""rank-bm25's Okapi scores from postings, without a scan of the whole corpus.

The score of a passage D for the query terms q is the sum over q of

    idf(q) · tf(q, D) · (k1 + 1) / (tf(q, D) + k1 · (1 - b + b · |D| / avgdl))

(Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009; as in ``rank_bm25.BM25Okapi``), with Lucene's
idf(q) = ln(1 + (N - n(q) + 0.5) / (n(q) + 0.5)), which is positive for every n(q), so that a match always counts and a
passage without a match scores 0. The library's own idf is 0 for a term in half of the passages and negative beyond.

A term's contribution to a passage depends on that pair alone. So it is computed once and kept as postings (one list of
passage numbers and contributions per term), and a query reads the postings of its own terms only.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

_BLOCK = 64


class SparseBM25(BM25Okapi):  # type: ignore[misc]  # rank-bm25 has no types
    """A ``BM25Okapi`` with Lucene's idf whose ``get_scores`` visits postings instead of passages.

    It takes any corpus: one without passages, or with passages that have no terms, scores 0 throughout. The class is
    immutable once built and may be read from many threads.
    """

    def __init__(self, corpus: Iterable[Sequence[str]], *, k1: float = 0.9, b: float = 0.75) -> None:
        self._postings: dict[str, tuple[NDArray[np.int32], NDArray[np.float64]]] = {}
        self._frequencies: dict[str, NDArray[np.uint16]] = {}
        super().__init__(corpus, k1=k1, b=b)

    def _initialize(self, corpus: Iterable[Sequence[str]]) -> dict[str, int]:
        """Count terms as rank-bm25 does, into postings; the constructor calls it, then ``_calc_idf``."""
        passages: dict[str, array[int]] = {}
        frequencies: dict[str, array[int]] = {}
        for number, terms in enumerate(corpus):
            self.doc_len.append(len(terms))
            for term, frequency in Counter(terms).items():
                if term not in passages:
                    passages[term], frequencies[term] = array("i"), array("i")
                passages[term].append(number)
                frequencies[term].append(frequency)
        self.corpus_size = len(self.doc_len)
        total = sum(self.doc_len)
        self.avgdl = total / self.corpus_size if total else 1.0
        self._lengths = np.asarray(self.doc_len, dtype=np.float64)
        self._postings = {
            term: (np.frombuffer(numbers, dtype=np.int32), np.zeros(0)) for term, numbers in passages.items()
        }
        self._frequencies = {
            term: np.minimum(counts, np.iinfo(np.uint16).max).astype(np.uint16) for term, counts in frequencies.items()
        }
        return {term: len(numbers) for term, numbers in passages.items()}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """Compute Lucene's idf, and with it the contribution of each term to each passage."""
        self._norms = self.k1 * (1 - self.b + self.b * self._lengths / self.avgdl)
        for term, count in nd.items():
            self.idf[term] = self.idf_of(count)
            numbers, _ = self._postings[term]
            self._postings[term] = (numbers, self.contributions(numbers, self._frequencies[term].astype(np.float64)))

    def idf_of(self, count: int) -> float:
        """The idf of a term that ``count`` passages contain."""
        return math.log(1 + (self.corpus_size - count + 0.5) / (count + 0.5))

    def contributions(self, passages: NDArray[np.integer], frequency: NDArray[np.float64]) -> NDArray[np.float64]:
        """The contributions of a term to the ``passages`` that contain it ``frequency`` times each."""
        saturated: NDArray[np.float64] = frequency * (self.k1 + 1) / (frequency + self._norms[passages])
        return self.idf_of(len(passages)) * saturated

    @property
    def max_idf(self) -> float:
        """The idf that a term in no passage would have: the weight of a word that the corpus never uses."""
        return self.idf_of(0)

    def __contains__(self, term: str) -> bool:
        return term in self._postings

    def vocabulary(self) -> Iterable[str]:
        """All terms."""
        return self._postings.keys()

    def frequencies(self, term: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The passages that contain the term, ascending, and how often each does."""
        if term not in self._postings:
            return np.zeros(0, dtype=np.intp), np.zeros(0)
        return self._postings[term][0].astype(np.intp), self._frequencies[term].astype(np.float64)

    def get_scores(self, query: Iterable[str]) -> NDArray[np.float64]:
        """The score of every passage, in corpus order; a term given twice counts twice, as in rank-bm25."""
        return self.weighted_scores(Counter(query))

    def weighted_scores(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """The score of every passage for terms with weights."""
        found = [(self._postings[term], weight) for term, weight in weights.items() if term in self._postings]
        if not found:
            return np.zeros(self.corpus_size)
        # One pass over all postings takes half the time of one pass per term.
        numbers = np.concatenate([numbers for (numbers, _), _ in found])
        gains = np.concatenate([gains if weight == 1 else weight * gains for (_, gains), weight in found])
        return np.bincount(numbers, weights=gains, minlength=self.corpus_size).astype(np.float64)

    def holds(self, passages: NDArray[np.intp], term: str) -> NDArray[np.bool_]:
        """Which of ``passages`` (their numbers) contain the term."""
        posting = self._postings.get(term)
        return np.zeros(len(passages), dtype=np.bool_) if posting is None else is_among(passages, posting[0])


def is_among(passages: NDArray[np.integer], posting: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Which of ``passages`` are in ``posting``, whose numbers ascend."""
    if not len(posting):
        return np.zeros(len(passages), dtype=np.bool_)
    places = np.searchsorted(posting, passages)
    places[places == len(posting)] = 0
    found: NDArray[np.bool_] = posting[places] == passages
    return found


def best(scores: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    """The numbers of the ``count`` best passages that score above 0, ordered by ``(-score, passage number)``."""
    if count <= 0:
        return np.zeros(0, dtype=np.intp)
    positive = np.flatnonzero(scores > 0 if len(scores) < (count + 1) * _BLOCK else scores >= _bound(scores, count))
    if len(positive) > count:
        threshold = np.partition(scores[positive], len(positive) - count)[len(positive) - count]
        above = positive[scores[positive] > threshold]
        level = positive[scores[positive] == threshold]
        positive = np.sort(np.concatenate([above, level[: count - len(above)]]))
    order: NDArray[np.intp] = positive[np.argsort(-scores[positive], kind="stable")]
    return order


def _bound(scores: NDArray[np.float64], count: int) -> float:
    """A lower bound above 0 that at least ``count`` passages reach, if so many score above 0.

    It is the ``count``-th highest of the maxima of blocks of passages: at least ``count`` passages reach it, and it is
    much cheaper to find than the ``count``-th highest score.
    """
    whole = len(scores) // _BLOCK * _BLOCK
    highest = scores[:whole].reshape(-1, _BLOCK).max(axis=1)
    bound = np.partition(highest, len(highest) - count)[len(highest) - count]
    return float(max(bound, np.nextafter(0.0, 1.0)))
