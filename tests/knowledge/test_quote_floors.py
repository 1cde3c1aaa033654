"""How well quotations are told apart, measured on every sentence of the bundled document and on those of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from knowledge import QuoteVerdict, quotations_in
from knowledge.text.sentences import sentence_spans

if TYPE_CHECKING:
    from knowledge import Library, Passage

SHARED = Path(__file__).parents[3] / "shared" / "eval"
FOREIGN_FLOOR = 0.995
"""The share of foreign sentences that has to be absent."""


@pytest.fixture(scope="module")
def sentences(paragraphs: tuple[Passage, ...]) -> list[tuple[str, str]]:
    """Every sentence of the document with the number of its paragraph."""
    return [(one.text[start:end], one.number or "") for one in paragraphs for start, end in sentence_spans(one.text)]


def test_every_sentence_is_verbatim_in_its_paragraph(library: Library, sentences: list[tuple[str, str]]) -> None:
    """All of them, where they stand."""
    wrong = [
        sentence
        for sentence, number in sentences
        if (check := library.verify(sentence)).verdict is not QuoteVerdict.VERBATIM
        or number not in {hit.paragraph for hit in (*check.hits, *check.elsewhere)}
    ]
    assert [] == wrong


def test_every_sentence_with_one_word_replaced_is_altered_in_that_word(
    library: Library, sentences: list[tuple[str, str]]
) -> None:
    """Whichever word it is: the first, the middle one, the last."""
    wrong = []
    for sentence, _ in sentences:
        words = sentence.split()
        for place in {0, len(words) // 2, len(words) - 1}:
            check = library.verify(" ".join([*words[:place], "Zanzibar", *words[place + 1 :]]))
            found = [(one.quoted, one.original) for one in check.differences]
            if len(found) != 1 or found[0][0] != "Zanzibar" or found[0][1] not in words[place]:
                wrong.append((sentence, words[place], found))
    assert [] == wrong


def test_misquoted_sentences_are_recognised(library: Library, questions: list[dict[str, Any]]) -> None:
    """People's own misquotations, in the paragraph that they meant."""
    asked = [
        (quote, one["paragraphs"])
        for one in questions
        if one["type"] == "quote"
        for quote in quotations_in(one["question"])
    ]
    assert 5 <= len(asked)
    for quote, numbers in asked:
        check = library.verify(quote)
        assert QuoteVerdict.ALTERED == check.verdict, quote
        assert [int(hit.paragraph or 0) for hit in check.hits] == numbers


@pytest.mark.parametrize("corpus", ["squad", "techdocs", "obliqa-dev"])
def test_sentences_of_other_documents_are_absent(library: Library, corpus: str) -> None:
    """Of three hundred passages each, the first two sentences."""
    path = SHARED / corpus / "corpus.jsonl"
    if not path.exists():
        pytest.skip("the shared question sets are not on this machine")
    with path.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for _, line in zip(range(300), file, strict=False)]
    foreign = [text[start:end] for text in texts for start, end in sentence_spans(text)[:2]]
    foreign = [sentence for sentence in foreign if len(sentence.split()) >= 4]
    absent = sum(library.verify(sentence).verdict is QuoteVerdict.ABSENT for sentence in foreign)
    assert absent >= FOREIGN_FLOOR * len(foreign)
