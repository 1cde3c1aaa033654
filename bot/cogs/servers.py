"""Servers that add and remove the bot, and what is done once a day.

What is stored of a server that removed the bot stays for thirty days, in case it comes back, and then goes, as
``/privacy`` says. Removals that happened while the bot was not running are noticed when it is ready.
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
    """Comings and goings."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services

    async def cog_load(self) -> None:
        """Begin to tidy up once a day."""
        self._tidy.start()

    async def cog_unload(self) -> None:
        """Stop tidying up."""
        self._tidy.cancel()

    @commands.Cog.listener("on_guild_join")
    async def welcome(self, guild: discord.Guild) -> None:
        """A server added the bot."""
        await self._services.guilds.joined(guild.id)

    @commands.Cog.listener("on_guild_remove")
    async def part(self, guild: discord.Guild) -> None:
        """A server removed the bot."""
        await self._services.guilds.left(guild.id, datetime.now(UTC))

    @commands.Cog.listener("on_ready")
    async def look_round(self) -> None:
        """Find out what happened meanwhile; discord.py knows all servers by now, also those in an outage."""
        present = [guild.id for guild in self._client.guilds]
        await self._services.guilds.reconcile(present, datetime.now(UTC))

    @tasks.loop(hours=24)
    async def _tidy(self) -> None:
        try:
            await self._services.libraries.housekeeping(datetime.now(UTC))
        except StorageError as error:
            log.warning("Tidying up failed and is tried again tomorrow: %s", error)
