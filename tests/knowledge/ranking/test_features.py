"""What the second stage looks at, one feature at a time."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ranking.features import FEATURES
from knowledge.ranking.forward import Candidates, ForwardIndex, grams_of, ranges
from knowledge.ranking.index import Weights
from knowledge.ranking.query import Query, QueryTerm, Synonyms
from knowledge.text.analysis import Analyzer
from knowledge.text.sentences import sentence_spans

ENGLISH = Analyzer("en")
QUESTION = "control over the party"


def candidates_of(*texts: str) -> Candidates:
    """All of some passages as candidates."""
    index = ForwardIndex([[ENGLISH.tokens(text[start:end]) for start, end in sentence_spans(text)] for text in texts])
    return Candidates.of(index, np.arange(len(texts)))


def query_of(text: str, *synonyms: Synonyms) -> Query:
    """A query for the words of ``text``, stop words in their place only."""
    tokens = ENGLISH.tokens(text)
    content = [token for token in tokens if not token.is_stop]
    return Query(
        {token.stem: 1.0 for token in content},
        {token.form: 1.0 for token in content},
        synonyms,
        tuple(QueryTerm(token.stem, token.form, not token.is_stop) for token in tokens),
        (tuple(token.stem for token in tokens),),
    )


def given_by(feature: str, question: str, *texts: str) -> list[float]:
    """What a feature gives to each passage."""
    return list(FEATURES[feature](query_of(question), candidates_of(*texts)))


def test_every_feature_has_its_weight() -> None:
    """A feature without a weight would never count, and say nothing."""
    assert set(FEATURES) <= {field.name for field in fields(Weights)}


@pytest.mark.parametrize("feature", FEATURES)
def test_what_shares_nothing_gets_nothing(feature: str) -> None:
    """Every feature gives 0 to a passage without a match, and less to none."""
    assert [0.0, 0.0] == given_by(feature, "zulu yankee", "Control over the party.", "Other words.")
    with_match, without = given_by(feature, QUESTION, "Control over the party.", "Milk.")
    assert with_match > 0 == without


def test_words_are_compared_as_they_are_written() -> None:
    """Not by their stems."""
    same, cousin = given_by("words", "organization", "The organization.", "The organizations.")
    assert same > 0 == cousin


def test_neighbours_stand_in_the_same_order() -> None:
    """Stop words are words here."""
    there, turned, apart = given_by("neighbours", QUESTION, "Control over it.", "Over control it.", "Control it over.")
    assert there > 0 == turned == apart


def test_content_neighbours_stand_together_once_grammar_is_taken_out() -> None:
    """The control of a party is its control."""
    there, turned = given_by("content_neighbours", QUESTION, "The control of the party.", "The party of the control.")
    assert there > 0 == turned


def test_neighbours_do_not_stand_in_two_passages() -> None:
    """The last word of one passage and the first of the next are strangers."""
    for feature in ("neighbours", "content_neighbours"):
        assert [0.0, 0.0] == given_by(feature, "control party", "Some control", "party here")


def test_the_best_sentence_counts() -> None:
    """Two words in one sentence give more than one in each of two."""
    together, apart = given_by(
        "sentences",
        "control party",
        "A control of the party. A row of trees.",
        "A control of the trees. A row of party.",
    )
    assert together > apart > 0


def test_names_count_in_sentences() -> None:
    """A name of two words counts where its words stand side by side."""
    query = query_of("", Synonyms((("north", "korea"),), idf=1.0))
    there, apart = FEATURES["sentences"](query, candidates_of("In North Korea then.", "North of all Korea."))
    assert there > 0 == apart


def test_parts_of_words_count_for_misspellings() -> None:
    """A word with a slip shares parts with the word that was meant."""
    near, far = given_by("grams", "manchurya", "In Manchuria then.", "In Mongolia then.")
    assert near > 0 == far


def test_the_parts_of_a_word_know_its_edges() -> None:
    """A short word has parts too."""
    assert ["_mao", "mao_"] == grams_of("mao")
    assert ["_a_"] == grams_of("a")


def test_ranges_run_one_after_the_other() -> None:
    """From each start, as many numbers as it is long; an empty one gives none."""
    assert [5, 6, 2, 9] == list(ranges(np.array([5, 7, 2, 9]), np.array([2, 0, 1, 1])))
    assert [] == list(ranges(np.array([], dtype=np.intp), np.array([], dtype=np.intp)))


TEXTS = st.lists(st.sampled_from(["control", "controls", "over", "the", "party", "milk", ".", "東京", "A"]), max_size=9)


@given(st.sampled_from(sorted(FEATURES)), st.lists(TEXTS.map(" ".join), min_size=1, max_size=6), TEXTS.map(" ".join))
def test_every_feature_gives_a_number_to_every_candidate(feature: str, texts: list[str], question: str) -> None:
    """One number each, finite and never below 0, whatever the words."""
    gained = given_by(feature, question, *texts)
    assert len(texts) == len(gained)
    assert all(np.isfinite(gained))
    assert min(gained) >= 0


def test_a_quotation_counts_its_words_where_it_stands_word_for_word() -> None:
    """Other words between, another order, or a part of it give nothing."""
    assert [4.0, 0.0, 0.0, 0.0] == given_by(
        "quotations",
        QUESTION,
        "There was control over the party.",
        "Control over all of the party.",
        "The party over control.",
        "Control over the state.",
    )
