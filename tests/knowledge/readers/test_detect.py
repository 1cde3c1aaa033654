"""What format a file has: its content decides, its name only where the content leaves it open."""

from __future__ import annotations

import pytest

from knowledge import DocumentError
from knowledge.readers.detect import detect_bytes, detect_text, misnamed
from knowledge.readers.formats import Format

RFC = (
    "Deutsch                      Informational                      [Page 1]\n\f\nRFC 1951     DEFLATE     May 1996\n"
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"%PDF-1.7\n", Format.PDF, id="PDF"),
        pytest.param(b"%PDF1.7 without its hyphen", Format.PDF, id="a damaged PDF"),
        pytest.param(b"junk before it\n%PDF-1.4\n", Format.PDF, id="PDF after junk"),
        pytest.param(b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", Format.EPUB, id="EPUB"),
        pytest.param(b"PK\x03\x04" + b"\0" * 26 + b"META-INF/container.xml", Format.EPUB, id="EPUB without its type"),
        pytest.param(b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", Format.DOCX, id="DOCX"),
        pytest.param(b"<?xml version='1.0'?>\n<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", Format.TEI, id="TEI"),
        pytest.param(b"\xef\xbb\xbf<TEI/>", Format.TEI, id="TEI after a byte order mark"),
        pytest.param("<TEI></TEI>".encode("utf-16"), Format.TEI, id="TEI in UTF-16"),
        pytest.param(b"<!-- a note --><div type='document' frus:x='1'><p>Alfa</p></div>", Format.TEI, id="a fragment"),
        pytest.param(b"<div><pb n='5'/><p>Alfa</p></div>", Format.TEI, id="a fragment with a page"),
        pytest.param(b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", None, id="XHTML"),
        pytest.param(b"<!doctype html><p>The elements &lt;pb/&gt; and <pb n='1'/>", None, id="HTML"),
        pytest.param(b"TEI <TEI> in a sentence", None, id="text"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_formats_that_are_told_by_their_bytes(data: bytes, expected: Format | None) -> None:
    """Signatures and root elements; whatever is none of them has to be decoded first."""
    assert expected == detect_bytes(data, "file.txt")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param("<!DOCTYPE html><title>A</title>", "a.txt", Format.HTML, id="HTML under a wrong name"),
        pytest.param("\n<!-- saved -->\n<HTML><body>", "a", Format.HTML, id="HTML after a comment"),
        pytest.param("<p>Alfa.</p>", "a.txt", Format.HTML, id="a piece of HTML"),
        pytest.param("Alfa <b>bravo</b><br>", "a.html", Format.HTML, id="text with tags, called HTML"),
        pytest.param("<h1 align=center>Tool</h1>\n\n## Use\n\n```\nrun\n```\n", "README.md", Format.MARKDOWN, id="tags in Markdown"),
        pytest.param("Alfa.\n\n" + RFC, "a.txt", Format.RFC, id="an RFC"),
        pytest.param("Request for Comments: 9999\n\nA Title\n", "a.md", Format.RFC, id="an RFC without pages"),
        pytest.param("# Alfa\n\n## Bravo\n\nCharlie.\n", "a.txt", Format.MARKDOWN, id="Markdown under a wrong name"),
        pytest.param("Alfa bravo.\n", "a.md", Format.MARKDOWN, id="Markdown by its name alone"),
        pytest.param("# a comment\nrun\n", "a.txt", Format.PLAIN, id="one number sign"),
        pytest.param("[Page 5]\n\nAlfa.\n", "a.txt", Format.FRUS, id="a marker of a page"),
        pytest.param("[Page 5]\n\nAlfa.\n", "a.md", Format.FRUS, id="a marker in what is Markdown by name alone"),
        pytest.param("Alfa [Page 7] bravo [Page 8] charlie.\n", "a.txt", Format.FRUS, id="markers that rise"),
        pytest.param("Alfa [Page iv] bravo [Page 1] charlie.\n", "a.txt", Format.FRUS, id="a preface, then page 1"),
        pytest.param("Foreign Relations of the United States\n\nAlfa [Page 7] bravo.\n", "a.txt", Format.FRUS, id="a header and a marker"),
        pytest.param("Foreign Relations of the United States is a series.\n", "a.txt", Format.PLAIN, id="a header's words alone"),
        pytest.param("Hello,\n\nit cost [Page 7] five crowns.\n", "a.txt", Format.PLAIN, id="one marker in a mail"),
        pytest.param("Alfa [Page 9], bravo [Page 4].\n", "a.txt", Format.PLAIN, id="markers that fall"),
        pytest.param("Alfa [Page 9], bravo [Page 9].\n", "a.txt", Format.PLAIN, id="markers that stay"),
        pytest.param("See [Page 2](page2.md) and [Page 3](page3.md).\n", "a.txt", Format.PLAIN, id="links"),
        pytest.param("See [Page 2][two] and [Page 3][three].\n", "a.txt", Format.PLAIN, id="links by reference"),
        pytest.param("Write `[Page 2]`, then `the [Page 3]`.\n", "a.txt", Format.PLAIN, id="markers in backticks"),
        pytest.param("Write:\n\n```\n[Page 2]\n\n[Page 3]\n```\n", "a.txt", Format.PLAIN, id="markers in a fence"),
        pytest.param("Write:\n\n~~~\n[Page 2]\n", "a.txt", Format.PLAIN, id="a marker in a fence that is never closed"),
        pytest.param("See [Page 2](page2.md).\n", "a.md", Format.MARKDOWN, id="a link in Markdown"),
        pytest.param("# Alfa\n\n[Page 2]\n\nBravo.\n", "a.md", Format.MARKDOWN, id="Markdown by its name and one sign"),
        pytest.param("- Alfa\n- **bravo**\n\n[Page 2]\n", "a.md", Format.MARKDOWN, id="Markdown by its name and a list"),
        pytest.param("# Alfa\n\n## Bravo\n\n[Page 2]\n\n[Page 3]\n", "a.txt", Format.MARKDOWN, id="Markdown by two signs"),
        pytest.param("Alfa bravo.\n\n1. Charlie\ndelta.\n", "a.txt", Format.FRUS, id="numbered paragraphs"),
        pytest.param("Source\n\nNo. 183\n\nTitle\n\nAlfa.\n", "a.txt", Format.FRUS, id="a numbered document"),
        pytest.param("Alfa\n\n1. Introduction\n\nBravo charlie.\n", "a.txt", Format.PLAIN, id="numbered headings"),
        pytest.param("Alfa.\n\n1. One.\n\nBravo.\n\nCharlie.\n", "a.txt", Format.PLAIN, id="a list among paragraphs"),
        pytest.param("Alfa bravo.\n", "a.docx", Format.PLAIN, id="text called DOCX"),
    ],
)  # fmt: skip
def test_formats_that_are_told_by_their_text(text: str, name: str, expected: Format) -> None:
    """What only one format has decides; the name does where nothing is."""
    assert detect_bytes(text.encode(), name) is None
    assert expected == detect_text(text, name)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "a.doc is an old Office file: save it as DOCX or PDF."),
        (b"{\\rtf1 Alfa}", "a.doc is an RTF file: save it as DOCX or PDF."),
        (b"\x89PNG\r\n\x1a\n", "a.doc is a picture: save it as text or PDF."),
        (b"PK\x03\x04" + b"\0" * 30 + b"alfa.txt", "a.doc is an archive: unpack it and add the documents in it."),
        (
            b"PK\x03\x04" + b"\0" * 30 + b"[Content_Types].xml xl/workbook.xml",
            "a.doc is a spreadsheet: save it as DOCX or PDF.",
        ),
        (b"PK\x03\x04" + b"\0" * 30 + b"ppt/presentation.xml", "a.doc is a presentation: save it as DOCX or PDF."),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "a.doc is an OpenDocument file: save it as DOCX or PDF.",
        ),
        (b"<?xml version='1.0'?><rss/>", "a.doc is XML, but neither TEI nor XHTML: save it as text or HTML."),
        (
            b"<?xml version='1.0'?>\nAlfa",
            "a.doc says that it is XML, but is neither TEI nor XHTML: save it again, or as text or HTML.",
        ),
    ],
)
def test_formats_that_are_known_and_not_read(data: bytes, sentence: str) -> None:
    """The sentence says what the file is and what to make of it."""
    with pytest.raises(DocumentError) as caught:
        detect_bytes(data, "a.doc")
    assert sentence == str(caught.value)


def test_a_coded_mail_is_refused_and_a_plain_one_is_text() -> None:
    """What is not written in letters cannot be quoted; a web page saved as MHTML is such a mail."""
    head = "From: A <a@example.org>\nSubject: Alfa\n bravo\nMIME-Version: 1.0\n"
    with pytest.raises(DocumentError, match=r"^a.mhtml is a mail or a web archive: save it as text or PDF\.$"):
        detect_text(f"{head}Content-Type: multipart/related;\n boundary=x\n\n--x\n", "a.mhtml")
    assert Format.PLAIN is detect_text(f"{head}Content-Type: text/plain\n\nAlfa.\n", "a.eml")


@pytest.mark.parametrize(
    "data", [b"Alfa bravo.", b"<x", b"junk <TEI><text/></TEI>", b"<rss/>", "Alfa".encode("utf-16")]
)
def test_a_file_called_xml_is_tei_or_xhtml_or_is_refused(data: bytes) -> None:
    """What is left of a broken one is no text."""
    with pytest.raises(DocumentError, match=r"^a\.XML (is|says that it is) XML, but (is )?neither TEI nor XHTML"):
        detect_bytes(data, "a.XML")
    assert detect_bytes(b"<html><p>Alfa.</p></html>", "a.xml") is None
    assert detect_bytes(b"<div xmlns='http://www.w3.org/1999/xhtml'><head/></div>", "a.xml") is None
    assert Format.TEI is detect_bytes(b"<div type='document'><head>Alfa</head></div>", "a.xml")


@pytest.mark.parametrize(
    ("name", "file_format", "called"),
    [
        ("a.pdf", Format.HTML, "PDF"),
        ("a.docx", Format.PLAIN, "DOCX"),
        ("a.EPUB", Format.DOCX, "EPUB"),
        ("a.html", Format.PLAIN, "HTML"),
        ("a.html", Format.HTML, None),
        ("a.xhtml", Format.HTML, None),
        ("a.txt", Format.HTML, None),
        ("a", Format.PDF, None),
    ],
)
def test_a_name_that_says_something_else_is_a_reason_to_look(
    name: str, file_format: Format, called: str | None
) -> None:
    """A download that failed is often a page that says so, under the name of the file that was wanted."""
    assert called == misnamed(name, file_format)
