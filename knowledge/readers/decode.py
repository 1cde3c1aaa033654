"""From bytes to text: UTF-8, then what a byte order mark says, then the best guess, which is told to the reader.

No single old encoding is taken for granted: what is valid cp1252 may be cp1251 read wrongly.
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
# What a file may say that it is in. Python has codecs besides that are slow on purpose or no character sets.
_CHARSET = re.compile(r"(?:ascii|big5|cp\d|euc|gb|hz|iso|johab|koi|latin|mac|shift|tis|utf-(?:8|16|32))")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without invisible characters, and what was uncertain about its encoding."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file.

    Raises DocumentError when the bytes are no text.
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
    return _guessed(data, name)


def _marked(data: bytes) -> str | None:
    """The text of a file that begins with a byte order mark, where the mark tells the truth."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    return _strictly(data, encoding) if encoding else None


def _declared(data: bytes) -> str | None:
    """The text of a page that names its encoding in its first lines, as HTML does."""
    head = data[:2048]
    match = _DECLARED.search(head) if head.lstrip().startswith(b"<") else None
    return _strictly(data, match[1].decode("ascii")) if match else None


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
    return DocumentError("{name} is a binary file of a kind that cannot be read: save it as text or PDF.", name=name)


def _guessed(data: bytes, name: str) -> Decoded:
    encoding = guess(data)
    text = _strictly(data, encoding) if encoding is not None else None
    if text is None:
        raise DocumentError(
            "{name} is not text in an encoding that can be told: save it as UTF-8 text and try again.", name=name
        )
    warning = Wording("The file is not in UTF-8; it was read as {encoding}: check the first lines.", encoding=encoding)
    return Decoded(clean(_without_zero(text, name)), (warning,))
