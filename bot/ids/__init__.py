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
