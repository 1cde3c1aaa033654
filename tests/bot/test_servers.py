"""Servers come and go; what is kept of them stays for thirty days."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import discord
import pytest

from bot.guilds import DEFAULTS, Guilds
from bot.libraries import Libraries
from knowledge import By, Store, database_url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

NOW = datetime(2026, 1, 31, tzinfo=UTC)
BY = By(7, NOW)
HERE, THERE, ELSEWHERE = 1, 2, 3


@pytest.fixture
async def libraries(tmp_path: Path) -> AsyncIterator[Libraries]:
    """Libraries over a new store."""
    one = Libraries(Store.open(database_url(tmp_path)))
    yield one
    await one.close()


async def test_settings_stay_for_the_time_of_grace_and_then_go(libraries: Libraries) -> None:
    """29 days after the bot was removed all is still there, 31 days after it nothing is."""
    guilds = Guilds(libraries)
    await guilds.change(HERE, BY, passages=2)
    await guilds.left(HERE, NOW)
    assert guilds.of(HERE) == DEFAULTS
    await libraries.housekeeping(NOW + timedelta(days=29))
    assert await libraries.store(lambda store: store.settings.get(HERE)) == {"passages": 2}
    await libraries.housekeeping(NOW + timedelta(days=31))
    assert await libraries.store(lambda store: store.settings.get(HERE)) == {}


async def test_a_server_that_comes_back_finds_its_settings(libraries: Libraries) -> None:
    """Added again in time, everything is as it was, and nothing is forgotten later."""
    guilds = Guilds(libraries)
    await guilds.change(HERE, BY, passages=2)
    await guilds.left(HERE, NOW)
    await guilds.joined(HERE)
    assert guilds.of(HERE).passages == 2
    await libraries.housekeeping(NOW + timedelta(days=365))
    assert await libraries.store(lambda store: store.settings.get(HERE)) == {"passages": 2}


async def test_a_setting_of_another_version_is_the_default_and_is_kept(libraries: Libraries) -> None:
    """It takes no other setting with it, neither when it is read nor when another is changed."""
    stored = {"private": True, "language": "tlh", "unheard_of": 1}
    await libraries.store(lambda store: store.settings.put(HERE, stored))
    guilds = Guilds(libraries)
    await guilds.load()
    assert (guilds.of(HERE).private, guilds.of(HERE).language) == (True, None)
    await guilds.change(HERE, BY, passages=2)
    kept = await libraries.store(lambda store: store.settings.get(HERE))
    assert kept == {"private": True, "language": "tlh", "unheard_of": 1, "passages": 2}
    await guilds.change(HERE, BY, language="fr")
    assert (await libraries.store(lambda store: store.settings.get(HERE)))["language"] == "fr"


async def test_what_happened_while_the_bot_was_away_is_noticed(libraries: Libraries) -> None:
    """When it is ready, servers that removed it have left, and servers that added it again are back."""
    before = Guilds(libraries)
    for guild_id in (HERE, THERE):
        await before.change(guild_id, BY, passages=2)
    await before.left(THERE, NOW)
    after = Guilds(libraries)
    await after.load()
    await after.reconcile([THERE], NOW)
    await libraries.housekeeping(NOW + timedelta(days=31))
    assert after.of(THERE).passages == 2
    assert await libraries.store(lambda store: store.settings.get(HERE)) == {}


async def test_a_bot_that_is_in_none_of_its_servers_is_another_bot(
    libraries: Libraries, caplog: pytest.LogCaptureFixture
) -> None:
    """With the token of another application no server counts as having left, and the log says so."""
    guilds = Guilds(libraries)
    for guild_id in (HERE, THERE):
        await guilds.change(guild_id, BY, passages=2)
    await guilds.reconcile([ELSEWHERE], NOW)
    await guilds.reconcile([], NOW)
    assert await libraries.store(lambda store: store.settings.gone()) == ()
    assert guilds.of(HERE).passages == 2
    assert ["none of its 2 servers" in message for message in caplog.messages] == [True, True]


async def test_a_server_without_settings_of_its_own_comes_back_too(libraries: Libraries) -> None:
    """Coming back does not depend on anything having been set."""
    guilds = Guilds(libraries)
    await guilds.left(HERE, NOW)
    await guilds.reconcile([HERE], NOW)
    assert await libraries.store(lambda store: store.settings.gone()) == ()


async def test_two_changes_at_once_are_both_kept(libraries: Libraries) -> None:
    """Neither of two moderators undoes what the other sets at the same moment."""
    guilds = Guilds(libraries)
    await asyncio.gather(guilds.change(HERE, BY, passages=2), guilds.change(HERE, BY, private=True))
    assert (guilds.of(HERE).passages, guilds.of(HERE).private) == (2, True)


async def test_settings_of_another_version_count_as_not_set(libraries: Libraries) -> None:
    """What cannot be read is the default; what is unknown is ignored."""
    await libraries.store(lambda store: store.settings.put(HERE, {"passages": "many"}))
    await libraries.store(lambda store: store.settings.put(THERE, {"colour": "blue", "passages": 3}))
    guilds = Guilds(libraries)
    await guilds.load()
    assert guilds.of(HERE) == DEFAULTS
    assert guilds.of(THERE).passages == 3


async def test_discord_says_when_the_bot_is_removed(scene: Scene) -> None:
    """Leaving a server is noted in the store."""
    guild = scene.env.bot.get_guild(scene.env.guild.id)
    assert guild is not None
    await guild.leave()
    await scene.env.settle()
    assert isinstance(scene.env.bot, discord.Client)
    bot = scene.env.bot
    assert await bot._libraries.store(lambda store: store.settings.gone()) == (guild.id,)  # type: ignore[attr-defined]
