"""Replies as plain values: texts in Markdown, buttons and menus, independent of discord.py.

A reply consists of a few texts. The *heading* (the question) and the *notes* (small print below it) are written once
and kept when pages are turned: they are read back from the message itself. The rest is made anew for each button press.
``bot.views`` converts a reply to Discord's components.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot import markup

HEADING = "### "
"""Markdown at the start of a heading."""
_HEADING_ROOM = 400
_SHORTENED_FROM = 90
"""The least number of characters left of a question that was shortened to fit a heading: see ``markup.shorten``."""


class Tone(Enum):
    """The kind of a reply, shown as the colour of its edge."""

    ANSWER = "answer"
    NEAREST = "nearest"
    """Not an answer, or only part of what was asked for."""
    NOTHING = "nothing"
    PLAIN = "plain"
    """About the bot or the library, rather than from the library."""


class Look(Enum):
    """The style of a button."""

    QUIET = "quiet"
    MAIN = "main"
    GOOD = "good"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Press:
    """A button handled by the bot; its ``custom_id`` says where it leads (see ``bot.ids``)."""

    custom_id: str
    label: str
    disabled: bool = False
    look: Look = Look.QUIET


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens a URL."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a menu."""

    label: str
    value: str
    description: str = ""
    chosen: bool = False


class Choose(Enum):
    """What a menu offers to choose from."""

    OPTION = "option"
    CHANNEL = "channel"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu; it takes up a row of its own.

    ``options`` are the options of a menu of options (at most 25); a menu of channels or roles offers those of the
    server, and ``chosen`` are the ids chosen already. At least ``least`` and at most ``most`` options can be chosen.
    """

    custom_id: str
    placeholder: str
    options: tuple[Option, ...] = ()
    kind: Choose = Choose.OPTION
    chosen: tuple[int, ...] = ()
    least: int = 1
    most: int = 1


Row = tuple[Press | Link, ...] | Menu


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a reply."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """The parts that are kept when pages are turned: the question as a heading, and the small print below it.

    ``offer`` is a last button that is about the exchange rather than about the answer.
    """

    heading: str
    notes: str = ""
    offer: Press | None = None

    @property
    def question(self) -> str:
        """The question, read back from the heading."""
        return markup.unescape(self.heading.removeprefix(HEADING))

    @property
    def is_shortened(self) -> bool:
        """Whether the heading may hold only the beginning of the question, so that it cannot be asked again."""
        return len(self.question) >= _SHORTENED_FROM and self.question.endswith(markup.ELLIPSIS)


@dataclass(frozen=True, slots=True)
class Reply:
    """The content of a message, from top to bottom; texts are Markdown, empty if absent.

    The body has one text for each passage: a quotation, under a label if there are several. ``files`` are shown below
    the texts; ``picture`` is the name of the file that is shown as an image.
    """

    kept: Kept
    tone: Tone
    lead: str = ""
    body: tuple[str, ...] = ()
    citation: str = ""
    rows: tuple[Row, ...] = ()
    files: tuple[Attachment, ...] = ()
    picture: str | None = None


def heading(text: str, room: int = _HEADING_ROOM) -> str:
    """Untrusted text as the heading of a reply, shortened to ``room``."""
    return f"{HEADING}{markup.short(text, room)}"
