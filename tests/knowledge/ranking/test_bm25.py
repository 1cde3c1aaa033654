"""rank-bm25's own scores, from postings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from knowledge.ranking.bm25 import SparseBM25, best, is_among

if TYPE_CHECKING:
    from collections.abc import Mapping

TERMS = st.sampled_from(["alfa", "bravo", "charlie", "delta", "echo"])
CORPORA = st.lists(st.lists(TERMS, max_size=8), min_size=1, max_size=8)
QUERIES = st.lists(TERMS | st.sampled_from(["unseen", ""]), max_size=6)


class Reference(BM25Okapi):  # type: ignore[misc]  # rank-bm25 has no types
    """The library itself, with nothing changed but the idf."""

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        for term, count in nd.items():
            self.idf[term] = math.log(1 + (self.corpus_size - count + 0.5) / (count + 0.5))


def ordered(scores: list[float], count: int) -> list[int]:
    """The numbers of the best scores, by a plain sort."""
    positive = [number for number, score in enumerate(scores) if score > 0]
    return sorted(positive, key=lambda number: (-scores[number], number))[:count]


@given(CORPORA.filter(any), QUERIES, st.sampled_from([(0.9, 0.75), (1.5, 0.75), (0.5, 0.0), (2.0, 0.9)]))
def test_scores_are_those_of_the_library(
    corpus: list[list[str]], query: list[str], constants: tuple[float, float]
) -> None:
    """Whatever the corpus, terms that repeat, passages without terms and terms never seen among it."""
    k1, b = constants
    expected = Reference(corpus, k1=k1, b=b).get_scores(query)
    assert expected == pytest.approx(SparseBM25(corpus, k1=k1, b=b).get_scores(query), abs=1e-6)


@given(CORPORA, QUERIES)
def test_a_match_scores_and_nothing_else_does(corpus: list[list[str]], query: list[str]) -> None:
    """A passage scores above 0 exactly where it shares a term with the query, however common the term is."""
    scores = SparseBM25(corpus).get_scores(query)
    assert [bool(set(passage) & set(query)) for passage in corpus] == [score > 0 for score in scores]
    assert all(score >= 0 for score in scores)


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_a_corpus_without_terms_scores_nothing(corpus: list[list[str]]) -> None:
    """No passages, or none with words: no division by zero and no scores that are no numbers."""
    ranker = SparseBM25(corpus)
    assert [0.0] * len(corpus) == list(ranker.get_scores(["alfa"]))
    assert [] == list(ranker.vocabulary())
    assert math.isfinite(ranker.max_idf)


def test_one_passage_is_found() -> None:
    """In a corpus of one, a match still counts."""
    assert SparseBM25([["alfa", "bravo"]]).get_scores(["alfa"])[0] > 0


def test_a_term_in_every_passage_counts_a_little() -> None:
    """It tells passages apart by how often they have it, and weighs less than a rare term."""
    ranker = SparseBM25([["alfa", "alfa", "bravo"], ["alfa", "charlie", "delta"]])
    twice, once = ranker.get_scores(["alfa"])
    assert twice > once > 0
    assert ranker.get_scores(["bravo"])[0] > twice


def test_a_term_given_twice_counts_twice() -> None:
    """As in the library."""
    ranker = SparseBM25([["alfa", "bravo"], ["charlie"]])
    assert pytest.approx(2 * ranker.get_scores(["alfa"])) == ranker.get_scores(["alfa", "alfa"])


def test_weights_scale_what_a_term_gives() -> None:
    """A term of weight 0.5 gives half."""
    ranker = SparseBM25([["alfa", "bravo"], ["charlie"]])
    expected = 0.5 * ranker.get_scores(["alfa"]) + 2 * ranker.get_scores(["charlie"])
    assert pytest.approx(expected) == ranker.weighted_scores({"alfa": 0.5, "charlie": 2.0, "unseen": 9.0})


def test_the_score_of_a_hand_worked_example() -> None:
    """Two passages of two and four terms; alfa stands twice in the second."""
    ranker = SparseBM25([["bravo", "charlie"], ["alfa", "alfa", "bravo", "delta"]], k1=1.0, b=0.5)
    idf = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    norm = 1.0 * (1 - 0.5 + 0.5 * 4 / 3)
    assert pytest.approx([0, idf * 2 * 2 / (2 + norm)]) == ranker.get_scores(["alfa"])


def test_the_corpus_tells_of_its_terms() -> None:
    """Which terms there are, and how much an unknown one would weigh."""
    ranker = SparseBM25([["alfa", "alfa"], ["alfa", "bravo"]])
    assert {"alfa", "bravo"} == set(ranker.vocabulary())
    assert ("alfa" in ranker, "unseen" in ranker) == (True, False)
    assert ranker.max_idf > ranker.idf["bravo"] > ranker.idf["alfa"] > 0


@given(CORPORA, st.lists(st.integers(0, 7), unique=True), TERMS)
def test_holds_tells_which_passages_have_a_term(corpus: list[list[str]], chosen: list[int], term: str) -> None:
    """For any choice of passages, also for a term that none of them has."""
    passages = np.array([number for number in chosen if number < len(corpus)], dtype=np.intp)
    ranker = SparseBM25(corpus)
    assert [term in corpus[number] for number in passages] == list(ranker.holds(passages, term))
    assert [False] * len(passages) == list(ranker.holds(passages, "unseen"))


@given(st.lists(st.integers(0, 20)), st.sets(st.integers(0, 20)))
def test_is_among_is_membership(passages: list[int], posting: set[int]) -> None:
    """Against the plain question whether a number is in a set."""
    found = is_among(np.array(passages, dtype=np.intp), np.array(sorted(posting), dtype=np.intp))
    assert [number in posting for number in passages] == list(found)


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0, -1.0]), max_size=30), st.integers(0, 40))
def test_best_is_a_plain_sort(scores: list[float], count: int) -> None:
    """The order is total, by score and then by passage number, whatever ties there are and however many are asked for."""
    assert ordered(scores, count) == list(best(np.array(scores), count))


def test_more_hits_only_append() -> None:
    """The first five of ten are the five."""
    scores = np.array([1.0, 3.0, 3.0, 0.0, 2.0, 3.0, 1.0])
    assert [1, 2, 5, 4, 0, 6] == list(best(scores, 10))
    for count in range(7):
        assert list(best(scores, 10))[:count] == list(best(scores, count))
