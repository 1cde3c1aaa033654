"""``/insights``: how many questions members ask, how many are answered, and the most cited passages."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import retention
from bot.audience import moderators_only
from bot.features import chart
from bot.ids import StaleIdError
from bot.ids.moderation import Deed, decode
from bot.moderating import moderate
from bot.replies import insights as replies
from bot.replies.insights import Cited, Insights
from bot.texts import moderation as texts
from knowledge import NotInLibrary, Status, group_gaps

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from bot.controls import Pressed
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.services import Services
    from knowledge import Day, Gap, Library, Store

_DAYS: Final = 30
_MOST: Final = 365
_CITED: Final = 5


class InsightsCommand(commands.Cog):
    """Statistics of a server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("i", self.press)

    @app_commands.command(name=locale_str(texts.INSIGHTS), description=locale_str(texts.INSIGHTS_DESCRIPTION))
    @app_commands.rename(days=locale_str(texts.OPTION_DAYS))
    @app_commands.describe(days=locale_str(texts.DAYS_MEANT))
    @moderators_only
    async def insights(self, interaction: discord.Interaction, days: app_commands.Range[int, 1, _MOST] = _DAYS) -> None:
        """Show the statistics."""
        await moderate(interaction, self._services, lambda who: self._seen(who, days))

    async def press(self, pressed: Pressed) -> None:
        """Show the statistics of another period.

        Raises:
            StaleIdError: the control is of another version.
            StorageError: the store failed.
        """
        order = decode(pressed.custom_id)
        if order.deed is not Deed.LIST or not 1 <= order.number <= _MOST:
            raise StaleIdError(pressed.custom_id)
        await moderate(pressed.interaction, self._services, lambda who: self._seen(who, order.number))

    async def _seen(self, who: Moderator, count: int) -> Reply:
        libraries, today = self._services.libraries, datetime.now(UTC)
        since = today - timedelta(days=count - 1)
        midnight = since.replace(hour=0, minute=0, second=0, microsecond=0)

        def read(store: Store) -> tuple[tuple[Day, ...], tuple[tuple[str, int], ...], set[str], tuple[Gap, ...]]:
            asked, guild_id = store.questions, who.guild_id
            most_cited = asked.most_cited(guild_id, since=since, limit=_CITED)
            clear = {name for name, _ in most_cited if _is_clear(store, guild_id, name)}
            gaps = asked.gaps(guild_id, since=max(midnight, today - retention.GAPS))
            return asked.days(guild_id, since=since), most_cited, clear, gaps

        noted, most_cited, clear, gaps = await libraries.store(read)
        days = tuple(chart.every_day(noted, today.date(), count))
        cited = await libraries.use(who.guild_id, lambda library: tuple(_resolved(library, most_cited, clear)))
        is_drawable = chart.is_available()
        picture = await libraries.aside(who.guild_id, partial(chart.drawn, days)) if is_drawable and noted else None
        groups = await asyncio.to_thread(group_gaps, gaps)
        seen = Insights(days, cited, groups, picture, is_drawable)
        return replies.insights(seen, self._services.mentions.of(texts.GAPS, who.tr), who.tr)


def _is_clear(store: Store, guild_id: int, name: str) -> bool:
    """Whether the recorded name identifies the cited passage.

    Passages used to be recorded by id, which is ambiguous once a document has a second edition.
    """
    document_id, colon, _ = name.rpartition(":")
    return not colon or len(store.documents.history(guild_id, document_id)) <= 1


def _resolved(library: Library, cited: Iterable[tuple[str, int]], clear: Container[str]) -> Iterable[Cited]:
    for name, times in cited:
        try:
            hit = library.resolve(name) if name in clear else None
        except NotInLibrary:
            hit = None
        is_gone = hit is None or hit.document.status is Status.REMOVED
        yield Cited(name, times, None if is_gone else hit)
