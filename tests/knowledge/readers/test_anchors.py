"""Which fragment of a URL leads nearest to a passage."""

from __future__ import annotations

from knowledge import Document, Metadata, PageKind
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Anchor, Block, Heading, NoteBody, NoteMark, PageBreak, Paragraph

URL = "https://example.org/a"


def made_of(*blocks: Block, url: str | None = URL) -> Document:
    """A document of ``blocks`` with an address."""
    return assemble(blocks, document_id="a", metadata=Metadata(title="A", url=url), sha256="")


def anchors(document: Document) -> list[str | None]:
    """The anchor of each passage."""
    return [passage.anchor for passage in document.passages]


def test_an_anchor_before_a_heading_is_its_sections() -> None:
    """Everything in the section is reached by it, nothing before it."""
    document = made_of(
        Heading(("one",)), Paragraph(("Alfa.",)), Anchor("two"), Heading(("two",)), Paragraph(("Bravo.",))
    )
    assert [None, None, "two", "two"] == anchors(document)
    assert f"{URL}#two" == document.passages[-1].url


def test_the_nearest_anchor_before_a_passage_leads_to_it() -> None:
    """One in the middle of a paragraph is nearer to the next paragraph than the one before it."""
    document = made_of(
        Anchor("a"), Paragraph(("Alfa ", Anchor("b"), "bravo.")), Paragraph(("Charlie.",)), Paragraph((Anchor("c"), "D."))
    )  # fmt: skip
    assert ["a", "b", "c"] == anchors(document)


def test_a_section_without_an_anchor_has_that_of_the_section_around_it() -> None:
    """And not that of its neighbour."""
    document = made_of(
        Anchor("one"),
        Heading(("one",), 1),
        Anchor("inner"),
        Heading(("inner",), 2),
        Paragraph(("Alfa.",)),
        Heading(("other",), 2),
        Paragraph(("Bravo.",)),
        Heading(("two",), 1),
        Paragraph(("Charlie.",)),
    )
    assert ["one", "inner", "inner", "one", "one", None, None] == anchors(document)


def test_the_anchor_of_a_page_goes_before() -> None:
    """It is what a citation names."""
    document = made_of(Anchor("s"), Heading(("one",)), PageBreak("5", PageKind.PRINTED, "pg_5"), Paragraph(("Alfa.",)))
    assert ["s", "pg_5"] == anchors(document)


def test_a_note_is_reached_by_its_own_anchor_else_by_that_of_its_mark() -> None:
    """Wherever it is printed."""
    document = made_of(
        Anchor("one"),
        Heading(("one",)),
        Paragraph(("Alfa", NoteMark("1"), NoteMark("2"))),
        Anchor("fn1"),
        NoteBody("1", ("Own.",)),
        NoteBody("2", ("None.",)),
    )
    assert ["one", "one", "fn1", "one"] == anchors(document)


def test_an_anchor_within_an_archive_is_no_address() -> None:
    """A book on the web is not addressed by the files that it is made of."""
    document = made_of(PageBreak("5", PageKind.PRINTED, "text/one.xhtml#p5"), Paragraph(("Alfa.",)))
    assert (URL, "text/one.xhtml#p5") == (document.passages[0].url, document.passages[0].anchor)


def test_a_fragment_cannot_break_a_link() -> None:
    """Blanks, parentheses and brackets are written as a URL writes them."""
    document = made_of(Anchor("a b) [x](y)"), Heading(("one",)))
    assert f"{URL}#a%20b%29%20%5Bx%5D%28y%29" == document.passages[0].url
