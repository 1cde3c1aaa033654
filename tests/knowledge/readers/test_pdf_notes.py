"""PDF: which small figures mark a footnote, and which lines are footnotes."""

from __future__ import annotations

from knowledge.models import PageKind
from tests.knowledge.readers.builders_pdf import Text, column, pdf
from tests.knowledge.readers.looking import read_bytes, texts

FULL = "The committee adjourned because the harbour was closed to all of them and nobody came to"
MORE = "the meeting that had been called for the second day of the month by the chairman, who was"


def noted(number: int, mark: int, note: str) -> list[Text]:
    """A page with a running head, its number, some text, a mark in it, and the note of that mark."""
    head = [Text("A HISTORY OF HARBOURS", 72, 760, 8), Text(str(number), 500, 760, 8)]
    body = column(f"{FULL} {number}", MORE, "Number of the page.", top=690)
    return [
        *head,
        Text(f"The pier was built^{{{mark}}} of stone.", y=720),
        *body,
        Text(f"^{{{mark}}} {note}", 72, 60, 8),
    ]


def test_notes_that_read_alike_are_no_running_feet() -> None:
    """They stay, though figures apart they are the same on every page; the pages' numbers are those in their heads."""
    made = [noted(21 + index, 1 + index, f"Ibid., p. {30 + index}.") for index in range(8)]
    document = read_bytes(pdf(*made), "a.pdf")
    assert [(str(1 + index), f"Ibid., p. {30 + index}.", str(21 + index)) for index in range(8)] == [
        (note.mark, note.text, note.pages.first) for note in document.notes
    ]
    assert [(str(21 + index), PageKind.PRINTED) for index in range(8)] == [
        (span.label, span.kind) for span in document.pages
    ]
    assert "HISTORY" not in document.text
    assert () == document.warnings


def test_a_note_stays_where_running_feet_stand() -> None:
    """On pages with notes there is no foot; the first line of a note may stand in its place, in its letters."""
    plain = [[*column(f"{FULL} {index}", MORE), Text("On Harbours", 72, 60, 8)] for index in range(4)]
    document = read_bytes(pdf(*plain, noted(5, 1, "Smith, Harbours.")), "a.pdf")
    assert "On Harbours" not in document.text
    assert [("1", "Smith, Harbours.")] == [(note.mark, note.text) for note in document.notes]


def test_alike_lines_whose_figures_do_not_count_stay() -> None:
    """A running head names the same thing again, or counts the pages; other lines that read alike are text."""
    ends = ("See page 30.", "See page 7.", "See page 112.", "See page 51.")
    document = read_bytes(pdf(*([*column(FULL, MORE), Text(end, 72, 60)] for end in ends)), "a.pdf")
    assert all(end in document.text for end in ends)


def test_small_figures_that_no_note_answers_to_stay_in_the_text() -> None:
    """A square kilometre is not a kilometre; a lowered figure is never a mark, nor is one behind a unit."""
    lines = [
        *column("The lake covers 500 km^{2} of land, and E=mc^{2}.", top=720),
        *column("Emissions of CO_{2} rose."),
        *column("It was sold for 30 cm^{2} by Smith.^{2} He was the owner.", top=680),
    ]
    bare = read_bytes(pdf(lines), "a.pdf")
    assert "The lake covers 500 km2 of land, and E=mc2." in bare.text
    assert "Emissions of CO2 rose." in bare.text
    note = Text("^{2} Deed of sale.", 72, 60, 8)
    answered = read_bytes(pdf([*lines[1:], *column(FULL, MORE, top=600), note]), "a.pdf")
    assert "Emissions of CO2 rose." in answered.text
    assert "for 30 cm2 by Smith. He was the owner." in answered.text
    assert ["Deed of sale."] == [one.text for one in answered.notes]


def test_a_mark_behind_a_figure_leaves_the_text() -> None:
    """The year is 1954, not 19541; notes of the text's own size are told by their raised number."""
    text = column("It was built in 1954^{1} by the mayor^{2} and others.", FULL, MORE)
    notes = column("^{1} Not printed.", "^{2} Mr. Smith.", top=72)
    document = read_bytes(pdf([*text, *notes]), "a.pdf")
    assert "It was built in 1954 by the mayor and others." in document.text
    assert [("1", "Not printed."), ("2", "Mr. Smith.")] == [(one.mark, one.text) for one in document.notes]


def test_marks_of_notes_at_the_end_leave_the_text() -> None:
    """After a word they are told by those after punctuation; powers and numbers stay."""
    text = column(
        "It was built.^{1} It was sold.^{2} It was lost.^{3} The mayor^{4} had seen 10^{5} ships on",
        "the 30 miles^{2} of sea.",
    )
    document = read_bytes(pdf(text), "a.pdf")
    expected = "It was built. It was sold. It was lost. The mayor had seen 105 ships on the 30 miles2 of sea."
    assert [expected] == texts(document)
    assert () == document.warnings


def test_raised_letters_stay_with_their_word() -> None:
    """As in "3rd", whether they are drawn with their line or by themselves."""
    document = read_bytes(pdf(column("It sat on May 3^{rd}, and rose.")), "a.pdf")
    assert "It sat on May 3rd, and rose." == texts(document)[0]


def test_marks_without_a_note_are_reported() -> None:
    """Where other marks have one: part of the notes may have been lost."""
    text = column("It was built.^{1} It was sold.^{2} And lost.", FULL, MORE)
    document = read_bytes(pdf([*text, Text("^{1} Deed.", 72, 60, 8)]), "a.pdf")
    assert "It was built. It was sold. And lost." in document.text
    assert ["1 of 2 footnote marks have no note on their page: the notes may be missing, or stand elsewhere."] == list(
        document.warnings
    )
