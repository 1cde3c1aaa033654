"""The controls of a server's library: what to do, and with which edition of which document.

    l1:o:1a         shows the edition with the key 1a (base 36): its preview while it waits, what is known of it later
    l1:o:1a:p       the same; a second button of one message that leads there has a letter of its own
    l1:y:1a         lets a preview go live; each deed has its letter
    l1:e:1a         opens a form, and is the id of that form
    l1:l:2          the third page of the list of documents
    l1:m:2          opens the line that is chosen in the menu of that page

An id names no server: the one in which it is pressed counts, whatever the key. Letters of the deeds are kept for good.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.ids import StaleIdError, base36

_VERSION: Final = "l1"
_ID: Final = re.compile(r"l1:([a-z]):([0-9a-z]{1,13})(?::([0-9a-z]{1,2}))?")
_KEY: Final = re.compile(r"[0-9a-z]{1,13}")
LARGEST: Final = 2**63 - 1
"""Keys above it are none: databases count no further."""


class Deed(StrEnum):
    """What a control does."""

    OPEN = "o"
    CHANGES = "d"
    DETAILS = "e"
    ORIGIN = "t"
    APPROVE = "y"
    """Lets what replaces nothing go live; of what does, it shows first what changes."""
    REPLACE = "w"
    """Lets what replaces another edition go live, by somebody who sees what changes."""
    DISCARD = "x"
    REMOVE = "r"
    """Asks first."""
    REMOVE_NOW = "q"
    RESTORE = "u"
    EXPORT = "s"
    LIST = "l"
    CHOOSE = "m"


@dataclass(frozen=True, slots=True)
class Order:
    """What a control says: what to do, and the key of an edition, or the number of a page of the list."""

    deed: Deed
    number: int = 0


def encode(order: Order, button: str = "") -> str:
    """The ``custom_id`` of a control; ``button`` tells those of one message apart that lead to the same place."""
    custom_id = f"{_VERSION}:{order.deed}:{base36(order.number)}"
    return f"{custom_id}:{button}" if button else custom_id


def decode(custom_id: str) -> Order:
    """What a control says.

    Raises:
        StaleIdError: it is of another version.
    """
    found = _ID.fullmatch(custom_id)
    if found is None or found[1] not in _DEEDS:
        raise StaleIdError(custom_id)
    return Order(Deed(found[1]), _number(found[2], custom_id))


def choice(key: int) -> str:
    """An edition as the line of a menu."""
    return base36(key)


def chosen(value: str) -> int:
    """The key of the edition that a line of a menu stands for.

    Raises:
        StaleIdError: it stands for none.
    """
    if not _KEY.fullmatch(value):
        raise StaleIdError(value)
    return _number(value, value)


def _number(digits: str, custom_id: str) -> int:
    number = int(digits, 36)
    if number > LARGEST:
        raise StaleIdError(custom_id)
    return number


_DEEDS: Final = frozenset(map(str, Deed))
