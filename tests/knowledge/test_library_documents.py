"""Several documents in one library, or none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import Library, Metadata, NotInLibrary
from tests.knowledge.samples import document_of, read


def test_an_empty_library_answers_nothing() -> None:
    """Questions and places alike, without an error."""
    library = Library([])
    for question in (
        "What is said about trade?",
        "page 404",
        "how many paragraphs are there?",
        "who wrote this paper?",
        "the",
    ):
        answer = library.ask(question)
        assert ("nothing", False, ()) == (answer.kind, answer.answered, answer.hits), question
    assert () == library.documents()
    assert () == library.contents()


def test_documents_keep_their_order() -> None:
    """As they were given."""
    documents = (document_of("Alfa.", name="one", key=2), document_of("Bravo.", name="two", key=1))
    assert documents == Library(documents).documents()


def two_documents() -> Library:
    """Two documents with the same numbers and headings, and different words."""
    one = read("No. 1\n\nOn Trade\n\nfirst part\n\n1. Rice is rare here.\n\n2. Coal is dear.\n")
    two = read("No. 2\n\nOn Trade\n\nfirst part\n\n1. Coal is rare there.\n\n2. Rice is dear.\n")
    return Library([replace(one, id="one", key=1), replace(two, id="two", key=2)])


def test_two_documents_are_searched_together() -> None:
    """Each hit names its own document."""
    hits = two_documents().ask("rice", limit=5).hits
    assert {("one", "1"), ("two", "2")} == {(hit.document.id, hit.paragraph) for hit in hits if hit.role.is_body}
    assert len(hits) == len({hit.passage_id for hit in hits}) == len({hit.ref for hit in hits})


@pytest.mark.parametrize(
    "question",
    ["rice", "paragraph 1", "section first part", "who sells rice?", "what is the title?", "how many paragraphs?"],
)
def test_one_document_can_be_asked_alone(question: str) -> None:
    """Then nothing of the others is given, whatever is asked."""
    for name in ("one", "two"):
        answer = two_documents().ask(question, limit=9, document=name)
        assert answer.hits
        assert {name} == {hit.document.id for hit in answer.hits}


def test_a_place_is_looked_up_in_every_document() -> None:
    """In the order of the documents."""
    expected = [("one", "Rice is rare here."), ("two", "Coal is rare there.")]
    assert expected == [(hit.document.id, hit.text) for hit in two_documents().ask("paragraph 1").hits]


def test_an_unknown_document_is_refused(library: Library) -> None:
    """Whoever asks learns how to find the right name; a long one is not repeated in full."""
    for ask in (library.ask, library.lookup):
        with pytest.raises(NotInLibrary, match="There is no document “another” in this library"):
            ask("page 404", document="another")
    with pytest.raises(NotInLibrary) as refused:
        library.contents("x" * 5000)
    assert len(str(refused.value)) < 200


def test_documents_of_two_languages_are_each_found_in_their_own() -> None:
    """A German question finds the German passage by its German stems."""
    english = document_of("The houses were sold.", "Rice is rare.", name="english", key=1)
    german = document_of("Die Häuser wurden verkauft.", "Reis ist selten.", name="german", key=2)
    german = replace(german, metadata=Metadata(title="german", language="de"))
    library = Library([english, german])
    assert "Die Häuser wurden verkauft." == library.ask("Wurde das Haus verkauft?").hits[0].text
    assert "The houses were sold." == library.ask("Who sold the house?").hits[0].text
