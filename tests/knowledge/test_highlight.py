"""Which sentences of a passage answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Library
from tests.knowledge.samples import library_of, read

if TYPE_CHECKING:
    from knowledge import Hit

TRADE = (
    "The alliance rests on trade. Machines are paid for in rice. The harvest of rice was poor. "
    "Nobody expects the alliance to end."
)
OTHER = "The alliance has other sides. They are of no interest here."


def first(question: str, *texts: str) -> Hit:
    """The best hit."""
    return library_of(*texts).ask(question).hits[0]


def highlighted(question: str, *texts: str) -> str:
    """The first highlight of the best hit."""
    return first(question, *texts).highlights[0].text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How are machines paid for?", "Machines are paid for in rice."),
        ("How was the harvest of rice?", "The harvest of rice was poor."),
        ("Does the alliance rest on trade?", "The alliance rests on trade."),
        ("Is the alliance expected to end?", "Nobody expects the alliance to end."),
    ],
)
def test_the_sentence_that_answers_is_marked(question: str, sentence: str) -> None:
    """The one that holds what is rare in the question and rare in the passage."""
    assert sentence == highlighted(question, TRADE, OTHER)


def test_a_highlight_is_a_slice_of_its_passage() -> None:
    """Its offsets count from the start of the passage's text."""
    hit = first("How are machines paid for?", OTHER, TRADE)
    mark = hit.highlights[0]
    assert hit.text == TRADE
    assert mark.text == TRADE[mark.start : mark.end] == "Machines are paid for in rice."


def test_a_misspelt_or_inflected_word_still_marks_its_sentence() -> None:
    """Parts of words count where whole words differ."""
    assert "Machines are paid for in rice." == highlighted("mashines payment alliance", TRADE, OTHER)


def test_a_name_marks_the_sentence_that_has_its_alias() -> None:
    """What is searched for is also what is marked."""
    library = library_of(
        "Moscow has machines. Peiping has none. Nobody has rice.", "Rice is rare.", glossary="Beijing\tPeiping\tsame"
    )
    assert "Peiping has none." == library.ask("What does Beijing have?").hits[0].highlights[0].text


def test_of_equal_sentences_the_first_is_marked() -> None:
    """The same question marks the same sentence every time."""
    mark = first("rice", "Some rice here. Some rice here. Nothing there.", OTHER).highlights[0]
    assert (0, "Some rice here.") == (mark.start, mark.text)


def test_a_passage_of_one_sentence_is_its_own_highlight() -> None:
    """There is nothing to choose."""
    assert "Rice is rare" == highlighted("rice", "Rice is rare", OTHER)


def test_a_passage_that_only_its_heading_found_has_no_highlight() -> None:
    """No sentence is marked that shares nothing with the question."""
    document = read("A Paper\n\njapan\n\n1. It grew quickly.\n\nrice\n\n2. It was rare.\n\n3. Nothing more.\n")
    hit = Library([document]).ask("japan").hits[0]
    assert ("It grew quickly.", ()) == (hit.text, hit.highlights)


WORDS = st.sampled_from(["alfa", "bravo.", "charlie", "the", "Delta.", "東京", "“echo.”", "\n"])


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4),
    st.lists(WORDS, min_size=1),
)
def test_highlights_lie_within_their_passage(texts: list[str], words: list[str]) -> None:
    """Whatever is asked of whatever text: a highlight is a trimmed slice of the text."""
    question = " ".join(words).strip() or "alfa"
    for hit in library_of(*texts).ask(question).hits:
        for mark in hit.highlights:
            assert 0 <= mark.start < mark.end <= len(hit.text)
            assert mark.text == hit.text[mark.start : mark.end] == mark.text.strip()
