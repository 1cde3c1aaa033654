"""Names of a passage: the id that people read, and the short reference that fits into a button.

An id is ``<document id>:<passage name>``, for example ``frus1952-54v14p1-d183:p6``: it means the passage in the newest
edition of that document. A reference is ``<document key>.<ordinal>``, both in base 36: it means one passage of one
edition, and takes at most 12 characters up to 60 million editions of up to 60 million passages. A place with several
passages has ``<document key>-<kind><numbers>``, for example ``1a-g3`` for the fourth page: at most 20 characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.models import Document, Passage

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PLACE = re.compile(r"([0-9a-z]{1,6})-([gspnd])([0-9a-z]{1,5})?(?:-([0-9a-z]{1,5}))?")
_REFERENCE = re.compile(r"([0-9a-z]{1,7})\.([0-9a-z]{1,7})")


def passage_id(document: Document, passage: Passage) -> str:
    """The readable id of a passage."""
    return f"{document.id}:{passage.name}"


def passage_ref(document: Document, passage: Passage) -> str:
    """The short reference of a passage."""
    return f"{base36(document.key)}.{base36(passage.ordinal)}"


def parse_ref(ref: str) -> tuple[int, int] | None:
    """Document key and ordinal of a reference, or ``None`` if it is not one."""
    match = _REFERENCE.fullmatch(ref)
    return (int(match[1], 36), int(match[2], 36)) if match else None


class ExcerptKind(StrEnum):
    """A kind of place that contains passages."""

    PAGE = "page"
    SECTION = "section"
    PARAGRAPHS = "paragraphs"
    """One passage or several in a row."""
    NOTES = "notes"
    """The footnotes of a document."""
    DOCUMENT = "document"
    """The whole document, in portions."""


_LETTERS = {
    ExcerptKind.PAGE: "g",
    ExcerptKind.SECTION: "s",
    ExcerptKind.PARAGRAPHS: "p",
    ExcerptKind.NOTES: "n",
    ExcerptKind.DOCUMENT: "d",
}
_KIND_OF = {letter: kind for kind, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place of the document with the key ``key``.

    ``first`` is the index of the page span, section, passage or portion, from 0, ``None`` for everything before the
    first section; ``last`` is the index of the last of several passages.
    """

    key: int
    kind: ExcerptKind
    first: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        first = "" if self.first is None else base36(self.first)
        last = "" if self.last is None else f"-{base36(self.last)}"
        return f"{base36(self.key)}-{_LETTERS[self.kind]}{first}{last}"


def parse_place_ref(ref: str) -> PlaceRef | None:
    """The place that a short reference (also of a passage) means, or ``None`` if it is not one."""
    passage = parse_ref(ref)
    if passage is not None:
        return PlaceRef(passage[0], ExcerptKind.PARAGRAPHS, passage[1], passage[1])
    match = _PLACE.fullmatch(ref)
    if match is None:
        return None
    first, last = (None if digits is None else int(digits, 36) for digits in match.group(3, 4))
    return PlaceRef(int(match[1], 36), _KIND_OF[match[2]], first, last)


def base36(number: int) -> str:
    """A number of 0 or more in base 36, as ``int(text, 36)`` reads it.

    Raises ValueError for a negative number.
    """
    if number < 0:
        raise ValueError(number)
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits
