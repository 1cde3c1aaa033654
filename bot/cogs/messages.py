"""Asking by message: a mention, a direct message, a reply to one of the bot's answers.

1. In a reply, "next" and "previous" lead through the passages of that answer, and a place such as "p. 405" is looked up
   in its document; anything else is a new question. Each of them gets an answer of its own.
2. Said without a reply, "next" goes on in the last answer that the person got in the channel.
3. Who asks too soon is told so once, where all can read it; then they are left alone until the pause is over.
4. A greeting, or a mention alone, gets a few lines on how to ask. Thanks want no answer.
5. Answers to replies in a server offer a thread: that is where an exchange gets longer. See ``bot.cogs.threads``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import discord
from discord.ext import commands

from bot import errors, texts
from bot.asker import author_of
from bot.features.phrases import Meaning, understand
from bot.features.steps import standing, step
from bot.gate import TooSoon
from bot.i18n import translation
from bot.ids.following import THREAD
from bot.incoming import addressed
from bot.replies import Press, Reply
from bot.replies.first import unshared
from bot.responding import answer
from bot.views import buttons, kept

if TYPE_CHECKING:
    from bot.asker import Asker
    from bot.features.phrases import Phrase
    from bot.incoming import Addressed
    from bot.services import Services

_LOOKED_BACK: Final = 30
"""So many messages of a channel are searched for somebody's last answer."""


class Messages(commands.Cog):
    """What people say to the bot."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services

    @commands.Cog.listener("on_message")
    async def hear(self, message: discord.Message) -> None:
        """Answer what is meant for the bot."""
        said = addressed(message, self._client.user.id) if self._client.user else None
        if said is None:
            return
        asker = author_of(message, self._services.guilds)
        phrase = understand(said.text)
        if phrase.language and asker.settings.language is None:
            asker = replace(asker, tr=translation(phrase.language))
        if phrase.meaning is Meaning.THANKS:
            return

        async def work() -> Reply | None:
            try:
                return await self._reply(message, said, phrase, asker)
            except TooSoon:
                if not self._services.gate.is_news(asker):
                    return None
                raise

        await answer(message, work, self._services.in_flight, asker.tr)

    async def _reply(self, message: discord.Message, said: Addressed, phrase: Phrase, asker: Asker) -> Reply:
        self._services.gate.admit(asker)
        if said.is_hidden:
            raise errors.Refused(texts.TEXT_HIDDEN)
        if phrase.meaning is Meaning.HELP:
            raise errors.Refused(texts.HOW_TO_ASK)
        if phrase.meaning is not Meaning.QUESTION:
            return await self._turned(message, said, phrase.meaning, asker)
        shown = standing(buttons(said.to)) if said.to else None
        reply = await self._services.answering.follow_up(asker, said.text, shown)
        return _offering(reply, message, asker) if said.to else reply

    async def _turned(self, message: discord.Message, said: Addressed, way: Meaning, asker: Asker) -> Reply:
        """The passage after or before the one that an answer shows."""
        shown = said.to or await self._last_answer(message)
        keep = kept(shown) if shown else None
        turn = step(buttons(shown), way) if shown else None
        if keep is None or turn is None:
            raise errors.Refused(texts.WHICH_ANSWER)
        if not turn.leads_on:
            raise errors.Refused(texts.LAST_PASSAGE if way is Meaning.NEXT else texts.FIRST_PASSAGE)
        state = replace(turn.state, asker=asker.user_id)
        reply = await self._services.answering.turn(asker, state, replace(unshared(keep), offer=None), private=False)
        return _offering(reply, message, asker)

    async def _last_answer(self, message: discord.Message) -> discord.Message | None:
        """The last answer in the channel that the author of a message turns the pages of."""
        try:
            async for earlier in message.channel.history(limit=_LOOKED_BACK, before=message):
                if earlier.author == self._client.user:
                    turn = step(buttons(earlier), Meaning.NEXT)
                    if turn and turn.state.asker == message.author.id:
                        return earlier
        except discord.Forbidden:
            return None
        return None


def _offering(reply: Reply, message: discord.Message, asker: Asker) -> Reply:
    """The reply with the offer to go on in a thread, where there can be one."""
    if not isinstance(message.channel, discord.TextChannel):
        return reply
    return replace(reply, kept=replace(reply.kept, offer=Press(THREAD, asker.tr(texts.CONTINUE_IN_THREAD))))
