"""PDF, TEI, DOCX and EPUB files made to harm: refused with one sentence, or read harmlessly."""

from __future__ import annotations

import contextlib
import random
import zlib
from zipfile import ZIP_STORED

import pytest

from knowledge import DocumentError, read_document, read_in_child
from knowledge.readers.blocks import PageBreak
from knowledge.readers.pdf_page import Line
from knowledge.readers.pdf_words import Words
from tests.knowledge.readers.builders_archives import archive, chapter, docx, epub, p, part
from tests.knowledge.readers.builders_pdf import column, pdf
from tests.knowledge.readers.builders_tei import piece, tei

WORDS = column("The committee adjourned because the harbour was closed to all of them.")
SOUND = pdf(WORDS, WORDS, outline=(("A", 0, 700), ("B", 1, 700)), labels="0 << /S /r >>")


def objects(*bodies: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, without a table: PDFium looks for them."""
    parts = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate(bodies, start=1))
    return b"%PDF-1.7\n" + parts + b"trailer << " + trailer + b" >>\n%%EOF"


def stream(content: bytes, filters: bytes) -> bytes:
    """A stream object."""
    return b"<< /Length %d /Filter %b >>\nstream\n%b\nendstream" % (len(content), filters, content)


def page_of(content: bytes, filters: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page with this content stream."""
    return objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << %b >> >>" % resources,
        stream(content, filters),
        stream(zlib.compress(b"\0" * 3), b"/FlateDecode /Type /XObject /Subtype /Image /Width 1 /Height 1 "
               b"/ColorSpace /DeviceRGB /BitsPerComponent 8"),
    )  # fmt: skip


PICTURE = page_of(zlib.compress(b"600 0 0 700 0 0 cm /I Do"), b"/FlateDecode", b"/XObject << /I 5 0 R >>")
BOMB = zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9)
FLOOD = zlib.compress(b"BT /F 1 Tf (" + b"a b " * 3_000_000 + b") Tj ET")
LOCKED = b"<< /Filter /Standard /V 1 /R 2 /O (%b) /U (%b) /P -4 >>" % (b"o" * 32, b"u" * 32)
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
REFUSED = {
    "pictures of pages": (PICTURE, "a.pdf", "is scanned or damaged: 1 of its 1 pages have no readable text"),
    "a million pages": (
        objects(CATALOGUE, b"<< /Type /Pages /Kids [] /Count 1000000 >>"),
        "a.pdf",
        "has 1000000 pages; a document can have at most 5000: split it",
    ),
    "no pages": (objects(CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"), "a.pdf", "has no pages|damaged"),
    "a password": (
        SOUND.replace(b"trailer\n<<", b"trailer\n<< /ID [(a) (b)] /Encrypt " + LOCKED), "a.pdf", "is encrypted"
    ),
    "other locks": (
        SOUND.replace(b"trailer\n<<", b"trailer\n<< /Encrypt << /Filter /Other /V 9 >>"), "a.pdf", "is encrypted"
    ),
    "a first line": (b"%PDF-1.7\n", "a.pdf", "is damaged"),
    "a beginning": (SOUND[:200], "a.pdf", "is damaged"),
    "text after a signature": (b"%PDF-1.7\nThis is no PDF, whatever its first line says.", "a.pdf", "is damaged"),
    "deep TEI": (piece("<p>" * 100_000), "a.xml", "nested more than|not well-formed"),
    "many attributes": (
        piece("<p " + " ".join(f'a{n}="{n}"' for n in range(5_000)) + ">One.</p>"), "a.xml", "more than 200 attributes"
    ),
    "a parameter entity": (
        b'<!DOCTYPE TEI [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]>' + tei("<p>One.</p>"), "a.xml", "XML entities"
    ),
    "30 MB of spaces": (docx(p(" " * 30_000_000)), "a.docx", "compressed more than 200 times"),
    "6,000 members": (
        archive({f"word/{n}.xml": "" for n in range(6_000)} | {"word/document.xml": ""}), "a.docx", "more than 5000 parts"
    ),
}  # fmt: skip
SURVIVED = {
    "a bomb in a bomb": page_of(BOMB, b"[/FlateDecode /FlateDecode]"),
    "millions of words on one page": page_of(FLOOD, b"/FlateDecode"),
    "a circle of pages": objects(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"),
    "half a million brackets": objects(b"<< /Type /Catalog /Pages " + b"[" * 500_000 + b" >>"),
}


@pytest.mark.parametrize(("data", "name", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_made_to_harm_is_refused_with_a_sentence(data: bytes, name: str, sentence: str) -> None:
    """It says what is wrong; nothing was unpacked, followed or repaired."""
    with pytest.raises(DocumentError, match=sentence) as caught:
        read_document(data, name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(piece("<p/>" * 1_000_001), "a.xml", id="empty paragraphs"),
        pytest.param(
            archive({"word/document.xml": part("document", "<w:p/>" * 1_000_001)}, compression=ZIP_STORED),
            "a.docx",
            id="DOCX",
        ),
    ],
)
def test_very_many_elements_are_refused_before_there_is_a_tree_of_them(data: bytes, name: str) -> None:
    """The tree would take a hundred times their bytes."""
    with pytest.raises(DocumentError, match=rf"^{name} has more than 1000000 elements"):
        read_document(data, name)


def test_a_line_of_many_letters_costs_no_more_than_they_are() -> None:
    """Looking for the hyphens of a document took time that grew with the square of its longest word."""
    seen, first, second = (Line(text, 0, 0, 1, 0, 10) for text in ("a" * 500_000 + " well-known", "well-", "known"))
    assert "well-known" == "".join(map(str, Words([[seen]]).content([first, second], lambda _: PageBreak(None))))


def test_an_archive_in_an_archive_is_left_alone() -> None:
    """A book may hold anything beside its chapters."""
    data = epub({"a.xhtml": chapter("<p>One.</p>")}, more={"b.epub": archive({"c": "d"})})
    assert "One." == read_document(data, "a.epub").text


@pytest.mark.parametrize("data", SURVIVED.values(), ids=SURVIVED)
def test_what_may_end_the_process_ends_the_child(data: bytes) -> None:
    """One sentence comes back, or a document within the limits."""
    with contextlib.suppress(DocumentError):
        assert len(read_in_child(data, "a.pdf").text) < 1_000_000


@pytest.mark.parametrize("seed", range(4))
def test_damage_to_a_pdf_is_survived(seed: int) -> None:
    """Bytes changed, lost and doubled at random: one sentence, or passages with true offsets."""
    chance = random.Random(seed)
    data = bytearray(SOUND)
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(data))
        data[place : place + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
    with contextlib.suppress(DocumentError):
        document = read_in_child(b"%PDF-1.4" + bytes(data), "a.pdf")
        assert all(one.text == document.text[one.start : one.end] for one in document.passages)
