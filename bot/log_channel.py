"""The log channel of a server: one line for each change that its moderators make with the bot."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.i18n import Translation, translation

if TYPE_CHECKING:
    from bot.guilds import GuildSettings

log = logging.getLogger(__name__)

Channel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread


def language_of(guild: discord.Guild, settings: GuildSettings) -> Translation:
    """The language of messages to a whole server."""
    return translation(settings.language or str(guild.preferred_locale))


def writable(guild: discord.Guild, channel_id: int | None) -> Channel | None:
    """The channel, if it exists and the bot may write in it."""
    channel = guild.get_channel_or_thread(channel_id) if channel_id is not None else None
    if not isinstance(channel, Channel):
        return None
    allowed = channel.permissions_for(guild.me)
    return channel if allowed.view_channel and allowed.send_messages else None


async def note(guild: discord.Guild, settings: GuildSettings, line: str) -> None:
    """Post a line (Markdown) in the log channel, if there is a writable one; errors of Discord are not raised."""
    channel = writable(guild, settings.log_channel)
    if channel is None:
        return
    try:
        await channel.send(line)
    except discord.HTTPException as error:
        log.warning("The log channel %s could not be written in: %s", channel.id, error)
