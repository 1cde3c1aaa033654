"""Asking: ``/ask``, a mention, a direct message.

1. ``/ask`` is acknowledged before anything else is done; Discord waits three seconds, a library may take longer.
2. A mention counts where the text itself holds it: an answer to one of our messages is not a question to us.
3. In direct messages every message is a question.
4. Other bots are not answered.
5. A question without a word in it gets one sentence on how to ask, which nobody else sees where that is possible.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import errors, markup, texts
from bot.views import layout

if TYPE_CHECKING:
    from bot.answering import Answering
    from bot.inflight import InFlight

log = logging.getLogger(__name__)

_NO_REPLY_HERE = 160002
"""Discord's code for: replying needs the permission to read the message history."""


class Ask(commands.Cog):
    """Questions from people."""

    def __init__(self, client: discord.Client, answering: Answering, in_flight: InFlight) -> None:
        self._client = client
        self._answering = answering
        self._in_flight = in_flight

    @app_commands.command(name="ask", description=texts.ASK_DESCRIPTION)
    @app_commands.describe(question=texts.ASK_QUESTION)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def ask(self, interaction: discord.Interaction, question: str) -> None:
        """Answer ``/ask``."""
        if not markup.one_line(question):
            await interaction.response.send_message(texts.HOW_TO_ASK, ephemeral=True)
            return
        with self._in_flight.reply():
            await interaction.response.defer(thinking=True)
            reply = await self._answering.ask(interaction.guild_id, interaction.user.id, question)
            await interaction.edit_original_response(view=layout(reply))

    @commands.Cog.listener("on_message")
    async def answer_message(self, message: discord.Message) -> None:
        """Answer a mention or a direct message."""
        if message.author.bot or message.webhook_id or message.is_system() or self._client.user is None:
            return
        question = question_in(message, self._client.user.id)
        if question is None:
            return
        try:
            with self._in_flight.reply():
                await self._answer(message, question)
        except discord.Forbidden:
            log.info("No permission to answer in channel %s", message.channel.id)
        except Exception as error:  # noqa: BLE001 - the one handler for messages
            sentence = errors.note(error, "Answering a message").sentence
            try:
                await _respond(message, sentence)
            except discord.HTTPException as failure:
                log.warning("The person could not be told: %s", failure)

    async def _answer(self, message: discord.Message, question: str) -> None:
        if not markup.one_line(question):
            await _respond(message, texts.HOW_TO_ASK)
            return
        guild_id = message.guild.id if message.guild else None
        reply = await self._answering.ask(guild_id, message.author.id, question)
        await _respond(message, layout(reply))


def question_in(message: discord.Message, me: int) -> str | None:
    """The question that a message puts to the bot ``me``, without the mention; ``None`` if it puts none.

    Mentions of other people become their names, which is how everyone reads them.
    """
    mention = re.compile(rf"<@!?{me}>")
    if message.guild is not None and not mention.search(message.content):
        return None
    text = mention.sub(" ", message.content)
    names = {user.id: user.display_name for user in message.mentions}
    return re.sub(r"<@!?(\d+)>", lambda match: "@" + names.get(int(match[1]), match[1]), text).strip()


async def _respond(message: discord.Message, content: str | discord.ui.LayoutView) -> None:
    """Reply to a message, or just say it where replying is not allowed."""
    try:
        if isinstance(content, str):
            await message.reply(content, mention_author=False)
        else:
            await message.reply(view=content, mention_author=False)
    except discord.HTTPException as error:
        if error.code != _NO_REPLY_HERE:
            raise
        if isinstance(content, str):
            await message.channel.send(content)
        else:
            await message.channel.send(view=content)
