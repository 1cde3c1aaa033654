"""Recognising references in plain chat, such as "p. 404" or "¶ 17".

1. Only in channels that moderators chose, and their threads; and only if the host lets the bot read messages that are
   not addressed to it (``PINCITE_PLAIN_CHAT``), a privileged intent that Discord wants justified.
2. At most three references of a message are looked up, and answered together, without a ping. If they cannot be
   answered, the bot stays silent: the place is missing, occurs in many documents, or the author has to wait.
3. The author of the message can delete the answer, as with any answer to their question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from discord.ext import commands

from bot.asker import author_of
from bot.errors import Refused
from bot.incoming import addressed, is_deaf_to
from bot.responding import answer
from knowledge import references_in_chat

if TYPE_CHECKING:
    import discord

    from bot.replies import Reply
    from bot.services import Services

_MOST: Final = 3
"""The most references of a message that are looked up."""


class Chat(commands.Cog):
    """References in plain chat."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services

    @commands.Cog.listener("on_message")
    async def overhear(self, message: discord.Message) -> None:
        """Show the places that a message refers to."""
        if is_deaf_to(message) or message.guild is None or self._client.user is None:
            return
        asker = author_of(message, self._services.guilds)
        if not asker.settings.plain_chat & {asker.channel_id, asker.parent_id}:
            return
        if addressed(message, self._client.user.id) is not None:
            return
        places = tuple(dict.fromkeys(found.text for found in references_in_chat(message.content)))[:_MOST]
        if not places:
            return

        async def work() -> Reply | None:
            reply = await self._services.answering.overheard(asker, places)
            if reply is not None:
                try:
                    self._services.gate.admit(asker)
                except Refused:
                    return None
            return reply

        await answer(message, work, self._services.in_flight, None)
