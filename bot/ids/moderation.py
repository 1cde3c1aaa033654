"""The ids of the controls of the moderators' commands: the feature, the action, and its object.

g1:l:2             glossary: the third page of the list
g1:r:9f86d081884c  glossary: remove the name, or one of its other names, with this digest
n1:l:0, n1:o       gaps: a page of the list; open what is chosen in the menu (values: the key of a group)
n1:v:a7            gaps: the group with this key (base 36, as all keys); also p nearest passages, a add a name (button
                   and form), k keep the chosen passage as the right one, g name the right passage (button and form),
                   d dismiss (without a key: what is chosen)
k1:l:2, k1:r:2     golden questions: a page of the list; remove what is chosen in the menu of that page
i1:d:30            insights into the last 30 days
u1:l:a7            the audit log before this entry; ``u1:l:`` the newest entries

An id applies to the server in which it is pressed. The letters never change.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.ids import StaleIdError, checked, matched
from knowledge import base36

_PATTERN: Final = re.compile(r"(?P<feature>[gnkiu])1:(?P<deed>[a-z])(?::(?P<value>[0-9a-z]{0,16}))?")


class Feature(StrEnum):
    """A group of commands."""

    GLOSSARY = "g"
    GAPS = "n"
    GOLDEN = "k"
    INSIGHTS = "i"
    AUDIT = "u"


class Deed(StrEnum):
    """The action of a control."""

    LIST = "l"
    COUNTER = "c"
    """No action: the button shows the page number."""
    OPEN = "o"
    VIEW = "v"
    NEAREST = "p"
    ADD = "a"
    KEEP = "k"
    GOLDEN = "g"
    DISMISS = "d"
    REMOVE = "r"


@dataclass(frozen=True, slots=True)
class Order:
    """A feature, an action and its object; ``value`` is empty, a number in base 36 or a digest."""

    feature: Feature
    deed: Deed
    value: str = ""

    @property
    def number(self) -> int:
        """The value as a number.

        Raises:
            StaleIdError: the value is not a number.
        """
        try:
            return int(self.value, 36)
        except ValueError as error:
            raise StaleIdError(self.value) from error


def encode(feature: Feature, deed: Deed, value: str | int = "") -> str:
    """The ``custom_id`` of a control; a number is written in base 36."""
    written = base36(value) if isinstance(value, int) else value
    return checked(f"{feature}1:{deed}:{written}", _PATTERN)


def decode(custom_id: str) -> Order:
    """The order encoded in an id.

    Raises:
        StaleIdError: the id is of another version.
    """
    match = matched(custom_id, _PATTERN)
    if match["deed"] not in set(Deed):
        raise StaleIdError(custom_id)
    return Order(Feature(match["feature"]), Deed(match["deed"]), match["value"] or "")


def digest(name: str, alias: str = "") -> str:
    """A hash of a name, or of it and one of its other names, in twelve characters: a name may be as long as an id."""
    said = f"{name}\t{alias}" if alias else name
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()
