"""Why a passage matched, and which sentences are shown as the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import MatchKind, read_document
from knowledge.library import Library
from knowledge.search.glossary import GlossaryRow

if TYPE_CHECKING:
    from knowledge import Answer

TEXT = """A Short Paper

[Page 1]

1. The harbour of Peiping was closed by the engineers. Tariffs were raised in the same week.

2. Nothing was said about the weather, and the committee adjourned.
"""
ROWS = (
    GlossaryRow("Beijing", ("Peiping",), "same"),
    GlossaryRow("customs", ("Tariffs",), "related"),
)


@pytest.fixture(scope="module")
def harbours() -> Library:
    """Two paragraphs and a glossary of two rows."""
    return Library([read_document(TEXT.encode(), "paper.txt")], ROWS)


def by(answer: Answer) -> dict[str, tuple[str, MatchKind]]:
    """Typed word to the passage's word and by what it was reached, for the first hit."""
    return {match.typed: (match.word, match.by) for match in answer.hits[0].matches}


@pytest.mark.parametrize(
    ("question", "typed", "word", "kind"),
    [
        ("the harbour", "harbour", "harbour", MatchKind.WORD),
        ("closing the harbours", "harbours", "harbour", MatchKind.STEM),
        ("Beijing's harbour", "Beijing", "Peiping", MatchKind.ALIAS),
        ("harbour and customs", "customs", "Tariffs", MatchKind.RELATED),
        ("the hrabour", "hrabour", "harbour", MatchKind.CORRECTION),
    ],
)
def test_each_match_says_by_what(harbours: Library, question: str, typed: str, word: str, kind: MatchKind) -> None:
    """A word of the passage is reached as itself, by its stem, as an alias, as related, or by a correction."""
    assert (word, kind) == by(harbours.ask(question))[typed]


def test_matched_terms_are_the_words_of_the_matches(harbours: Library) -> None:
    """The short list has each word of the passage once, also where two words of the question reached it."""
    hit = harbours.ask("Was the harbour of Beijing, that is, of Peiping, closed?").hits[0]
    words = [match.word for match in hit.matches]
    assert len(words) > len(hit.matched_terms)
    assert set(words) == set(hit.matched_terms)


def test_a_second_sentence_is_shown_where_the_best_one_leaves_part_out(harbours: Library) -> None:
    """A question for two things of two sentences gets both, one for a single thing gets one."""
    both = harbours.ask("harbour closed and tariffs raised").hits[0]
    one = harbours.ask("closed harbour").hits[0]

    assert ["The harbour of Peiping was closed by the engineers.", "Tariffs were raised in the same week."] == sorted(
        (highlight.text for highlight in both.highlights), key=TEXT.find
    )
    assert ["The harbour of Peiping was closed by the engineers."] == [mark.text for mark in one.highlights]
