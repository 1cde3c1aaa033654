"""Sentences with exact spans, in prose full of abbreviations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    """The sentences of ``text``."""
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "They agreed. | Then they left.",
        "Is it so? | It is! | Very well.",
        "He said “no further.” | Then he left.",
        "It is done (see below.) | Nothing followed.",
        "The US acts. | But the U.S. | The paper says so.",
        "Peiping wanted more… | Moscow gave less.",
        "中国的政策。 | 苏联的政策！ | 是吗？",
        "Сделка заключена. | Москва согласилась.",
        "Der Vertrag gilt. | Er wurde verlängert.",
    ],
)
def test_sentences_end_where_they_end(text: str) -> None:
    """A terminator with its closing quotes and brackets, then white space; none is needed after full-width ones."""
    expected = text.split(" | ")
    assert expected == sentences(" ".join(expected))


@pytest.mark.parametrize(
    "text",
    [
        "The paper No. 183 was prepared by Robert O. Blake.",
        "Mr. Dulles met Gen. Smith, Dr. Kim and Mme. Sun.",
        "The U.S. Government and the U.S.S.R. Foreign Ministry agreed.",
        "Under Art. 5 and sec. 12 of vol. XIV it holds.",
        "It cost 3.5 million rubles, i.e. more, e.g. for trade.",
        "The first (1940. a year earlier) was orthodox.",
        "He asked “why?” and got no answer.",
        "Well... perhaps not.",
        "See pp. 402 and fig. 3 there.",
    ],
)
def test_abbreviations_do_not_end_sentences(text: str) -> None:
    """Titles, initials, acronyms, decimals, and whatever goes on in lower case."""
    assert [text] == sentences(text)


def test_no_ends_a_sentence_when_it_is_an_answer() -> None:
    """Before a number it is an abbreviation, else a word."""
    assert ["The answer is no.", "They left."] == sentences("The answer is no. They left.")


def test_spans_are_trimmed_and_exact() -> None:
    """White space around a sentence belongs to none."""
    assert [(2, 7), (10, 16)] == sentence_spans("  Alfa.   Bravo. ")


@pytest.mark.parametrize("text", ["", "   \n "])
def test_nothing_has_no_sentences(text: str) -> None:
    """White space alone is no sentence."""
    assert [] == sentence_spans(text)


PIECES = st.sampled_from(
    [
        "alfa",
        "Bravo",
        "U.S.",
        "No.",
        "5",
        "Mr.",
        ".",
        "!",
        "?",
        "…",
        "”",
        ")",
        "[1]",
        "。",
        "」",
        "\n",
        "; and",
        ":",
        "т.е.",
    ]
)


@given(st.text() | st.lists(PIECES, max_size=20).map(" ".join))
def test_sentences_cover_every_visible_character_once(text: str) -> None:
    """In order, without overlap, trimmed; nothing but white space lies between them."""
    spans = sentence_spans(text)
    end = 0
    for start, stop in spans:
        assert "" == text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip() != ""
        end = stop
    assert "" == text[end:].strip()


@pytest.mark.parametrize("piece", ["a. ", "U.S. ", "...", "” ", "\n", ". . ", "(", "x" * 50])
def test_monotonous_texts_are_split_too(piece: str) -> None:
    """Long runs of one thing, as in a table of contents or a damaged file, are covered like any other text."""
    text = piece * 5_000
    spans = sentence_spans(text)
    assert len("".join(text.split())) == sum(len("".join(text[start:end].split())) for start, end in spans)
