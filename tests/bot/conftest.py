"""A real bot over the bundled document, in a simulated Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from bot.client import PinciteBot
from bot.libraries import Libraries
from knowledge import Store, database_url
from tests.bot import limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    import simcord


class Scene(NamedTuple):
    """A server with one channel and two people in it."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor


@pytest.fixture
def make_bot(tmp_path: Path) -> Callable[[], PinciteBot]:
    """A maker of bots that all have the same store, as after a restart."""
    return lambda: PinciteBot(Libraries(Store.open(database_url(tmp_path))), shard_count=1)


@pytest.fixture
async def simcord_bot(make_bot: Callable[[], PinciteBot]) -> AsyncIterator[PinciteBot]:
    """The bot that simcord's own fixture starts."""
    bot = make_bot()
    yield bot
    await bot.close()


@pytest.fixture
def scene(simcord_env: simcord.Env) -> Iterator[Scene]:
    """The bot in a server; everything it sent is held against Discord's limits."""
    guild = simcord_env.create_guild()
    yield Scene(
        simcord_env,
        guild.create_text_channel("reading-room"),
        guild.add_member(simcord_env.create_user("alice")),
        guild.add_member(simcord_env.create_user("bob")),
    )
    for request in simcord_env.http_requests:
        body = request.json if isinstance(request.json, dict) else {}
        limits.check(body.get("components") or (body.get("data") or {}).get("components") or [])
