"""What the controls of the moderators' commands know: the feature, what to do, and with what.

g1:l:2             glossary: the third page of the list
g1:r:9f86d081884c  glossary: remove the name with this digest
n1:l:0, n1:o       gaps: a page of the list; open what is chosen in the menu (values: the key of a group)
n1:v:a7            gaps: the group with this key (base 36, as all keys); also p nearest passages, a add a name (button
                   and form), k keep the chosen passage as the right one, d dismiss (without a key: what is chosen)
k1:l:2, k1:r:2     golden questions: a page of the list; remove what is chosen in the menu of that page
i1:d:30            insights into so many days
u1:l:a7            the audit log from before this entry on; ``u1:l:`` from the newest on

Whatever an id says counts for the server in which it is pressed. Letters are kept for good.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.ids import StaleIdError, base36, checked, matched

_PATTERN: Final = re.compile(r"(?P<feature>[gnkiu])1:(?P<deed>[a-z])(?::(?P<value>[0-9a-z]{0,16}))?")


class Feature(StrEnum):
    """A group of commands."""

    GLOSSARY = "g"
    GAPS = "n"
    GOLDEN = "k"
    INSIGHTS = "i"
    AUDIT = "u"


class Deed(StrEnum):
    """What a control does."""

    LIST = "l"
    COUNTER = "c"
    """Nothing: it shows which page it is."""
    OPEN = "o"
    VIEW = "v"
    NEAREST = "p"
    ADD = "a"
    KEEP = "k"
    DISMISS = "d"
    REMOVE = "r"


@dataclass(frozen=True, slots=True)
class Order:
    """What a control says; ``value`` is empty, a number in base 36 or a digest."""

    feature: Feature
    deed: Deed
    value: str = ""

    @property
    def number(self) -> int:
        """The value as a number.

        Raises:
            StaleIdError: it is none.
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
    """What a control says.

    Raises:
        StaleIdError: it is of another version.
    """
    match = matched(custom_id, _PATTERN)
    if match["deed"] not in set(Deed):
        raise StaleIdError(custom_id)
    return Order(Feature(match["feature"]), Deed(match["deed"]), match["value"] or "")


def digest(name: str) -> str:
    """A name in twelve characters: names may be as long as an id."""
    return hashlib.blake2b(name.encode(), digest_size=6).hexdigest()
