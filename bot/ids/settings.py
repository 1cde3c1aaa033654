"""The ids of the controls of the settings panel: a setting to change, or a part of the panel to open.

    s1:o            open the part that is chosen in the menu
    s1:c            set the channels to those chosen in the menu; each setting has its letter
    s1:b:1          set the setting to the value after it; ``-`` stands for no value
    s1:x, s1:x:1    ask whether to reset everything, and reset it

The letters of settings and parts never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.ids import StaleIdError

NOTHING: Final = "-"
OTHER: Final = "other"
"""The menu option that opens a form for any other value."""
FIELD: Final = "value"
"""The field of that form."""


class Setting(StrEnum):
    """A setting; its lower-case name is the field of ``bot.guilds.GuildSettings``."""

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
        """The name of the field in ``GuildSettings``."""
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
    """The other actions of a control."""

    OPEN = "o"
    RESET = "x"


@dataclass(frozen=True, slots=True)
class Order:
    """A setting or an action, with its value if it has one."""

    what: Setting | Deed
    value: str | None = None


def encode(order: Order) -> str:
    """The ``custom_id`` of a control."""
    return f"s1:{order.what}" if order.value is None else f"s1:{order.what}:{order.value}"


def decode(custom_id: str) -> Order:
    """The order encoded in an id.

    Raises:
        StaleIdError: the id is of another version.
    """
    version, _, rest = custom_id.partition(":")
    letter, colon, value = rest.partition(":")
    if version != "s1" or letter not in _BY_LETTER:
        raise StaleIdError(custom_id)
    return Order(_BY_LETTER[letter], value if colon else None)


_BY_LETTER: Final[dict[str, Setting | Deed]] = {str(one): one for one in (*Setting, *Deed)}
