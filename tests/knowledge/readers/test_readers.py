"""From the bytes of a file to a document, or to a sentence that says why not."""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import DocumentError, Metadata, read_document
from knowledge.readers import MAX_BYTES, slug
from knowledge.readers.blocks import MAX_BLOCKS, TooManyBlocksError
from knowledge.readers.flow import Flow
from tests.knowledge.samples import body, read


def test_a_document_knows_the_bytes_it_was_read_from() -> None:
    """The digest tells whether a file has changed."""
    data = b"1. Alfa.\n"
    assert hashlib.sha256(data).hexdigest() == read_document(data, "alfa.txt").sha256


def test_id_and_title_come_from_the_files_name_where_nothing_better_is_known() -> None:
    """A file without a header is called by its name."""
    document = read_document(b"1. Alfa.\n", "Annual Report 1954.txt")
    assert ("annual-report-1954", "Annual Report 1954") == (document.id, document.title)


def test_given_metadata_overrules_the_file() -> None:
    """What a moderator says of a document goes before what its header says."""
    document = read("No. 7\n\nOn Trade\n\n[Page 5]\n\n1. Alfa.\n", Metadata(title="Trade", url="https://example.org/7"))
    assert "Trade" == document.title
    assert "https://example.org/7" == body(document)[0].url


def test_links_carry_the_page_where_the_web_page_has_anchors() -> None:
    """`page_anchor` makes a fragment of the label of a printed page."""
    metadata = Metadata(title="Trade", url="https://example.org/7", page_anchor="pg_{page}")
    document = read("1. Alfa.\n\n[Page xii]\n\n2. Bravo.\n", metadata)
    assert ["https://example.org/7", "https://example.org/7#pg_xii"] == [one.url for one in body(document)]


def test_without_an_address_there_is_no_link() -> None:
    """An anchor alone leads nowhere."""
    document = read("[Page 5]\n\n1. Alfa.\n", Metadata(title="Trade", page_anchor="pg_{page}"))
    assert [(None, "pg_5")] == [(one.url, one.anchor) for one in body(document)]


def test_a_byte_order_mark_and_windows_line_ends_leave_no_trace() -> None:
    """A file saved on Windows reads like any other."""
    document = read_document(b"\xef\xbb\xbf1. Alfa\r\nbravo.\r\n\r\n2. Charlie.\r\n", "alfa.txt")
    assert "1. Alfa bravo.\n\n2. Charlie." == document.text


def test_characters_that_nobody_sees_are_taken_out() -> None:
    """Zero-width and direction characters would break words, and could turn a line around for whoever reads it."""
    assert "Peiping and Moscow." == body(read("1. Pei\u200bping\u202e and\x07 \u2066Moscow\u2069.\n"))[0].text


def test_binary_files_are_refused() -> None:
    """A zero byte stands in no text."""
    with pytest.raises(DocumentError, match=r"^alfa\.bin is a binary file"):
        read_document(b"alfa\0bravo", "alfa.bin")


@pytest.mark.parametrize("data", [b"", b"\n \n\t", b"[Page 5]\n", b"\xef\xbb\xbf", b" " * 2**20])
def test_a_file_without_a_paragraph_is_refused(data: bytes) -> None:
    """There is nothing to quote in it."""
    with pytest.raises(DocumentError, match=r"^alfa\.txt has no paragraph of text"):
        read_document(data, "alfa.txt")


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    """The sentence names both sizes."""
    with pytest.raises(DocumentError, match="has 26 MB; a document can have at most 25 MB"):
        read_document(b"a" * (MAX_BYTES + 1), "alfa.txt")


@pytest.mark.parametrize("name", ["", ".txt", "   ", "/", "東京.txt", "x" * 4000 + ".txt"])
def test_any_name_will_do(name: str) -> None:
    """A file without a usable name still gets an id and a title."""
    document = read_document(b"1. Alfa.\n", name)
    assert document.id
    assert 0 < len(document.title) <= 500


@given(st.text())
def test_ids_are_plain(name: str) -> None:
    """Whatever a file is called, its id is short and can be typed: letters, digits and single hyphens."""
    made = slug(name)
    assert 0 < len(made) <= 60
    assert made == made.lower()
    assert made.replace("-", "").isascii()
    assert made.replace("-", "").isalnum()
    assert slug(made) == made


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but a sentence comes of a file that is no text."""
    try:
        document = read_document(data, "sample.txt")
    except DocumentError as error:
        assert str(error).startswith("sample.txt ")  # noqa: PT017 - the other way out is as right
    else:
        assert document.text.strip()


def test_a_document_of_which_more_is_lost_than_read_is_refused() -> None:
    """A browser shows a thousand words here, the parser gives up below the 255th element: none is read."""
    page = "<p>Alfa bravo.</p>" + "<div>" * 3000 + "<p>" + "charlie " * 1000 + "</p>"
    with pytest.raises(DocumentError, match=r"^deep\.html was refused, because only \d+ % of it"):
        read_document(page.encode(), "deep.html")


@pytest.mark.parametrize(("name", "piece"), [("a.txt", "a.\n\n"), ("a.md", "# a\n\n")])
def test_a_file_of_very_many_paragraphs_is_refused_at_once(name: str, piece: str) -> None:
    """Nobody can look it through, and a library would be full of it."""
    with pytest.raises(DocumentError, match=rf"^{name} has more than {MAX_BLOCKS} paragraphs and rows: split it"):
        read_document((piece * (MAX_BLOCKS + 2)).encode(), name)


def test_a_reader_of_elements_stops_at_the_same_number() -> None:
    """Whatever format they are of: TEI, HTML, DOCX and EPUB flow."""
    flow = Flow()
    for _ in range(MAX_BLOCKS):
        flow.add("a")
        flow.paragraph()
    flow.add("a")
    with pytest.raises(TooManyBlocksError):
        flow.paragraph()


def test_a_page_under_the_name_of_a_pdf_is_read_with_a_word() -> None:
    """It may be the page that says that the file was not found."""
    (warning,) = read_document(b"<html><p>The page was not found.</p></html>", "report.pdf").warnings
    assert "The file is called PDF, but is HTML: check that it is the file you meant." == warning


def test_what_takes_long_to_parse_is_refused_before_it_is() -> None:
    """Elements of a page and lines of a text, however few of them are paragraphs."""
    with pytest.raises(DocumentError, match=r"^a\.html has more than 500000 elements: "):
        read_document(b"<html>" + b"<b>" * 500_001 + b"a", "a.html")
    with pytest.raises(DocumentError, match=r"^a\.txt has more than 600000 lines: "):
        read_document(b"a\n" * 600_002, "a.txt")


def test_a_format_whose_packages_are_missing_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to install."""
    monkeypatch.setitem(sys.modules, "lxml", None)
    for name in [name for name in sys.modules if name.startswith("knowledge.readers.html")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(DocumentError, match=r"^Reading HTML needs an extra: pip install 'pincite\[html\]'\.$"):
        read_document(b"<html><p>Alfa.</p></html>", "alfa.html")


def test_every_format_that_needs_more_has_its_extra() -> None:
    """Under the name that the sentence tells, and all of them in ``all``."""
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    formats = {"docx", "epub", "html", "pdf", "tei"}
    assert formats <= set(extras)
    (everything,) = extras["all"]
    assert formats <= set(everything.removeprefix("pincite[").removesuffix("]").split(","))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The committee adjourned because the harbour was closed to all of them.", "en"),
        ("Der Ausschuss vertagte sich, weil der Hafen für alle geschlossen war und niemand kam.", "de"),
        ("Комитет разошёлся, потому что гавань была закрыта для всех и никто не пришёл.", "ru"),
        ("委员会休会了，因为港口对所有人都关闭了。", "zh"),
    ],
)
def test_the_language_is_told_by_the_text(text: str, language: str) -> None:
    """A file without metadata is analysed in the language it is written in."""
    assert language == read_document(f"[Page 1]\n\n{text}\n".encode(), "paper.txt").metadata.language
