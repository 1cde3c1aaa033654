"""What the commands of moderators share: who they are, what they did, and how it is told."""

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


async def moderate(
    interaction: discord.Interaction[Any], services: Services, work: Callable[[Moderator], Awaitable[Reply]]
) -> None:
    """Do the work on a moderator's command or control: it is said to be coming, and shown to them alone.

    Raises:
        Exception: a failure of our own; anything else is told.
    """

    async def moderated(_: Asker) -> None:
        who = moderator(interaction, services.guilds)
        await begin(interaction)
        await show(interaction, await work(who))

    await attend(interaction, services, moderated)
