"""Who asks, where, in which language, and with which settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.guilds import GuildSettings  # noqa: TC001 - a dataclass names its types
from bot.i18n import Translation, translation

if TYPE_CHECKING:
    from bot.guilds import Guilds


@dataclass(frozen=True, slots=True)
class Asker:
    """A user in a channel.

    ``tr`` translates into the user's language; ``moderator``: whether they have moderator rights in this server.
    """

    user_id: int
    guild_id: int | None
    channel_id: int | None
    tr: Translation
    settings: GuildSettings
    moderator: bool = False
    parent_id: int | None = None
    """If ``channel_id`` is a thread or a forum post: the channel that it belongs to."""


def home_of(interaction: discord.Interaction[Any]) -> int | None:
    """The server whose library and settings apply to an interaction; ``None``: those of direct messages.

    A user-installed app also works in servers that never added the bot; documents and settings that such a server may
    have stored earlier must not be used there. Discord names the servers and users that authorise an interaction; an
    API-compatible server that names none has no user installations.
    """
    owners = interaction._integration_owners  # noqa: SLF001 - discord.py has no name for "nobody is named"
    return interaction.guild_id if not owners or interaction.is_guild_integration() else None


def language_of(interaction: discord.Interaction[Any], guilds: Guilds) -> Translation:
    """The language of an interaction's reply: the server's setting, else the user's own language."""
    return translation(guilds.of(home_of(interaction)).language or str(interaction.locale))


def behind(interaction: discord.Interaction[Any], guilds: Guilds) -> Asker:
    """The user behind an interaction."""
    home = home_of(interaction)
    settings = guilds.of(home)
    return Asker(
        user_id=interaction.user.id,
        guild_id=home,
        channel_id=interaction.channel_id,
        tr=language_of(interaction, guilds),
        settings=settings,
        moderator=_moderates(interaction, settings),
        parent_id=_parent(interaction.channel),
    )


def author_of(message: discord.Message, guilds: Guilds) -> Asker:
    """The author of a message. Discord does not tell a message author's language, so the server's is used."""
    guild_id = message.guild.id if message.guild else None
    settings = guilds.of(guild_id)
    locale = settings.language or (str(message.guild.preferred_locale) if message.guild else "en")
    return Asker(
        user_id=message.author.id,
        guild_id=guild_id,
        channel_id=message.channel.id,
        tr=translation(locale),
        settings=settings,
        moderator=isinstance(message.author, discord.Member)
        and (message.author.guild_permissions.manage_guild or _has_role(message.author, settings)),
        parent_id=_parent(message.channel),
    )


def _moderates(interaction: discord.Interaction[Any], settings: GuildSettings) -> bool:
    """Whether they may manage the server or have the moderator role from the server's settings."""
    if home_of(interaction) is None:
        return False
    if interaction.permissions.manage_guild:
        return True
    return _has_role(interaction.user, settings)


def _has_role(person: discord.User | discord.Member, settings: GuildSettings) -> bool:
    # The role ids sent with the interaction or message are used: cached members may be out of date.
    return settings.moderator_role is not None and settings.moderator_role in getattr(person, "_roles", ())


def _parent(channel: object) -> int | None:
    return channel.parent_id if isinstance(channel, discord.Thread) else None
