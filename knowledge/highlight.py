"""Which sentences of a passage answer: those that hold what is rare in the question and rare in the passage.

With s(x) the number of the passage's n sentences that hold x, a sentence scores

    sum over shared stems and names of  weight · idf / s  +  0.2 · sum over shared character 4-grams of  ln(1 + n / s)

A word that runs through the whole passage does not tell its sentences apart; the 4-grams catch compounds, inflections
and misspellings.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from knowledge.ranking.forward import grams_of, ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from knowledge.ranking.forward import Floats, Ints
    from knowledge.ranking.index import Index
    from knowledge.ranking.query import Query

_GRAMS = 0.2
_COMPLEMENT = 0.5


def best_sentences(index: Index, entry: int, query: Query, *, count: int = 1) -> list[int]:
    """The numbers (from 0) of the ``count`` best sentences of a passage, best first; none that shares nothing."""
    forward = index.forward
    start, end = int(forward.starts[entry]), int(forward.starts[entry + 1])
    first, last = int(forward.first_sentence[entry]), int(forward.first_sentence[entry + 1])
    sentence_of = np.searchsorted(forward.sentence_starts[first:last], np.arange(start, end), side="right") - 1
    scores = np.zeros(last - first)
    for places, gain in _words(index, start, end, query):
        holding = np.unique(sentence_of[places])
        scores[holding] += gain / len(holding) if len(holding) else 0.0
    scores += _GRAMS * _gram_scores(index, forward.tokens[start:end], sentence_of, query, sentences=last - first)
    order = np.argsort(-scores, kind="stable")[:count]
    return [int(number) for number in order if scores[number] > 0]


def complements(index: Index, entry: int, query: Query, first: int, second: int) -> bool:
    """Whether the second best sentence holds a good part of the question that the best one lacks.

    A good part is half of the idf that the best one holds.
    """
    held, added = 0.0, 0.0
    ranges_of = [index.forward.sentence(entry, number) for number in (first, second)]
    for (in_first, gain), (in_second, _) in zip(*(_words(index, *one, query) for one in ranges_of), strict=True):
        held += gain * (len(in_first) > 0)
        added += gain * (len(in_second) > 0 and len(in_first) == 0)
    return added >= _COMPLEMENT * held


def _words(index: Index, start: int, end: int, query: Query) -> Iterator[tuple[NDArray[np.intp], float]]:
    """Where each stem and name of the query stands between ``start`` and ``end``, and what it weighs."""
    for stem, weight in query.stems.items():
        yield index.forward.within((stem,), start, end), weight * index.stems.idf.get(stem, 0.0)
    for synonyms in query.synonyms:
        places = [index.forward.within(name, start, end) for name in synonyms.names]
        yield np.concatenate(places), synonyms.weight * synonyms.idf


def _gram_scores(index: Index, words: Ints, sentence_of: NDArray[np.intp], query: Query, *, sentences: int) -> Floats:
    forward = index.forward
    wanted = Counter(forward.grams[gram] for form in query.forms for gram in grams_of(form) if gram in forward.grams)
    lookup = np.zeros(len(forward.grams), dtype=np.int32)
    lookup[list(wanted)] = np.arange(1, len(wanted) + 1)
    forms = forward.form_of[words]
    sizes = forward.gram_starts[forms + 1] - forward.gram_starts[forms]
    slots = lookup[forward.gram_ids[ranges(forward.gram_starts[forms], sizes)]]
    rows = np.repeat(sentence_of, sizes)
    present = np.zeros((sentences, len(wanted) + 1))
    present[rows, slots] = 1.0
    spread = np.maximum(present[:, 1:].sum(axis=0), 1.0)
    result: Floats = present[:, 1:] @ np.log1p(sentences / spread)
    return result
