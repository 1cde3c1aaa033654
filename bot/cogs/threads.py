"""Continuing in a thread.

1. The thread starts at the answer that the button is on, and is named after its question.
2. It is opened for members who may open threads themselves, and where the bot may.
3. If the answer already has a thread, the reply links to it.
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
    from bot.i18n import Translation
    from bot.services import Services

_HAS_ONE: Final = 160004
"""Discord's code for: this message already has a thread."""
_NAME_ROOM: Final = 90


class Threads(commands.Cog):
    """The thread button under an answer to a reply."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("f", self.press)

    async def press(self, pressed: Pressed) -> None:
        """Open a thread, or link to the existing one.

        Raises:
            Refused: threads are not possible here, or they or the bot may not open one.
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
            await self._open(message, interaction.user, asker.tr)
            # A message and its thread have the same id.
            ready = asker.tr(texts.THREAD_READY, thread=f"<#{message.id}>")
            await interaction.edit_original_response(content=ready)

    async def _open(self, message: discord.Message, person: discord.User | discord.Member, tr: Translation) -> None:
        keep = kept(message)
        name = markup.shorten(keep.question if keep else "", _NAME_ROOM) or tr(texts.CONTINUE_IN_THREAD)
        try:
            thread = await message.create_thread(name=name)
        except discord.HTTPException as error:
            if error.code != _HAS_ONE:
                raise
            return
        # The thread was opened; the rest is optional.
        with suppress(discord.HTTPException):
            await thread.send(tr(texts.THREAD_OPENED))
            await thread.add_user(person)
