"""No passage is endless: what is too long is divided where it reads best, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Document, DocumentError, Metadata, PageKind, Pages, Role, read_document
from knowledge.readers import MAX_TEXT
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Anchor, Block, Heading, NoteBody, NoteMark, PageBreak, Paragraph
from knowledge.readers.lengths import HEADING_LENGTH, PASSAGE_LENGTH, parts
from tests.knowledge.readers.soundness import assert_sound

LONG = "This is sentence number one of very many. " * 400


def made_of(*blocks: Block) -> Document:
    """A document of ``blocks``, which is sound."""
    document = assemble(blocks, document_id="sample", metadata=Metadata(title="Sample"), sha256="")
    assert_sound(document)
    return document


def cut(text: str, role: Role = Role.PARAGRAPH) -> list[str]:
    """The parts of a text, at most 20 characters each."""
    return [text[start:end] for start, end in parts(text, role, 20)]


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("Alfa bravo charlie. ", Role.PARAGRAPH, ["Alfa bravo charlie. "]),
        ("Alfa bravo. Delta echo. Golf.", Role.PARAGRAPH, ["Alfa bravo.", "Delta echo. Golf."]),
        ("A. Bravo charlie delta echo foxtrot", Role.PARAGRAPH, ["A. Bravo charlie", "delta echo foxtrot"]),
        ("a" * 45, Role.PARAGRAPH, ["a" * 20, "a" * 20, "a" * 5]),
        ("a" * 20 + " bravo", Role.PARAGRAPH, ["a" * 20, "bravo"]),
        (
            "一二三四五。六七八九十一二三。四五六七八九。",
            Role.PARAGRAPH,
            ["一二三四五。六七八九十一二三。", "四五六七八九。"],
        ),
        ("if a: b. c\n    else. d\n\n    e", Role.LISTING, ["if a: b. c", "    else. d\n\n    e"]),
        ("  alfa" + " " * 50 + "bravo", Role.LISTING, ["  alfa", "bravo"]),
        ("Alfa bravo. C | Delta echo.", Role.ROW, ["Alfa bravo. C", "Delta echo."]),
    ],
)
def test_where_a_text_is_divided(text: str, role: Role, expected: list[str]) -> None:
    """After a sentence, else between words, else anywhere; lines of a listing and cells of a row come first."""
    assert expected == cut(text, role)


@given(
    st.lists(st.sampled_from(["Alfa", "b", ". ", " ", "\n", "  \n", " | ", "x" * 30, "。", "U.S. "]), max_size=60),
    st.sampled_from([Role.PARAGRAPH, Role.ROW, Role.LISTING, Role.NOTE]),
    st.integers(1, 40),
)
def test_no_part_is_too_long_and_none_is_lost(pieces: list[str], role: Role, most: int) -> None:
    """Whatever the text: parts in order, and between them nothing but white space and cell separators."""
    text = "".join(pieces).rstrip()
    found = list(parts(text, role, most))
    bounds = [0, *(place for part in found for place in part), len(text)]
    assert bounds == sorted(bounds)
    assert all(end - start <= most for start, end in found)
    assert all(text[start:end].strip() for start, end in found if text)
    left_out = "".join(text[end:start] for end, start in zip(bounds[::2], bounds[1::2], strict=True))
    assert not left_out.replace("|" if role is Role.ROW else "", "").strip()
    assert len(found) <= 2 + 2 * len(text) // most


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"])), st.integers(1, 9000))
def test_every_passage_of_any_text_is_within_the_limit(text: str, times: int) -> None:
    """Its words are those of the source, in their order."""
    document = made_of(Paragraph((f"{text} " * min(times, 40_000 // (len(text) + 1)) + "End",)))
    assert all(len(one.text) <= PASSAGE_LENGTH for one in document.passages)
    letters = "".join("".join(one.text.split()) for one in document.passages)
    assert letters == "".join(document.text.split())


def test_parts_are_paragraphs_of_their_own() -> None:
    """Each with its page and its name; the number that is printed is that of all, and the first has its plain name."""
    half = LONG[:10_000].rsplit(" ", 1)[0]
    document = made_of(
        PageBreak("5"), Paragraph((half, PageBreak("6"), half), "6", "6. "), Paragraph(("Bravo.",), "7", "7. ")
    )
    assert ["p6", "p6-2", "p6-3", "p6-4", "p7"] == [one.name for one in document.passages]
    assert ["6", "6", "6", "6", "7"] == [one.number for one in document.passages]
    assert ["p. 5", "pp. 5–6", "p. 6", "p. 6", "p. 6"] == [str(one.pages) for one in document.passages]
    assert ("Passages of more than 6,000 characters were split: 1.",) == document.warnings
    running = made_of(Paragraph((LONG,)), Paragraph(("Bravo.",)))
    assert ["p1", "p2", "p3", "p4"] == [one.name for one in running.passages]


def test_a_long_footnote_is_one_note() -> None:
    """It is found in parts, all on the page of its mark, and the next note has its own."""
    document = made_of(
        PageBreak("5"), Paragraph(("Alfa.", NoteMark("1"), NoteMark("1"))), PageBreak("6"),
        NoteBody("1", (LONG,)), NoteBody("1", ("Bravo.",)),
    )  # fmt: skip
    five = Pages("5", "5", PageKind.PRINTED)
    assert [("1", five, LONG.rstrip()), ("1", five, "Bravo.")] == [
        (one.mark, one.pages, one.text) for one in document.notes
    ]
    assert ["p1", "note-1", "note-1-2", "note-1-3", "note-1-4"] == [one.name for one in document.passages]
    assert {str(five)} == {str(one.pages) for one in document.passages}


def test_what_is_too_long_for_a_heading_is_a_paragraph() -> None:
    """Its section begins all the same, and no passage has to repeat it."""
    document = made_of(
        Heading(("One",)), Paragraph(("Alfa.",)), Heading((LONG[:HEADING_LENGTH] + "x",), 2), Paragraph(("Bravo.",))
    )
    assert [("One",), ("One",)] == [one.path for one in document.sections]
    assert [0, 0, 1, 1] == [one.section_index for one in document.passages]
    assert [Role.HEADING, *[Role.PARAGRAPH] * 3] == [one.role for one in document.passages]
    assert ("Headings of more than 1,000 characters were read as paragraphs: 1.",) == document.warnings


def test_labels_and_anchors_are_short() -> None:
    """Each passage repeats them: the end of a long number is left out, and so is a long anchor altogether."""
    number, name = "1" * 5000, "a" * 5000
    document = made_of(
        PageBreak(number, anchor=name), Anchor(name), Paragraph(("Alfa.", NoteMark(number), Anchor(name)), number),
        NoteBody(number, ("Bravo.",)), Anchor("b"), Paragraph((PageBreak(number, anchor="c"), "Charlie.")),
    )  # fmt: skip
    assert [number[:60]] * 3 == [document.notes[0].mark, document.pages[0].label, document.passages[0].number]
    assert [None, None, "c"] == [one.anchor for one in document.passages]
    assert document.notes[0].mark == document.references[0].mark


def test_more_text_than_can_be_searched_is_refused() -> None:
    """Before its index is built, which takes time and memory."""
    with pytest.raises(DocumentError, match=f"a.md has more than {MAX_TEXT:,} characters of text: split it."):
        read_document(b"a" * (MAX_TEXT + 1), "a.md")
