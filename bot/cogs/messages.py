"""Asking by message: a mention, a direct message, a reply to one of the bot's answers.

1. In a reply, "next" and "previous" turn the pages of that answer, and a place such as "p. 405" is looked up in its
   document; anything else is a new question. Each gets a new answer.
2. Outside a reply, "next" continues the person's last answer in the channel.
3. Somebody who asks too soon is told so once, publicly; further questions during that pause are ignored.
4. A greeting, or a mention alone, gets a short explanation of how to ask. Thanks get no answer.
5. Answers to replies in a server offer a thread, as the exchange is becoming longer. See ``bot.cogs.threads``.
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
"""How many messages of a channel are searched for somebody's last answer."""


class Messages(commands.Cog):
    """Messages to the bot."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services

    @commands.Cog.listener("on_message")
    async def hear(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
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
        """The last answer in the channel whose pages the author of the message may turn."""
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
    """The reply with a button to continue in a thread, if the channel allows threads."""
    if not isinstance(message.channel, discord.TextChannel):
        return reply
    return replace(reply, kept=replace(reply.kept, offer=Press(THREAD, asker.tr(texts.CONTINUE_IN_THREAD))))
