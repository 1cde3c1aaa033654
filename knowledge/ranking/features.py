"""The features of the second stage, each a function of the query and the candidates.

Every feature is a separate BM25 over some unit of the candidates (words, pairs, 4-grams, sentences):

    sum over units u of  gain(u) · tf(u) · (k1 + 1) / (tf(u) + norm),   norm = k1 · (1 - b + b · length / mean length)

with ``gain`` the idf times the weight in the query. A feature returns one number per candidate, 0 where nothing
matches. To add one, write its function, list it in ``FEATURES`` and give it a weight in ``ranking.index.Weights``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from knowledge.ranking.forward import grams_of, lucene_idf, ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.ranking.forward import Candidates, Floats, Ints
    from knowledge.ranking.query import Query, QueryTerm

_K1 = 0.9
_B = 0.75


def words(query: Query, candidates: Candidates) -> Floats:
    """Unstemmed words, so that "organizations" ranks "organizations" before "organizational"."""
    index = candidates.index
    weights = _known(query.forms, index.forms)
    found = _lookup(weights, len(index.forms))[index.form_of[candidates.words]]
    gains = index.form_idf[list(weights)] * np.array(list(weights.values()))
    return _bm25(_counts(candidates.rows, found, len(candidates.passages), len(weights)), gains, _norms(candidates))


def neighbours(query: Query, candidates: Candidates) -> Floats:
    """Pairs of adjacent words, stop words included."""
    return _pairs(query.terms, candidates, np.ones(len(candidates.words), dtype=np.bool_))


def content_neighbours(query: Query, candidates: Candidates) -> Floats:
    """Pairs of words that are adjacent without the stop words: "control over the party" has "control party"."""
    content = [term for term in query.terms if term.is_content]
    return _pairs(content, candidates, ~candidates.index.is_stop[candidates.words])


def sentences(query: Query, candidates: Candidates) -> Floats:
    """The stems and names of the best sentence: words close together are stronger evidence than scattered ones."""
    index = candidates.index
    weights = _known(query.stems, index.stems)
    gains = [_idf(index.stem_frequency[stem], index.size) * weight for stem, weight in weights.items()]
    slot_of_word = _lookup(weights, len(index.stems))[candidates.stems]
    hits = np.flatnonzero(slot_of_word)
    places, rows, slots = [candidates.places[hits]], [candidates.rows[hits]], [slot_of_word[hits]]
    for synonyms in query.synonyms:
        found = np.concatenate([candidates.occurrences(name) for name in synonyms.names])
        gains.append(synonyms.weight * synonyms.idf)
        places.append(candidates.places[found])
        rows.append(candidates.rows[found])
        slots.append(np.full(len(found), len(gains), dtype=np.int32))
    of_hit = np.searchsorted(index.sentence_starts, np.concatenate(places), side="right") - 1
    numbers, first, local = np.unique(of_hit, return_index=True, return_inverse=True)
    counts = _counts(local, np.concatenate(slots), len(numbers), len(gains))
    k1, b = 0.5, 0.3
    norms = k1 * (1 - b + b * index.relative_sentence_lengths[numbers])
    scores = np.zeros(len(candidates.passages))
    np.maximum.at(scores, np.concatenate(rows)[first], _bm25(counts, np.array(gains), norms, k1))
    return scores


def grams(query: Query, candidates: Candidates) -> Floats:
    """Character 4-grams: compounds, inflections and misspellings share parts where they share no stem."""
    index = candidates.index
    wanted: dict[str, float] = defaultdict(float)
    for form, weight in query.forms.items():
        for gram in grams_of(form):
            wanted[gram] += weight
    weights = _known(wanted, index.grams)
    lookup = _lookup(weights, len(index.grams))
    forms = index.form_of[candidates.words]
    # For each distinct form of the candidates, once: which of the wanted 4-grams it has.
    seen = np.zeros(len(index.forms), dtype=np.bool_)
    seen[forms] = True
    distinct = np.flatnonzero(seen)
    sizes = index.gram_starts[distinct + 1] - index.gram_starts[distinct]
    found = lookup[index.gram_ids[ranges(index.gram_starts[distinct], sizes)]]
    matching = np.flatnonzero(found)
    owner = np.repeat(np.arange(len(distinct)), sizes)[matching]
    found = found[matching]
    per_form = np.bincount(owner, minlength=len(distinct))
    offsets = np.cumsum(per_form) - per_form
    number = np.zeros(len(index.forms), dtype=np.int32)
    number[distinct] = np.arange(len(distinct))
    # Then every word of the candidates counts the 4-grams of its form.
    local = number[forms]
    having = np.flatnonzero(per_form[local])
    local = local[having]
    rows = np.repeat(candidates.rows[having], per_form[local])
    counts = _counts(rows, found[ranges(offsets[local], per_form[local])], len(candidates.passages), len(weights))
    gains = index.gram_idf[list(weights)] * np.array(list(weights.values()))
    norms = _K1 * (1 - _B + _B * index.relative_gram_lengths[candidates.passages])
    return _bm25(counts, gains, norms)


def quotations(query: Query, candidates: Candidates) -> Floats:
    """The total number of words of the quotations that the passage contains verbatim."""
    scores = np.zeros(len(candidates.passages))
    for quotation in query.quotations:
        scores[np.unique(candidates.rows[candidates.occurrences(quotation)])] += len(quotation)
    return scores


FEATURES: dict[str, Callable[[Query, Candidates], Floats]] = {
    "words": words,
    "neighbours": neighbours,
    "content_neighbours": content_neighbours,
    "sentences": sentences,
    "grams": grams,
    "quotations": quotations,
}


def _pairs(terms: Sequence[QueryTerm], candidates: Candidates, kept: NDArray[np.bool_]) -> Floats:
    """Neighbouring stems of ``terms`` among the kept words; the idf of a pair is taken over the candidates."""
    index = candidates.index
    wanted: Counter[tuple[int, int]] = Counter()
    for left, right in pairwise(terms):
        # Overlapping character pairs of unspaced scripts are neighbours by construction.
        if left.stem in index.stems and right.stem in index.stems and not left.is_unspaced:
            wanted[index.stems[left.stem], index.stems[right.stem]] += 1
    if not wanted:
        return np.zeros(len(candidates.passages))
    slots = {stem: slot for slot, stem in enumerate({stem for pair in wanted for stem in pair}, start=1)}
    of_stem = np.zeros(len(index.stems), dtype=np.int32)
    of_stem[list(slots)] = list(slots.values())
    table = np.zeros((len(slots) + 1, len(slots) + 1), dtype=np.int32)
    for number, (one, two) in enumerate(wanted, start=1):
        table[slots[one], slots[two]] = number
    of_word = of_stem[candidates.stems[kept]]
    rows = candidates.rows[kept]
    lefts = np.flatnonzero(of_word[:-1])
    lefts = lefts[rows[lefts] == rows[lefts + 1]]
    counts = _counts(rows[lefts], table[of_word[lefts], of_word[lefts + 1]], len(candidates.passages), len(wanted))
    idf = lucene_idf((counts > 0).sum(axis=0).astype(np.float64), index.size)
    return _bm25(counts, idf * np.array(list(wanted.values())), _norms(candidates))


def _idf(count: int, total: int) -> float:
    return float(lucene_idf(float(count), total))


def _norms(candidates: Candidates) -> Floats:
    norms: Floats = _K1 * (1 - _B + _B * candidates.index.relative_lengths[candidates.passages])
    return norms


def _known(weights: Mapping[str, float], numbers: Mapping[str, int]) -> dict[int, float]:
    """The weights of the known terms, by number, in the order of ``weights``."""
    return {numbers[term]: weight for term, weight in weights.items() if term in numbers}


def _lookup(weights: Mapping[int, float], size: int) -> Ints:
    """Term number → its position in ``weights``, from 1; 0 for every other term."""
    lookup = np.zeros(size, dtype=np.int32)
    lookup[list(weights)] = np.arange(1, len(weights) + 1)
    return lookup


def _counts(rows: NDArray[np.intp], slots: Ints, row_count: int, slot_count: int) -> Floats:
    """How often each slot (from 1; 0 is none) occurs in each row."""
    kept = slots > 0
    flat = np.bincount(rows[kept] * slot_count + slots[kept] - 1, minlength=row_count * slot_count)
    return flat.reshape(row_count, slot_count).astype(np.float64)


def _bm25(counts: Floats, gains: Floats, norms: Floats, k1: float = _K1) -> Floats:
    scores: Floats = (counts * (k1 + 1) / (counts + norms[:, None])) @ gains
    return scores
