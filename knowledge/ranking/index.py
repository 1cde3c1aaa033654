"""The index: ranks all passages of a library for a query, in two stages.

The first stage scores the stems of every passage, and those of its title and section path as a separate field. The
second stage rescores the best of them with the features of ``ranking.features``, which do not find passages but order
those found. The score of a passage is the weighted sum of all, times a factor for what a short question asks for and
the passage lacks. All weights are in ``Weights``.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.ranking.bm25 import SparseBM25, best, is_among
from knowledge.ranking.features import FEATURES
from knowledge.ranking.forward import Candidates, ForwardIndex
from knowledge.ranking.passage import PassageWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.ranking.query import Name, Query
    from knowledge.text.analysis import Token

    Frequency = tuple[NDArray[np.intp], NDArray[np.float64]]

CANDIDATES = 64
"""How many passages of the first stage the second one rescores: 200 rank no better and take longer."""

_REMEMBERED = 1024
_SHORT = 4
_LEAST = 0.05
"""Lower bound for completeness, so that a passage found by its heading alone is still ranked."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature in the sum; the stems of the passage have weight 1.

    The values are the rounded middle of a flat optimum, measured over collections of several kinds.
    """

    headings: float = 0.6
    words: float = 0.3
    neighbours: float = 0.2
    content_neighbours: float = 0.4
    sentences: float = 0.8
    grams: float = 0.125
    """Small because this feature sums about four times as many terms."""
    quotations: float = 1.0
    """For each word of a quotation found verbatim."""
    completeness: float = 1.4
    """An exponent, see ``Index._completeness``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage to be indexed: the tokens of its sentences, and of its title and section path."""

    sentences: Sequence[Sequence[Token]]
    heading: Sequence[Token] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's number in the index with its score."""

    entry: int
    score: float


class Index:
    """The in-memory ranker: rank-bm25's formula over postings, then the features."""

    def __init__(self, entries: Iterable[Entry], weights: Weights | None = None) -> None:
        entries = list(entries)
        self.weights = weights or Weights()
        self.stems = SparseBM25([token.stem for sentence in entry.sentences for token in sentence] for entry in entries)
        self.headings = SparseBM25(([token.stem for token in entry.heading] for entry in entries), b=0.5)
        self.forward = ForwardIndex(entry.sentences for entry in entries)
        self._frequencies: dict[Name, Frequency] = {}

    def rank(self, query: Query, count: int, allowed: NDArray[np.bool_] | None = None) -> list[Ranked]:
        """The ``count`` best passages with a score above 0, by ``(-score, entry)``, among the ``allowed`` ones."""
        scores = self.stems.weighted_scores(query.stems)
        for synonyms in query.synonyms:
            passages, frequency = self.frequency_of_any(synonyms.names)
            if len(passages):
                scores[passages] += synonyms.weight * self.stems.contributions(passages, frequency)
        scores += self.weights.headings * self.headings.weighted_scores(query.stems)
        if allowed is not None:
            scores[~allowed] = 0.0
        passages = np.sort(best(scores, max(count, CANDIDATES)))
        if not len(passages):
            return []
        final = scores[passages]
        for name, values in self.features(query, passages).items():
            final += getattr(self.weights, name) * values
        final *= self._completeness(query, passages)
        order = np.argsort(-final, kind="stable")[:count]
        return [Ranked(int(passages[place]), float(final[place])) for place in order]

    def reweighted(self, weights: Weights) -> Index:
        """A copy of this index that ranks with other weights."""
        other = copy(self)
        other.weights = weights
        return other

    def _completeness(self, query: Query, passages: NDArray[np.intp]) -> NDArray[np.float64]:
        """A factor in 0..1 for passages that lack part of a short question, in which every word matters.

        It is c to the power of ``completeness`` · min(1, (4 / n)⁶), with c the share of the idf of the question's n
        words and names that the passage contains; from about six words on it has almost no effect.
        """
        terms = [(self.stems.holds(passages, stem), self.stems.idf[stem]) for stem in query.stems if stem in self.stems]
        for synonyms in query.synonyms:
            holding, _ = self.frequency_of_any(synonyms.names)
            # Related names, which have less than full weight, are optional.
            if len(holding) and synonyms.weight >= 1:
                terms.append((is_among(passages, holding), synonyms.idf))
        if not terms:
            return np.ones(len(passages))
        share = np.array([idf for _, idf in terms]) @ np.array([held for held, _ in terms]) / sum(i for _, i in terms)
        power = self.weights.completeness * min(1.0, (_SHORT / len(terms)) ** 6)
        factor: NDArray[np.float64] = np.maximum(share, _LEAST) ** power
        return factor

    def uses(self, name: Name) -> bool:
        """Whether any passage has the name."""
        return bool(name and len(self.frequency(name)[0]))

    def frequency(self, name: Name) -> Frequency:
        """The passages in which the stems of ``name`` are adjacent, ascending, and how often they are."""
        # Glossary names recur in many questions, so their postings are cached.
        known = self._frequencies.get(name)
        if known is None:
            if len(self._frequencies) >= _REMEMBERED:
                self._frequencies.clear()
            known = self._frequencies[name] = self._frequency(name)
        return known

    def frequency_of_any(self, names: Iterable[Name]) -> Frequency:
        """The passages that contain any of the names, ascending, and how often they do."""
        found = [self.frequency(name) for name in names]
        passages, place = np.unique(np.concatenate([numbers for numbers, _ in found]), return_inverse=True)
        summed = np.bincount(place, weights=np.concatenate([counts for _, counts in found]))
        return passages, summed.astype(np.float64)

    def _frequency(self, name: Name) -> Frequency:
        if len(name) == 1:
            return self.stems.frequencies(name[0])
        passages = self.stems.frequencies(name[0])[0]
        for stem in name[1:]:
            passages = np.intersect1d(passages, self.stems.frequencies(stem)[0], assume_unique=True)
        candidates = Candidates.of(self.forward, passages)
        rows, counts = np.unique(candidates.rows[candidates.occurrences(name)], return_counts=True)
        return passages[rows], counts.astype(np.float64)

    def words_of(self, entry: int) -> PassageWords:
        """The words of one passage."""
        return PassageWords(self.forward, entry)

    def idf_of_any(self, names: Iterable[Name]) -> float:
        """The idf of the names taken as one term."""
        return self.stems.idf_of(len(self.frequency_of_any(names)[0]))

    def features(self, query: Query, passages: NDArray[np.intp]) -> Mapping[str, NDArray[np.float64]]:
        """The value of each second-stage feature for ``passages`` (their numbers, ascending)."""
        candidates = Candidates.of(self.forward, passages)
        return {name: feature(query, candidates) for name, feature in FEATURES.items() if getattr(self.weights, name)}
