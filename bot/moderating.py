"""What the commands of moderators share: who they are, what they did, and how it is told."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot import errors
from bot import log_channel as journal
from bot.asker import behind, language_of
from bot.i18n import Plural
from bot.texts import settings as settings_texts
from bot.views import files, layout
from knowledge import By

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.asker import Asker
    from bot.guilds import Guilds, GuildSettings
    from bot.i18n import Message, Translation
    from bot.replies import Reply
    from bot.services import Services


@dataclass(frozen=True, slots=True)
class Moderator:
    """Somebody who may, at this moment, do what is reserved for moderators of ``guild``."""

    asker: Asker
    guild: discord.Guild

    @property
    def guild_id(self) -> int:
        """The server whose library it is about."""
        return self.guild.id

    @property
    def tr(self) -> Translation:
        """Their language."""
        return self.asker.tr

    @property
    def settings(self) -> GuildSettings:
        """What is set in the server."""
        return self.asker.settings

    def by(self) -> By:
        """Who does something, and that it is now."""
        return By(self.asker.user_id, datetime.now(UTC))

    @property
    def server_tr(self) -> Translation:
        """The language of what the whole server reads, such as the log."""
        return journal.language_of(self.guild, self.settings)

    async def log(self, text: Message | Plural, n: int = 1, **values: object) -> None:
        """Say what they did in the log channel; values are Markdown already."""
        tr = self.server_tr
        values["person"] = f"<@{self.asker.user_id}>"
        line = tr.count(text, n, **values) if isinstance(text, Plural) else tr(text, **values)
        await journal.note(self.guild, self.settings, line)


def moderator(interaction: discord.Interaction[Any], guilds: Guilds) -> Moderator:
    """Whoever is behind an interaction, as a moderator; to be asked at every press, since permissions may go.

    Raises:
        Refused: they are none, or there is no server.
    """
    asker = behind(interaction, guilds)
    if interaction.guild is None or asker.guild_id is None:
        raise errors.Refused(settings_texts.SERVERS_ONLY)
    if not asker.moderator:
        raise errors.Refused(settings_texts.MODERATORS_ONLY)
    return Moderator(asker, interaction.guild)


@asynccontextmanager
async def acting(interaction: discord.Interaction[Any], services: Services) -> AsyncIterator[None]:
    """Around the work on a command: a stop waits for it; what can be expected to go wrong is told."""
    async with errors.told(interaction, language_of(interaction, services.guilds)):
        with services.in_flight.reply():
            yield


def group(name: Message, description: Message) -> app_commands.Group:
    """A group of commands that Discord shows to moderators of servers alone."""
    return app_commands.Group(
        name=locale_str(name),
        description=locale_str(description),
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )


async def begin(interaction: discord.Interaction[Any]) -> None:
    """Say that something is coming: in the message where it is from a control, else in one that only they see."""
    if interaction.type is discord.InteractionType.application_command:
        await interaction.response.defer(thinking=True, ephemeral=True)
    else:
        await interaction.response.defer()


async def show(interaction: discord.Interaction[Any], reply: Reply) -> None:
    """Show what was announced."""
    await interaction.edit_original_response(view=layout(reply), attachments=files(reply))
