"""Which library answers where, and the threads that this happens in.

The retrieval layer is synchronous; the event loop must never wait for it. This is the only place where the two meet.
Every use of a library waits its turn for one thread. One is enough on purpose: ranking is Python and shares the
interpreter's lock with the loop; with a second thread no question would be answered sooner, and the loop would wait
twice as long for its own turns.

Questions wait for nothing that others do with the store: small work with it has a thread of its own, and work on whole
documents, which takes seconds, has others, in which each server has one piece of work at a time. Only what a question
itself needs is read for it: whether its server has anything of its own, and an edition that is not live any more.

Libraries are built beside it (``bot.libraries.shelf``), and until a new one is there the one before answers. Servers
that have nothing of their own share one library. Whatever changes in the store, by whichever process, is noticed within
a second.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot import retention
from bot.libraries.children import Children
from bot.libraries.folder import Folder
from bot.libraries.notes import Notes
from bot.libraries.shelf import Key, Shelf
from bot.libraries.turns import Workers
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from knowledge import Asked, Edition, Library, Store

log = logging.getLogger(__name__)

_T = TypeVar("_T")

POLL_SECONDS = 1.0
"""How often is asked whether another process changed something."""
_FOLDER_SECONDS = 5.0
_KEYS_REMEMBERED = 10_000
_RARELY = 200
"""Collections of the middle generation of objects before all generations are gone through."""
_AT_ONCE = 2
"""Servers whose documents are worked on at the same time; more threads would only take turns from the questions."""


class Purged(NamedTuple):
    """What housekeeping deleted: editions of documents, questions without an answer, and all of these guilds."""

    editions: int
    gaps: int
    guilds: tuple[int, ...]


class _NotAtHandError(Exception):
    """Work needs an edition that is not live any more, which has to be loaded first."""

    def __init__(self, key: int) -> None:
        super().__init__(key)
        self.key = key


class Libraries:
    """The libraries of all servers over one store, which it owns from now on; a ``folder`` is kept in step with it."""

    def __init__(self, store: Store, *, folder: Path | None = None, poll_seconds: float = POLL_SECONDS) -> None:
        self._store = store
        self._poll_seconds = poll_seconds
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._documents = Workers(_AT_ONCE, "documents")
        self._aside = Workers(_AT_ONCE, "aside")
        self._shelf = Shelf(store)
        self._keys: OrderedDict[int, Key] = OrderedDict()
        self._seen = 0
        self._children = Children()
        self._notes = Notes(store)
        self._folder = None if folder is None else Folder(folder)
        self._watches: list[asyncio.Task[None]] = []

    async def load(self) -> None:
        """Bring the bundled documents up to date, build the shared index, and watch for changes from then on.

        Raises:
            StorageError: the store failed.
        """
        self._seen = await self._look(self._install)
        await self._shelf.get(Key())
        # A full garbage collection goes through everything that lives, and holds the loop for a tenth of a second.
        # What is there by now stays for good: it is gone through once more here, and then never again.
        await self._look(_leave_to_rest)
        self._watches += [asyncio.create_task(self._watching()), asyncio.create_task(self._noting())]
        if self._folder is not None:
            self._watches.append(asyncio.create_task(self._following(self._folder)))

    async def use(self, guild_id: int | None, work: Callable[[Library], _T]) -> _T:
        """Do ``work`` with the library of a server (``None``: of direct messages), outside the event loop.

        A reference to an edition that is not live any more leads to what the store still has of it, if the server may
        see it; ``hit.document.status`` tells. For such an edition to be loaded, which may take long, ``work`` is broken
        off, and done anew once it is there.

        Raises:
            KnowledgeError: whatever the library raised, or the store while the library was built.
        """
        library = await self._shelf.get(await self._key(guild_id))
        earlier: dict[int, Edition | None] = {}
        while True:
            try:
                return await self._ask(lambda: work(library.with_earlier(partial(_at_hand, earlier))))
            except _NotAtHandError as wanted:
                key = wanted.key
            earlier[key] = await self._documents.do(guild_id, partial(self._store.documents.edition, guild_id, key))

    async def trial(self, guild_id: int, *, without: str) -> Library:
        """The library of a server as it would be without a name of its glossary, to be asked with ``turn``.

        Raises:
            KnowledgeError: it could not be built.
        """
        return await self._shelf.trial(await self._key(guild_id), without=without)

    async def turn(self, work: Callable[[], _T]) -> _T:
        """Do a small piece of ``work`` when its turn comes, outside the event loop, between the questions of others."""
        return await self._ask(work)

    async def store(self, work: Callable[[Store], _T]) -> _T:
        """Do a small piece of ``work`` with the store, outside the event loop; the next ``use`` sees what it changed.

        Raises:
            KnowledgeError: whatever the store raised.
        """
        done, changes = await self._look(partial(_work, self._store, work, self._seen, self._notes))
        self._take_in(changes)
        return done

    async def documents(self, guild_id: int, work: Callable[[Store], _T]) -> _T:
        """Do ``work`` on whole documents of a server with the store: load, keep, change, export them.

        It may take seconds, in which questions and small work go on; of each server one piece is done at a time. The
        next ``use`` sees what it changed.

        Raises:
            KnowledgeError: whatever the store raised.
        """
        done, changes = await self._documents.do(guild_id, partial(_work, self._store, work, self._seen))
        self._take_in(changes)
        return done

    async def aside(self, guild_id: int, work: Callable[[Children], _T]) -> _T:
        """Do a server's ``work`` that may take minutes, outside the event loop, one piece of each server at a time.

        Processes that it adds to the children that it is handed are ended when the libraries are closed.
        """
        return await self._aside.do(guild_id, partial(work, self._children))

    def note(self, asked: Asked) -> None:
        """Count a question; it is written to the store a little later, so that nobody waits for it."""
        self._notes.add(asked)

    async def refresh(self) -> None:
        """Look whether anything changed in the store; libraries that it concerns are built anew.

        Raises:
            StorageError: the store failed.
        """
        self._take_in(await self._look(partial(self._store.changes_since, self._seen)))

    async def housekeeping(self, now: datetime) -> Purged:
        """Delete what is kept for a time only and has had its time; to be called about once a day.

        Raises:
            StorageError: the store failed.
        """
        purged = await self.store(partial(_purge, now=now))
        for guild_id in purged.guilds:
            self._keys.pop(guild_id, None)
            self._shelf.forget(guild_id)
        return purged

    async def recall(self, key: str) -> str | None:
        """What ``remember`` last kept under a key."""
        return await self._look(partial(self._store.state.get, key))

    async def remember(self, key: str, value: str) -> None:
        """Keep a small value in the store, for after a restart."""
        await self._look(partial(self._store.state.put, key, value))

    async def close(self) -> None:
        """End the processes that are at work, finish what else runs, close the store; calling it again does nothing."""
        watches, self._watches = self._watches, []
        for watch in watches:
            watch.cancel()
        await asyncio.gather(*watches, return_exceptions=True)
        if watches:
            with suppress(KnowledgeError):
                await self._look(self._notes.write)
        self._children.end()
        if self._folder is not None:
            await asyncio.to_thread(self._folder.stop)
        await self._shelf.close()
        for pool in (self._asking, self._looking, self._documents, self._aside):
            await asyncio.to_thread(pool.shutdown)
        await asyncio.to_thread(self._store.close)

    async def _key(self, guild_id: int | None) -> Key:
        """Which library a guild has; servers without anything of their own have the same."""
        if guild_id is None:
            return Key()
        key = self._keys.get(guild_id)
        if key is None:
            seen = self._seen
            key = await self._ask(partial(_key_of, self._store, guild_id))
            # What changed while it was looked up may have come too late for it.
            if self._seen == seen:
                self._keys[guild_id] = key
            if len(self._keys) > _KEYS_REMEMBERED:
                self._keys.popitem(last=False)
        return key

    def _take_in(self, changes: Mapping[int | None, int]) -> None:
        self._seen = max([self._seen, *changes.values()])
        for guild_id, version in changes.items():
            if guild_id is not None:
                self._keys.pop(guild_id, None)
            self._shelf.outdate(guild_id, version)

    async def _watching(self) -> None:
        while True:
            await asyncio.sleep(self._poll_seconds)
            try:
                await self.refresh()
            except KnowledgeError as error:
                log.warning("Changes in the store cannot be seen just now: %s", error)

    async def _noting(self) -> None:
        while True:
            await asyncio.sleep(self._poll_seconds)
            try:
                await self._look(self._notes.write)
            except KnowledgeError as error:
                log.warning("Questions cannot be counted just now: %s", error)

    async def _following(self, folder: Folder) -> None:
        while True:
            await asyncio.to_thread(folder.sync, self._store)
            await asyncio.sleep(_FOLDER_SECONDS)

    def _install(self) -> int:
        self._store.install_bundled()
        return max(self._store.changes_since(0).values(), default=0)

    async def _ask(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._asking, work)

    async def _look(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._looking, work)


def _work(
    store: Store, work: Callable[[Store], _T], seen: int, notes: Notes | None = None
) -> tuple[_T, Mapping[int | None, int]]:
    if notes is not None:
        with suppress(KnowledgeError):  # they stay, and ``Libraries._noting`` tells
            notes.write()
    return work(store), store.changes_since(seen)


def _at_hand(editions: Mapping[int, Edition | None], key: int) -> Edition | None:
    if key not in editions:
        raise _NotAtHandError(key)
    return editions[key]


def _key_of(store: Store, guild_id: int) -> Key:
    own = guild_id if store.has_own(guild_id) else None
    return Key(own, bundled=store.settings.uses_bundled(guild_id))


def _purge(store: Store, now: datetime) -> Purged:
    editions = store.documents.purge(removed_before=now - retention.REMOVED, pending_before=now - retention.PREVIEWS)
    gaps = store.questions.purge(gaps_before=now - retention.GAPS, usage_before=now - retention.RECORDS)
    store.audit.purge(now - retention.RECORDS)
    return Purged(editions, gaps, store.settings.forget_left(now - retention.LEFT))


def _leave_to_rest() -> None:
    gc.collect()
    gc.freeze()
    # A large document has hundreds of thousands of parts, none of them garbage: with Python's default for the oldest
    # generation, 10, all of them are gone through several times while it is loaded.
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _RARELY)
