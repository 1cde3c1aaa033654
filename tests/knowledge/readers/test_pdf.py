"""PDF: paragraphs from lines, columns, hyphens."""

from __future__ import annotations

import pytest

from knowledge.models import Role
from tests.knowledge.readers.builders_pdf import BOLD, TYPEWRITER, UNMAPPED, Text, column, pdf
from tests.knowledge.readers.looking import read_bytes, roles, texts

FULL = "The committee adjourned because the harbour was closed to all of them and nobody came to"
MORE = "the meeting that had been called for the second day of the month by the chairman, who was"
LONG = (FULL, MORE, "late.")
NAMES = ("alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima")


def own(number: int, top: float = 690) -> list[Text]:
    """Lines that no other page has."""
    return column(*(f"{NAMES[number % 12].title()} {line}" for line in LONG), top=top)


def test_lines_are_joined_to_paragraphs() -> None:
    """A gap ends a paragraph, and so does a line on which the next word would have fitted."""
    page = [*column(*LONG), *column(*LONG, top=650), *column("A short one.", *LONG, top=600)]
    document = read_bytes(pdf(page), "a.pdf")
    assert [" ".join(LONG), " ".join(LONG), "A short one.", " ".join(LONG)] == texts(document)


def test_an_indented_line_begins_a_paragraph() -> None:
    """As books do that leave no gap."""
    page = [Text(FULL, 84, 700), *column(MORE, MORE, top=688), Text(FULL, 84, 664), *column("end.", top=652)]
    assert [f"{FULL} {MORE} {MORE}", f"{FULL} end."] == texts(read_bytes(pdf(page), "a.pdf"))


def test_a_hanging_paragraph_is_one() -> None:
    """Its first line stands out; so does an item's, behind its bullet or its number."""
    page = [
        *column(FULL, top=700), *column(MORE, MORE, x=96, top=688),
        *column("• " + FULL, x=80, top=650), *column(MORE, "end.", x=90, top=638),
        *column("• Short.", "(a) " + FULL, x=80, top=614), *column("end.", x=90, top=590),
    ]  # fmt: skip
    assert [
        ("paragraph", f"{FULL} {MORE} {MORE}"),
        ("item", f"• {FULL} {MORE} end."),
        ("item", "• Short."),
        ("item", f"(a) {FULL} end."),
    ] == roles(read_bytes(pdf(page), "a.pdf"))


def test_a_term_goes_with_what_explains_it() -> None:
    """As in a glossary; under a bold heading only the first line of a paragraph is indented."""
    terms = [
        *column("harbour"),
        *column(FULL, "end.", x=96, top=688),
        *column("ship", top=664),
        Text("A boat.", 96, 652),
    ]
    assert [f"harbour {FULL} end.", "ship A boat."] == texts(read_bytes(pdf(terms), "a.pdf"))
    headed = [*column("Harbours", font=BOLD), Text(FULL, 84, 688), *column(MORE, "end.", top=676)]
    assert ["Harbours", f"{FULL} {MORE} end."] == texts(read_bytes(pdf(headed), "a.pdf"))


def test_text_that_is_not_set_to_an_even_edge_is_not_torn() -> None:
    """A sentence that goes on is the same paragraph, however ragged."""
    ragged = (
        "Some lines are rather long, and reach the right edge of the text as it is set here,",
        "while others of them stop early, for want of a word that is as long",
        "as that.",
    )
    page = [*column(FULL, FULL, FULL, FULL, top=500), *column(*ragged)]
    assert " ".join(ragged) in texts(read_bytes(pdf(page), "a.pdf"))


def test_code_keeps_its_lines() -> None:
    """A typewriter's letters make a listing, with its indentation and over its empty lines."""
    page = [
        *column("This is how:"),
        *column("def alfa():", top=676, font=TYPEWRITER),
        *column("return 1", x=96, top=664, font=TYPEWRITER),
        *column("alfa()", top=640, font=TYPEWRITER),
        *column("Done.", top=600),
    ]
    document = read_bytes(pdf(page), "a.pdf")
    assert ["This is how:", "def alfa():\n    return 1\nalfa()", "Done."] == texts(document)
    assert Role.LISTING is document.passages[1].role


def test_columns_are_read_one_after_the_other() -> None:
    """A paragraph goes on at the head of the next column if its sentence does."""
    words = "and the text of this column goes on"
    left = column(*[words] * 6, x=72)
    right = column("until its end.", *[words.title()] * 3, x=320)
    assert [f"{' '.join([words] * 6)} until its end.", " ".join([words.title()] * 3)] == texts(
        read_bytes(pdf([*left, *right]), "a.pdf")
    )


@pytest.mark.parametrize(
    ("end", "begin", "joined"),
    [
        ("Ker-", "beros is", "Kerberos is"),
        ("host-", "based is", "host-based is"),
        ("Sino-", "Soviet is", "Sino-Soviet is"),
        ("vol-", "2 is", "vol-2 is"),
        ("pre-", "and post-war is", "pre- and post-war is"),
        ("well —", "known is", "well — known is"),
    ],
)
def test_a_hyphen_at_a_line_end_is_the_words_or_the_lines(end: str, begin: str, joined: str) -> None:
    """It stays before a capital or a figure, before "and", and where the document writes it inside a line."""
    filled = FULL[: -len(end) - 4]
    page = column(
        f"{filled} {end}",
        f"{begin} what it was, and this line is as long as all the others here are, it",
        "was host-based.",
    )
    assert f"{filled} {joined} what" in read_bytes(pdf(page), "a.pdf").text


def test_line_numbers_are_left_out() -> None:
    """Those of a transcript count the lines of each page; the numbers of a list of as many short items stay."""
    spoken = [
        "was sworn as a witness",
        "and said:",
        "Q. Where were you?",
        "A. At the pier.",
        *["Q. Why?", "A. So."] * 4,
    ]
    pages = [[part for y, line in enumerate(spoken) for part in (
        Text(str(y + 1), 72, 700 - 24 * y), Text(line, 100, 700 - 24 * y))] for _ in range(2)]  # fmt: skip
    document = read_bytes(pdf(*pages), "a.pdf")
    assert ["was sworn as a witness and said:", "Q. Where were you?", "A. At the pier."] == texts(document)[:3]
    assert ("Line numbers were left out: they are not part of the text.",) == document.warnings
    ranks = [f"{place} {name.title()}" for place, name in enumerate(NAMES, start=1)]
    assert "2 Bravo" in read_bytes(pdf(column(*ranks), column(*ranks)), "a.pdf").text


def test_a_letter_without_a_meaning_is_shown_as_lost() -> None:
    """A word without it would be another word, and the line does not end with it."""
    document = read_bytes(pdf(column("The pixr was closed because of the storm.", font=UNMAPPED)), "a.pdf")
    assert ["The pi�r was closed because of the storm."] == texts(document)
    assert ("Letters that the file does not map to Unicode are shown as “�”: 1.",) == document.warnings


def test_words_from_right_to_left_are_in_reading_order() -> None:
    """However they were drawn; the last line of a paragraph ends early at the left."""
    words = "הוועדה התכנסה באולם העירייה ביום השלישי והחליטה שהרציף ייבנה מאבן ולא מעץ כפי שביקש"
    end = "ראש העיר."
    # A letter is 5 points wide, a space or a full stop 2.5.
    right = 72 + 5 * len(words) - 2.5 * words.count(" ")
    lines = [Text(words[::-1], 72, 700), Text(words[::-1], 72, 688), Text(end[::-1], right - 5 * len(end) + 5, 676)]
    assert [f"{words} {words} {end}"] == texts(read_bytes(pdf(lines), "a.pdf"))


def test_a_large_initial_belongs_to_its_word() -> None:
    """And is no heading."""
    page = [Text("T", 72, 690, 30), *column("he committee adjourned.", x=95)]
    assert ["The committee adjourned."] == texts(read_bytes(pdf([*page, *column(*LONG, top=600)]), "a.pdf"))[:1]
