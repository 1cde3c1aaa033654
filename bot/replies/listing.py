"""Lists over several pages, and what the moderators' replies have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot import markup
from bot.ids.moderation import Deed, Feature, encode
from bot.replies import HEADING, Kept, Reply, Tone
from bot.replies.pager import Turn, pager

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Message, Translation
    from bot.replies import Press

_Item = TypeVar("_Item")
_SENTENCE_ROOM = 1500


@dataclass(frozen=True, slots=True)
class Page(Generic[_Item]):
    """A page of a list: its number from 0, how many there are, and what stands on it."""

    number: int
    count: int
    items: tuple[_Item, ...]


def page_of(items: Sequence[_Item], number: int, size: int) -> Page[_Item]:
    """A page of so many items; the last one where there are not that many pages."""
    count = max(1, -(-len(items) // size))
    number = max(0, min(number, count - 1))
    return Page(number, count, tuple(items[number * size : (number + 1) * size]))


def turning(feature: Feature, page: Page[_Item], tr: Translation) -> tuple[Press, ...]:
    """The buttons to the pages before and after, where there are several."""

    def custom_id(turn: Turn, to: int) -> str:
        return encode(feature, Deed.COUNTER) if turn is Turn.HERE else encode(feature, Deed.LIST, to)

    return pager(page.number, page.count, custom_id, tr)


def plain(title: Message, lead: str, tr: Translation, *, notes: str = "") -> Reply:
    """A reply of a heading and a text (Markdown)."""
    return Reply(Kept(f"{HEADING}{tr(title)}", f"-# {notes}" if notes else ""), Tone.PLAIN, lead=lead)


def sentence(text: str, tr: Translation) -> str:
    """A sentence of the retrieval layer as Markdown."""
    return markup.escape(markup.shorten(tr.wording(text), _SENTENCE_ROOM))


def short(text: str, room: int) -> str:
    """Foreign text on one line, escaped, within so much room."""
    return markup.escape(markup.shorten(markup.one_line(text), room))
