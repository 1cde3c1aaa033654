"""Shared by the moderators' commands: checking permission, recording and logging changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot import errors
from bot import log_channel as journal
from bot.asker import behind
from bot.i18n import Plural
from bot.interacting import attend, begin, show
from bot.texts import settings as settings_texts
from knowledge import By

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord

    from bot.asker import Asker
    from bot.guilds import Guilds, GuildSettings
    from bot.i18n import Message, Translation
    from bot.replies import Reply
    from bot.services import Services


@dataclass(frozen=True, slots=True)
class Moderator:
    """A user who, at this moment, has moderator rights in ``guild``."""

    asker: Asker
    guild: discord.Guild

    @property
    def guild_id(self) -> int:
        """The server whose library is concerned."""
        return self.guild.id

    @property
    def tr(self) -> Translation:
        """The moderator's language."""
        return self.asker.tr

    @property
    def settings(self) -> GuildSettings:
        """The settings of the server."""
        return self.asker.settings

    def by(self) -> By:
        """The moderator and the current time, for the audit log."""
        return By(self.asker.user_id, datetime.now(UTC))

    @property
    def server_tr(self) -> Translation:
        """The language of messages to the whole server, such as those in the log channel."""
        return journal.language_of(self.guild, self.settings)

    async def log(self, text: Message | Plural, n: int = 1, **values: object) -> None:
        """Post a line about their change in the log channel; values are Markdown already."""
        tr = self.server_tr
        values["person"] = f"<@{self.asker.user_id}>"
        line = tr.count(text, n, **values) if isinstance(text, Plural) else tr(text, **values)
        await journal.note(self.guild, self.settings, line)


def moderator(interaction: discord.Interaction[Any], guilds: Guilds) -> Moderator:
    """The user behind an interaction, as a moderator; checked at every press, since permissions can be withdrawn.

    Raises:
        Refused: they are not a moderator, or there is no server.
    """
    asker = behind(interaction, guilds)
    if interaction.guild is None or asker.guild_id is None:
        raise errors.Refused(settings_texts.SERVERS_ONLY)
    if not asker.moderator:
        raise errors.Refused(settings_texts.MODERATORS_ONLY)
    return Moderator(asker, interaction.guild)


async def moderate(
    interaction: discord.Interaction[Any], services: Services, work: Callable[[Moderator], Awaitable[Reply]]
) -> None:
    """Do the work on a moderator's command or control: defer, and show the reply to them alone.

    Raises:
        Exception: an internal failure; expected errors are reported to the moderator.
    """

    async def moderated(_: Asker) -> None:
        who = moderator(interaction, services.guilds)
        await begin(interaction)
        await show(interaction, await work(who))

    await attend(interaction, services, moderated)
