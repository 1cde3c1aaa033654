"""``/audit``: what the moderators of a server, and whoever runs the bot, did to its library and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.ids import StaleIdError
from bot.ids.moderation import Deed, decode
from bot.moderating import acting, begin, moderator, show
from bot.replies import audit as replies
from bot.texts import moderation as texts

if TYPE_CHECKING:
    from bot.controls import Pressed
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.services import Services

_SIZE: Final = 10
_MOST: Final = 20
_DIGITS: Final = 2
"""Of the value of a control, so many say how many entries a page has; the rest is the entry to go on from."""


class Audit(commands.Cog):
    """The audit log of a server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("u", self.press)

    @app_commands.command(name=locale_str(texts.AUDIT), description=locale_str(texts.AUDIT_DESCRIPTION))
    @app_commands.rename(entries=locale_str(texts.OPTION_ENTRIES))
    @app_commands.describe(entries=locale_str(texts.ENTRIES_MEANT))
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def audit(self, interaction: discord.Interaction, entries: app_commands.Range[int, 1, _MOST] = _SIZE) -> None:
        """Show the newest entries."""
        async with acting(interaction, self._services):
            who = moderator(interaction, self._services.guilds)
            await begin(interaction)
            await show(interaction, await self._page(who, entries, None))

    async def press(self, pressed: Pressed) -> None:
        """Show the newest entries, or older ones.

        Raises:
            KnowledgeError: the store failed.
            Refused: they are no moderator.
            StaleIdError: the control is of another version.
        """
        who = moderator(pressed.interaction, self._services.guilds)
        order = decode(pressed.custom_id)
        size, before = order.value[:_DIGITS], order.value[_DIGITS:]
        is_older = order.deed is Deed.OPEN
        if not is_older and order.deed is not Deed.LIST:
            raise StaleIdError(pressed.custom_id)
        if not (size.isdecimal() and 1 <= int(size) <= _MOST and (not is_older or before.isdecimal())):
            raise StaleIdError(pressed.custom_id)
        with self._services.in_flight.reply():
            await begin(pressed.interaction)
            await show(pressed.interaction, await self._page(who, int(size), int(before) if is_older else None))

    async def _page(self, who: Moderator, size: int, before: int | None) -> Reply:
        entries = await self._services.libraries.store(
            lambda store: store.audit.list(who.guild_id, limit=size + 1, before=before)
        )
        return replies.listed(entries, size, who.tr, newest=before is None)
