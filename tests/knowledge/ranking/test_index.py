"""The index ranks passages that stand before your eyes."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ranking.index import CANDIDATES, Entry, Index, Weights
from knowledge.ranking.query import Query, QueryTerm, Synonyms
from knowledge.text.analysis import Analyzer
from knowledge.text.sentences import sentence_spans

ENGLISH = Analyzer("en")


def entry(text: str, heading: str = "") -> Entry:
    """A passage as the index sees it."""
    return Entry([ENGLISH.tokens(text[start:end]) for start, end in sentence_spans(text)], ENGLISH.tokens(heading))


def index_of(*texts: str, weights: Weights | None = None) -> Index:
    """An index of passages without headings."""
    return Index([entry(text) for text in texts], weights)


def query_of(text: str, *synonyms: Synonyms) -> Query:
    """A query for the words of ``text``, stop words left out."""
    tokens = ENGLISH.tokens(text)
    content = [token for token in tokens if not token.is_stop]
    return Query(
        {token.stem: 1.0 for token in content},
        {token.form: 1.0 for token in content},
        synonyms,
        tuple(QueryTerm(token.stem, token.form, not token.is_stop) for token in tokens),
    )


def order(index: Index, query: Query, count: int = 10) -> list[int]:
    """The passages' numbers, best first."""
    return [ranked.entry for ranked in index.rank(query, count)]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    """The passage with the word that only it has comes first."""
    index = index_of("Alfa bravo.", "Alfa charlie.", "Alfa delta.")
    assert 1 == order(index, query_of("alfa charlie"))[0]


def test_what_shares_nothing_is_no_hit() -> None:
    """A query for unknown words finds nothing, not everything."""
    index = index_of("Alfa bravo.", "Charlie delta.")
    assert [] == order(index, query_of("zulu"))
    assert [] == order(index, query_of(""))
    assert [0] == order(index, query_of("bravo zulu"))


def test_an_empty_index_finds_nothing() -> None:
    """Nor does one whose passages have no words."""
    assert [] == order(index_of(), query_of("alfa"))
    assert [] == order(index_of("—", "…"), query_of("alfa"))


def test_words_side_by_side_beat_words_apart() -> None:
    """The same words in the order of the question say more."""
    index = index_of("Aid and trade; the soviet sea.", "Soviet aid, the trade and sea.", "Other words.")
    assert [1, 0] == order(index, query_of("soviet aid"))


def test_one_sentence_with_all_words_beats_two_with_half() -> None:
    """Words that stand together answer together."""
    index = index_of(
        "Alfa met many others there. They saw that bravo was late.",
        "Alfa saw that bravo met others. They were late there.",
    )
    assert 1 == order(index, query_of("alfa bravo"))[0]


def test_the_heading_finds_its_passages() -> None:
    """A passage whose section is about the thing is found even where its own words are not."""
    index = Index([entry("It grew."), entry("It fell.", "trade with japan"), entry("It stood.")])
    assert [1] == order(index, query_of("japan"))


def test_the_exact_word_beats_its_cousin() -> None:
    """Two words of one stem are told apart by the word itself."""
    index = index_of("They have organizational aims.", "They have organization aims.", "Other words stand here.")
    assert [1, 0] == order(index, query_of("organization"))


def test_names_of_one_thing_count_as_one_term() -> None:
    """Whichever of the names a passage uses; a name of two words only where they stand side by side."""
    index = index_of(
        "Peiping wants coal.", "North of Korea lies coal.", "North Korea wants coal.", "Nobody wants rice."
    )
    peking = Synonyms((("peke",), ("peip",)), idf=index.idf_of_any((("peke",), ("peip",))))
    assert [0] == order(index, query_of("", peking))
    names = (("north", "korea"), ("dprk",))
    assert [2] == order(index, query_of("", Synonyms(names, idf=index.idf_of_any(names))))


def test_a_name_does_not_run_from_one_passage_into_the_next() -> None:
    """The last word of one and the first of the other are no neighbours."""
    index = index_of("They went north.", "Korea was far.")
    assert not index.uses(("north", "korea"))
    assert index.uses(("korea", "was"))
    assert not index.uses(())


def test_ties_are_broken_by_the_order_of_the_passages() -> None:
    """Passages that say the same keep the order in which they came, every time."""
    index = index_of(*["Alfa bravo."] * 9, "Charlie delta.")
    for count in range(1, 10):
        assert list(range(count)) == order(index, query_of("alfa"), count)


def test_ties_beyond_the_second_stage_keep_their_order() -> None:
    """More equal passages than are looked at twice are still taken from the front."""
    index = index_of(*["Alfa bravo."] * (CANDIDATES + 20), "Charlie delta.")
    assert list(range(10)) == order(index, query_of("alfa"), 10)


def test_only_what_is_allowed_is_ranked() -> None:
    """A search within a document or on a page sees nothing else."""
    index = index_of("Alfa bravo.", "Alfa delta.", "Alfa delta.")
    allowed = np.array([False, True, True])
    assert [1, 2] == [ranked.entry for ranked in index.rank(query_of("alfa"), 10, allowed)]
    assert [] == index.rank(query_of("alfa"), 10, np.zeros(3, dtype=np.bool_))


def test_weights_of_nothing_leave_the_first_stage() -> None:
    """With every feature off, the score is BM25 over stems."""
    weights = Weights(**{field.name: 0.0 for field in fields(Weights)})
    index = index_of("Alfa bravo.", "Alfa charlie delta.", weights=weights)
    expected = index.stems.get_scores(["alfa", "charli"])
    ranked = index.rank(query_of("alfa charlie"), 10)
    assert [1, 0] == [one.entry for one in ranked]
    assert pytest.approx([expected[1], expected[0]]) == [one.score for one in ranked]


VOCABULARY = ["alfa", "bravo", "charlie", "delta", "echo", "the", "and", "東京都", "."]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=10).map(" ".join)


@given(st.lists(TEXTS, max_size=8), TEXTS, st.integers(1, 8))
def test_any_query_ranks_in_total_order(texts: list[str], question: str, count: int) -> None:
    """Scores fall, are positive numbers, ties go by number, and fewer hits are the first of more."""
    index = index_of(*texts)
    query = query_of(question)
    ranked = index.rank(query, 10)
    assert ranked == sorted(ranked, key=lambda one: (-one.score, one.entry))
    assert all(np.isfinite(one.score) and one.score > 0 for one in ranked)
    assert ranked[:count] == index.rank(query, count)
    assert len(ranked) == len({one.entry for one in ranked})
