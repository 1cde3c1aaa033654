"""Why a passage matches a question, found or not."""

from __future__ import annotations

import pytest

from knowledge import Library, MatchKind, NotInLibrary, QuestionError
from tests.knowledge.samples import document_of, library_of, read


@pytest.fixture(scope="module")
def harbours() -> Library:
    """Three paragraphs and a name."""
    return library_of(
        "The harbour of Peiping was closed by the customs office.",
        "Nothing was said of the weather.",
        "The closed office had no harbour.",
        glossary="Beijing\tPeiping\tsame",
    )


def test_matches_and_rank_are_those_of_the_answer(harbours: Library) -> None:
    """For a passage that was found."""
    answer = harbours.ask("Was the harbour of Beijing closed?")
    why = harbours.explain("Was the harbour of Beijing closed?", answer.hits[0].ref)
    assert (1, answer.hits[0].matches) == (why.rank, why.matches)
    assert answer.hits[0].highlights == why.hit.highlights
    assert ["Beijing"] == [alias.typed for alias in why.aliases]
    assert () == why.missing


def test_a_passage_that_was_not_found_is_explained_too(harbours: Library) -> None:
    """By what it does not have."""
    why = harbours.explain("harbour customs", "sample:p2")
    assert (None, ()) == (why.rank, why.matches)
    assert ("harbour", "customs") == why.missing


def test_words_side_by_side_are_named(harbours: Library) -> None:
    """As long a run as there is, with two words that matter at least."""
    why = harbours.explain("closed by the customs offices", "sample:p1")
    assert [("closed by the customs offices", "closed by the customs office", MatchKind.NEIGHBOURS)] == [
        (one.typed, one.word, one.by) for one in why.phrases
    ]
    assert () == harbours.explain("customs and harbour", "sample:p1").phrases


def test_words_of_the_title_and_the_headings_are_named() -> None:
    """They count in the ranking as well."""
    library = Library([read("On Trade\n\n[Page 1]\n\nfirst controls\n\n1. Alfa is here.\n")])
    why = library.explain("alfa trading controls", f"{library.documents()[0].id}:p1")
    assert [("trading", "Trade", MatchKind.STEM), ("controls", "controls", MatchKind.WORD)] == [
        (one.typed, one.word, one.by) for one in why.headings
    ]


def test_corrections_and_unknown_words(harbours: Library) -> None:
    """The spelling is repaired, unless it is to be taken as typed."""
    repaired = harbours.explain("hrabour zulu", "sample:p1")
    assert [("hrabour", "harbour")] == [(one.typed, one.used) for one in repaired.corrections]
    assert ("zulu",) == repaired.unknown_words
    as_typed = harbours.explain("hrabour", "sample:p1", as_typed=True)
    assert ((), (), ("hrabour",)) == (as_typed.corrections, as_typed.matches, as_typed.unknown_words)


def test_a_question_as_typed_is_searched_as_typed(harbours: Library) -> None:
    """For whoever meant what they wrote."""
    assert harbours.ask("hrabour closed").corrections
    assert () == harbours.ask("hrabour closed", as_typed=True).corrections


def test_a_heading_is_explained_by_nothing(library: Library) -> None:
    """It is no passage that is searched."""
    heading = library.ask("list all sections").hits[0]
    why = library.explain("alliance", heading.ref)
    assert (None, ()) == (why.rank, why.matches)


def test_what_cannot_be_explained_is_refused(harbours: Library) -> None:
    """No question, no passage."""
    with pytest.raises(QuestionError):
        harbours.explain(" ", "sample:p1")
    with pytest.raises(NotInLibrary):
        harbours.explain("harbour", "sample:p9")


def test_an_outline_is_marked_as_one(library: Library) -> None:
    """Its hits are headings, not an answer's passages."""
    assert library.ask("list all sections").is_outline
    assert not library.ask("page 404").is_outline
    assert not Library([document_of("Alfa.")]).ask("alfa").is_outline
