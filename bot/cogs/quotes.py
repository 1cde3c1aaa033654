"""The check of quotations: ``/quote``, and *Check quotes* in the menu of a message.

What somebody has checked of another's message is theirs alone to see; ``/quote`` is as private as they or the server
say.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import errors, texts
from bot.asker import behind
from bot.features.checking import Checking
from bot.incoming import plain_text, with_names
from bot.views import files, layout
from knowledge import quotations_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.replies import Reply
    from bot.services import Services

_EVERYWHERE = app_commands.AppInstallationType(guild=True, user=True)
_IN_EVERYTHING = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)


class Quotes(commands.Cog):
    """Checks quotations."""

    def __init__(self, tree: app_commands.CommandTree[Any], services: Services) -> None:
        self._tree = tree
        self._services = services
        self._checking = Checking(services.libraries)
        self._check = app_commands.ContextMenu(
            name=locale_str(texts.CHECK_QUOTES),
            callback=self.check,
            allowed_installs=_EVERYWHERE,
            allowed_contexts=_IN_EVERYTHING,
        )

    async def cog_load(self) -> None:
        """Put *Check quotes* into the menu of messages; discord.py sees to the slash command."""
        self._tree.add_command(self._check)

    async def cog_unload(self) -> None:
        """Take it out again."""
        self._tree.remove_command(self._check.name, type=self._check.type)

    @app_commands.command(name=locale_str(texts.QUOTE), description=locale_str(texts.QUOTE_DESCRIPTION))
    @app_commands.rename(text=locale_str(texts.OPTION_TEXT), private=locale_str(texts.OPTION_PRIVATE))
    @app_commands.describe(text=locale_str(texts.QUOTE_TEXT), private=locale_str(texts.WHETHER_PRIVATE))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def quote(
        self,
        interaction: discord.Interaction,
        text: str,
        private: bool | None = None,  # noqa: FBT001 - an option of the command, given by name
    ) -> None:
        """Check a quotation."""
        asker = behind(interaction, self._services.guilds)
        self._services.gate.admit(asker)
        hidden = asker.settings.private if private is None else private
        work = partial(self._checking.one, asker, text, private=hidden)
        await self._answer(interaction, work, private=hidden)

    async def check(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Check the quotations in a message."""
        asker = behind(interaction, self._services.guilds)
        self._services.gate.admit(asker)
        found = _quotations(message)
        if not found:
            raise errors.Refused(texts.NO_QUOTATIONS)
        work = partial(self._checking.many, asker, found, message.jump_url)
        await self._answer(interaction, work, private=True)

    async def _answer(
        self, interaction: discord.Interaction, work: Callable[[], Awaitable[Reply]], *, private: bool
    ) -> None:
        with self._services.in_flight.reply():
            await interaction.response.defer(thinking=True, ephemeral=private)
            reply = await work()
            await interaction.edit_original_response(view=layout(reply), attachments=files(reply))


def _quotations(message: discord.Message) -> tuple[str, ...]:
    """The quotations in a message, and in those that it forwards, without their markup."""
    text = "\n".join([with_names(message, message.content), *(one.content for one in message.message_snapshots)])
    return tuple(dict.fromkeys(filter(None, map(plain_text, quotations_in(text)))))
