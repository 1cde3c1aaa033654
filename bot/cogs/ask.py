"""Asking by command: ``/ask``, and the message menu entry *Find passages*.

1. A command is deferred before anything else: Discord waits three seconds, a library may take longer.
2. The asker's choice decides whether the answer is ephemeral, else the server's setting. The answer to *Find passages*
   is always ephemeral.
3. Both work where the app is user-installed instead of added to the server: see ``bot.asker.home_of``.
4. A question without a word in it gets a short ephemeral explanation of how to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot import errors, markup, texts
from bot.audience import MenuCog, everywhere
from bot.autocomplete import choices
from bot.incoming import plain_text, with_names
from bot.interacting import admit, attend, show

if TYPE_CHECKING:
    from bot.asker import Asker
    from bot.services import Services


class Ask(MenuCog):
    """Questions asked by command."""

    def __init__(self, tree: app_commands.CommandTree[Any], services: Services) -> None:
        entry = app_commands.ContextMenu(name=locale_str(texts.FIND_PASSAGES), callback=self.find)
        super().__init__(tree, everywhere(entry))
        self._services = services

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
    @everywhere
    async def ask(
        self,
        interaction: discord.Interaction,
        question: str,
        document: str | None = None,
        section: str | None = None,
        private: bool | None = None,  # noqa: FBT001 - an option of the command, given by name
    ) -> None:
        """Answer ``/ask``."""

        async def work(asker: Asker) -> None:
            if not markup.one_line(question):
                raise errors.Refused(texts.HOW_TO_ASK)
            hidden = await admit(interaction, self._services, asker, private=private)
            ask = self._services.answering.ask
            await show(interaction, await ask(asker, question, document=document, section=section, private=hidden))

        await attend(interaction, self._services, work)

    @ask.autocomplete("document")
    async def _documents(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, self._services, lambda library: library.suggest_documents(typed))

    @ask.autocomplete("section")
    async def _sections(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        document = interaction.namespace.document or None
        return await choices(interaction, self._services, lambda lib: lib.suggest_sections(typed, document=document))

    async def find(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Answer the text of a message."""
        said = (with_names(message, message.content), *(one.content for one in message.message_snapshots))
        question = plain_text("\n".join(said))

        async def work(asker: Asker) -> None:
            if not markup.one_line(question):
                raise errors.Refused(texts.NO_TEXT)
            hidden = await admit(interaction, self._services, asker, private=True)
            await show(interaction, await self._services.answering.ask(asker, question, private=hidden))

        await attend(interaction, self._services, work)
