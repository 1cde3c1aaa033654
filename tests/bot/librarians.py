"""Moderators and the files that they bring, for the tests of ``/library``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import discord

from bot.ids.library import Deed, decode
from tests.bot.limits import BUTTON, walk
from tests.bot.seen import answer_to, components

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.client import PinciteBot
    from knowledge import Store
    from tests.bot.conftest import Scene

MANAGER = discord.Permissions(manage_guild=True)

RULES = b"""# House rules

## Animals

Dogs are welcome in the reading room on Tuesdays only.

## Fees

A lost ticket costs five crowns.
"""
NEWER_RULES = b"""# House rules

## Animals

Dogs are welcome in the reading room on Fridays only.

## Fees

A lost ticket costs five crowns.

## Hours

The house opens at nine in the morning.
"""


class House(NamedTuple):
    """A server with a channel, a moderator and a member."""

    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    moderator: simcord.MemberActor
    member: simcord.MemberActor


def house(scene: Scene, name: str) -> House:
    """Another server."""
    guild = scene.env.create_guild(name)
    role = guild.create_role("managers", permissions=MANAGER)
    moderator = guild.add_member(scene.env.create_user(f"{name}-moderator"), roles=[role])
    return House(
        guild, guild.create_text_channel("hall"), moderator, guild.add_member(scene.env.create_user(f"{name}-member"))
    )


async def add(at: House, *files: tuple[str, bytes], **options: Any) -> simcord.ResponseMessage:
    """Upload files; the message that the moderator sees in the end."""
    sent = {f"file{number}": file for number, file in enumerate(files, start=1)}
    return answer_to(await at.moderator.slash(at.channel, "library add", **sent, **options))


async def added(at: House, name: str, data: bytes) -> None:
    """Upload a file and approve it."""
    await at.moderator.click(await add(at, (name, data)), label="Approve")


async def run(at: House, command: str, **options: Any) -> simcord.ResponseMessage:
    """The moderator uses a command of the group; what answers it."""
    return answer_to(await at.moderator.slash(at.channel, f"library {command}", **options))


async def ask(at: House, question: str) -> simcord.ResponseMessage:
    """The member asks."""
    return answer_to(await at.member.slash(at.channel, "ask", question=question))


def ids(message: simcord.ResponseMessage) -> dict[Deed, str]:
    """The ids of a message's buttons of ``/library``, by what they do."""
    found = [one["custom_id"] for one in walk(components(message)) if one["type"] == BUTTON and "custom_id" in one]
    return {decode(one).deed: one for one in found if one.startswith("l1:")}


async def in_store(bot: PinciteBot, work: Callable[[Store], Any]) -> Any:
    """Look into the bot's store."""
    return await bot._libraries.store(work)
