"""Places to be read: pages, sections, paragraphs, footnotes and whole documents, and the way from one to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Edition, EditionInfo, Library, Metadata, NotInLibrary, Origin, QuestionError, Role, Status
from knowledge.places.excerpts import PORTION
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Block, Heading, PageBreak, Paragraph
from knowledge.refs import ExcerptKind, PlaceRef, parse_place_ref
from tests.knowledge.samples import document_of, read

if TYPE_CHECKING:
    from knowledge import Document, Excerpt

PAPER = replace(
    read(
        "On Trade\n\n[Page 11]\n\nfirst part\n\n1. Alfa.\n\n2. Bravo [Page 12] goes on.\n\n[Page 13]\n\nsecond part\n\n"
        "3. Charlie.[1]\n\n[1] A note.\n"
    ),
    key=46,
)


@pytest.fixture(scope="module")
def paper_library() -> Library:
    """One short paper of three pages, two sections, three paragraphs and a footnote."""
    return Library([PAPER])


def texts(excerpt: Excerpt) -> list[str]:
    """The passages of an excerpt."""
    return [hit.text for hit in excerpt.hits]


def test_a_page_is_read_with_whole_paragraphs(paper_library: Library) -> None:
    """And says which of them begin before it and go on after it."""
    one, two, three = paper_library.read("pages 11 to 13")
    assert ["first part", "Alfa.", "Bravo goes on."] == texts(one)[-3:]
    assert ["Bravo goes on."] == texts(two)
    assert ["second part", "Charlie."] == texts(three)
    assert [(False, True), (True, False), (False, False)] == [
        (e.begins_before, e.ends_after) for e in (one, two, three)
    ]
    assert ["A note."] == [note.text for note in three.notes]
    assert ["p. 11", "p. 12", "p. 13"] == [str(e.pages) for e in (one, two, three)]


def test_pages_are_turned_both_ways(paper_library: Library) -> None:
    """From the first to the last and back."""
    (page,) = paper_library.read("page 12")
    assert ("1a-g0", "1a-g1", "1a-g2") == (page.previous, page.ref, page.next)
    first = paper_library.reread(page.previous or "")
    assert (None, page.ref) == (first.previous, first.next)
    assert paper_library.reread(page.next or "").next is None


def test_an_empty_page_is_passed_over() -> None:
    """There is nothing to be read on it."""
    blocks: list[Block] = [
        PageBreak("1"),
        Paragraph(("Alfa.",)),
        PageBreak("2"),
        PageBreak("3"),
        Paragraph(("Bravo.",)),
    ]
    library = Library([replace(assemble(blocks, document_id="x", metadata=Metadata(title="X"), sha256=""), key=1)])
    (page,) = library.read("page 1")
    assert ["Bravo."] == texts(library.reread(page.next or ""))


NESTED: list[Block] = [
    Paragraph(("Opening.",)),
    Heading(("coal",)),
    Paragraph(("Alfa.",)),
    Heading(("rice",), 2),
    Paragraph(("Bravo.",)),
    Heading(("steel",)),
    Paragraph(("Charlie.",)),
]


def nested() -> Document:
    """Two sections, one with another in it, and a paragraph before them."""
    return replace(assemble(NESTED, document_id="nested", metadata=Metadata(title="Nested"), sha256=""), key=1)


def test_a_section_is_read_with_what_it_holds() -> None:
    """Its subsections with their headings; its own heading is its title."""
    library = Library([nested()])
    (coal,) = library.read("section coal")
    assert ("coal", ["Alfa.", "rice", "Bravo."]) == (coal.title, texts(coal))
    steel = library.reread(coal.next or "")
    assert ("steel", ["Charlie."]) == (steel.title, texts(steel))
    rice = library.reread(steel.previous or "")
    assert ("coal › rice", ["Bravo."]) == (rice.title, texts(rice))


def test_what_stands_before_the_first_section_is_read_as_one() -> None:
    """It has no heading of its own."""
    library = Library([nested()])
    opening = library.section_of("1.0")
    assert ["Opening."] == texts(opening)
    assert ("1-s", "1-s0") == (opening.ref, opening.next)
    assert "1-s" == library.reread("1-s0").previous


def test_the_whole_section_of_a_passage(paper_library: Library) -> None:
    """The innermost one."""
    assert ["Alfa.", "Bravo goes on."] == texts(paper_library.section_of(f"{PAPER.id}:p2"))
    assert ["Bravo."] == texts(Library([nested()]).section_of("1.4"))


def test_the_page_of_a_passage_or_of_its_sentence(paper_library: Library) -> None:
    """Where the passage begins, or where the sentence does."""
    hit = paper_library.lookup("¶ 2").hits[0]
    assert "p. 11" == str(paper_library.page_of(hit.ref).pages)
    assert "p. 12" == str(paper_library.page_of(hit.ref, highlight=hit.text.index("goes")).pages)
    with pytest.raises(NotInLibrary, match="has no pages"):
        Library([document_of("Alfa.")]).page_of("1.0")


def test_paragraphs_are_read_in_a_row(paper_library: Library) -> None:
    """A stretch without a gap is one excerpt."""
    (both,) = paper_library.read("paragraphs 1-2")
    assert ["Alfa.", "Bravo goes on."] == texts(both)
    apart = paper_library.read("paragraphs 1 and 3")
    assert [["Alfa."], ["Charlie."]] == [texts(one) for one in apart]


def test_a_place_within_a_place_is_the_finer_one(paper_library: Library) -> None:
    """The paragraph, of a paragraph on a page."""
    assert [["Bravo goes on."]] == [texts(one) for one in paper_library.read("paragraph 2 on page 12")]


def test_footnotes_are_read_one_or_all(paper_library: Library) -> None:
    """By mark or together."""
    assert [["A note."]] == [texts(one) for one in paper_library.read("footnote 1")]
    (notes,) = paper_library.read("footnotes")
    assert (ExcerptKind.NOTES, ["A note."]) == (notes.kind, texts(notes))


def test_a_long_document_is_read_in_portions() -> None:
    """Nothing is left out and nothing comes twice."""
    library = Library([document_of(*(f"Paragraph {number}." for number in range(2 * PORTION + 1)))])
    read_so_far: list[str] = []
    (portion,) = library.read("outline")
    while True:
        read_so_far += texts(portion)
        if portion.next is None:
            break
        portion = library.reread(portion.next)
    assert [f"Paragraph {number}." for number in range(2 * PORTION + 1)] == read_so_far


def test_the_same_place_of_several_documents() -> None:
    """Each has its own excerpt."""
    library = Library(
        [document_of("Alfa.", "Bravo.", name="one", key=1), document_of("Charlie.", "Delta.", name="two", key=2)]
    )
    assert [("one", ["Bravo."]), ("two", ["Delta."])] == [(e.document.id, texts(e)) for e in library.read("¶ 2")]
    assert [["Delta."]] == [texts(e) for e in library.read("¶ 2", document="two")]


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("page 99", "Page 99 is not in this document: it has pages 11–13."),
        ("¶ 9", "Paragraph 9 is not in this document: it has paragraphs 1–3."),
        ("footnote 7", "Footnote 7 is not in this document: it has footnote 1."),
        ("section 9", "Section 9 is not in this document: it has 2 sections."),
    ],
)
def test_a_place_that_is_not_there_is_said_to_be_missing(paper_library: Library, reference: str, sentence: str) -> None:
    """With what there is instead, as a sentence that can be translated."""
    with pytest.raises(NotInLibrary) as caught:
        paper_library.read(reference)
    assert sentence == str(caught.value)
    assert "{place}" in caught.value.wording.template


@pytest.mark.parametrize("reference", ["trade", "", "what is it"])
def test_what_names_no_place_is_refused(paper_library: Library, reference: str) -> None:
    """As a look-up refuses it."""
    with pytest.raises(QuestionError):
        paper_library.read(reference)


@pytest.mark.parametrize(
    "ref", ["zz-g1", "1a-g9", "1a-s9", "1a-p2-1", "1a-pz", "1a-d9", "1a-g", "1a-p", "zz.1", "1a.zz", "x", ""]
)
def test_a_reference_to_what_is_gone(paper_library: Library, ref: str) -> None:
    """Says so, whatever it was."""
    with pytest.raises(NotInLibrary, match="no longer in this library"):
        paper_library.reread(ref)


def test_every_passage_is_in_an_excerpt_of_each_kind(library: Library, paper: Document) -> None:
    """Turning all pages, or all sections, one has read the whole document."""
    body = {one.ordinal for one in paper.passages if one.role is not Role.NOTE and one.role is not Role.HEADING}
    for start in ("page 401", "section 1"):
        (excerpt,) = library.read(start)
        while excerpt.previous:
            excerpt = library.reread(excerpt.previous)
        seen: set[int] = set()
        while True:
            seen |= {int(hit.ref.split(".")[1], 36) for hit in excerpt.hits}
            if excerpt.next is None:
                break
            excerpt = library.reread(excerpt.next)
        numbered = {one.ordinal for one in paper.passages if one.role is Role.PARAGRAPH}
        assert (body if start.startswith("page") else numbered) <= seen


def test_an_earlier_edition_is_read_as_what_it_is() -> None:
    """An old button still leads to its text, and the text says that it is superseded."""
    old, new = document_of("Old text.", key=1), document_of("New text.", key=2)
    day = datetime(2026, 5, 3, tzinfo=UTC)
    info = EditionInfo(
        key=1,
        guild_id=None,
        id="sample",
        edition=1,
        status=Status.SUPERSEDED,
        origin=Origin.ADDED,
        metadata=old.metadata,
        passages=1,
        size=9,
        file_name="sample.txt",
        sha256="",
        warnings=(),
        added_at=day,
        added_by=0,
        ended_at=day,
        replaces=None,
        is_current=True,
    )
    library = Library([new]).with_earlier({1: Edition(info, old)}.get)
    for ref in ("1.0", "1-d"):
        excerpt = library.reread(ref)
        assert (["Old text."], Status.SUPERSEDED) == (texts(excerpt), excerpt.hits[0].document.status)
    now = library.reread("2.0")
    assert (["New text."], Status.LIVE) == (texts(now), now.document.status)


NUMBERS = st.integers(0, 36**5 - 1)


@given(NUMBERS, st.sampled_from(ExcerptKind), NUMBERS, NUMBERS | st.none())
def test_references_come_back_as_they_went(key: int, kind: ExcerptKind, first: int, last: int | None) -> None:
    """In at most 20 characters that fit into the id of a button."""
    for place in (PlaceRef(key, kind), PlaceRef(key, kind, first, last)):
        assert place == parse_place_ref(str(place))
        assert len(str(place)) <= 20
        assert set(str(place)) <= set("0123456789abcdefghijklmnopqrstuvwxyz.-")


@given(st.text("0123456789abgspnd.-", max_size=24))
def test_any_reference_is_opened_or_gone(paper_library: Library, ref: str) -> None:
    """A forged one does no harm."""
    try:
        excerpt = paper_library.reread(ref)
    except NotInLibrary:
        return
    assert excerpt.document.id == PAPER.id
