"""What buttons, menus and forms know, written into their ``custom_id``: at most 100 characters, readable after a year.

Every id begins with a letter for the feature it belongs to and the version of its format (``p1:…``); what follows is
the feature's own. ``bot.controls`` finds the feature by that letter.
"""

from __future__ import annotations

import re
from typing import Final

LIMIT: Final = 100
"""Discord allows that many characters."""

TEMPLATE: Final = re.compile(r"[a-z]\d{1,3}:.*", re.DOTALL)
"""Every id of ours, of this version or another."""

ASKER: Final = "[0-9a-z]{1,13}"
"""Who asked, in base 36."""
REF: Final = r"[0-9a-z.\-]{1,20}"
"""A reference of the library: to a passage, a place or a document."""
OFFSET: Final = "[0-9a-z]{1,5}"
"""Where something stands in a text, in base 36."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class StaleIdError(Exception):
    """An id is not one that this version can read."""


def base36(number: int) -> str:
    """A number of 0 or more in base 36, as ``int(text, 36)`` reads it.

    Raises:
        ValueError: the number is negative.
    """
    if number < 0:
        raise ValueError(number)
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def optional36(number: int | None) -> str:
    """The same of a number that may be missing: then nothing is written."""
    return "" if number is None else base36(number)


def read36(digits: str | None) -> int | None:
    """The number that ``optional36`` wrote."""
    return int(digits, 36) if digits else None


def checked(custom_id: str, pattern: re.Pattern[str]) -> str:
    """An id that was just written, once it is sure that it can be read again.

    Raises:
        ValueError: it is too long, or something in it is not as its format wants.
    """
    if len(custom_id) > LIMIT or pattern.fullmatch(custom_id) is None:
        raise ValueError(f"not a custom_id: {custom_id}")
    return custom_id


def matched(custom_id: str, pattern: re.Pattern[str]) -> re.Match[str]:
    """The parts of an id, or of the value of a menu's line.

    Raises:
        StaleIdError: it is of another version, or damaged.
    """
    match = pattern.fullmatch(custom_id)
    if match is None:
        raise StaleIdError(custom_id)
    return match
