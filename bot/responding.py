"""Answering a message with a message, whatever the channel's permissions."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import discord

from bot import errors
from bot.i18n import translation
from bot.views import files, layout

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.i18n import Translation
    from bot.inflight import InFlight
    from bot.replies import Reply

log = logging.getLogger(__name__)

_NO_REPLY_HERE: Final = 160002
"""Discord's code for: a reply needs the permission to read the message history."""
_INVALID: Final = 50035
"""Discord's code for: invalid request, here because the message to reply to is missing."""


async def respond(message: discord.Message, content: str | Reply) -> None:
    """Reply to a message without a ping, or post without a reply if replying is not allowed.

    If the message was deleted, nothing is sent: its author no longer wants an answer.

    Raises:
        discord.HTTPException: Discord refused the message.
    """
    try:
        if isinstance(content, str):
            await message.reply(content, mention_author=False)
        else:
            await message.reply(view=layout(content), files=files(content), mention_author=False)
    except discord.HTTPException as error:
        if error.code == _INVALID and "message_reference" in error.text:
            log.info("The message to answer in channel %s is gone", message.channel.id)
        elif error.code != _NO_REPLY_HERE:
            raise
        elif isinstance(content, str):
            await message.channel.send(content)
        else:
            await message.channel.send(view=layout(content), files=files(content))


async def answer(
    message: discord.Message, work: Callable[[], Awaitable[Reply | None]], in_flight: InFlight, tr: Translation | None
) -> None:
    """Respond with the result of ``work``, if any.

    Errors are reported in one sentence in the language ``tr``; without a ``tr``, only in the log.
    """
    try:
        with in_flight.reply():
            content = await work()
            if content is not None:
                await respond(message, content)
    except discord.Forbidden:
        log.info("No permission to answer in channel %s", message.channel.id)
    except Exception as error:  # noqa: BLE001 - the one handler for messages
        sentence = errors.note(error, "Answering a message", tr or translation("en")).sentence
        if tr is None:
            return
        try:
            await respond(message, sentence)
        except discord.HTTPException as failure:
            log.warning("The person could not be told: %s", failure)
