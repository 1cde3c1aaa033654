"""ZIP archives: what is read, and what is refused before it is."""

from __future__ import annotations

import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import DocumentError
from knowledge.readers import archive
from knowledge.readers.archive import Archive
from tests.knowledge.readers import builders_archives as build


def patched(data: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """``data`` with a field of the first header of that signature overwritten."""
    place = data.index(signature) + offset
    return data[:place] + value + data[place + len(value) :]


def test_members_are_read_by_name() -> None:
    """Deflated and stored members come out as they went in."""
    opened = Archive(build.archive({"a/b.xml": "alfa", "c.xml": b"bravo"}), "x.docx")
    assert (("a/b.xml", "c.xml"), b"alfa", b"bravo") == (opened.names, opened.read("a/b.xml"), opened.read("c.xml"))
    stored = Archive(build.archive({"c.xml": b"bravo"}, compression=zipfile.ZIP_STORED), "x.docx")
    assert b"bravo" == stored.read("c.xml")


def test_a_missing_member_is_named() -> None:
    """A file that lacks a part is damaged, and the sentence says which part."""
    with pytest.raises(DocumentError, match=r"^x\.docx lacks the part b\.xml"):
        Archive(build.archive({"a.xml": "alfa"}), "x.docx").read("b.xml")


@pytest.mark.parametrize(
    "member", ["../a.xml", "/etc/passwd", "a/../../b", "a\\b.xml", "C:/a.xml", "a//b", "./a", "a\x07b", "a\u202eb"]
)
def test_unsafe_names_are_refused(member: str) -> None:
    """A name that leads out of the archive, or is not one on every system, spoils the whole file."""
    with pytest.raises(DocumentError, match="a part with an unsafe name"):
        Archive(build.archive({"ok.xml": "", member: "alfa"}), "x.docx")


def test_a_name_with_a_zero_byte_is_refused() -> None:
    """The standard library cuts such a name short; what is cut off may be anything."""
    data = build.archive({"ab.xml": "alfa"}).replace(b"ab.xml", b"a\0.xml")
    with pytest.raises(DocumentError, match="unsafe name"):
        Archive(data, "x.docx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["a.xml", "A.XML"])
def test_two_members_of_one_name_are_refused(second: str) -> None:
    """Programs differ in which of the two they read; that is how one file shows two texts."""
    data = build.archive({"a.xml": "alfa", "b.xml": "bravo"}).replace(b"b.xml", second.encode())
    with pytest.raises(DocumentError, match="two parts of the same name"):
        Archive(data, "x.docx")


def test_overlapping_members_are_refused() -> None:
    """Two entries that share one stretch of the file are a bomb's kernel."""
    data = build.archive({"a.xml": "alfa" * 50, "b.xml": "bravo"})
    place = data.rindex(b"PK\x01\x02") + 42
    with pytest.raises(DocumentError, match="overlap"):
        Archive(data[:place] + struct.pack("<L", 0) + data[place + 4 :], "x.docx")


def test_members_that_overlap_in_part_are_refused() -> None:
    """A member whose stretch reaches into the next one is no better."""
    data = build.archive({"a.xml": "a" * 100, "b.xml": "b" * 100}, compression=zipfile.ZIP_STORED)
    with pytest.raises(DocumentError, match="overlap"):
        Archive(patched(data, b"PK\x01\x02", 20, struct.pack("<L", 130)), "x.docx")


@pytest.mark.parametrize("flag", [0x1, 0x40])
def test_encryption_is_refused(flag: int) -> None:
    """The sentence asks for a file without a password."""
    with pytest.raises(DocumentError, match="encrypted: save it without a password"):
        Archive(patched(build.archive({"a.xml": "a"}), b"PK\x01\x02", 8, struct.pack("<H", flag)), "x.docx")


def test_other_compressions_are_refused() -> None:
    """No DOCX or EPUB file uses them, and each is one more parser to attack."""
    with pytest.raises(DocumentError, match="uses a compression method"):
        Archive(build.archive({"a.xml": "alfa"}, compression=zipfile.ZIP_LZMA), "x.docx")


def test_a_member_that_swells_too_much_is_refused() -> None:
    """10 MB of spaces in 10 kB: no text is like that. It is refused by what the directory says, before inflating."""
    with pytest.raises(DocumentError, match="a part of it is compressed more than 200 times"):
        Archive(build.archive({"a.xml": b" " * 10_000_000}), "x.docx")


def test_small_members_may_be_as_empty_as_they_like() -> None:
    """A blank picture is compressed a thousandfold and harms nobody."""
    assert 60_000 == len(Archive(build.archive({"a.png": bytes(60_000)}), "x.docx").read("a.png"))


def test_the_sum_of_the_members_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many members that are each small enough can still be too much together."""
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 100)
    with pytest.raises(DocumentError, match="larger than a document may be"):
        Archive(build.archive({f"{number}.xml": "a" * 30 for number in range(4)}), "x.docx")


def test_too_many_members_are_refused() -> None:
    """The directory is not even read."""
    members: dict[str, str | bytes] = {f"{number}": "" for number in range(archive.MAX_MEMBERS + 1)}
    with pytest.raises(DocumentError, match="its archive holds more than 5000 parts"):
        Archive(build.archive(members), "x.docx")


@pytest.mark.parametrize("lie", [3, 4_000_000])
def test_a_size_that_is_not_true_is_refused(lie: int) -> None:
    """What comes out is counted: more or less than was declared, and the file is damaged."""
    data = patched(build.archive({"a.xml": b"alfa" * 20_000}), b"PK\x01\x02", 24, struct.pack("<L", lie))
    with pytest.raises(DocumentError, match=r"damaged|compressed more"):
        Archive(data, "x.docx").read("a.xml")


def test_a_changed_byte_is_found() -> None:
    """The checksum is checked."""
    data = build.archive({"a.xml": b"alfa bravo"}, compression=zipfile.ZIP_STORED)
    with pytest.raises(DocumentError, match="damaged"):
        Archive(data.replace(b"alfa", b"elfa"), "x.docx").read("a.xml")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(3000)])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    """A signature alone is not enough; an empty archive is one, and lacks everything."""
    with pytest.raises(DocumentError):
        Archive(data, "x.docx").read("a.xml")


@given(st.data())
def test_no_change_of_bytes_breaks_out(data: st.DataObject) -> None:
    """Whatever byte is changed, members are read as they were or the file is refused with a sentence."""
    whole = bytearray(build.archive({"a.xml": "alfa bravo charlie", "b/c.xml": b"delta" * 40}))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        opened = Archive(bytes(whole), "x.docx")
        for name in opened.names:
            assert opened.read(name) in {b"alfa bravo charlie", b"delta" * 40, b""}
    except DocumentError as error:
        assert str(error).startswith("x.docx ")  # noqa: PT017 - the other way out is as right
