"""The buttons under an answer: turning its pages, sharing it, deleting it, asking again.

1. Only the asker turns the pages of their answer; anyone else gets an ephemeral copy with its own pages.
2. The question and the small print are read from the message; everything else is made anew from the button's id, in the
   library of the server in which the button is pressed.
3. If a passage no longer exists, the presser is told so; the answer stays unchanged.
4. An ephemeral answer is shared in the name of whoever shares it; the public answer then belongs to them.
5. The asker can delete the answer, and so can anyone who may manage messages in the channel.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot import texts
from bot.asker import behind, home_of
from bot.errors import Refused
from bot.gate import allow_here
from bot.ids import StaleIdError
from bot.ids.answer import Button, button_of, decode
from bot.ids.passage import Act, act_of, meant_of
from bot.interacting import acknowledge, show
from bot.replies.first import shared, unshared
from bot.replies.rows import already_shared
from bot.views import files, kept, layout

if TYPE_CHECKING:
    from typing import Any

    from bot.asker import Asker
    from bot.controls import Pressed
    from bot.ids.answer import State
    from bot.replies import Kept
    from bot.services import Services


class Pages(commands.Cog):
    """The buttons under an answer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("p", self.press)
        services.controls.add("x", self.act)

    async def press(self, pressed: Pressed) -> None:
        """Show what a button leads to.

        Raises:
            KnowledgeError: the passage is gone, or the store failed.
            Refused: the answer cannot be shared here.
            StaleIdError: the button is of another version.
        """
        interaction = pressed.interaction
        state, button, keep = decode(pressed.custom_id), button_of(pressed.custom_id), kept_of(pressed)
        asker = behind(interaction, self._services.guilds)
        with self._services.in_flight.reply():
            if button is Button.SHARE:
                await self._share(interaction, asker, state, keep)
                return
            if button is Button.TYPED:
                self._services.gate.admit(asker)
            private = await acknowledge(interaction, own=asker.user_id == state.asker)
            if button is Button.TYPED:
                reply = await self._services.answering.as_typed(asker, keep.question, private=private)
            else:
                own = replace(state, asker=asker.user_id)
                if private:  # an ephemeral view was shared by nobody, and no thread can start at it
                    keep = replace(unshared(keep), offer=None)
                reply = await self._services.answering.turn(asker, own, keep, private=private)
            await show(interaction, reply)

    async def act(self, pressed: Pressed) -> None:
        """Delete an answer, or ask in the document or section chosen from suggestions.

        Raises:
            KnowledgeError: the question cannot be asked there, or the store failed.
            Refused: they may not delete it.
            StaleIdError: the control is of another version.
        """
        act, owner = act_of(pressed.custom_id)
        interaction = pressed.interaction
        asker = behind(interaction, self._services.guilds)
        if act is Act.DELETE:
            if not may_delete(interaction, asker, owner):
                raise Refused(texts.NOT_YOURS)
            await interaction.response.defer()
            await interaction.delete_original_response()
            return
        with self._services.in_flight.reply():
            await self._ask_there(pressed, asker)

    async def _ask_there(self, pressed: Pressed, asker: Asker) -> None:
        """Ask in the chosen document or section; a public answer replaces the menu."""
        interaction, meant, keep = pressed.interaction, meant_of(pressed.custom_id), kept_of(pressed)
        if keep.is_shortened or not pressed.values:
            raise StaleIdError(pressed.custom_id)
        chosen = pressed.values[0]
        document, section = (chosen, meant.section) if meant.act is Act.DOCUMENT else (None, chosen)
        self._services.gate.admit(asker)
        own = asker.user_id == meant.asker
        public = own and meant.public
        private = await acknowledge(interaction, own=own) and not public
        reply = await self._services.answering.ask(
            asker, keep.question, document=document, section=section, private=private
        )
        if not public:
            await show(interaction, reply)
            return
        await interaction.followup.send(view=layout(reply), files=files(reply), ephemeral=False)
        with suppress(discord.HTTPException):  # the answer was sent; it does not matter if the menu stays
            await interaction.delete_original_response()

    async def _share(self, interaction: discord.Interaction[Any], asker: Asker, state: State, keep: Kept) -> None:
        """Post the answer in the channel, and mark the ephemeral one as shared.

        The ephemeral one is updated first, so that a posted answer cannot be shared again.
        """
        allow_here(asker)
        if not may_share(interaction):
            raise Refused(texts.NO_PERMISSION)
        await interaction.response.defer()
        answering = self._services.answering
        state = replace(state, asker=asker.user_id)
        theirs = shared(keep, interaction.user.display_name, asker.tr)
        reply = await answering.turn(asker, state, theirs, private=False)
        private = await answering.turn(asker, state, keep, private=True)
        await show(interaction, replace(private, rows=already_shared(private.rows, asker.tr)))
        try:
            await interaction.followup.send(view=layout(reply), files=files(reply), ephemeral=False)
        except discord.HTTPException:
            with suppress(discord.HTTPException):
                await show(interaction, private)
            raise


def kept_of(pressed: Pressed) -> Kept:
    """The kept parts of the answer under which a control was pressed.

    Raises:
        StaleIdError: the message is not an answer that this version can read.
    """
    keep = kept(pressed.interaction.message) if pressed.interaction.message else None
    if keep is None:
        raise StaleIdError(pressed.custom_id)
    return keep


def may_share(interaction: discord.Interaction[Any]) -> bool:
    """Whether the response to an interaction may be public.

    In a server that added the bot, the bot's own permission to send messages decides. Where the app is user-installed,
    the bot needs none: the user's permission to use external apps decides.
    """
    if interaction.guild_id is None:
        return True
    if home_of(interaction) is None:
        return interaction.permissions.use_external_apps
    return interaction.app_permissions.send_messages


def may_delete(interaction: discord.Interaction[Any], asker: Asker, owner: int) -> bool:
    """Whether they may at this moment delete an answer that ``owner`` asked for, in this channel."""
    if asker.user_id == owner or asker.moderator:
        return True
    return interaction.guild_id is not None and interaction.permissions.manage_messages
