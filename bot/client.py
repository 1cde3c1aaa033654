"""The composition root: settings → store → libraries → answering → cogs; and the life of the process.

Nothing here decides anything about questions or answers. ``create_bot`` puts the parts together, ``run`` starts them,
waits for a signal, and takes them down in order: replies in flight are finished, the connection is closed, then the
store.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import click
import discord
from discord import app_commands
from discord.ext import commands

from bot import endpoint, errors, texts
from bot.answering import Answering
from bot.cogs.ask import Ask
from bot.cogs.pages import Pages
from bot.heartbeat import beat
from bot.inflight import InFlight
from bot.libraries import Libraries
from bot.logs import configure_logging
from bot.sync import sync_if_changed
from bot.views import AnswerButton
from knowledge import KnowledgeError, Store, Strictness

if TYPE_CHECKING:
    from pathlib import Path

    import yarl

    from bot.settings import Settings

log = logging.getLogger(__name__)

_DRAIN_SECONDS = 8.0
"""Replies in flight get this long at the end; container runtimes kill after ten."""

USAGE, FAILURE = 2, 3
"""Exit statuses: wrong settings, and a failure of the machine or of Discord."""


class Tree(app_commands.CommandTree["PinciteBot"]):
    """The slash commands, with the one error handler for all of them."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Tell the person one sentence; the log has the rest."""
        name = interaction.command.qualified_name if interaction.command else "unknown"
        await errors.tell(interaction, error, f"The command /{name}")


class PinciteBot(commands.AutoShardedBot):
    """The bot. It owns the libraries, and with them the store: closing it closes them."""

    def __init__(
        self,
        libraries: Libraries,
        *,
        strictness: Strictness = Strictness.NORMAL,
        api_base: str = "",
        always_sync: bool = False,
        shard_count: int | None = None,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # discord.py wants one; messages are the business of a cog
            help_command=None,
            # Text arrives in mentions and direct messages without the privileged intent for message contents.
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
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
        answering = Answering(libraries, strictness)
        self._ask = Ask(self, answering, self._in_flight)
        self._pages = Pages(answering, self._in_flight)
        self._announced = False

    async def setup_hook(self) -> None:
        """Between login and connection: load the libraries, register commands and buttons."""
        if self._api_base:
            await endpoint.find_gateway(self)
        await self._libraries.load()
        await self.add_cog(self._ask)
        await self.add_cog(self._pages)
        self.add_dynamic_items(AnswerButton)
        if self.application_id is not None:
            await sync_if_changed(self.tree, self._libraries, self.application_id, always=self._always_sync)

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard; the first one only where something listens.

        Raises:
            UnreachableError: nothing listens at the gateway.
        """
        if initial:
            await endpoint.knock(gateway)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def on_ready(self) -> None:
        """Say once that the bot is there; discord.py calls this after every new session."""
        if not self._announced:
            self._announced = True
            log.info("Ready as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cogs: there are no prefix commands."""

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Do what a button of an answer says."""
        await self._pages.press(interaction, custom_id)

    async def close(self) -> None:
        """Finish the replies in flight, leave Discord, close the store."""
        await self._in_flight.drain(_DRAIN_SECONDS)
        try:
            await super().close()
        finally:
            await self._libraries.close()


def create_bot(settings: Settings, *, simulated: bool = False) -> PinciteBot:
    """The bot over the store that the settings name; it owns the store from now on.

    For a ``simulated`` Discord it has one shard, and registers its commands at every start.

    Raises:
        StorageError: the store cannot be opened.
    """
    libraries = Libraries(Store.open(settings.database_url))
    if simulated:
        return PinciteBot(libraries, strictness=settings.strictness, always_sync=True, shard_count=1)
    return PinciteBot(libraries, strictness=settings.strictness, api_base=settings.discord_api_base)


def run(settings: Settings) -> int:
    """Run the bot until SIGTERM or SIGINT; return the exit status: 0 stopped, 2 wrong settings, 3 failed.

    A failure is one sentence on stderr.
    """
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    configure_logging(settings.log_level, secret=token)
    for warning in settings.warnings:
        log.warning("%s", warning)
    if not token:
        return _fail(texts.LOGIN_MISSING, USAGE)
    if settings.discord_api_base:
        endpoint.use(settings.discord_api_base)
    try:
        bot = create_bot(settings)
    except KnowledgeError as error:
        return _fail(str(error), FAILURE)
    ended = asyncio.run(_serve(bot, token, settings.data_folder))
    return 0 if ended is None else _fail(*_diagnose(ended, settings))


async def _serve(bot: PinciteBot, token: str, data_folder: Path) -> BaseException | None:
    """Run until a signal; the error that ended it earlier, if one did."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with bot:
        running = asyncio.create_task(bot.start(token))
        stopping = asyncio.create_task(stop.wait())
        beating = asyncio.create_task(beat(bot, data_folder))
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        beating.cancel()
        if running.done():
            return running.exception()
        log.info("Stopping")
        await bot.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return None


def _diagnose(error: BaseException, settings: Settings) -> tuple[str, int]:
    """The sentence and the exit status for an error that ended the bot."""
    match error:
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):
            return texts.LOGIN_REFUSED, USAGE
        case discord.PrivilegedIntentsRequired() | discord.ConnectionClosed() | discord.ClientException():
            return texts.REFUSED.format(reason=str(error).rstrip(".")), FAILURE
        case discord.HTTPException(status=status) if status < 500:
            return texts.REFUSED.format(reason=str(error).rstrip(".")), FAILURE
        case KnowledgeError():
            return str(error), FAILURE
        case (
            discord.HTTPException()
            | discord.GatewayNotFound()
            | endpoint.UnreachableError()
            | aiohttp.ClientError()
            | OSError()
        ):
            log.debug("Unreachable", exc_info=error)
            address = str(error) if isinstance(error, endpoint.UnreachableError) else discord.http.Route.BASE
            hint = texts.UNREACHABLE_HINT if settings.discord_api_base else ""
            return texts.UNREACHABLE.format(address=address, hint=hint), FAILURE
        case _:
            log.error("The bot stopped", exc_info=error)
            return texts.CRASHED, FAILURE


def _fail(sentence: str, status: int) -> int:
    click.echo(sentence, err=True)
    sys.stderr.flush()
    return status
