"""The life cycle of ``pincite run``: start, wait for a signal, shut everything down in order.

At shutdown the replies in flight are finished, then the connection is closed, then the store. If the bot ends before a
signal, the reason is one sentence and an exit status.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from typing import TYPE_CHECKING

import aiohttp
import click
import discord

from bot.client import create_bot
from bot.exits import Exit
from bot.host import endings, endpoint
from bot.host.heartbeat import beat
from bot.host.logs import configure_logging
from bot.host.memory import exempt_from_collection
from bot.markup import clean
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.client import PinciteBot
    from bot.settings import Settings

log = logging.getLogger(__name__)


def run(settings: Settings) -> int:
    """Run the bot until SIGTERM or SIGINT; return the exit status: 0 stopped, 2 wrong settings, 3 failed.

    A failure is reported as one sentence on stderr.
    """
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    configure_logging(settings.log_level, secret=token)
    for warning in settings.warnings:
        log.warning("%s", warning)
    if not token:
        return _fail(endings.LOGIN_MISSING, Exit.BAD_INPUT)
    if settings.discord_api_base:
        endpoint.use(settings.discord_api_base)
    try:
        bot = create_bot(settings)
    except KnowledgeError as error:
        return _fail(str(error), Exit.FAILURE)
    ended = asyncio.run(_serve(bot, token, settings.data_folder))
    return 0 if ended is None else _fail(*_diagnose(ended, settings))


async def _serve(bot: PinciteBot, token: str, data_folder: Path) -> BaseException | None:
    """Run until a signal; return the error that ended it earlier, if any."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with bot:
        running = asyncio.create_task(_start(bot, token))
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


async def _start(bot: PinciteBot, token: str) -> None:
    """Log in, which loads the libraries, and stay connected."""
    await bot.login(token)
    exempt_from_collection()
    await bot.connect()


def _diagnose(error: BaseException, settings: Settings) -> tuple[str, int]:
    """The sentence and the exit status for an error that ended the bot."""
    match error:
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):
            ended = endings.LOGIN_REFUSED, Exit.BAD_INPUT
        case discord.PrivilegedIntentsRequired() | discord.ConnectionClosed(code=4014):
            ended = endings.INTENT_REFUSED, Exit.BAD_INPUT
        case discord.ConnectionClosed() | discord.ClientException():
            ended = endings.REFUSED.format(reason=str(error).rstrip(".")), Exit.FAILURE
        case discord.HTTPException(status=status) if status < 500:
            ended = endings.REFUSED.format(reason=str(error).rstrip(".")), Exit.FAILURE
        case KnowledgeError():
            ended = str(error), Exit.FAILURE
        case (
            discord.HTTPException()
            | discord.GatewayNotFound()
            | endpoint.UnreachableError()
            | aiohttp.ClientError()
            | OSError()
        ):
            log.debug("Unreachable", exc_info=error)
            address = str(error) if isinstance(error, endpoint.UnreachableError) else discord.http.Route.BASE
            hint = endings.UNREACHABLE_HINT if settings.discord_api_base else ""
            ended = endings.UNREACHABLE.format(address=address, hint=hint), Exit.FAILURE
        case _:
            log.error("The bot stopped", exc_info=error)
            ended = endings.CRASHED, Exit.FAILURE
    return ended


def _fail(sentence: str, status: int) -> int:
    click.echo(clean(sentence), err=True)
    sys.stderr.flush()
    return status
