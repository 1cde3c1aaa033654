"""The ids of the controls of a server's library: an action, and the edition or page that it is about.

    l1:o:1a         open the edition with the key 1a (base 36): its preview while it is pending, else its details
    l1:o:1a:p       the same; a suffix letter distinguishes a second button of one message with the same target
    l1:y:1a         approve a preview; each action has its letter
    l1:e:1a         open a form
    l1:e:1a:0f…     the id of that form, with the digests of the values that it was opened with
    l1:l:2          the third page of the list of documents
    l1:m:2          open the document chosen in the menu of that page

An id names no server: the server in which it is pressed decides. The letters of actions never change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.ids import StaleIdError
from knowledge import base36

_VERSION: Final = "l1"
_ID: Final = re.compile(r"l1:([a-z]):([0-9a-z]{1,13})(?::(?:[0-9a-z]{1,2}|([0-9a-f]{6,48})))?")
_KEY: Final = re.compile(r"[0-9a-z]{1,13}")
LARGEST: Final = 2**63 - 1
"""The largest key that databases assign."""


class Deed(StrEnum):
    """The action of a control."""

    OPEN = "o"
    CHANGES = "d"
    DETAILS = "e"
    ORIGIN = "t"
    APPROVE = "y"
    """Approve; if the edition replaces another, its changes are shown first."""
    REPLACE = "w"
    """Approve the replacement of another edition, pressed below its changes."""
    DISCARD = "x"
    SUCCEED = "i"
    """Make the preview of a new document replace a similar live one."""
    REMOVE = "r"
    """Ask for confirmation."""
    REMOVE_NOW = "q"
    RESTORE = "u"
    EXPORT = "s"
    """Send the file as it was uploaded."""
    READING = "j"
    """Send the extracted text as JSON."""
    LIST = "l"
    CHOOSE = "m"


@dataclass(frozen=True, slots=True)
class Order:
    """An action, and the key of an edition or the number of a list page.

    ``opened`` are the digests of the values that a submitted form was opened with.
    """

    deed: Deed
    number: int = 0
    opened: str = ""


def encode(order: Order, button: str = "") -> str:
    """The ``custom_id`` of a control; ``button`` distinguishes controls of one message with the same target."""
    custom_id = f"{_VERSION}:{order.deed}:{base36(order.number)}"
    suffix = order.opened or button
    return f"{custom_id}:{suffix}" if suffix else custom_id


def decode(custom_id: str) -> Order:
    """The order encoded in an id.

    Raises:
        StaleIdError: the id is of another version.
    """
    found = _ID.fullmatch(custom_id)
    if found is None or found[1] not in _DEEDS:
        raise StaleIdError(custom_id)
    return Order(Deed(found[1]), _number(found[2], custom_id), found[3] or "")


def choice(key: int) -> str:
    """An edition as the value of a menu option."""
    return base36(key)


def chosen(value: str) -> int:
    """The key of the edition in the value of a menu option.

    Raises:
        StaleIdError: the value holds no key.
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
