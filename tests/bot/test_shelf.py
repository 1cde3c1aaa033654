"""The libraries in memory: built in a thread or another process, side by side, and given up in time."""

from __future__ import annotations

import asyncio
import gc
import itertools
import signal
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from bot.libraries import shelf as shelf_module
from bot.libraries.shelf import Key, Shelf
from bot.libraries.turns import Workers
from knowledge import Library, StorageError, Store, build_in_child, database_url
from tests.knowledge.stores import OURS, THEIRS, add

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

LAST_CHANGE = 20
"""Builds after which a store that kept changing comes to rest."""


def ids(library: Library) -> list[str]:
    """The documents of a library."""
    return [document.id for document in library.documents()]


@pytest.fixture(autouse=True)
def built_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here it matters what becomes of a library that nobody needs any more."""
    monkeypatch.setattr("knowledge.store.Library", Library)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store in which two servers have a document each."""
    opened = Store.open(database_url(tmp_path))
    add(opened, OURS, "One.", "Two.", "Three.")
    add(opened, THEIRS, "Four.", "Five.", "Six.")
    return opened


async def test_a_large_library_is_built_in_another_process(store: Store) -> None:
    """It is the same library."""
    here, there = Shelf(store), Shelf(store, small=2)
    own, sent = await here.get(Key(OURS)), await there.get(Key(OURS))

    assert own.documents() == sent.documents()
    question = "What comes after one?"
    assert own.ask(question).hits == sent.ask(question).hits
    for shelf in (here, there):
        await shelf.close()
    store.close()


async def test_a_small_library_waits_for_no_large_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two large ones are built side by side; a small one meanwhile; long texts make a library large as well."""
    add(store, THEIRS, "Long. " * 100_000, name="long")
    add(store, 3, "Seven.", "Eight.", "Nine.", "Ten.", name="other")
    add(store, 4, "Small.", name="small")
    gate, begun = threading.Event(), threading.Barrier(3)

    def slowly(*args: Any, **kwargs: Any) -> Library:
        begun.wait(60)
        gate.wait(60)
        return build_in_child(*args, **kwargs)

    monkeypatch.setattr(shelf_module, "build_in_child", slowly)
    shelf = Shelf(store, small=3)
    large = [asyncio.create_task(shelf.get(Key(guild))) for guild in (THEIRS, 3)]
    await asyncio.to_thread(begun.wait, 60)
    assert ["small"] == ids(await shelf.get(Key(4)))
    assert not any(one.done() for one in large)
    gate.set()
    assert [["rules", "long"], ["other"]] == [ids(one) for one in await asyncio.gather(*large)]
    await shelf.close()
    store.close()


def test_a_library_that_takes_too_long_is_given_up(store: Store) -> None:
    """Its child is ended, and whoever asked for it is told."""
    children: list[subprocess.Popen[bytes]] = []
    with pytest.raises(StorageError, match="takes longer than 0 minutes"):
        build_in_child(store.url, OURS, bundled=True, started=children.append, seconds=0.001)
    assert [-signal.SIGKILL] == [child.returncode for child in children]
    store.close()


async def test_libraries_used_longest_ago_make_room(store: Store) -> None:
    """The bound is in passages; what made room is built again when it is needed."""
    shelf = Shelf(store, capacity=5)
    ours = await shelf.get(Key(OURS))
    assert ours is await shelf.get(Key(OURS))
    await shelf.get(Key(THEIRS))

    assert 3 == shelf.passages()
    assert ours is not await shelf.get(Key(OURS))
    await shelf.close()
    store.close()


async def test_a_library_that_made_room_is_gone_at_once(store: Store) -> None:
    """Its memory does not wait for the garbage collector, which leaves most of what there is alone."""
    shelf = Shelf(store)
    await shelf.get(Key(OURS))
    await asyncio.sleep(0)  # the loop holds on to what it has just delivered
    gc.collect()
    gc.disable()
    try:
        before = sum(type(one).__name__ == "ForwardIndex" for one in gc.get_objects())
        shelf.forget(OURS)
        after = sum(type(one).__name__ == "ForwardIndex" for one in gc.get_objects())
    finally:
        gc.enable()
    assert before - 1 == after
    await shelf.close()
    store.close()


async def test_many_who_want_one_library_build_it_once(store: Store) -> None:
    """They all wait for the same."""
    shelf = Shelf(store)
    assert 1 == len({id(one) for one in await asyncio.gather(*(shelf.get(Key(OURS)) for _ in range(10)))})
    await shelf.close()
    store.close()


async def test_a_library_that_cannot_be_built_anew_answers_as_it_was(store: Store) -> None:
    """A damaged store costs what changed, not what was there; who has nothing yet hears why."""
    shelf = Shelf(store)
    before = await shelf.get(Key(OURS))
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE editions SET text = 'damaged'")
    add(store, OURS, "More.", name="more")
    shelf.outdate(OURS, store.version(OURS))

    assert before is await shelf.get(Key(OURS))
    with pytest.raises(StorageError, match="is damaged"):
        await shelf.get(Key(THEIRS))
    await shelf.close()
    store.close()


@pytest.mark.parametrize("error", [OSError(12, "Cannot allocate memory"), EOFError()])
async def test_a_child_that_cannot_be_is_no_reason_not_to_answer(
    store: Store, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Without memory for a child, or room for its report, the library from before answers."""
    shelf = Shelf(store, small=0)
    before = await shelf.get(Key(OURS))

    def refused(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("knowledge.building.run_child", refused)
    add(store, OURS, "More.", name="more")
    shelf.outdate(OURS, store.version(OURS))
    assert before is await shelf.get(Key(OURS))
    with pytest.raises(StorageError, match="could not be built"):
        await shelf.get(Key(THEIRS))
    await shelf.close()
    store.close()


async def test_what_changes_while_a_library_is_built_is_built_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks after the change gets it, even though the build that was under way knew nothing of it."""
    shelf, gate, begun = Shelf(store), threading.Event(), threading.Event()
    built = store.library

    def slowly(*args: Any, **kwargs: Any) -> Library:
        library = built(*args, **kwargs)
        begun.set()
        gate.wait(60)
        return library

    monkeypatch.setattr(store, "library", slowly)
    first = asyncio.create_task(shelf.get(Key(OURS)))
    await asyncio.to_thread(begun.wait, 60)
    add(store, OURS, "More.", name="more")
    shelf.outdate(OURS, store.version(OURS))
    gate.set()
    assert ["rules", "more"] == ids(await shelf.get(Key(OURS))) == ids(await first)
    await shelf.close()
    store.close()


async def test_a_store_that_never_rests_keeps_nobody_waiting(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every build is out of date when it is done, the first question gets what is there; the rest is built on."""
    monkeypatch.setattr(shelf_module, "_PATIENCE", 0.05)
    shelf, built, count = Shelf(store), store.library, itertools.count()

    def changing(*args: Any, **kwargs: Any) -> Library:
        library = built(*args, **kwargs)
        if (number := next(count)) < LAST_CHANGE:
            add(store, OURS, f"More {number}.", name=f"more-{number}")
        time.sleep(0.01)
        return library

    monkeypatch.setattr(store, "library", changing)
    first = ids(await shelf.get(Key(OURS)))
    assert len(first) < LAST_CHANGE
    async with asyncio.timeout(60):
        while len(ids(await shelf.get(Key(OURS)))) < 1 + LAST_CHANGE:  # noqa: ASYNC110 - builds go on meanwhile
            await asyncio.sleep(0)
    await shelf.close()
    store.close()


async def test_work_that_nobody_waits_for_keeps_its_servers_turn() -> None:
    """A thread cannot be broken off: the server's next piece begins when it is done; what had not begun never does."""
    workers = Workers(2, "test")
    gate, begun, done = threading.Event(), threading.Event(), []

    def first() -> None:
        begun.set()
        gate.wait(60)
        done.append(1)

    given_up = asyncio.create_task(workers.do(OURS, first))
    await asyncio.to_thread(begun.wait, 60)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    second = asyncio.create_task(workers.do(OURS, partial(done.append, 2)))
    await workers.do(THEIRS, partial(done.append, 0))
    gate.set()
    await second
    assert [0, 1, 2] == done
    await asyncio.to_thread(workers.shutdown)


async def test_closing_while_a_library_is_being_built_ends_it(store: Store) -> None:
    """Nobody waits for an index that nobody will ask."""
    shelf = Shelf(store, small=0)
    wanted = asyncio.ensure_future(shelf.get(Key(OURS)))
    await asyncio.sleep(0.05)
    await shelf.close()

    with pytest.raises((asyncio.CancelledError, StorageError)):
        await wanted
    store.close()
