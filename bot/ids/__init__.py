"""The state of buttons, menus and forms, encoded in their ``custom_id``: at most 100 characters, valid for good.

Every id begins with a letter for its feature and the version of its format (``p1:…``); the rest is defined by the
feature. ``bot.controls`` routes by that letter.
"""

from __future__ import annotations

import re
from typing import Final

from knowledge import base36

LIMIT: Final = 100
"""Discord's limit for a ``custom_id``, in characters."""

TEMPLATE: Final = re.compile(r"[a-z]\d{1,3}:.*", re.DOTALL)
"""Every id of Pincite, of this version or another."""

ASKER: Final = "[0-9a-z]{1,13}"
"""The asker's user id in base 36."""
REF: Final = r"[0-9a-z.\-]{1,20}"
"""A reference of the library: to a passage, a place or a document."""
OFFSET: Final = "[0-9a-z]{1,5}"
"""A character offset in a text, in base 36."""


class StaleIdError(Exception):
    """An id that this version cannot read."""


def optional36(number: int | None) -> str:
    """A number in base 36; the empty string for ``None``."""
    return "" if number is None else base36(number)


def read36(digits: str | None) -> int | None:
    """The inverse of ``optional36``."""
    return int(digits, 36) if digits else None


def checked(custom_id: str, pattern: re.Pattern[str]) -> str:
    """Return a newly encoded id after checking that it can be decoded again.

    Raises:
        ValueError: it is too long, or does not match its format.
    """
    if len(custom_id) > LIMIT or pattern.fullmatch(custom_id) is None:
        raise ValueError(f"not a custom_id: {custom_id}")
    return custom_id


def matched(custom_id: str, pattern: re.Pattern[str]) -> re.Match[str]:
    """The parts of an id, or of the value of a menu option.

    Raises:
        StaleIdError: it is of another version, or damaged.
    """
    match = pattern.fullmatch(custom_id)
    if match is None:
        raise StaleIdError(custom_id)
    return match
