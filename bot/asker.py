"""Who asks, where, in which language, and under which rules."""

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
    """A person at a place.

    ``tr`` speaks the person's language; ``moderator`` is whether they may do here what is reserved for moderators.
    """

    user_id: int
    guild_id: int | None
    channel_id: int | None
    tr: Translation
    settings: GuildSettings
    moderator: bool = False
    parent_id: int | None = None
    """Where ``channel_id`` is a thread or the post of a forum: the channel that it belongs to."""


def home_of(interaction: discord.Interaction[Any]) -> int | None:
    """The server whose library and settings count for an interaction; ``None``: those of direct messages.

    Somebody who installed the app for themselves brings it into servers that never added it: what such a server may
    have here from another time is none of their business. Discord names the servers and people that an interaction
    is authorised by; a server of Discord's kind that names nobody has no such installations.
    """
    owners = interaction._integration_owners  # noqa: SLF001 - discord.py has no name for "nobody is named"
    return interaction.guild_id if not owners or interaction.is_guild_integration() else None


def language_of(interaction: discord.Interaction[Any], guilds: Guilds) -> Translation:
    """The language for whoever is behind an interaction: the server's choice, else their own."""
    return translation(guilds.of(home_of(interaction)).language or str(interaction.locale))


def behind(interaction: discord.Interaction[Any], guilds: Guilds) -> Asker:
    """Who is behind an interaction."""
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
    """Who wrote a message; Discord does not tell their language, so it is the server's."""
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
    """Whether they may manage the server, or have the role that its moderators named."""
    if home_of(interaction) is None:
        return False
    if interaction.permissions.manage_guild:
        return True
    return _has_role(interaction.user, settings)


def _has_role(person: discord.User | discord.Member, settings: GuildSettings) -> bool:
    # The ids that came with the interaction or the message: what is in a cache may be old.
    return settings.moderator_role is not None and settings.moderator_role in getattr(person, "_roles", ())


def _parent(channel: object) -> int | None:
    return channel.parent_id if isinstance(channel, discord.Thread) else None
