"""PDF: pages from labels and running heads, headings from the outline or the letters, what the file says of itself."""

from __future__ import annotations

import pytest

from knowledge.models import PageKind
from tests.knowledge.readers.builders_pdf import BOLD, Text, column, pdf
from tests.knowledge.readers.looking import pages, paths, read_bytes, texts

FULL = "The committee adjourned because the harbour was closed to all of them and nobody came to"
MORE = "the meeting that had been called for the second day of the month by the chairman, who was"
LONG = (FULL, MORE, "late.")
NAMES = ("alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima")


def own(number: int, top: float = 690) -> list[Text]:
    """Lines that no other page has."""
    return column(*(f"{NAMES[number % 12].title()} {line}" for line in LONG), top=top)


def running(number: int, *lines: Text) -> list[Text]:
    """A page with a running head and its number at the foot."""
    return [Text("Annual Report 1954", 72, 760), *lines, Text(str(number), 300, 30)]


def test_running_heads_and_feet_are_left_out_and_number_the_pages() -> None:
    """Numbers that rise with the pages are the pages'; the first page, which prints none, is counted back to."""
    first = column("Title of it all", *LONG)
    rest = [running(number, *own(number)) for number in range(12, 18)]
    document = read_bytes(pdf(first, *rest), "a.pdf")
    assert "Annual Report" not in document.text
    assert all(name.title() in document.text for name in NAMES[:6])
    assert ["11", "12", "13", "14", "15", "16", "17"] == [span.label for span in document.pages]
    assert [PageKind.INFERRED, *[PageKind.PRINTED] * 6] == [span.kind for span in document.pages]


def test_left_and_right_pages_have_heads_of_their_own() -> None:
    """Chapter titles above right pages are heads as well, however few pages their chapter has."""

    def page(number: int) -> list[Text]:
        head = (72, f"{number} A REPORT") if number % 2 == 0 else (300, f"On {NAMES[number].title()} {number}")
        return [Text(head[1], head[0], 760), *own(number)]

    document = read_bytes(pdf(*(page(number) for number in range(1, 11))), "a.pdf")
    assert "On " not in document.text
    assert "REPORT" not in document.text
    assert [str(number) for number in range(1, 11)] == [span.label for span in document.pages]


def test_four_numbers_are_not_enough() -> None:
    """Without labels and without a long run of numbers, pages are counted."""
    rest = [running(number, *own(number)) for number in range(12, 16)]
    document = read_bytes(pdf(*rest), "a.pdf")
    assert [("1", PageKind.PHYSICAL), ("2", PageKind.PHYSICAL)] == [
        (span.label, span.kind) for span in document.pages[:2]
    ]


def test_a_number_that_stands_alone_is_the_pages() -> None:
    """Where another one also counts from page to page."""
    made = [
        [Text(f"Contract {index + 1}", 72, 760), *own(index), Text(f"– {index + 41} –", 300, 30)] for index in range(6)
    ]
    document = read_bytes(pdf(*made), "a.pdf")
    assert [str(index + 41) for index in range(6)] == [span.label for span in document.pages]


def test_roman_and_arabic_numbers_follow_each_other() -> None:
    """The front matter counts for itself; the page between belongs to the part that it opens."""
    front = [[*own(index), Text(label, 300, 30)] for index, label in enumerate(("i", "ii", "iii", "iv", "v", "vi"))]
    main = [running(number, *own(number)) for number in range(2, 8)]
    document = read_bytes(pdf(*front, column("Chapter One", *LONG), *main), "a.pdf")
    assert ["i", "ii", "iii", "iv", "v", "vi", "1", "2"] == [span.label for span in document.pages[:8]]


def test_the_files_own_labels_go_first_and_may_repeat() -> None:
    """Two pages are called 1; a passage knows the label of the page that it stands on."""
    made = pdf(
        column("One."), column("Two."), column("Three."), labels="0 << /S /r >> 1 << /S /D >> 2 << /S /D /St 1 >>"
    )
    assert [("i", "i", "One."), ("1", "1", "Two."), ("1", "1", "Three.")] == pages(read_bytes(made, "a.pdf"))
    assert {PageKind.LABEL} == {passage.pages.kind for passage in read_bytes(made, "a.pdf").passages}


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    """If the next page begins in lower case or the line ended in a hyphen; a capital begins a new one."""
    document = read_bytes(
        pdf(
            column(FULL), column("their end. But"), column("Another one."), column(FULL[:-2] + "har-"), column("bour.")
        ),
        "a.pdf",
    )
    assert [
        ("1", "2", f"{FULL} their end. But"),
        ("3", "3", "Another one."),
        ("4", "5", f"{FULL[:-2]}harbour."),
    ] == pages(document)[:1] + pages(document)[1:2] + [(first, "5", text) for first, _, text in pages(document)[2:]]


def test_a_word_that_two_pages_share_stays_whole() -> None:
    """The page begins after it."""
    document = read_bytes(pdf(column(f"{FULL} har-"), column("bour was closed.")), "a.pdf")
    assert [f"{FULL} harbour was closed."] == texts(document)
    assert document.text.rindex(" was closed") + 1 == document.pages[1].start


OUTLINE = (("Alfa", 0, 720), ("Bravo and Charlie", 0, 620), ("Delta", 1, 720))


def test_the_outline_names_the_headings() -> None:
    """Whatever their letters: they are found again on their pages, with their numbers and over two lines."""
    page = [
        *column("Alfa"),
        *column(*LONG, top=680),
        *column("1.2 Bravo and", "Charlie", top=610),
        *column(*LONG, top=570),
    ]
    document = read_bytes(
        pdf(page, [*column("CHAPTER", "TWO", "DELTA", size=14, leading=20), *column(*LONG, top=600)], outline=OUTLINE),
        "a.pdf",
    )
    assert [("Alfa",), ("1.2 Bravo and Charlie",), ("CHAPTER TWO DELTA",)] == paths(document)
    assert () == document.warnings


def test_an_outline_entry_that_is_nowhere_is_reported() -> None:
    """One of three is missing: the others still count. Most missing: the letters tell."""
    page = [*column("Alfa"), *column(*LONG, top=680), *column("Delta", top=500), *column(*LONG, top=480)]
    document = read_bytes(pdf(page, column(*LONG), outline=(*OUTLINE[:2], ("Delta", 0, 510))), "a.pdf")
    assert [("Alfa",), ("Delta",)] == paths(document)
    assert ["1 of 3 outline entries were not found on their pages."] == list(document.warnings)
    plain = read_bytes(
        pdf([*column("Big", size=16), *column(*LONG, top=670)], outline=(("X", 0, 0), ("Y", 0, 0))), "a.pdf"
    )
    assert [("Big",)] == paths(plain)


def test_without_an_outline_larger_letters_are_headings() -> None:
    """The larger the higher; bold ones of the text's own size the lowest; a bold sentence is none."""
    page = [
        *column("Report", size=20), *column("Alfa", "and more", size=14, top=660, leading=17), *column(*LONG, top=620),
        *column("Bravo", top=570, font=BOLD), *column(*LONG, top=552), *column("This is bold.", top=500, font=BOLD),
        *column(*LONG, top=480),
    ]  # fmt: skip
    assert [("Report",), ("Report", "Alfa and more"), ("Report", "Alfa and more", "Bravo")] == paths(
        read_bytes(pdf(page), "a.pdf")
    )


def test_chapter_headings_at_the_head_of_pages_are_no_running_heads() -> None:
    """They look alike but for the number, and stand on pages far apart."""
    opened = {0, 4, 8}
    made = [
        [*(column(f"Chapter {index}", top=740, font=BOLD) if index in opened else []), *own(index, 650)]
        for index in range(12)
    ]
    assert [("Chapter 0",), ("Chapter 4",), ("Chapter 8",)] == paths(read_bytes(pdf(*made), "a.pdf"))


def test_a_heading_with_a_number_is_no_running_head() -> None:
    """One on each page, in bold letters no larger than the text's; repeated on the pages of its chapter it is one."""
    for word in ("Lesson", "Tale"):
        made = [
            [*column(f"{word} {index + 1}", top=740, font=BOLD), *own(index), Text(str(index + 1), 300, 30)]
            for index in range(4)
        ]
        assert [(f"{word} {index + 1}",) for index in range(4)] == paths(read_bytes(pdf(*made), "a.pdf"))
    heads = [[*column(f"Chapter {1 + index // 2}", top=740, size=8), *own(index)] for index in range(6)]
    assert "Chapter" not in read_bytes(pdf(*heads), "a.pdf").text


def test_the_number_of_a_chapter_goes_with_its_heading() -> None:
    """Though it is set in smaller letters."""
    page = [*column(*LONG, top=740), *column("Chapter 2", top=640), *column("The Pier", size=18, top=615)]
    document = read_bytes(pdf([*page, *column(*LONG, top=590)]), "a.pdf")
    assert [("Chapter 2 The Pier",)] == paths(document)


def test_a_watermark_is_no_text() -> None:
    """Letters that run across the page are no heading, and do not count as read or left out."""
    made = [[Text("CONFIDENTIAL " * 9, 100, 100, 60, slope=45), *column(f"It was {name}.")] for name in NAMES[:3]]
    document = read_bytes(pdf(*made), "a.pdf")
    assert ["It was alfa.", "It was bravo.", "It was charlie."] == texts(document)


def test_figures_that_mark_a_footnote_leave_the_text() -> None:
    """A small raised figure whose note stands at the foot; one that nothing answers to is still no part of the word."""
    raised = [*column("The committee adjourned."), Text("1", 172, 704, 6), *column("And came back.", x=180)]
    note = column("1 Not printed.", top=60, size=8)
    document = read_bytes(pdf([*raised, *column(*LONG, top=640), *note]), "a.pdf")
    assert "adjourned. And" in document.text
    assert [("1", "Not printed.")] == [(one.mark, one.text) for one in document.notes]


def test_a_mark_on_a_line_of_its_own_is_a_mark() -> None:
    """Some programs draw the raised figure last, and the number of the note before the note."""
    text = [*column("The committee adjourned."), Text("1", 174, 703.5, 6), *column(*LONG, top=640)]
    note = [Text("1", 72, 63, 5), *column("Not printed.", x=80, top=60, size=8)]
    document = read_bytes(pdf([*text, *note]), "a.pdf")
    assert ["The committee adjourned.", " ".join(LONG), "Not printed."] == texts(document)
    assert [("1", "Not printed.")] == [(one.mark, one.text) for one in document.notes]


def test_contents_and_index_are_left_out_with_a_word() -> None:
    """Dot leaders show a table of contents; the index is the last heading."""
    contents = column(
        "Contents", "Alfa . . . . . . . . . 1", "Bravo . . . . . . . . 2", "Charlie . . . . . . . 3", "Delta 4"
    )
    index = [*column("Index", size=16), *column("harbour, 1, 2", "committee, 3", top=660)]
    document = read_bytes(pdf(contents, [*column("Alfa", size=16), *column(*LONG, top=660)], index), "a.pdf")
    assert ["Alfa", " ".join(LONG)] == texts(document)
    assert ["The table of contents was left out", "The index was left out"] == [
        one.split(":")[0] for one in document.warnings
    ]


def test_contents_without_leaders_are_left_out() -> None:
    """Page numbers that rise, at the right edge, under the heading; what follows on the page is text."""
    entries = [("1 Alfa", "1"), ("2 Bravo", "1"), ("2.1 Charlie", "14"), ("3 Delta", "15")]
    listed = [
        Text(part, x, 660 - 14 * row) for row, (one, two) in enumerate(entries) for part, x in ((one, 72), (two, 500))
    ]
    document = read_bytes(
        pdf([*column("Contents", size=16), *listed, *column("Chapters of 1954", *LONG, top=560)]), "a.pdf"
    )
    assert ["Chapters of 1954", " ".join(LONG)] == texts(document)
    assert ["The table of contents was left out"] == [one.split(":")[0] for one in document.warnings]


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ("/Title (Annual Report)", "Annual Report"),
        ("/Title (Microsoft Word - x.doc)", "a"),
        ("/Title (x.indd)", "a"),
        ("/Title (c2.html)", "a"),
        ("", "a"),
    ],
)
def test_a_title_that_a_program_made_up_is_none(info: str, title: str) -> None:
    """The name of a file is not the name of a work."""
    assert title == read_bytes(pdf(column(*LONG), info=info), "a.pdf").title


def test_a_title_is_read_on_the_first_page() -> None:
    """Where the file names none: the largest letters, if there are none as large on another page."""
    page = [*column("On the Traffic", "of Harbours", size=20, leading=24), *column("1 Introduction", *LONG, top=640)]
    chapter = [*column("Chapter Two", size=16), *column(*LONG, top=600)]
    titled = read_bytes(pdf(page, chapter, info="/Title (report.html)"), "a.pdf")
    assert "On the Traffic of Harbours" == titled.title
    assert "a" == read_bytes(pdf(chapter, chapter), "a.pdf").title


def test_author_and_year_come_from_the_file() -> None:
    """As far as it says them."""
    info = "/Author (A. Author) /CreationDate (D:20190301120000Z)"
    found = read_bytes(pdf(column(*LONG), info=info), "a.pdf").metadata
    assert ("A. Author", "2019") == (found.author, found.year)
