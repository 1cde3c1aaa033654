"""Servers that add and remove the bot, and daily housekeeping.

The data of a server that removed the bot is kept for thirty days, in case it comes back, and then deleted, as
``/privacy`` says. Removals while the bot was not running are detected when it connects.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from knowledge import StorageError

if TYPE_CHECKING:
    import discord

    from bot.services import Services

log = logging.getLogger(__name__)


class Servers(commands.Cog):
    """Listens for servers that add or remove the bot."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services

    async def cog_unload(self) -> None:
        """Stop the daily housekeeping."""
        self._tidy.cancel()

    @commands.Cog.listener("on_guild_join")
    async def welcome(self, guild: discord.Guild) -> None:
        """Record that a server added the bot."""
        await self._services.guilds.joined(guild.id)

    @commands.Cog.listener("on_guild_remove")
    async def part(self, guild: discord.Guild) -> None:
        """Record that a server removed the bot."""
        await self._services.guilds.left(guild.id, datetime.now(UTC))

    @commands.Cog.listener("on_ready")
    async def look_round(self) -> None:
        """Record which servers removed or added the bot meanwhile, and then start the daily housekeeping.

        At this point discord.py knows all servers, also those in an outage. Earlier housekeeping would delete the data
        of a server that has added the bot again.
        """
        present = [guild.id for guild in self._client.guilds]
        try:
            await self._services.guilds.reconcile(present, datetime.now(UTC))
        except StorageError as error:
            log.warning("Which servers added or removed the bot is not recorded before it connects anew: %s", error)
            return
        if not self._tidy.is_running():
            self._tidy.start()

    @tasks.loop(hours=24)
    async def _tidy(self) -> None:
        try:
            await self._services.libraries.housekeeping(datetime.now(UTC))
        except StorageError as error:
            log.warning("Tidying up failed and is tried again tomorrow: %s", error)
