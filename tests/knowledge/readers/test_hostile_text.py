"""Hostile text and pages: refused with a sentence, or read harmlessly and soon."""

from __future__ import annotations

import pytest

from knowledge import Document, DocumentError, read_document, read_in_child
from knowledge.readers.sandbox import Limits
from tests.knowledge.readers.soundness import assert_sound

LIMITS = Limits(memory=300 * 2**20, cpu=2, wall=20, output=8 * 2**20)


def read(data: bytes, name: str = "a") -> Document | str:
    """The document, or the sentence that refuses it."""
    try:
        document = read_document(data, name)
    except DocumentError as error:
        return str(error)
    assert_sound(document)
    return document


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "has no paragraph of text", id="nothing at all"),
        pytest.param(
            b" " * 100 * 10**6, "has 100 MB; a document can have at most 25 MB", id="a hundred megabytes of blanks"
        ),
        pytest.param(b"\n" * 2 * 2**20, "has no paragraph of text", id="blank lines"),
        pytest.param(b"\0" * 1000, "is a binary file", id="zero bytes"),
        pytest.param(b"\xff\xfe\xff\xff\x00", "is a binary file", id="a byte order mark that lies"),
        pytest.param(bytes(range(1, 256)) * 100, "has an unknown text encoding", id="every byte there is"),
        pytest.param(
            "\u202e\u200b\u2066\ufeff".encode() * 1000, "has no paragraph of text", id="only invisible characters"
        ),
        pytest.param(
            b"<html>" + b"<div>" * 20000 + b"deep " * 20000, "was refused, because only 0 % of it", id="deep elements"
        ),
        pytest.param(b"<html>" + b"<!--" * 100000, "has no", id="comments that never end"),
        pytest.param(b"<html>" + b"<script>" * 100000 + b"alert()", "has no", id="scripts that never end"),
        pytest.param(
            b"<?xml version='1.0'?><rss>" + b"<a>" * 1000, "is XML, but neither TEI nor XHTML", id="other XML"
        ),
        pytest.param(b"\x1f\x8b\x08" + b"\0" * 100, "is a compressed file", id="a gzip bomb"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, "is an archive", id="an archive of nothing"),
        pytest.param(b"MZ\x90\0\x03\0\0\0", "is a binary file", id="a program"),
    ],
)
def test_what_is_refused(data: bytes, says: str) -> None:
    """One sentence, that begins with the name of the file."""
    sentence = read(data, "a.txt")
    assert isinstance(sentence, str)
    assert sentence.startswith(f"a.txt {says}")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"> " * 20000 + b"quoted", id="quotations in quotations"),
        pytest.param(b"".join(b" " * 2 * depth + b"- a\n" for depth in range(300)), id="lists in lists"),
        pytest.param(b"# A\n\n" + b"[" * 20000, id="brackets"),
        pytest.param(b"# A\n\n" + b"`*_" * 20000, id="emphasis that never ends"),
        pytest.param(b"# A\n\n## B\n\n" + b"&#9" + b"9" * 9000 + b";", id="a number that is too long"),
        pytest.param(b"<html>" + b"<table><tr><td>a" * 3000, id="tables in tables"),
        pytest.param(b"<html><p>a" + b"<sup><a href=#n>1</a></sup><p id=n>x" * 3000, id="one note for every mark"),
        pytest.param(b"<html><p " + b"a=b " * 50000 + b">alfa", id="attributes"),
        pytest.param(b"<html><div class=nav><p>" * 2000 + b"alfa", id="frames in frames"),
        pytest.param(b"<html><p>" + b"&amp;" * 50000, id="entities"),
        pytest.param(
            b"Request for Comments: 1\n\nContents\n\n" + b"   1. Alfa\n" * 20000, id="contents that never end"
        ),
        pytest.param(b"Request for Comments: 1\n\nA\n\nB\n\n1. Alfa " + b". " * 50000, id="dots"),
        pytest.param(b"X  [Page 1]\n\n" * 10000 + b"Alfa.", id="footers alone"),
        pytest.param(b"[Page 1] a " * 20000, id="a page for every word"),
        pytest.param(b"[1] a\n\n" * 10000 + b"[Page 1] b", id="footnotes of one mark"),
        pytest.param(b"1. a\n\n" * 20000, id="paragraphs of one number"),
        pytest.param(b"a\x0c" * 20000, id="form feeds"),
        pytest.param(b"word-\n" * 30000, id="hyphens"),
        pytest.param(b"a" * 2 * 2**20, id="one word"),
        pytest.param(b"- " * 100000, id="items without words"),
    ],
)
def test_what_is_read_harmlessly_or_refused(data: bytes) -> None:
    """Without any other error, and what is read is sound."""
    assert read(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<html>" + b"<table><tr><td>a" * 100000, id="tables in tables"),
        pytest.param(b"> " * 500000 + b"quoted", id="quotations in quotations"),
        pytest.param(b"[Page 1] a " * 100000, id="a page for every word"),
    ],
)
def test_large_ones_stay_within_the_limits_of_a_child(data: bytes) -> None:
    """Whichever limit they meet, it ends in one sentence or one document."""
    try:
        assert_sound(read_in_child(data, "a", limits=LIMITS))
    except DocumentError as error:
        assert str(error).startswith("a ")  # noqa: PT017 - the other way out is as right


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/passwd", "a\0b.txt", "a\n\u202eb.txt", "{0}{name}.txt", "x" * 5000]
)
def test_a_name_is_only_a_name(name: str) -> None:
    """No path is followed, no template is filled in, and what people see of it is short and plain."""
    document = read(b"Alfa bravo.\n\nCharlie.\n", name)
    assert isinstance(document, Document)
    assert not {"/", "\0", "\u202e"} & set(document.title + document.id)
    refusal = read(b"", name)
    assert isinstance(refusal, str)
    assert refusal.endswith("has no paragraph of text: check that it is the right file and is not empty.")


def test_a_page_fetches_nothing_and_runs_nothing() -> None:
    """Addresses in it are words or nothing."""
    page = (
        b"<html><head><base href='file:///'><link rel=stylesheet href='file:///etc/passwd'><meta http-equiv=refresh content='0'>"
        b"</head><body onload='alert(1)'><iframe src='file:///etc/passwd'></iframe><object data='/etc/passwd'></object>"
        b"<img src=x onerror=alert(1)><p>Alfa bravo.<script>document.write('no')</script>"
    )
    document = read(page)
    assert isinstance(document, Document)
    assert "Alfa bravo." == document.text
