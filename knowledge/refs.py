"""Names of a passage: the id that people read, and the short reference that fits into a button.

An id is ``<document id>:<passage name>``, for example ``frus1952-54v14p1-d183:p6``: it means the passage in the newest
edition of that document. A reference is ``<document key>.<ordinal>``, both in base 36: it means the very passage of the
very edition, and takes at most 12 characters up to 60 million editions of up to 60 million passages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.models import Document, Passage

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
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


def base36(number: int) -> str:
    """A number of 0 or more in base 36, as ``int(text, 36)`` reads it."""
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits
