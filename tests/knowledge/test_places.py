"""Which passages stand at a place, and what there is in a library."""

from __future__ import annotations

import pytest

from knowledge import Document, Library, Metadata, NotInLibrary, PageKind, Pages
from knowledge.places.finder import counts, find, outline
from knowledge.places.pages import extent
from knowledge.places.parser import Place
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Block, Heading, Paragraph
from tests.knowledge.samples import document_of, read

ONE = read(
    "On Trade\n\n[Page 11]\n\nfirst part\n\n1. Alfa.\n\n2. Bravo [Page 12] goes on.\n\n[Page 13]\n\nsecond part\n\n3. Charlie.[1]\n\n"
    "[1] A note.\n"
)


def texts(document: Document, *places: Place) -> list[str]:
    """The texts that stand at the places."""
    return [passage.text for _, passage in find(places, [document]).passages]


def test_a_paragraph_over_two_pages_stands_on_both() -> None:
    """It is given for either page."""
    assert ["Alfa.", "Bravo goes on."] == texts(ONE, Place("page", "11", "11"))
    assert ["Bravo goes on."] == texts(ONE, Place("page", "12", "12"))
    assert ["Charlie."] == texts(ONE, Place("page", "13", "13"))


def test_a_range_takes_in_both_ends() -> None:
    """Pages and paragraphs alike."""
    assert ["Bravo goes on.", "Charlie."] == texts(ONE, Place("page", "12", "13"))
    assert ["Alfa.", "Bravo goes on."] == texts(ONE, Place("paragraph", "1", "2"))


def test_places_are_given_in_reading_order_each_once() -> None:
    """Whatever the order of the question, and however they overlap."""
    assert ["Bravo goes on.", "Charlie."] == texts(
        ONE, Place("page", "13", "13"), Place("page", "12", "12"), Place("page", "12", "12")
    )


def test_places_of_two_kinds_are_where_both_meet() -> None:
    """A paragraph on a page is that paragraph, and where they do not meet both count."""
    assert ["Bravo goes on."] == texts(ONE, Place("page", "12", "12"), Place("paragraph", "2", "2"))
    assert ["Bravo goes on.", "Charlie."] == texts(ONE, Place("page", "12", "12"), Place("paragraph", "3", "3"))


def test_places_are_counted_from_either_end() -> None:
    """The first, the second, the last of a kind; what is not there is not found."""
    assert ["Alfa."] == texts(ONE, Place("paragraph", "+1", "+1"))
    assert ["Charlie."] == texts(ONE, Place("section", "-1", "-1"))
    assert [] == texts(ONE, Place("paragraph", "+9", "+9"))


def test_a_section_by_heading_or_by_number() -> None:
    """The number counts sections, unless a heading bears it."""
    assert ["Charlie."] == texts(ONE, Place("section", "second part", "second part"))
    assert ["Alfa.", "Bravo goes on."] == texts(ONE, Place("section", "1", "1"))
    blocks: list[Block] = [Heading(("2 Rice",)), Paragraph(("Alfa.",)), Heading(("1. Coal",)), Paragraph(("Bravo.",))]
    numbered = assemble(blocks, document_id="two", metadata=Metadata(title="Two"), sha256="")
    assert [["Bravo."], ["Alfa."], []] == [texts(numbered, Place("section", n, n)) for n in ("1", "2", "3")]


def test_a_section_brings_its_subsections() -> None:
    """Everything under a heading belongs to it."""
    blocks: list[Block] = [
        Heading(("one",)),
        Paragraph(("Alfa.",)),
        Heading(("inner",), 2),
        Paragraph(("Bravo.",)),
        Heading(("two",)),
    ]
    document = assemble(blocks, document_id="one", metadata=Metadata(title="One"), sha256="")
    assert ["Alfa.", "Bravo."] == texts(document, Place("section", "one", "one"))
    assert ["Bravo."] == texts(document, Place("section", "inner", "inner"))


def test_footnotes_by_mark_or_all() -> None:
    """A footnote is given by its mark; without one, all are."""
    assert ["A note."] == texts(ONE, Place("note", "1", "1")) == texts(ONE, Place("note"))
    assert [] == texts(ONE, Place("note", "2", "2"))


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (Place("page", "99", "99"), "Page 99 is not in this document: it has pages 11–13."),
        (Place("page", "98", "99"), "Page 98–99 is not in this document: it has pages 11–13."),
        (Place("paragraph", "9", "9"), "Paragraph 9 is not in this document: it has paragraphs 1–3."),
        (Place("note", "9", "9"), "Footnote 9 is not in this document: it has footnote 1."),
        (Place("section", "9", "9"), "Section 9 is not in this document: it has 2 sections."),
    ],
)
def test_what_is_missing_is_said_with_what_there_is(place: Place, sentence: str) -> None:
    """One sentence a place."""
    assert ((), (sentence,)) == (find([place], [ONE]).passages, find([place], [ONE]).missing)


def test_without_pages_or_footnotes_the_sentence_says_so() -> None:
    """Nobody has to guess what to ask instead."""
    bare = document_of("Alfa.", "Bravo.")
    found = find([Place("page", "3", "3"), Place("note")], [bare])
    assert (
        "Page 3 is not in this document: it has no page numbers.",
        "This document has no footnotes.",
    ) == found.missing


def test_many_documents_are_searched_for_a_place() -> None:
    """In their order; what none of them has is said once."""
    other = read("[Page 12]\n\n1. Delta.\n\n2. Echo.\n")
    found = find([Place("page", "12", "12"), Place("page", "99", "99")], [ONE, other])
    assert ["Bravo goes on.", "Delta.", "Echo."] == [passage.text for _, passage in found.passages]
    assert ("Page 99 is in no document of this library.",) == found.missing


def test_the_extent_runs_from_the_first_page_to_the_last() -> None:
    """Or there is none."""
    assert Pages("11", "13", PageKind.PRINTED) == extent(ONE.pages)
    assert Pages(None, None, PageKind.NONE) == extent(document_of("Alfa.").pages)


def test_an_outline_has_a_line_a_section() -> None:
    """With its pages and the numbers of its paragraphs."""
    actual = [(entry.path, str(entry.pages), entry.paragraphs) for entry in outline(ONE).sections]
    assert [(("first part",), "pp. 11–12", ("1", "2")), (("second part",), "p. 13", ("3",))] == actual


def test_paragraphs_before_the_first_section_have_a_line_too() -> None:
    """They are part of the document."""
    document = read("[Page 1]\n\n1. Alfa.\n\nfirst part\n\n2. Bravo.\n\n3. Charlie.\n")
    actual = [(entry.heading, entry.paragraphs) for entry in outline(document).sections]
    assert [(None, ("1",)), ("first part", ("2", "3"))] == actual


def test_counts_make_a_sentence_a_document() -> None:
    """Paragraphs, sections and pages, as far as there are any."""
    assert "“On Trade” has 3 paragraphs in 2 sections on pages 11–13." == counts([outline(ONE)])


def test_the_outlines_of_a_library() -> None:
    """Of one document or of all; an unknown one is refused."""
    library = Library([document_of("Alfa.", name="one", key=1), document_of("Bravo.", name="two", key=2)])
    assert ["one", "two"] == [entry.document.id for entry in library.contents()]
    assert ["two"] == [entry.document.id for entry in library.contents("two")]
    with pytest.raises(NotInLibrary, match="There is no document “three” in this library"):
        library.contents("three")
