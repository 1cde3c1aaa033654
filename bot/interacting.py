"""Answering an interaction: it is said that something is coming, then comes the work, then what came of it is shown."""

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
    """Do the work on a command, for whoever gave it.

    A stop of the bot waits for the work, and what can be expected to go wrong is told to them.

    Raises:
        Exception: a failure of our own.
    """
    asker = behind(interaction, services.guilds)
    async with errors.told(interaction, asker.tr):
        with services.in_flight.reply():
            await work(asker)


async def begin(interaction: discord.Interaction[Any]) -> None:
    """Say that something is coming: in the message where it is from a control, else in one that only they see."""
    if interaction.type is discord.InteractionType.application_command:
        await interaction.response.defer(thinking=True, ephemeral=True)
    else:
        await interaction.response.defer()


async def acknowledge(interaction: discord.Interaction[Any], *, own: bool) -> bool:
    """Say that something is coming: in the message itself where it is their own, else in one that only they see.

    Returns whether only they will see what comes.
    """
    if own:
        await interaction.response.defer()
        return interaction.message is not None and interaction.message.flags.ephemeral
    await interaction.response.defer(thinking=True, ephemeral=True)
    return True


async def admit(
    interaction: discord.Interaction[Any], services: Services, asker: Asker, *, private: bool | None
) -> bool:
    """Let somebody ask the library by a command, and say that the answer is coming.

    Returns whether only they will see it: as they said in ``private``, else as the server has it.

    Raises:
        Refused: questions are not answered here, or not yet.
    """
    services.gate.admit(asker)
    hidden = asker.settings.private if private is None else private
    await interaction.response.defer(thinking=True, ephemeral=hidden)
    return hidden


async def show(interaction: discord.Interaction[Any], reply: Reply) -> None:
    """Show what was announced."""
    await interaction.edit_original_response(view=layout(reply), attachments=files(reply))
