"""``/about`` and ``/privacy``: what the bot is, and which data it stores; ephemeral."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.asker import behind
from bot.audience import everywhere
from bot.i18n import Message
from bot.ids import StaleIdError
from bot.interacting import attend, begin, show
from bot.replies import about as replies
from bot.texts import about as texts
from bot.texts import settings as settings_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.asker import Asker
    from bot.controls import Pressed
    from bot.replies import Reply
    from bot.services import Services
    from knowledge import Library


class About(commands.Cog):
    """Information about the bot."""

    def __init__(self, tree: app_commands.CommandTree[Any], services: Services) -> None:
        self._tree = tree
        self._services = services
        services.controls.add("a", self.press)

    @app_commands.command(name=locale_str(texts.ABOUT), description=locale_str(texts.ABOUT_DESCRIPTION))
    @everywhere
    async def about(self, interaction: discord.Interaction) -> None:
        """Show what the bot is."""
        await attend(interaction, self._services, lambda asker: self._show(interaction, asker, replies.ABOUT_ID))

    @app_commands.command(name=locale_str(texts.PRIVACY), description=locale_str(texts.PRIVACY_DESCRIPTION))
    @everywhere
    async def privacy(self, interaction: discord.Interaction) -> None:
        """Show which data is stored."""
        await attend(interaction, self._services, lambda asker: self._show(interaction, asker, replies.PRIVACY_ID))

    async def press(self, pressed: Pressed) -> None:
        """Switch between the two.

        Raises:
            StaleIdError: the button is of another version.
        """
        if pressed.custom_id not in {replies.ABOUT_ID, replies.PRIVACY_ID}:
            raise StaleIdError(pressed.custom_id)
        asker = behind(pressed.interaction, self._services.guilds)
        with self._services.in_flight.reply():
            await self._show(pressed.interaction, asker, pressed.custom_id)

    async def _show(self, interaction: discord.Interaction[Any], asker: Asker, which: str) -> None:
        await begin(interaction)
        await show(interaction, await self._about(asker) if which == replies.ABOUT_ID else self._privacy(asker))

    async def _about(self, asker: Asker) -> Reply:
        size = await self._services.libraries.use(asker.guild_id, _size)
        return replies.about(version("pincite"), size, tuple(self._commands(asker)), asker.tr)

    def _privacy(self, asker: Asker) -> Reply:
        return replies.privacy(self._services.mentions.of(settings_texts.SETTINGS, asker.tr), asker.tr)

    def _commands(self, asker: Asker) -> Iterator[replies.CommandLine]:
        """The commands that the asker can use, except those of this cog."""
        for command in self._tree.get_commands(type=discord.AppCommandType.chat_input):
            if command.name in {texts.ABOUT, texts.PRIVACY}:
                continue
            if command.default_permissions is None or asker.moderator:
                name = self._services.mentions.of(Message(command.name), asker.tr)
                yield replies.CommandLine(name, asker.tr(Message(command.description)))


def _size(library: Library) -> replies.Size:
    documents = library.documents()
    return replies.Size(len(documents), sum(len(document.passages) for document in documents))
