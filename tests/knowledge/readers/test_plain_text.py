"""Plain text of no particular kind: paragraphs, lists, drawings, headings where they are certain, form feeds."""

from __future__ import annotations

import pytest

from knowledge import PageKind, Role
from knowledge.readers.blocks import Block, Heading, PageBreak, Paragraph
from knowledge.readers.plain_text import read

LONG = "The harbour was closed to all of them and nobody knew for how long it would remain so, they said."


def blocks(text: str) -> list[Block]:
    """The blocks of a text."""
    return list(read(text, "a.txt").blocks)


def headings(text: str) -> list[tuple[str, int]]:
    """The headings of a text and their levels."""
    return [(str(block.content[0]), block.level) for block in blocks(text) if isinstance(block, Heading)]


def words(text: str) -> list[str]:
    """The words of each block of a text."""
    return [
        "".join(piece for piece in block.content if isinstance(piece, str))
        for block in blocks(text)
        if isinstance(block, Heading | Paragraph)
    ]


def test_blank_lines_set_off_paragraphs_and_wrapped_lines_are_joined() -> None:
    """The layout of the lines is not part of the wording."""
    assert ["Alfa bravo charlie.", "Delta."] == words("Alfa\nbravo\n  charlie.\n\n\nDelta.\n")


def test_wrapped_lines_of_a_script_without_spaces() -> None:
    """They are joined by nothing."""
    assert ["许多船只来到这里。"] == words("许多\n船只来到这里。\n")


def test_lines_as_long_as_paragraphs_are_paragraphs() -> None:
    """A file from a word processor has one line for each, and often no blank ones."""
    line = "Alfa bravo charlie delta. " * 8
    assert 3 == len(words(f"{line}\n{line}\n{line}\n"))


def test_an_indented_first_line_begins_a_paragraph() -> None:
    """As books have it."""
    assert ["Alfa bravo charlie.", "Delta echo."] == words("Alfa bravo\ncharlie.\n    Delta\necho.\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a well-\nknown port. well-known", "a well-known port. well-known"),
        ("the exam-\nple. An example", "the example. An example"),
        ("the most- and least-\nsignificant bit", "the most- and least-significant bit"),
        ("byte-\nor bit-wise", "byte- or bit-wise"),
        ("a dash -\nhere", "a dash - here"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(text: str, expected: str) -> None:
    """It stays, unless the text itself writes the word without it."""
    assert [expected] == words(text)


def test_items_of_a_list() -> None:
    """A sign before an item is layout, a number before it may be referred to."""
    paragraphs = blocks("The port is:\n * closed\n   to all;\n * cold.\n\n1) Go there.\n2) Come back.\n")
    assert [
        Paragraph(("The port is:",)),
        Paragraph(("closed to all;",), lead="* ", role=Role.ITEM),
        Paragraph(("cold.",), lead="* ", role=Role.ITEM),
        Paragraph(("1) Go there.",), role=Role.ITEM),
        Paragraph(("2) Come back.",), role=Role.ITEM),
    ] == paragraphs


def test_a_number_at_the_beginning_of_a_wrapped_line_is_no_item() -> None:
    """A list begins its paragraph, or comes after a colon."""
    assert ["It was closed on June\n12. Nobody knew.".replace("\n", " ")] == words(
        "It was closed on June\n12. Nobody knew."
    )


@pytest.mark.parametrize(
    "drawing",
    [
        "+---+---+\n| a | b |\n+---+---+",
        "Symbol   Code\n------   ----\nA        00",
        "if (a) {\n    b();\n}",
        "do\n  while x\n    if y\n      go\n  end",
    ],
)
def test_a_drawing_keeps_its_lines(drawing: str) -> None:
    """Boxes, columns, program code."""
    shifted = "\n".join(f"    {line}" for line in drawing.split("\n"))
    (block,) = blocks(shifted)
    assert isinstance(block, Paragraph)
    assert (Role.LISTING, f"{drawing}\n") == (block.role, "".join(map(str, block.content)))


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("CHAPTER IV", 1),
        ("Chapter 2. The Harbour", 1),
        ("THE HARBOUR", 1),
        ("2. The Harbour", 1),
        ("2.3 The Harbour", 2),
        ("The Harbour\n===========", 1),
        ("The Harbour\n-----------", 2),
        ("The Harbour", 2),
    ],
)
def test_headings_that_are_certain(heading: str, level: int) -> None:
    """Called so, in capitals, numbered, underlined, or alone and short among paragraphs."""
    text = f"Title\n\n{LONG}\n\n{LONG}\n\n{heading}\n\n{LONG}\n\n{LONG}\n"
    assert [(heading.split("\n", maxsplit=1)[0], level)] == headings(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{LONG}\n\nA sentence of its own.\n\n{LONG}\n", id="a sentence"),
        pytest.param("Roses are red\n\nViolets are blue\n\nSugar is sweet\n\nAnd so are you\n", id="verses"),
        pytest.param(f"{LONG}\n\n- an item\n\n{LONG}\n", id="an item"),
        pytest.param(f"{LONG}\n\nThe Harbour\n", id="the last line"),
    ],
)
def test_lines_that_are_no_headings(text: str) -> None:
    """What is uncertain is a paragraph: a wrong heading would be cited."""
    assert [] == headings(text)


def test_the_first_line_of_its_own_is_the_title() -> None:
    """What the file says of itself."""
    reading = read(f"On Harbours\n\n{LONG}\n", "a.txt")
    assert "On Harbours" == reading.found.title
    assert Paragraph(("On Harbours",), role=Role.TITLE) == reading.blocks[0]


def test_form_feeds_part_pages() -> None:
    """They are counted, for no number is printed; a paragraph goes on overleaf."""
    first, second = (PageBreak(number, PageKind.PHYSICAL) for number in "12")
    assert [
        first,
        Paragraph(("Alfa.",)),
        Paragraph(("Bravo charlie", second, "delta.")),
        Paragraph(("Echo.",)),
    ] == blocks("Alfa.\n\nBravo charlie\n\fdelta.\n\nEcho.\n")


def test_a_rule_between_paragraphs_is_no_text() -> None:
    """A line of dashes or asterisks parts, and says nothing."""
    assert ["Alfa.", "Bravo."] == words("Alfa.\n\n* * *\n\n----------\n\nBravo.\n")
