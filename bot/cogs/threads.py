"""Going on in a thread.

1. The thread belongs to the answer under which the button stands, and is named after its question.
2. It is opened for those who might open one themselves, and where the bot may.
3. Where the answer has a thread already, the way there is shown.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

import discord
from discord.ext import commands

from bot import errors, markup, texts
from bot.asker import behind
from bot.gate import allow_here
from bot.views import kept

if TYPE_CHECKING:
    from bot.controls import Pressed
    from bot.services import Services

_HAS_ONE: Final = 160004
"""Discord's code for: this message has a thread already."""
_NAME_ROOM: Final = 90


class Threads(commands.Cog):
    """The button under an answer to a reply."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("f", self.press)

    async def press(self, pressed: Pressed) -> None:
        """Open a thread, or show the one there is.

        Raises:
            Refused: there can be no thread here, or they or the bot may not open one.
        """
        interaction = pressed.interaction
        asker = behind(interaction, self._services.guilds)
        allow_here(asker)
        message = interaction.message
        if message is None or message.guild is None or message.flags.ephemeral:
            raise errors.Refused(texts.THREAD_NOT_HERE)
        mine = interaction.app_permissions
        if not (mine.create_public_threads and mine.send_messages_in_threads):
            raise errors.Refused(texts.THREAD_NOT_BY_ME)
        if not interaction.permissions.create_public_threads:
            raise errors.Refused(texts.THREAD_NOT_BY_YOU)
        with self._services.in_flight.reply():
            await interaction.response.defer(thinking=True, ephemeral=True)
            await self._open(message, interaction.user, asker.tr(texts.THREAD_OPENED))
            # A message and its thread have one id.
            ready = asker.tr(texts.THREAD_READY, thread=f"<#{message.id}>")
            await interaction.edit_original_response(content=ready)

    async def _open(self, message: discord.Message, person: discord.User | discord.Member, words: str) -> None:
        keep = kept(message)
        name = markup.shorten(keep.question if keep else "", _NAME_ROOM) or texts.CONTINUE_IN_THREAD
        try:
            thread = await message.create_thread(name=name)
        except discord.HTTPException as error:
            if error.code != _HAS_ONE:
                raise
            return
        # It is there, which is what counts; the rest is courtesy.
        with suppress(discord.HTTPException):
            await thread.send(words)
            await thread.add_user(person)
