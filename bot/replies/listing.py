"""Paged lists, and helpers shared by the moderators' replies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.ids.moderation import Deed, Feature, encode
from bot.replies import HEADING, Kept, Reply, Tone
from bot.replies.pager import Turn, pager

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Message, Translation
    from bot.replies import Press

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[_Item]):
    """A page of a list: its number from 0, the number of pages, and its items."""

    number: int
    count: int
    items: tuple[_Item, ...]


def page_of(items: Sequence[_Item], number: int, size: int) -> Page[_Item]:
    """The page of this number, with ``size`` items per page; the last page if there are fewer."""
    count = max(1, -(-len(items) // size))
    number = max(0, min(number, count - 1))
    return Page(number, count, tuple(items[number * size : (number + 1) * size]))


def turning(feature: Feature, page: Page[_Item], tr: Translation) -> tuple[Press, ...]:
    """The buttons to the previous and next page, if there are several pages."""

    def custom_id(turn: Turn, to: int) -> str:
        return encode(feature, Deed.COUNTER) if turn is Turn.HERE else encode(feature, Deed.LIST, to)

    return pager(page.number, page.count, custom_id, tr)


def plain(title: Message, lead: str, tr: Translation) -> Reply:
    """A reply of a heading and a text (Markdown)."""
    return Reply(Kept(f"{HEADING}{tr(title)}"), Tone.PLAIN, lead=lead)
