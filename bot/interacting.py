"""Answering an interaction: defer, do the work, then show the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot import errors
from bot.asker import behind
from bot.views import files, layout

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.asker import Asker
    from bot.replies import Reply
    from bot.services import Services


async def attend(
    interaction: discord.Interaction[Any], services: Services, work: Callable[[Asker], Awaitable[None]]
) -> None:
    """Do the work on a command for the user who sent it.

    A shutdown waits for the work; expected errors are reported to the user.

    Raises:
        Exception: an internal failure.
    """
    asker = behind(interaction, services.guilds)
    async with errors.told(interaction, asker.tr):
        with services.in_flight.reply():
            await work(asker)


async def begin(interaction: discord.Interaction[Any]) -> None:
    """Defer: a control's own message will be edited; a command gets an ephemeral reply."""
    if interaction.type is discord.InteractionType.application_command:
        await interaction.response.defer(thinking=True, ephemeral=True)
    else:
        await interaction.response.defer()


async def acknowledge(interaction: discord.Interaction[Any], *, own: bool) -> bool:
    """Defer: edit the control's own message if ``own``, else send an ephemeral reply.

    Returns whether the result is ephemeral.
    """
    if own:
        await interaction.response.defer()
        return interaction.message is not None and interaction.message.flags.ephemeral
    await interaction.response.defer(thinking=True, ephemeral=True)
    return True


async def admit(
    interaction: discord.Interaction[Any], services: Services, asker: Asker, *, private: bool | None
) -> bool:
    """Admit a question asked by a command, and defer the answer.

    Returns whether the answer is ephemeral: as chosen in ``private``, else as set for the server.

    Raises:
        Refused: questions are not answered in this channel, or not yet.
    """
    services.gate.admit(asker)
    hidden = asker.settings.private if private is None else private
    await interaction.response.defer(thinking=True, ephemeral=hidden)
    return hidden


async def show(interaction: discord.Interaction[Any], reply: Reply) -> None:
    """Show the deferred reply."""
    await interaction.edit_original_response(view=layout(reply), attachments=files(reply))
