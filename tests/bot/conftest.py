"""A real bot over the bundled document, in a simulated Discord."""

from __future__ import annotations

import copy
import functools
import itertools
import json
import logging
import os
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from discord import app_commands
from simcord.http import router

from bot.client import PinciteBot
from bot.host.memory import exempt_from_collection
from bot.libraries import Libraries
from bot.sync import CommandTranslator
from knowledge import Library, Store, Strictness, database_url
from tests.bot import limits
from tests.bot.calling import called

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    import simcord

    from tests.bot.calling import Called


NEVER = 1e6
"""Seconds that no test lasts."""
PATIENCE = 60
"""Seconds that the bot may take before a step of a test counts as stuck: the machine may be busy with other work."""


class Scene(NamedTuple):
    """A server with one channel and two people in it."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor


@pytest.fixture(autouse=True)
def within_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever any bot sends in any test is held against Discord's limits."""
    broken: list[str] = []
    dispatch = router.dispatch

    def checked(backend: Any, method: str, path: str, *, files: Any = None, **carried: Any) -> Any:
        sizes = {file.filename: file.fp.seek(0, os.SEEK_END) for file in files or ()}
        for file in files or ():
            file.fp.seek(0)
        try:
            limits.check_request(method, path, carried.get("json"), sizes)
        except AssertionError as error:
            broken.append(f"{method} {path}: {error}")  # raised here, the bot would take it for an error of Discord's
        return dispatch(backend, method, path, files=files, **carried)

    monkeypatch.setattr(router, "dispatch", checked)
    yield
    assert not broken


@pytest.fixture(autouse=True)
def nothing_goes_wrong_unseen(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """An error in the bot's log fails the test; one that is wanted is looked at there, and cleared."""
    yield
    assert not [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.name.startswith("bot") and record.levelno >= logging.ERROR
    ]


@pytest.fixture(scope="session", autouse=True)
def commands_translated_once() -> Iterator[None]:
    """Each bot has the same commands: what Discord gets of one in all languages is worked out for the first bot only.

    It is asked for twice at each start, in 34 languages: more than half of what a start costs the loop.
    """
    made: dict[str, Any] = {}

    def memoized(translated: Any) -> Any:
        async def get(command: Any, tree: Any, translator: Any) -> Any:
            if not isinstance(translator, CommandTranslator):
                return await translated(command, tree, translator)
            plain = json.dumps(command.to_dict(tree), sort_keys=True)
            if plain not in made:
                made[plain] = await translated(command, tree, translator)
            return copy.deepcopy(made[plain])

        return get

    with pytest.MonkeyPatch.context() as patch:
        for kind in (app_commands.Command, app_commands.Group, app_commands.ContextMenu):
            patch.setattr(kind, "get_translated_payload", memoized(kind.get_translated_payload))
        yield


@pytest.fixture(scope="session", autouse=True)
def collected_rarely() -> None:
    """As in the bot's own process: else a sixth of the time goes into traversing all modules again and again."""
    exempt_from_collection()


@pytest.fixture(scope="session", autouse=True)
def libraries_built_once() -> Iterator[None]:
    """The same documents and names make the same library, which nothing changes: most bots start with the same one."""
    built = functools.lru_cache(maxsize=8)(Library)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.store.Library", lambda documents, names: built(tuple(documents), tuple(names)))
        yield


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store as the first start leaves it: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("store")
    store = Store.open(database_url(folder))
    store.install_bundled()
    store.close()
    return folder / "pincite.db"


@pytest.fixture
def make_bot(tmp_path: Path, new_store: Path) -> Callable[[], PinciteBot]:
    """A maker of bots that all have the same store, as after a restart.

    Ten seconds go by from one question to the next: nobody meets the pause between questions by accident. Nothing looks
    for changes by other processes: in a simulated Discord everything waits until nothing is under way any more.
    """
    if not (tmp_path / new_store.name).exists():
        shutil.copy(new_store, tmp_path)

    def make(clock: Callable[[], float] | None = None, strictness: Strictness = Strictness.NORMAL) -> PinciteBot:
        clock = clock or itertools.count(step=10).__next__
        libraries = Libraries(Store.open(database_url(tmp_path)), poll_seconds=NEVER)
        return PinciteBot(libraries, strictness=strictness, shard_count=1, clock=clock)

    return make


@pytest.fixture
async def simcord_bot(make_bot: Callable[[], PinciteBot]) -> AsyncIterator[PinciteBot]:
    """The bot that simcord's own fixture starts."""
    bot = make_bot()
    yield bot
    await bot.close()


@pytest.fixture
def scene(simcord_env: simcord.Env) -> Scene:
    """The bot in a server."""
    simcord_env.settle_timeout = PATIENCE
    guild = simcord_env.create_guild()
    return Scene(
        simcord_env,
        guild.create_text_channel("reading-room"),
        guild.add_member(simcord_env.create_user("alice")),
        guild.add_member(simcord_env.create_user("bob")),
    )


@pytest.fixture
def pincite(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Called]:
    """Call the command in this process, over a store of its own."""
    for name in ("DISCORD_TOKEN", "DATABASE_URL", "PINCITE_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PINCITE_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Called:
        return called(capsys, *arguments)

    return call
