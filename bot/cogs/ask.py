"""Asking by command: ``/ask``, and *Find passages* in the menu of a message.

1. A command is acknowledged before anything else is done; Discord waits three seconds, a library may take longer.
2. Who says whether the answer is private decides; else the server does. What a message asks is answered in private.
3. Both work where the app is installed by a person instead of a server: see ``bot.asker.home_of``.
4. A question without a word in it gets a few lines on how to ask, which nobody else sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import errors, markup, texts
from bot.asker import behind, language_of
from bot.autocomplete import choices
from bot.incoming import plain_text, with_names
from bot.views import files, layout

if TYPE_CHECKING:
    from bot.asker import Asker
    from bot.services import Services

_EVERYWHERE = app_commands.AppInstallationType(guild=True, user=True)
_IN_EVERYTHING = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)


class Ask(commands.Cog):
    """Questions from people."""

    def __init__(self, tree: app_commands.CommandTree[Any], services: Services) -> None:
        self._tree = tree
        self._services = services
        self._find = app_commands.ContextMenu(
            name=locale_str(texts.FIND_PASSAGES),
            callback=self.find,
            allowed_installs=_EVERYWHERE,
            allowed_contexts=_IN_EVERYTHING,
        )

    async def cog_load(self) -> None:
        """Put *Find passages* into the menu of messages; discord.py sees to the slash command."""
        self._tree.add_command(self._find)

    async def cog_unload(self) -> None:
        """Take it out again."""
        self._tree.remove_command(self._find.name, type=self._find.type)

    @app_commands.command(name=locale_str(texts.ASK), description=locale_str(texts.ASK_DESCRIPTION))
    @app_commands.rename(
        question=locale_str(texts.OPTION_QUESTION),
        document=locale_str(texts.OPTION_DOCUMENT),
        section=locale_str(texts.OPTION_SECTION),
        private=locale_str(texts.OPTION_PRIVATE),
    )
    @app_commands.describe(
        question=locale_str(texts.ASK_QUESTION),
        document=locale_str(texts.WHICH_DOCUMENT),
        section=locale_str(texts.ASK_SECTION),
        private=locale_str(texts.WHETHER_PRIVATE),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(
        self,
        interaction: discord.Interaction,
        question: str,
        document: str | None = None,
        section: str | None = None,
        private: bool | None = None,  # noqa: FBT001 - an option of the command, given by name
    ) -> None:
        """Answer ``/ask``."""
        async with errors.told(interaction, language_of(interaction, self._services.guilds)):
            asker = behind(interaction, self._services.guilds)
            if not markup.one_line(question):
                raise errors.Refused(texts.HOW_TO_ASK)
            hidden = asker.settings.private if private is None else private
            await self._answer(interaction, asker, question, document=document, section=section, private=hidden)

    @ask.autocomplete("document")
    async def _documents(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, self._services, lambda library: library.suggest_documents(typed))

    @ask.autocomplete("section")
    async def _sections(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        document = interaction.namespace.document or None
        return await choices(interaction, self._services, lambda lib: lib.suggest_sections(typed, document=document))

    async def find(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Answer what a message says."""
        async with errors.told(interaction, language_of(interaction, self._services.guilds)):
            said = (with_names(message, message.content), *(one.content for one in message.message_snapshots))
            question = plain_text("\n".join(said))
            if not markup.one_line(question):
                raise errors.Refused(texts.NO_TEXT)
            await self._answer(interaction, behind(interaction, self._services.guilds), question, private=True)

    async def _answer(
        self, interaction: discord.Interaction, asker: Asker, question: str, *, private: bool, **scope: Any
    ) -> None:
        self._services.gate.admit(asker)
        with self._services.in_flight.reply():
            await interaction.response.defer(thinking=True, ephemeral=private)
            reply = await self._services.answering.ask(asker, question, private=private, **scope)
            await interaction.edit_original_response(view=layout(reply), attachments=files(reply))
