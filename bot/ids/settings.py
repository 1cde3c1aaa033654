"""The controls of the settings panel: what is set, or which part of the panel is opened.

    s1:o            opens the part that is chosen in the menu
    s1:c            sets the channels to what is chosen in the menu; each setting has its letter
    s1:b:1          sets what the letter stands for to the value after it; ``-`` stands for nothing
    s1:x, s1:x:1    asks whether to put everything back, and does it

Letters of the settings and parts are kept for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.ids import StaleIdError

NOTHING: Final = "-"
OTHER: Final = "other"
"""The line of a menu that opens a form for any other value."""
FIELD: Final = "value"
"""The field of that form."""


class Setting(StrEnum):
    """What can be set; the lower-case name is the field of ``bot.guilds.GuildSettings``."""

    CHANNELS = "c"
    COOLDOWN = "w"
    PRIVATE = "p"
    PASSAGES = "n"
    LANGUAGE = "l"
    BUNDLED = "b"
    GAPS = "g"
    PLAIN_CHAT = "t"
    LOG_CHANNEL = "j"
    MODERATOR_ROLE = "r"

    @property
    def field(self) -> str:
        """The field of the settings."""
        return self.name.lower()


class Part(StrEnum):
    """A part of the panel."""

    OVERVIEW = "v"
    PLACES = "c"
    ANSWERS = "a"
    LIBRARY = "l"
    CHAT = "t"
    PEOPLE = "m"


class Deed(StrEnum):
    """What else a control does."""

    OPEN = "o"
    RESET = "x"


@dataclass(frozen=True, slots=True)
class Order:
    """What a control says: what to do, and with which value if it carries one."""

    what: Setting | Deed
    value: str | None = None


def encode(order: Order) -> str:
    """The ``custom_id`` of a control."""
    return f"s1:{order.what}" if order.value is None else f"s1:{order.what}:{order.value}"


def decode(custom_id: str) -> Order:
    """What a control says.

    Raises:
        StaleIdError: it is of another version.
    """
    version, _, rest = custom_id.partition(":")
    letter, colon, value = rest.partition(":")
    if version != "s1" or letter not in _BY_LETTER:
        raise StaleIdError(custom_id)
    return Order(_BY_LETTER[letter], value if colon else None)


_BY_LETTER: Final[dict[str, Setting | Deed]] = {str(one): one for one in (*Setting, *Deed)}
