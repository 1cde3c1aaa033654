"""Decodes bytes to text: UTF-8, then a byte order mark, then the best guess, which is reported as a warning.

No single old encoding is assumed: valid cp1252 may be cp1251 read wrongly.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from knowledge.errors import DocumentError
from knowledge.readers.characters import clean
from knowledge.readers.charsets import guess
from knowledge.wording import Wording

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that a file may declare. Python also has codecs that are very slow or are not character sets.
_CHARSET = re.compile(r"(?:ascii|big5|cp\d|euc|gb|hz|iso|johab|koi|latin|mac|shift|tis|utf-(?:8|16|32))")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,40})""", re.IGNORECASE)
# The meaning of these names in web pages (https://encoding.spec.whatwg.org/#names-and-labels).
_CALLED_LATIN = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "l1"})
_DAMAGED = 0.02
"""Maximum share of damaged characters, among the non-ASCII ones, for a text to be read as UTF-8 nevertheless."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without invisible characters, and warnings about its encoding."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file.

    Raises DocumentError when the bytes are not text.
    """
    text = _marked(data)
    if text is None:
        text = _strictly(data, "utf-8")
    if text is None and b"\0" not in data:
        text = _declared(data)
    if text is not None:
        return Decoded(clean(_without_zero(text, name)))
    if b"\0" in data:
        raise _binary(name)
    return _damaged(data) or _guessed(data, name)


def _marked(data: bytes) -> str | None:
    """The text of a file that begins with a byte order mark, if it can be decoded accordingly."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    return _strictly(data, encoding) if encoding else None


def _declared(data: bytes) -> str | None:
    """The text of markup that declares its encoding in its first lines, as HTML does."""
    head = data[:2048]
    match = _DECLARED.search(head) if head.lstrip().startswith(b"<") else None
    if match is None:
        return None
    encoding = match[1].decode("ascii")
    if encoding.lower() in _CALLED_LATIN:
        return _strictly(data, "cp1252") or _strictly(data, encoding)
    return _strictly(data, encoding)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if _CHARSET.match(codecs.lookup(encoding).name) else None
    except (LookupError, ValueError):
        return None


def _without_zero(text: str, name: str) -> str:
    if "\0" in text:
        raise _binary(name)
    return text


def _binary(name: str) -> DocumentError:
    return DocumentError("{name} is a binary file in an unsupported format: save it as text or PDF.", name=name)


def _damaged(data: bytes) -> Decoded | None:
    """The text of a UTF-8 file with a few invalid bytes."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    if damaged > _DAMAGED * sum(not character.isascii() for character in text):
        return None
    warning = Wording("Characters that are not valid UTF-8 were replaced by “\ufffd”: {count}.", count=damaged)
    return Decoded(clean(text), (warning,))


def _guessed(data: bytes, name: str) -> Decoded:
    encoding = guess(data)
    text = _strictly(data, encoding) if encoding is not None else None
    if text is None:
        raise DocumentError("{name} has an unknown text encoding: save it as UTF-8 text and try again.", name=name)
    warning = Wording("The file is not in UTF-8; it was read as {encoding}: check the first lines.", encoding=encoding)
    return Decoded(clean(_without_zero(text, name)), (warning,))
