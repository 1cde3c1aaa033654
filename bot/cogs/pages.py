"""Turning the pages of an answer.

1. Only who asked turns the pages of their answer; anyone else gets a copy that only they see, to turn its pages.
2. The question and the small print are taken from the message; everything else is made anew from the button's id, in
   the library of the server where the button is pressed.
3. A passage that is gone is said so to the one who pressed; the answer stays as it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.state import StaleStateError, decode
from bot.views import kept, layout

if TYPE_CHECKING:
    import discord

    from bot.answering import Answering
    from bot.inflight import InFlight


class Pages(commands.Cog):
    """The buttons under an answer."""

    def __init__(self, answering: Answering, in_flight: InFlight) -> None:
        self._answering = answering
        self._in_flight = in_flight

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Show what a button leads to.

        Raises:
            KnowledgeError: the passage is gone, or the store failed.
            StaleStateError: the button is of another version.
        """
        state = decode(custom_id)
        keep = kept(interaction.message) if interaction.message else None
        if keep is None:
            raise StaleStateError(custom_id)
        with self._in_flight.reply():
            if interaction.user.id == state.asker:
                await interaction.response.defer()
            else:
                state = replace(state, asker=interaction.user.id)
                await interaction.response.defer(ephemeral=True, thinking=True)
            reply = await self._answering.turn(interaction.guild_id, state, keep)
            await interaction.edit_original_response(view=layout(reply))
