"""DOCX: pages by section, with the format and the start of their numbers."""

from __future__ import annotations

import pytest

from tests.knowledge.readers.builders_archives import docx, p, r
from tests.knowledge.readers.looking import pages, read_bytes

BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def section(numbers: str = "", begins: str = "") -> str:
    """The properties of a section: the attributes of its page numbers, and how it begins."""
    kind = f'<w:type w:val="{begins}"/>' if begins else ""
    return f"<w:sectPr>{kind}<w:pgNumType {numbers}/></w:sectPr>"


ROMAN = section('w:fmt="lowerRoman"')
ARABIC = section('w:start="1"')


def test_front_matter_has_its_own_numbers() -> None:
    """The page break that begins a section is recorded once more in the file, or not, and turns one page."""
    front = p("One.") + p(inner=BREAK + r("Two.")) + p("Three.", properties=ROMAN)
    expected = [
        ("i", "i", "One."),
        ("ii", "ii", "Two."),
        ("ii", "ii", "Three."),
        ("1", "1", "Four."),
        ("2", "2", "Five."),
    ]
    for begin in (BREAK + r("Four."), r("Four.")):
        body = front + p(inner=begin) + p(inner=BREAK + r("Five.")) + ARABIC
        assert expected == pages(read_bytes(docx(body), "a.docx"))


def test_a_page_of_a_picture_alone_is_a_page() -> None:
    """The recorded break after it is another than the one that begins the section."""
    picture = p(inner="<w:r><w:drawing/></w:r>")
    body = p("One.", properties=section()) + picture + p(inner=BREAK + r("Three.")) + section()
    assert [("1", "1", "One."), ("3", "3", "Three.")] == pages(read_bytes(docx(body), "a.docx"))


@pytest.mark.parametrize(
    ("begins", "second"),
    [("", "2"), ("nextPage", "2"), ("evenPage", "2"), ("oddPage", "3"), ("continuous", None)],
)
def test_a_section_begins_a_page(begins: str, second: str | None) -> None:
    """An odd or even page leaves one empty; a section that goes on has no page of its own."""
    body = p("One.", properties=section()) + p("Two.", properties="<w:pageBreakBefore/>") + section(begins=begins)
    first = "1" if second else None
    assert [(first, first, "One."), (second, second, "Two.")] == pages(read_bytes(docx(body), "a.docx"))


def test_a_section_that_goes_on_counts_anew_from_the_next_page() -> None:
    """The properties that a section had before a tracked change count no more; the last section may have none."""
    former = f"<w:sectPr><w:sectPrChange>{section()}</w:sectPrChange></w:sectPr>"
    body = (
        p("One.", properties=former)
        + p("Two.", properties=section('w:start="7"', "continuous"))
        + p("Three.", style="C", properties=section('w:start="9" w:fmt="upperLetter"'))
        + p("Four.")
    )
    assert [("1", "1", "One."), ("1", "1", "Two."), ("I", "I", "Three."), ("10", "10", "Four.")] == pages(
        read_bytes(docx(body), "a.docx")
    )


def test_pages_turn_in_a_table_of_contents() -> None:
    """It is left out, but its pages count."""
    styles = '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 1"/></w:style>'
    contents = p("Alfa 1", style="C") + p(inner=BREAK + r("Bravo 2"), style="C", properties=section())
    document = read_bytes(docx(contents + p("One.") + section(), styles=styles), "a.docx")
    assert [("3", "3", "One.")] == pages(document)
