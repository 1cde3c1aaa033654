"""DOCX: the automatic numbers of lists and headings, which Word counts and the file does not contain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers.numerals import letters, numeral
from tests.knowledge.readers.builders_archives import docx, p
from tests.knowledge.readers.looking import paths, read_bytes, roles


def level(depth: int, text: str, style: str = "decimal", more: str = "") -> str:
    """A level of a list that starts at 1."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(identifier: int, *levels: str) -> str:
    """The definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def instance(identifier: int, of: int, more: str = "") -> str:
    """A list by a definition."""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text: str, depth: int = 0, number: int = 1) -> str:
    """A numbered paragraph."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def numbers(body: str, numbering: str, styles: str = "") -> list[str | None]:
    """The number of every paragraph."""
    return [one.number for one in read_bytes(docx(body, numbering=numbering, styles=styles), "a.docx").passages]


LEASE = definition(
    0, level(0, "%1."), level(1, "(%2)", "lowerLetter"), level(2, "●", "bullet"), level(3, "%4)", "lowerRoman")
)


def test_a_clause_has_its_printed_number() -> None:
    """A paragraph before the list is none of its clauses; the number stays out of the passage, as it is not in the file."""
    body = p("Whereas.") + item("Pay") + item("early") + item("in cash", 1) + item("not late", 1) + item("End")
    document = read_bytes(docx(body, numbering=LEASE + instance(1, 0)), "a.docx")
    assert ["1", "1", "2", "2(a)", "2(b)", "3"] == [one.number for one in document.passages]
    assert "Whereas.\n\n1. Pay\n\n2. early\n\n(a) in cash\n\n(b) not late\n\n3. End" == document.text
    assert "item" == document.passages[1].role.value


def test_levels_restart_below_those_above_and_bullets_have_no_number() -> None:
    """A bullet counts as the paragraph that it is in its section; levels below it are numbered within its clause."""
    body = item("A", 1) + item("B") + item("C", 1) + item("D", 2) + item("E", 3) + item("F") + item("G", 1)
    assert ["1(a)", "1", "1(a)", "4", "1(a)(i)", "2", "2(a)"] == numbers(body, LEASE + instance(1, 0))


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1", "1.1", "1.1.1", "1.2", "1.2.1"]),
        ('<w:lvlRestart w:val="0"/>', ["1", "1.1", "1.1.1", "1.2", "1.2.2"]),
        ('<w:lvlRestart w:val="1"/>', ["1", "1.1", "1.1.1", "1.2", "1.2.2"]),
        ('<w:lvlRestart w:val="2"/>', ["1", "1.1", "1.1.1", "1.2", "1.2.1"]),
    ],
)
def test_a_level_says_what_restarts_it(restart: str, expected: list[str]) -> None:
    """All levels above it, none, or those up to the one that it names."""
    outline = definition(0, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3", more=restart))
    body = item("A") + item("B", 1) + item("C", 2) + item("D", 1) + item("E", 2)
    assert expected == numbers(body, outline + instance(1, 0))


def test_lists_of_one_definition_go_on_unless_they_start_anew() -> None:
    """A second list continues the first; a third one has a start of its own, which also changes what is printed."""
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>{level(0, "§ %1", "upperRoman")}</w:lvlOverride>'
    numbering = LEASE + instance(1, 0) + instance(2, 0) + instance(3, 0, override) + instance(4, 7)
    body = item("A") + item("B", number=2) + item("C", number=3) + item("D", number=3) + item("E", number=4)
    document = read_bytes(docx(body, numbering=numbering), "a.docx")
    assert ["1", "2", "V", "VI", "5"] == [one.number for one in document.passages]
    assert "§ V C" in document.text


def test_headings_are_numbered_by_the_levels_that_name_their_styles() -> None:
    """The number is part of the heading, though not of the title of the document."""
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>'
    )
    outline = definition(
        3,
        level(0, "Chapter %1", "upperRoman", '<w:pStyle w:val="H1"/>'),
        level(1, "%1.%2", more='<w:pStyle w:val="H2"/><w:isLgl/><w:suff w:val="nothing"/>'),
    )
    body = p("Alfa", style="H1") + p("One.") + p("Bravo", style="H1") + p("Charlie", style="H2") + p("Two.")
    document = read_bytes(docx(body, numbering=outline + instance(1, 3), styles=styles), "a.docx")
    assert [("Chapter I Alfa",), ("Chapter II Bravo",), ("Chapter II Bravo", "2.1Charlie")] == paths(document)
    assert "Alfa" == document.title


def test_a_list_may_be_defined_by_a_style() -> None:
    """The definition that it names has no levels; the one with the levels names the same style."""
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    styled = definition(2, '<w:styleLink w:val="L"/>', level(0, "%1)"))
    assert ["1", "2"] == numbers(item("A") + item("B"), link + styled + instance(1, 1))


def test_numbers_in_cells_are_printed_and_empty_paragraphs_count() -> None:
    """A table numbers its rows in a column without text."""
    row = f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{p('Pier')}</w:tc></w:tr>"
    body = f"<w:tbl>{row}{row}</w:tbl>" + item("") + item("D")
    assert [("row", "1. | Pier"), ("row", "2. | Pier"), ("item", "D")] == roles(
        read_bytes(docx(body, numbering=LEASE + instance(1, 0)), "a.docx")
    )
    assert ["1", "2", "4"] == numbers(body, LEASE + instance(1, 0))


def test_formats_of_numbers() -> None:
    """Those not known here, and numbers too large for a format, are written in figures."""
    styles = ["decimal", "decimalZero", "lowerRoman", "upperLetter", "bullet", "none", "chineseCounting"]
    assert ["4", "04", "iv", "D", "", "", "4"] == [numeral(4, style) for style in styles]
    assert ["z", "aa", "bb"] == [letters(number) for number in (26, 27, 28)]
    assert ["0", "4000", "781"] == [numeral(0, "lowerRoman"), numeral(4000, "upperRoman"), numeral(781, "lowerLetter")]


@given(
    st.lists(
        st.tuples(st.text("%123.() ", max_size=80), st.sampled_from(["decimal", "upperLetter", "bullet", "none"])),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 2)), max_size=8),
    st.text("0123456789-x", max_size=12),
)
def test_any_numbering_is_read(levels: list[tuple[str, str]], items: list[tuple[int, int]], start: str) -> None:
    """Levels that do not exist, texts without figures, starts without end: the words stay the same."""
    made = [
        level(depth, text, style).replace('start w:val="1"', f'start w:val="{start}"')
        for depth, (text, style) in enumerate(levels)
    ]
    body = p("First.") + "".join(item("Alfa", depth, number) for depth, number in items)
    document = read_bytes(docx(body, numbering=definition(0, *made) + instance(1, 0)), "a.docx")
    assert ["First.", *["Alfa"] * len(items)] == [one.text for one in document.passages]
