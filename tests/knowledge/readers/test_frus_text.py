"""The rules of FRUS plain text, each with a file of a few lines; then files that nobody would write."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge import Document, DocumentError, Note, PageKind, Pages, Role, read_document
from knowledge.models import NoteReference
from tests.knowledge.samples import body, read

MARKER = re.compile(r"(?<!`)\[Page ([0-9]+|[ivxlc]+)\](?![(\[`])", re.IGNORECASE)


def roles(document: Document) -> list[tuple[Role, str]]:
    """What each passage is, and its text."""
    return [(passage.role, passage.text) for passage in document.passages]


def pages(document: Document) -> list[str]:
    """The pages of each paragraph."""
    return [str(passage.pages) for passage in body(document)]


# Pages


def test_the_page_before_the_first_marker_is_inferred() -> None:
    """Markers that rise by one tell the page before the first of them; it is marked as worked out."""
    document = read("1. Alfa.\n\n[Page 12]\n\n2. Bravo.\n\n[Page 13]\n\n3. Charlie.\n")
    assert ["p. 11", "p. 12", "p. 13"] == pages(document)
    kinds = [passage.pages.kind for passage in body(document)]
    assert [PageKind.INFERRED, PageKind.PRINTED, PageKind.PRINTED] == kinds
    assert any("Page 11 is inferred" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "markers",
    [
        pytest.param(("12", "14"), id="a jump"),
        pytest.param(("12", "11"), id="backwards"),
        pytest.param(("xii", "xiii"), id="Roman"),
        pytest.param(("1", "2"), id="nothing before page 1"),
    ],
)
def test_where_markers_do_not_rise_by_one_the_first_page_is_unknown(markers: tuple[str, str]) -> None:
    """A page is better unknown than wrong; what stands after a marker has its page all the same."""
    first, second = markers
    document = read(f"1. Alfa.\n\n[Page {first}]\n\n2. Bravo.\n\n[Page {second}]\n\n3. Charlie.\n")
    assert ["", f"p. {first}", f"p. {second}"] == pages(document)
    assert Pages(None, None, PageKind.NONE) == body(document)[0].pages
    assert any("its page is unknown" in warning for warning in document.warnings)


def test_a_jump_of_the_page_numbers_is_reported() -> None:
    """A moderator learns that a page is missing from the file."""
    assert any(
        "jump from 12 to 14" in warning for warning in read("[Page 12]\n\nAlfa.\n\n[Page 14]\n\nBravo.").warnings
    )


def test_a_file_that_begins_with_a_marker_needs_no_inference() -> None:
    """Everything from the first letter on stands on the page that the marker names."""
    document = read("[Page 5]\n\n1. Alfa.\n")
    assert [("5", PageKind.PRINTED, 0)] == [(span.label, span.kind, span.start) for span in document.pages]


def test_a_file_without_markers_has_no_pages() -> None:
    """No page is invented."""
    document = read("1. Alfa.\n\n2. Bravo.\n")
    assert () == document.pages
    assert Pages(None, None, PageKind.NONE) == body(document)[0].pages


@pytest.mark.parametrize(
    "around", ["alfa [Page 8] bravo", "alfa[Page 8] bravo", "alfa [Page 8]bravo", "alfa [Page 8]\nbravo"]
)
def test_a_marker_inside_a_sentence_becomes_one_space(around: str) -> None:
    """The sentence reads on over the page, and the paragraph stands on both."""
    (passage,) = body(read(f"1. Some {around} charlie.\n"))
    assert ("Some alfa bravo charlie.", "pp. 7–8") == (passage.text, str(passage.pages))


def test_the_new_page_begins_with_the_word_after_the_marker() -> None:
    """The offset of the marker is kept, so that every sentence knows its page."""
    document = read("1. Alfa bravo. Charlie [Page 8] delta.\n")
    assert document.text.index("delta") == document.pages[1].start
    assert "Alfa bravo. Charlie " == document.text[body(document)[0].start : document.pages[1].start]


def test_a_marker_alone_on_a_line_puts_the_heading_after_it_on_the_new_page() -> None:
    """The heading opens the new page, it does not close the old one."""
    document = read("1. Alfa.\n\n[Page 8]\n\nthe second part\n\n2. Bravo.\n")
    assert [("the second part", "p. 8")] == [(one.heading, str(one.pages)) for one in document.sections]
    assert ["p. 7", "p. 8"] == pages(document)


@pytest.mark.parametrize("marker", ["[page 8]", "[PAGE 8]", "[Page 8]  ", "  [Page 8]", "[Page\u00a08]", "[Page  8]"])
def test_markers_are_known_in_any_dress(marker: str) -> None:
    """Case, indentation and the kind of space do not matter: a marker never becomes text."""
    document = read(f"1. Alfa.\n\n{marker}\n\n2. Bravo.\n")
    assert ["Alfa.", "Bravo."] == [passage.text for passage in body(document)]
    assert ["p. 7", "p. 8"] == pages(document)


def test_roman_page_labels_are_kept_as_printed() -> None:
    """The pages of a preface are cited in their own numbers."""
    assert ["p. xiv", "p. xv"] == pages(read("[Page xiv]\n\nAlfa.\n\n[Page xv]\n\nBravo.\n"))


def test_a_page_without_text_has_no_passage() -> None:
    """Two markers in a row: the first page is there, and empty."""
    document = read("[Page 5]\n\n[Page 6]\n\n1. Alfa.\n")
    assert ["5", "6"] == [span.label for span in document.pages]
    assert ["p. 6"] == pages(document)


@pytest.mark.parametrize("text", ["1. Alfa.\n\n[Page 8]\n", "[Page 7]\n\n1. Alfa. [Page 8]\n"])
def test_a_marker_at_the_very_end_opens_an_empty_page(text: str) -> None:
    """The last paragraph stays on its page, and no span runs backwards."""
    document = read(text)
    assert ["p. 7"] == pages(document)
    assert all(span.start <= span.end <= len(document.text) for span in document.pages)


def test_a_page_number_of_absurd_length_is_no_crash() -> None:
    """A file with a number of five thousand digits is read, or refused in a sentence."""
    try:
        document = read(f"Alfa.\n\n[Page {'9' * 5000}]\n\nBravo.\n")
    except DocumentError as error:
        assert str(error)  # noqa: PT017 - both ways out are right
    else:
        assert "Alfa." == body(document)[0].text


@pytest.mark.parametrize("words", ["[Page 9](nine.txt)", "[Page 9][nine]", "`[Page 9]`"])
def test_a_link_or_code_is_no_marker(words: str) -> None:
    """Among real markers, what only looks like one stays in the sentence."""
    (passage,) = body(read(f"[Page 8]\n\n1. Alfa, see {words}, bravo.\n"))
    assert (f"Alfa, see {words}, bravo.", "p. 8") == (passage.text, str(passage.pages))


@pytest.mark.parametrize("name", ["mail.txt", "mail.md"])
def test_a_marker_that_proves_nothing_stays_in_the_text(name: str) -> None:
    """One marker inside a sentence makes no FRUS paper: no word leaves the text, and no page is made up."""
    document = read_document(b"Hello,\n\nit cost [Page 7] five crowns.\n", name)
    assert "it cost [Page 7] five crowns." in document.text
    assert () == document.pages


def test_a_manual_keeps_its_headings_whatever_it_says_of_pages() -> None:
    """Markdown is Markdown, with a marker alone on a line and links that look like markers."""
    text = b"# Alfa\n\nSee [Page 2](two.md).\n\n[Page 7]\n\n## Bravo\n\nCharlie.\n"
    document = read_document(text, "manual.md")
    assert ["Alfa", "Bravo"] == [section.heading for section in document.sections]
    assert "See [Page 2](two.md)." in document.text
    assert "[Page 7]" in document.text


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


@pytest.mark.parametrize("line", ["It ends here.", "Is it so?", "as follows:", "word " * 40 + "end"])
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


def test_the_header_stands_on_the_page_of_the_first_marker_after_it() -> None:
    """A file that gives the page between title and text gives it for both."""
    document = read("No. 7\n\nOn Trade\n\n[Page 5]\n\n1. Alfa.\n")
    assert {"p. 5"} == {str(passage.pages) for passage in document.passages}


# Files that nobody would write

WORDS = ("alfa", "bravo.", "Charlie,", "d'Été", "“echo”", "東京", "foxtrot?", "мир", "go-between", "naïve:", "x")
NUMBERS = ("1.", "2.", "3.", "17.", "1954.", "412", "U235", "No. 4", "[policies]")
MARKS = ("[1]", "[2]", "golf.1", "hotel2", "\n  1. ", "\n[2] ", "\n\n  2. ")
MARKERS = ("[Page 5]", "\n\n[Page 6]\n\n", "[Page 7]", "[Page xii]", "\n[page 0]\n", "[Page 99999]")
LAYOUT = ("\n", "\n\n", "\n\n\n", "  ", "\t", "\r\n", "\n\n  ", "\x0c", "\u2028", "\x85", "\u00a0")
CONTROLS = ("\x00", "\x07", "\x0b", "\x1c", "\x1b[2J", "\u200b", "\u202e", "\ufeff", "\u0301", "\U0001f600", "\ud7ff")
PIECES = st.sampled_from(WORDS + NUMBERS + MARKS + MARKERS + LAYOUT + CONTROLS)
FILES = st.lists(PIECES, max_size=40).map(" ".join)


def letters(text: str) -> Counter[str]:
    """How often each visible word of ours stands in ``text``, marks aside."""
    known = {re.sub(r"\W", "", word) for word in WORDS} | {"golf", "hotel", "policies"}
    words = re.findall(r"[^\W\d_]+", MARKER.sub(" ", text.replace("'", "").replace("-", "")))
    return Counter(word for word in words if word in known)


def opened(text: str) -> Document | None:
    """The document, or None where the text is refused in a sentence."""
    try:
        return read(text)
    except DocumentError as error:
        assert str(error).endswith(".")  # noqa: PT017 - the other way out is as right
        return None


def check(document: Document) -> None:
    """What holds of every document, whatever it was read from."""
    by_markers = any(span.kind is PageKind.PRINTED for span in document.pages)
    for passage in document.passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        assert not by_markers or MARKER.search(passage.text) is None
    starts = [passage.start for passage in document.passages]
    assert sorted(starts) == starts
    assert len(document.passages) == len({passage.name for passage in document.passages})
    for section in document.sections:
        assert 0 <= section.start <= section.end <= len(document.text)
    ends = [span.end for span in document.pages]
    assert all(span.start <= span.end for span in document.pages)
    assert [0, *ends[:-1]][: len(ends)] == [span.start for span in document.pages]
    assert all(0 <= reference.offset <= len(document.text) for reference in document.references)


@given(FILES)
@example("alfa [Page 5]")
@example("alfa [Page 5] \f")
@example("1. \n\n[Page 5]\n\n alfa")
@example("alfa \n\n[Page 5]\n\n")
@example("\n  1. \n[2] ")
def test_wild_files_keep_every_word_and_every_offset(text: str) -> None:
    """Pieces in any order are refused in a sentence, or read: offsets hold, pages leave no marker, no word is lost."""
    document = opened(text.replace("\x00", ""))
    if document is not None:
        check(document)
        assert letters(text) == letters(document.text)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in a file, it is a document or a sentence that says why not."""
    document = opened(text)
    if document is not None:
        check(document)
