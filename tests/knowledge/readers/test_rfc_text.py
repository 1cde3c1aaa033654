"""RFC text: pages by their footers, sections by their numbers, what is known from the first lines."""

from __future__ import annotations

import pytest

from knowledge import Document, PageKind, Role, read_document

HEAD = """
Network Working Group                                         A. B. Charlie
Request for Comments: 9951                                 Delta Enterprises
Category: Informational                                           May 1996


                     The Harbour Transfer Format
                           with a long title

Abstract

   A format for harbours.

"""
FOOT = "Charlie                      Informational                      [Page {}]\n"
RUNNING = "\f\nRFC 9951              The Harbour Transfer Format            May 1996\n\n\n"
CONTENTS = """Table of Contents

   1. Introduction ................................................... 1
      1.1. A heading that is so long that it needs a second
           line in the table ........................................ 1
   2. Transfer ....................................................... 2
   Appendix A.  Acknowledgements ..................................... 2

"""


def rfc(*pages: str, head: str = HEAD) -> Document:
    """An RFC of some pages, numbered from 1."""
    text = head + RUNNING.join(page + "\n\n\n" + FOOT.format(number) for number, page in enumerate(pages, start=1))
    return read_document(text.encode(), "rfc9951.txt")


def body(document: Document) -> list[tuple[str, str]]:
    """Words and pages of each paragraph."""
    return [(passage.text, str(passage.pages)) for passage in document.passages if passage.role.is_body]


def paths(document: Document) -> list[tuple[str, ...]]:
    """The path of each section."""
    return [section.path for section in document.sections]


def test_the_first_lines_say_what_it_is() -> None:
    """Number, authors, year and title; where it stands on the web follows from its number."""
    document = rfc("1. Introduction\n\n   Alfa.")
    metadata = document.metadata
    assert "The Harbour Transfer Format with a long title" == metadata.title
    assert ("Request for Comments", "9951", "A. B. Charlie", "1996") == (
        metadata.series, metadata.number, metadata.author, metadata.year,
    )  # fmt: skip
    assert "https://datatracker.ietf.org/doc/html/rfc9951#page-1" == document.passages[-1].url
    assert [Role.SOURCE] * 3 + [Role.TITLE] == [passage.role for passage in document.passages[:4]]


def test_a_footer_closes_its_page_and_the_running_head_is_no_text() -> None:
    """A paragraph goes on overleaf in the same sentence."""
    document = rfc(
        "1. Introduction\n\n   Bytes that are sent by a machine, even by machines\n", "   which are old.\n\n   Bravo."
    )
    assert [
        ("A format for harbours.", "p. 1"),
        ("Bytes that are sent by a machine, even by machines which are old.", "pp. 1–2"),
        ("Bravo.", "p. 2"),
    ] == body(document)
    assert PageKind.PRINTED == document.passages[-1].pages.kind


def test_a_paragraph_that_ended_does_not_go_on_overleaf() -> None:
    """Nor does one after a heading or an item."""
    document = rfc("1. Introduction\n\n   Alfa bravo.\n", "   Charlie delta.\n", "   * Echo.")
    assert ["p. 1", "p. 1", "p. 2", "p. 3"] == [pages for _, pages in body(document)]


def test_sections_nest_by_their_numbers() -> None:
    """Without a table of contents the next number tells a heading."""
    text = "1. One\n\n   Alfa.\n\n   1.1. Inner\n\n   Bravo.\n\n   2. Echo is no heading, for it ends.\n\n2. Two\n\n   Charlie."
    assert [("Abstract",), ("1. One",), ("1. One", "1.1. Inner"), ("2. Two",)] == paths(rfc(text))


def test_the_table_of_contents_is_no_text_and_tells_where_headings_end() -> None:
    """A heading may run into its paragraph."""
    text = (
        CONTENTS
        + "1. Introduction In the beginning there was\n   a harbour.\n\n"
        + "   1.1. A heading that is so long that it needs a second line in the\n        table\n\n      Bravo.\n\n"
        + "2. Transfer\n\n   3. An item.\n\nAppendix A.  Acknowledgements\n\n   Charlie."
    )
    document = rfc(text)
    long = "1.1. A heading that is so long that it needs a second line in the table"
    assert [
        ("Abstract",), ("Table of Contents",), ("1. Introduction",), ("1. Introduction", long), ("2. Transfer",),
        ("Appendix A. Acknowledgements",),
    ] == paths(document)  # fmt: skip
    assert "In the beginning there was a harbour." in [text for text, _ in body(document)]
    assert not any("....." in text for text, _ in body(document))


def test_an_rfc_of_today_has_no_pages() -> None:
    """Its text is one long page without a number."""
    document = read_document(f"{HEAD}1.  Introduction\n\n   Alfa.\n".encode(), "rfc9951.txt")
    assert [("A format for harbours.", ""), ("Alfa.", "")] == body(document)


@pytest.mark.parametrize("heading", ["Status of This Memo", "IESG Note:", "Author's Address"])
def test_what_stands_at_the_margin_is_a_heading(heading: str) -> None:
    """Where all other text is set in."""
    assert (heading,) in paths(rfc(f"{heading}\n\n   Alfa.\n\n   Bravo.\n\n   Charlie."))


def test_diagrams_keep_their_lines() -> None:
    """A box is a box only in its lines."""
    document = rfc("1. One\n\n      +---+\n      | a |\n      +---+\n")
    assert (Role.LISTING, "+---+\n| a |\n+---+") == (document.passages[-1].role, document.passages[-1].text)
