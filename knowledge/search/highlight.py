"""Chooses the sentences of a passage that answer: those with words of the question that are rare.

With s(x) the number of the passage's n sentences that contain x, the score of a sentence is

    sum over shared stems and names of  weight · idf / s  +  0.2 · sum over shared character 4-grams of  ln(1 + n / s)

A word that occurs throughout the passage does not distinguish its sentences; the 4-grams match compounds, inflections
and misspellings.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from knowledge.ranking.forward import grams_of, ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.ranking.forward import Floats
    from knowledge.ranking.index import Index
    from knowledge.ranking.passage import PassageWords
    from knowledge.ranking.query import Query

_BEST = 2
_GRAMS = 0.2
_COMPLEMENT = 0.5

Holding = tuple[set[int], float]
"""The sentences that contain a word or name of the question, and its weight."""


def holdings(index: Index, words: PassageWords, query: Query) -> list[Holding]:
    """For each word and name of the query, the sentences of the passage that contain it, and its weight."""
    found = [
        (words.sentences(((stem,),)), weight * index.stems.idf.get(stem, 0.0)) for stem, weight in query.stems.items()
    ]
    return found + [(words.sentences(one.names), one.weight * one.idf) for one in query.synonyms]


def best_sentences(index: Index, words: PassageWords, query: Query, held: Sequence[Holding]) -> list[int]:
    """The indexes of the two best sentences of a passage, best first; sentences without a match are left out."""
    scores = np.zeros(words.sentence_count)
    for sentences, gain in held:
        for number in sentences:
            scores[number] += gain / len(sentences)
    scores += _GRAMS * _gram_scores(index, words, query)
    order = np.argsort(-scores, kind="stable")[:_BEST]
    return [int(number) for number in order if scores[number] > 0]


def complements(held: Sequence[Holding], first: int, second: int) -> bool:
    """Whether the second best sentence has a large part of the question that the best one lacks.

    A large part is half of the weight that the best one has.
    """
    in_first = sum(gain for sentences, gain in held if first in sentences)
    added = sum(gain for sentences, gain in held if second in sentences and first not in sentences)
    return added >= _COMPLEMENT * in_first


def _gram_scores(index: Index, words: PassageWords, query: Query) -> Floats:
    forward = index.forward
    wanted = Counter(forward.grams[gram] for form in query.forms for gram in grams_of(form) if gram in forward.grams)
    lookup = np.zeros(len(forward.grams), dtype=np.int32)
    lookup[list(wanted)] = np.arange(1, len(wanted) + 1)
    forms = forward.form_of[words.tokens]
    sizes = forward.gram_starts[forms + 1] - forward.gram_starts[forms]
    slots = lookup[forward.gram_ids[ranges(forward.gram_starts[forms], sizes)]]
    lengths = np.diff([*words.sentence_starts, len(words.tokens)])
    rows = np.repeat(np.repeat(np.arange(words.sentence_count), lengths), sizes)
    present = np.zeros((words.sentence_count, len(wanted) + 1))
    present[rows, slots] = 1.0
    spread = np.maximum(present[:, 1:].sum(axis=0), 1.0)
    result: Floats = present[:, 1:] @ np.log1p(words.sentence_count / spread)
    return result
