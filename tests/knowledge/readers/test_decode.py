"""From bytes to text, in whatever encoding."""

from __future__ import annotations

import pytest

from knowledge import DocumentError
from knowledge.readers.decode import decode

FRENCH = "Le comité s’est réuni à l’hôtel où les délégués étaient déjà arrivés. Ça n’a pas été facile.\n"
RUSSIAN = "Комитет разошёлся, потому что гавань была закрыта для всех и никто не пришёл.\n"
POLISH = "Komitet zebrał się, ponieważ port był zamknięty dla wszystkich i nikt nie przyszedł.\n"
JAPANESE = "委員会は港がすべての人に閉鎖されていたために休会しました。\n"


def test_utf8_is_read_without_a_word() -> None:
    """It is what a text is in, with or without a mark."""
    assert ("Peiping…", ()) == (decode("Peiping…".encode(), "a").text, decode("Peiping…".encode(), "a").warnings)
    assert "Peiping" == decode(b"\xef\xbb\xbfPeiping", "a").text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(encoding: str) -> None:
    """UTF-16 and UTF-32 say what they are."""
    decoded = decode(RUSSIAN.encode(encoding), "a")
    assert (RUSSIAN, ()) == (decoded.text, decoded.warnings)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "mac-roman"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (POLISH, "cp1250"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_old_encodings_are_guessed_and_named(text: str, encoding: str) -> None:
    """The language tells which letters are right; the moderator is asked to look."""
    decoded = decode(text.encode(encoding), "a")
    assert text == decoded.text
    (warning,) = decoded.warnings
    assert warning.startswith("The file is not in UTF-8; it was read as ")


def test_a_page_may_name_its_encoding() -> None:
    """What HTML declares is better than a guess."""
    page = '<html><meta charset="iso-8859-7"><p>Ω</p>'
    assert decode(page.encode("iso-8859-7"), "a").text == page


def test_latin_1_of_a_page_is_the_encoding_of_windows() -> None:
    """Browsers read it so, and the quotation marks and dashes of old pages depend on it."""
    page = '<html><meta charset="ISO-8859-1"><p>“smart” — dash'
    assert decode(page.encode("cp1252"), "a").text == page


def test_a_few_bad_bytes_leave_a_text_in_utf8() -> None:
    """One byte is lost and said, rather than every accent of the text."""
    decoded = decode((FRENCH * 9).encode() + b"caf\xe9.\n", "a")
    assert FRENCH * 9 + "caf\ufffd.\n" == decoded.text
    assert ("Characters that are not valid UTF-8 were replaced by “\ufffd”: 1.",) == decoded.warnings


@pytest.mark.parametrize("declared", ["rot13", "unicode_escape", "idna", "utf-7", "no-such"])
def test_a_page_may_not_name_just_any_codec(declared: str) -> None:
    """Python's codecs that are not character sets are not for strangers to choose."""
    page = f'<html><meta charset="{declared}"><p>'.encode() + FRENCH.encode("cp1252")
    assert "comité" in decode(page, "a").text


@pytest.mark.parametrize("data", [b"alfa\0bravo", b"\xff\xfe\x00\x00\x00", bytes(range(256)) * 4])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Zero bytes, a mark that lies, all bytes there are."""
    with pytest.raises(DocumentError, match=r"^a is (a binary file|not text)"):
        decode(data, "a")


def test_what_nobody_sees_is_taken_out() -> None:
    """Controls, directions, soft hyphens and zero-width characters; the joiners that some scripts are spelt with stay."""
    assert "ab\tc\n\u200d" == decode("a\u202e\xadb\x07\t\u200bc\n\u200d\x9b".encode(), "a").text
