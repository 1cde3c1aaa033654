"""The rules of FRUS plain text, each with a file of a few lines: paragraphs, headings, footnotes, the header."""

from __future__ import annotations

import pytest

from knowledge import Document, Note, PageKind, Pages, Role
from knowledge.models import NoteReference
from tests.knowledge.samples import body, read


def roles(document: Document) -> list[tuple[Role, str]]:
    """What each passage is, and its text."""
    return [(passage.role, passage.text) for passage in document.passages]


# Paragraphs


def test_the_printed_number_is_the_paragraphs_name_and_no_part_of_its_words() -> None:
    """The number stays in the document's text and leaves the passage."""
    document = read("1. Alfa bravo.\n\n2. Charlie delta.\n")
    assert [("1", "Alfa bravo."), ("2", "Charlie delta.")] == [(one.number, one.text) for one in body(document)]
    assert "1. Alfa bravo.\n\n2. Charlie delta." == document.text


@pytest.mark.parametrize("other", ["7. Seven.", "0. Zero.", "1954. A year."])
def test_a_number_that_is_not_the_next_is_no_paragraph_number(other: str) -> None:
    """A year, or a number out of order, at the start of a line belongs to the words."""
    document = read(f"1. Alfa.\n\n2. Bravo.\n\n{other}\n\n3. Charlie.\n")
    assert ["Alfa.", "Bravo.", other, "Charlie."] == [passage.text for passage in body(document)]
    assert "3" == body(document)[-1].number


def test_a_missing_number_is_reported_and_the_next_one_counts() -> None:
    """One paragraph left out of the file does not unsettle those after it."""
    document = read("1. Alfa.\n\n3. Charlie.\n\n4. Delta.\n")
    assert ["1", "3", "4"] == [passage.number for passage in body(document)]
    assert any("Paragraph 2 is missing" in warning for warning in document.warnings)


def test_numbers_may_begin_again() -> None:
    """Where each section counts from 1, names stay unique and numbers stay as printed."""
    document = read("one\n\n1. Alfa.\n\n2. Bravo.\n\ntwo\n\n1. Charlie.\n\n2. Delta.\n")
    assert ["1", "2", "1", "2"] == [passage.number for passage in body(document)]
    assert 4 == len({passage.name for passage in body(document)})


def test_paragraphs_without_numbers_are_counted() -> None:
    """Where nothing is printed, the running number in the section stands in."""
    document = read("[Page 3]\n\nAlfa bravo.\n\nCharlie delta.\n")
    assert ["1", "2"] == [passage.number for passage in body(document)]


def test_wrapped_lines_are_one_paragraph() -> None:
    """The line layout of the file is not part of the wording."""
    assert ["Alfa bravo charlie."] == [one.text for one in body(read("1. Alfa\nbravo\n  charlie.\n"))]


# Headings and sections


def test_a_short_line_without_a_full_stop_is_a_heading() -> None:
    """It opens a section with the paragraphs after it, and can be cited itself."""
    document = read("1. Alfa.\n\nthe second part\n\n2. Bravo.\n\n3. Charlie.\n")
    assert [(), ("the second part",), ("the second part",)] == [passage.section for passage in body(document)]
    assert (Role.HEADING, "the second part") in roles(document)


@pytest.mark.parametrize(
    "line",
    [
        "It ends here.", "Is it so?", "as follows:", "word " * 40 + "end", "He was told.[2]", "“The views.”", "(They were.)",
        "He was told.2",
    ],
)  # fmt: skip
def test_a_sentence_or_a_long_line_is_no_heading(line: str) -> None:
    """What ends like a sentence, or runs on, is a paragraph."""
    document = read(f"1. Alfa.\n\n{line}\n\n2. Bravo.\n")
    assert () == document.sections
    assert 3 == len(body(document))


def test_a_last_line_is_no_heading() -> None:
    """A heading has something under it."""
    assert () == read("1. Alfa.\n\nthe end of it\n").sections


def test_two_blank_lines_open_a_section_without_a_heading() -> None:
    """The heading was left out of the file: none is inherited, none is invented, and a moderator is told."""
    document = read("On Trade\n\nfirst part\n\n1. Alfa.\n\n2. Bravo.\n\n\n3. Charlie.\n\n4. Delta.\n")
    assert [("first part",), ("first part",), (), ()] == [passage.section for passage in body(document)]
    assert ["first part", None] == [section.heading for section in document.sections]
    assert any("without a heading" in warning and "3. Charlie" in warning for warning in document.warnings)


def test_two_blank_lines_before_a_heading_open_one_section() -> None:
    """Room above a heading is not a second, nameless section."""
    document = read("On Trade\n\nfirst part\n\n1. Alfa.\n\n\nsecond part\n\n2. Bravo.\n\n3. Charlie.\n")
    assert ["first part", "second part"] == [section.heading for section in document.sections]


# Footnotes


def test_an_indented_number_is_a_footnote() -> None:
    """It leaves the paragraphs, whatever number it has, and is cited where its mark stands."""
    document = read("No. 5\n\nA Paper on Trade1\n\none\n\n1. Alfa.\n\n[Page 8]\n\n2. Bravo.\n\n  1. A note.\n")
    assert (Note("1", "A note.", Pages("7", "7", PageKind.INFERRED)),) == document.notes
    assert ["Alfa.", "Bravo."] == [passage.text for passage in body(document)]
    assert (Role.TITLE, "A Paper on Trade") in roles(document)


def test_a_bracketed_mark_and_its_note() -> None:
    """`[2]` in the text leads to the line that begins with `[2]`; it is taken out, and its place is kept."""
    document = read("1. Alfa bravo[2] charlie.\n\n2. Delta.\n\n[2] A note.\n")
    assert ["Alfa bravo charlie.", "Delta."] == [passage.text for passage in body(document)]
    assert (NoteReference("2", document.text.index(" charlie")),) == document.references
    assert [("2", "A note.")] == [(note.mark, note.text) for note in document.notes]


def test_a_title_loses_its_mark_wherever_it_is_shown() -> None:
    """The title of the document is the title, not the title and a footnote mark."""
    assert "A Paper" == read("No. 5\n\nA Paper[1]\n\n[Page 5]\n\n1. Alfa.\n\n  1. A note.\n").title


def test_a_mark_glued_to_a_word_is_taken_out_where_a_note_answers_to_it() -> None:
    """`bravo.1` ends a sentence and carries a mark."""
    document = read("1. Alfa bravo.1 Charlie delta.\n\n  1. A note.\n")
    assert "Alfa bravo. Charlie delta." == body(document)[0].text
    assert 1 == len(document.references)


@pytest.mark.parametrize("words", ["Alfa bravo.1 Charlie.", "Alfa bravo[2] charlie.", "Alfa1"])
def test_without_a_note_a_number_stays(words: str) -> None:
    """A mark that leads nowhere may be anything: the wording is left alone."""
    document = read(f"1. Some words first.\n\n2. {words}\n")
    assert words == body(document)[1].text
    assert () == document.references


@pytest.mark.parametrize(
    "words", ["U235 and C4", "see page 412", "the polities [policies] of 1954", "No. 1 of 1", "B-1"]
)
def test_other_digits_and_brackets_are_left_alone(words: str) -> None:
    """Only a note's own mark is a mark: numbers in the words stay, even where the file has footnotes."""
    document = read(f"1. Alfa {words}.\n\n2. Bravo.\n\n  1. A note.\n\n  4. Another.\n")
    assert f"Alfa {words}." == body(document)[0].text
    assert any("Footnote 1 has no mark" in warning for warning in document.warnings)


def test_a_mark_is_taken_out_once() -> None:
    """One note, one mark: the same digit further on is part of the words."""
    document = read("1. Alfa bravo.1 Charlie delta.1 Echo.\n\n  1. A note.\n")
    assert "Alfa bravo. Charlie delta.1 Echo." == body(document)[0].text


def test_each_of_many_notes_finds_its_own_mark() -> None:
    """The marks of a long document, in any order, each taken out where it stands."""
    marks = [*range(150, 0, -1)]
    paragraphs = [f"{number}. Alfa bravo[{mark}] charlie." for number, mark in enumerate(marks, 1)]
    document = read("\n\n".join([*paragraphs, *(f"[{mark}] Note {mark}." for mark in marks)]))
    assert {"Alfa bravo charlie."} == {passage.text for passage in body(document)}
    assert [str(mark) for mark in marks] == [reference.mark for reference in document.references]
    assert [f"Note {mark}." for mark in marks] == [note.text for note in document.notes]


def test_a_note_between_paragraphs_does_not_part_them() -> None:
    """Footnotes stand wherever the file prints them; the text goes on without them."""
    document = read("1. Alfa[1].\n\n[1] A note.\n\n2. Bravo.\n")
    assert ["1", "2"] == [passage.number for passage in body(document)]
    assert Role.NOTE is document.passages[-1].role


# The header


def test_the_header_has_its_five_parts_in_order() -> None:
    """Source line, number, heading, series code, title; the line before paragraph 1 is the first section's heading."""
    document = read(
        "Some files, lot 60\n\nNo. 183\nPaper Prepared for a Conference\n\nGKI D–5/1\n\nOn Trade\n\nfirst part\n\n1. Alfa.\n"
    )
    expected = [
        (Role.SOURCE, "Some files, lot 60"),
        (Role.NUMBER, "No. 183"),
        (Role.HEADING, "Paper Prepared for a Conference"),
        (Role.CODE, "GKI D–5/1"),
        (Role.TITLE, "On Trade"),
        (Role.HEADING, "first part"),
        (Role.PARAGRAPH, "Alfa."),
    ]
    assert expected == roles(document)
    assert ("On Trade", 1) == (document.title, len(document.sections))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("No. 7\n\nOn Trade\n\n", [(Role.NUMBER, "No. 7"), (Role.TITLE, "On Trade")]),
        ("Number 7\n\nOn Trade\n\n", [(Role.NUMBER, "Number 7"), (Role.TITLE, "On Trade")]),
        ("On Trade\n\n", [(Role.TITLE, "On Trade")]),
        ("On Trade\n\nGKI D–5/1\n\n", [(Role.TITLE, "On Trade"), (Role.CODE, "GKI D–5/1")]),
    ],
)
def test_each_part_of_the_header_may_be_missing(header: str, expected: list[tuple[Role, str]]) -> None:
    """What is there is told apart without the rest."""
    document = read(f"{header}[Page 5]\n\n1. Alfa.\n")
    assert [*expected, (Role.PARAGRAPH, "Alfa.")] == roles(document)
    assert "On Trade" == document.title


@pytest.mark.parametrize(
    ("line", "volume_title", "volume", "part"),
    [
        ("1952–1954, China and Japan, Volume XIV, Part 1", "China and Japan", "XIV", "1"),
        ("1969–1976, Volume XVII, China, 1969–1972", "China, 1969–1972", "XVII", None),
        ("1955–1957, Volume II", None, "II", None),
    ],
)
def test_the_header_tells_of_the_volume(line: str, volume_title: str | None, volume: str, part: str | None) -> None:
    """Series, years, title, number and part of the volume, and the number of the document, as far as they are there."""
    metadata = read(f"Foreign Relations of the United States, {line}\n\nDocument 129\n\n[Page 5]\n\nAlfa.\n").metadata
    assert ("Foreign Relations of the United States", line[:9]) == (metadata.series, metadata.subseries)
    assert (volume_title, volume, part) == (metadata.volume_title, metadata.volume, metadata.part)
    assert ("129", "Document 129") == (metadata.number, metadata.title)


def test_a_header_without_a_volume_tells_the_number_alone() -> None:
    """Nothing is made up."""
    metadata = read("Some files, lot 60\n\nNo. 183\nA Paper Prepared\n\nOn Trade\n\n[Page 5]\n\n1. Alfa.\n").metadata
    assert ("183", "On Trade", None, None) == (metadata.number, metadata.title, metadata.series, metadata.volume)


def test_the_header_stands_on_the_page_of_the_first_marker_after_it() -> None:
    """A file that gives the page between title and text gives it for both."""
    document = read("No. 7\n\nOn Trade\n\n[Page 5]\n\n1. Alfa.\n")
    assert {"p. 5"} == {str(passage.pages) for passage in document.passages}
