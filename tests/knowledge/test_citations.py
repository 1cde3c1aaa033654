"""The citation line: where a passage stands, finest place first."""

from __future__ import annotations

from knowledge import Document, Metadata
from knowledge.citations import citation_line
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Block, Heading, Paragraph
from tests.knowledge.samples import read


def lines(document: Document) -> list[str]:
    """The citation line of every passage."""
    return [citation_line(passage) for passage in document.passages]


def test_every_part_of_a_document_has_its_line() -> None:
    """What it is, its section, its pages; the kinds of apparatus in words."""
    document = read(
        "Some files\n\nNo. 7\nPaper for a Conference1\n\nGKI D–5/1\n\nOn Trade\n\nfirst part\n\n"
        "1. Alfa.\n\n2. Bravo [Page 8] goes on.\n\n\n3. Charlie.\n\n  1. A note.\n"
    )
    expected = [
        "source line · p. 7",
        "document number · p. 7",
        "heading · p. 7",
        "series code · p. 7",
        "title · p. 7",
        "heading · p. 7",
        "¶ 1 · first part · p. 7",
        "¶ 2 · first part · pp. 7–8",
        "¶ 3 · p. 8",
        "footnote 1 · p. 7",
    ]
    assert expected == lines(document)


def test_what_the_source_does_not_have_is_left_out() -> None:
    """No pages and no section leave the paragraph alone."""
    assert ["¶ 1", "¶ 2"] == lines(read("1. Alfa.\n\n2. Bravo.\n"))


def test_a_path_is_written_from_the_outside_in() -> None:
    """A heading is cited under those above it."""
    blocks: list[Block] = [Heading(("one",), 1), Heading(("inner",), 2), Paragraph(("Alfa.",))]
    document = assemble(blocks, document_id="sample", metadata=Metadata(title="Sample"), sha256="")
    assert ["heading", "heading · one", "¶ 1 · one › inner"] == lines(document)
