"""Page markers of FRUS plain text: what is one, and which pages a passage stands on."""

from __future__ import annotations

import pytest

from knowledge import Document, DocumentError, PageKind, Pages, read_document
from tests.knowledge.samples import body, read


def pages(document: Document) -> list[str]:
    """The pages of each paragraph."""
    return [str(passage.pages) for passage in body(document)]


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


def test_a_footnotes_mark_may_follow_a_marker() -> None:
    """A figure in brackets is no address of a link, unless the text is one of links."""
    document = read("[Page 411]\n\n1. Alfa bravo [Page 412][2] charlie.\n\n[2] Not printed.\n")
    assert ("Alfa bravo charlie.", "pp. 411–412") == (body(document)[0].text, str(body(document)[0].pages))
    assert ["Not printed."] == [note.text for note in document.notes]
    linked = "See [Page 2][2] and [Page 3][3].\n\n[2]: two.html\n[3]: three.html\n"
    assert "[Page 2][2]" in read_document(linked.encode(), "mail.txt").text


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
