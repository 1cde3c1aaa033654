"""The composition root: settings → store → libraries → answering → cogs.

This module only composes the parts (``create_bot``); it makes no decisions about questions or answers.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import errors, i18n
from bot.asker import language_of
from bot.cogs.about import About
from bot.cogs.about_passage import AboutPassage
from bot.cogs.ask import Ask
from bot.cogs.audit import Audit
from bot.cogs.chat import Chat
from bot.cogs.gaps import Gaps
from bot.cogs.glossary import Glossary
from bot.cogs.golden import Golden
from bot.cogs.insights import InsightsCommand
from bot.cogs.library import Library
from bot.cogs.messages import Messages
from bot.cogs.pages import Pages
from bot.cogs.places import Places
from bot.cogs.quotes import Quotes
from bot.cogs.servers import Servers
from bot.cogs.settings import Settings
from bot.cogs.threads import Threads
from bot.controls import Control, Controls
from bot.features.answering import Answering
from bot.gate import Gate
from bot.guilds import Guilds
from bot.host import endpoint
from bot.inflight import InFlight
from bot.libraries import Libraries
from bot.services import Services
from bot.settings import DEFAULT_QUOTA
from bot.sync import CommandTranslator, Mentions, sync_if_changed
from knowledge import Quota, Store, Strictness

if TYPE_CHECKING:
    from collections.abc import Callable

    import yarl

    from bot.settings import Settings as HostSettings

log = logging.getLogger(__name__)

_DRAIN_SECONDS = 8.0
"""How long replies in flight may take at shutdown; container runtimes kill after ten seconds."""


class Tree(app_commands.CommandTree["PinciteBot"]):
    """The slash commands, with the one error handler for all of them."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Tell the user one sentence; log the details."""
        name = interaction.command.qualified_name if interaction.command else "unknown"
        await errors.tell(
            interaction, error, f"The command /{name}", language_of(interaction, self.client.guild_settings)
        )


class PinciteBot(commands.AutoShardedBot):
    """The bot. It owns the libraries and their store: closing the bot closes them."""

    def __init__(
        self,
        libraries: Libraries,
        *,
        strictness: Strictness = Strictness.NORMAL,
        api_base: str = "",
        always_sync: bool = False,
        shard_count: int | None = None,
        plain_chat: bool = False,
        clock: Callable[[], float] = time.monotonic,
        quota: Quota = DEFAULT_QUOTA,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # discord.py requires one; a cog handles messages
            help_command=None,
            # Text of mentions and direct messages arrives without the privileged message content intent.
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=plain_chat),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=shard_count,
            tree_cls=Tree,
        )
        self._libraries = libraries
        self._api_base = api_base
        self._always_sync = always_sync
        self._in_flight = InFlight()
        self.guild_settings = Guilds(libraries)
        self.controls = Controls(self._tell)
        answering = Answering(libraries, strictness)
        self._mentions = Mentions()
        services = Services(
            libraries, self.guild_settings, answering, self.controls, self._in_flight, Gate(clock), self._mentions
        )
        self._features: tuple[commands.Cog, ...] = (
            Ask(self.tree, services),
            Messages(self, services),
            Chat(self, services),
            Threads(services),
            Pages(services),
            AboutPassage(services),
            Places(services),
            Quotes(self.tree, services),
            About(self.tree, services),
            Settings(services),
            Library(services, quota),
            Glossary(services),
            Gaps(services),
            Golden(self.tree, services),
            Audit(services),
            InsightsCommand(services),
            Servers(self, services),
        )
        self._announced = False

    async def setup_hook(self) -> None:
        """Between login and connection: load the libraries, register commands and buttons."""
        if self._api_base:
            await endpoint.find_gateway(self)
        await asyncio.to_thread(i18n.warm)
        await self._libraries.load()
        await self.guild_settings.load()
        for feature in self._features:
            await self.add_cog(feature)
        self.add_dynamic_items(Control)
        await self.tree.set_translator(CommandTranslator())
        if self.application_id is not None:
            self._mentions.know(
                await sync_if_changed(self.tree, self._libraries, self.application_id, always=self._always_sync)
            )

    async def _tell(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Tell a user what went wrong with a button, a menu or a form."""
        await errors.tell(interaction, error, "A control", language_of(interaction, self.guild_settings))

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard; before the first one, check that something listens at the gateway.

        Raises:
            UnreachableError: nothing listens at the gateway.
        """
        if initial:
            await endpoint.knock(gateway)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def on_ready(self) -> None:
        """Log once that the bot is connected; discord.py calls this after every new session."""
        if not self._announced:
            self._announced = True
            log.info("Ready as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Do nothing: there are no prefix commands, and the cogs listen for messages themselves."""

    async def on_interaction(self, interaction: discord.Interaction, /) -> None:
        """Hand over submitted forms; discord.py handles all other interactions."""
        await self.controls.submitted(interaction)

    async def close(self) -> None:
        """Finish the replies in flight, disconnect from Discord, close the store."""
        await self._in_flight.drain(_DRAIN_SECONDS)
        try:
            await super().close()
        finally:
            await self._libraries.close()


def create_bot(settings: HostSettings, *, simulated: bool = False) -> PinciteBot:
    """The bot over the store that the settings name; it owns the store from now on.

    For a ``simulated`` Discord it has one shard, and registers its commands at every start.

    Raises:
        StorageError: the store cannot be opened.
    """
    store = Store.open(settings.database_url)
    if simulated:
        return PinciteBot(
            # A simulated Discord waits until all work is done, so nothing may poll for changes.
            Libraries(store, poll_seconds=math.inf),
            strictness=settings.strictness,
            always_sync=True,
            shard_count=1,
            plain_chat=settings.plain_chat,
            quota=settings.quota,
        )
    return PinciteBot(
        Libraries(store, folder=settings.folder),
        strictness=settings.strictness,
        api_base=settings.discord_api_base,
        plain_chat=settings.plain_chat,
        quota=settings.quota,
    )
