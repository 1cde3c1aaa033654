"""What the tests of the moderators' commands share: moderators of two servers, and what they have there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import discord

from bot.ids.moderation import Deed, Feature, encode
from knowledge import By
from tests.bot import limits
from tests.bot.seen import components

if TYPE_CHECKING:
    import simcord

    from bot.client import PinciteBot
    from bot.libraries import Libraries
    from tests.bot.conftest import Scene

MANAGER = discord.Permissions(manage_guild=True)
UNKNOWN = "Who invented the telescope of Zanzibar?"
"""A question that the bundled documents cannot answer."""


class Second(NamedTuple):
    """A second server, and its moderator."""

    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    mallory: simcord.MemberActor


def manager_in(env: simcord.Env, guild: simcord.GuildHandle, name: str) -> simcord.MemberActor:
    """A moderator of a server."""
    role = guild.create_role("managers", permissions=MANAGER)
    return guild.add_member(env.create_user(name), roles=[role])


def second_server(scene: Scene) -> Second:
    """Another server that the bot is in."""
    guild = scene.env.create_guild("Elsewhere")
    return Second(guild, guild.create_text_channel("desk"), manager_in(scene.env, guild, "mallory"))


def libraries_of(scene: Scene) -> Libraries:
    """What the bot has stored."""
    return cast("PinciteBot", scene.env.bot)._libraries


def now_by(person: simcord.MemberActor) -> By:
    """Somebody, now."""
    return By(person.id, datetime.now(UTC))


async def control_in(scene: Scene, channel: simcord.ChannelHandle, custom_id: str) -> discord.Message:
    """A message of the bot with a button of any id, as an attacker would make one of an id from elsewhere."""
    there = scene.env.bot.get_channel(channel.id)
    assert isinstance(there, discord.TextChannel)
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(discord.ui.Button(label="press", custom_id=custom_id)))
    return await there.send(view=view)


async def menu_in(scene: Scene, channel: simcord.ChannelHandle, custom_id: str, value: str) -> discord.Message:
    """The same with a menu of one line."""
    there = scene.env.bot.get_channel(channel.id)
    assert isinstance(there, discord.TextChannel)
    view = discord.ui.LayoutView(timeout=None)
    options = [discord.SelectOption(label="it", value=value)]
    view.add_item(discord.ui.ActionRow(discord.ui.Select(custom_id=custom_id, options=options)))
    return await there.send(view=view)


def ids_of(message: discord.Message | simcord.ResponseMessage) -> list[str]:
    """The ids of all controls of a message."""
    return [one["custom_id"] for one in limits.walk(components(message)) if "custom_id" in one]


def options_of(message: discord.Message | simcord.ResponseMessage, custom_id: str) -> list[dict[str, Any]]:
    """The lines of a menu."""
    menu = next(one for one in limits.walk(components(message)) if one.get("custom_id") == custom_id)
    return list(menu["options"])


def order(feature: Feature, deed: Deed, value: str | int = "") -> str:
    """The id of a control."""
    return encode(feature, deed, value)
