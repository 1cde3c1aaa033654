"""What the bot shows, as plain values: texts in Markdown, buttons and menus; nothing of Discord's library.

A reply is put together from a few texts. The *heading* (the question) and the *notes* (small print under it) are made
once and kept as they are when pages are turned; they are read back from the message itself. The rest is made anew from
whatever a button leads to. ``bot.views`` makes Discord's components of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot import markup

HEADING = "### "
"""How a heading begins."""
_HEADING_ROOM = 400
_SHORTENED_FROM = 90
"""Characters that are left at least of a text that is shortened to the room of a heading: see ``markup.shorten``."""


class Tone(Enum):
    """What kind of reply it is; shown as the colour of its edge."""

    ANSWER = "answer"
    NEAREST = "nearest"
    """Not an answer, or only in part what was asked for."""
    NOTHING = "nothing"
    PLAIN = "plain"
    """About the bot or the library rather than from it."""


class Look(Enum):
    """How a button looks."""

    QUIET = "quiet"
    MAIN = "main"
    GOOD = "good"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Press:
    """A button that the bot answers; its ``custom_id`` says where it leads (see ``bot.ids``)."""

    custom_id: str
    label: str
    disabled: bool = False
    look: Look = Look.QUIET


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Option:
    """A line of a menu."""

    label: str
    value: str
    description: str = ""
    chosen: bool = False


class Choose(Enum):
    """What a menu offers."""

    OPTION = "option"
    CHANNEL = "channel"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu; it fills a row of its own.

    ``options`` are the lines of a menu of options (at most 25); a menu of channels or roles has what the server has,
    and ``chosen`` are the ids that are chosen already. At least ``least`` and at most ``most`` lines can be chosen.
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
    """A file that goes with a reply."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays when pages are turned: the question as a heading, and the small print under it.

    ``offer`` is a last button about the exchange rather than about the answer.
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
        """Whether the heading may hold only the beginning of the question, with which nothing can be asked again."""
        return len(self.question) >= _SHORTENED_FROM and self.question.endswith(markup.ELLIPSIS)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a message shows, from top to bottom; texts are Markdown, empty where there is none.

    The body has one text for each passage: a quotation, under a label where there are several. ``files`` are shown
    below the texts; ``picture`` is the name of the one among them that is shown as a picture.
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
    """Foreign text as the heading of a reply, shortened to what it may weigh."""
    return f"{HEADING}{markup.escape(markup.shorten(markup.one_line(text), room))}"
