"""Provides each server's library, and the threads in which libraries and the store are used.

The retrieval layer is synchronous and must never block the event loop; this package connects the two. All uses of
libraries queue for a single thread. More would not help: ranking is pure Python and competes with the event loop for
the GIL, so a second thread would answer no question sooner, and the loop would wait twice as long for its turns.

Questions do not wait for other work with the store: short store work has its own thread, and work on whole documents,
which takes seconds, has a pool in which each server has one job at a time. A question itself only reads what it needs:
whether its server has anything of its own, and an edition that is no longer live.

Libraries are built in the background (``bot.libraries.shelf``); until a new one is ready, the previous one answers.
Servers without documents or glossary of their own share one library. A change in the store, by any process, is noticed
within a second.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bot.libraries.children import Children
from bot.libraries.folder import Folder
from bot.libraries.housekeeping import purge
from bot.libraries.notes import Notes
from bot.libraries.shelf import Key, Shelf
from bot.libraries.turns import Workers
from bot.libraries.watching import Watches
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.libraries.housekeeping import Purged
    from knowledge import Asked, Edition, Library, Store

_T = TypeVar("_T")

POLL_SECONDS = 1.0
"""Seconds between checks for changes made by other processes."""
_FOLDER_SECONDS = 5.0
_KEYS_REMEMBERED = 10_000
_AT_ONCE = 2
"""For how many servers documents are processed at the same time; more threads would only slow down questions."""


class _NotAtHandError(Exception):
    """Work needs an edition that is no longer live, which has to be loaded first."""

    def __init__(self, key: int) -> None:
        super().__init__(key)
        self.key = key


class Libraries:
    """The libraries of all servers over one store. Owns the store, and synchronises it with the ``folder``."""

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
        self.children = Children()
        """The child processes of the libraries and of the features that use them; ``close`` ends them."""
        self._notes = Notes(store)
        self._folder = None if folder is None else Folder(folder)
        self._watches = Watches()
        self._is_closed = False

    async def load(self) -> None:
        """Install the bundled documents, build the shared index, and start watching for changes.

        Raises:
            StorageError: the store failed.
        """
        self._seen = await self._look(self._install)
        await self._shelf.get(Key())
        self.watch(self.refresh, "Changes in the store cannot be seen just now")
        self.watch(partial(self._look, self._notes.write), "Questions cannot be counted just now")
        if self._folder is not None:
            follow = partial(asyncio.to_thread, self._folder.sync, self._store)
            self.watch(follow, "The folder cannot be followed just now", seconds=_FOLDER_SECONDS)

    def watch(self, work: Callable[[], Awaitable[object]], trouble: str, *, seconds: float | None = None) -> None:
        """Repeat ``work`` until ``close``, every ``seconds``, by default at the polling interval.

        An exception does not end the repetition: it is logged after the words ``trouble``.
        """
        seconds = self._poll_seconds if seconds is None else seconds
        self._watches.add(work, seconds=seconds, trouble=trouble)

    async def use(self, guild_id: int | None, work: Callable[[Library], _T]) -> _T:
        """Run ``work`` with the library of a server (``None``: of direct messages), outside the event loop.

        References to earlier editions are resolved from the store, if the server may see them; ``hit.document.status``
        tells. Loading such an edition may take long, so ``work`` is aborted when it needs one, and rerun after it was
        loaded.

        Raises:
            KnowledgeError: raised by the library, or by the store while the library was built.
        """
        library = await self._shelf.get(await self._key(guild_id))
        earlier: dict[int, Edition | None] = {}
        while True:
            try:
                return await self._ask(lambda: work(library.with_earlier(partial(_at_hand, earlier))))
            except _NotAtHandError as wanted:
                key = wanted.key
            earlier[key] = await self._documents.do(guild_id, partial(self._store.documents.edition, guild_id, key))

    async def trial(self, guild_id: int, *, without: Sequence[str]) -> Library:
        """A server's library as it would be without a name of its glossary, or a name's other name: for ``turn``.

        Raises:
            KnowledgeError: it could not be built.
        """
        return await self._shelf.trial(await self._key(guild_id), without=without)

    async def turn(self, work: Callable[[], _T]) -> _T:
        """Run a short ``work`` in the thread of the libraries, queued among the questions."""
        return await self._ask(work)

    async def store(self, work: Callable[[Store], _T]) -> _T:
        """Run a short ``work`` with the store, outside the event loop; the next ``use`` sees its changes.

        Raises:
            KnowledgeError: raised by the store.
        """
        done, changes = await self._look(partial(_work, self._store, work, self._seen, self._notes))
        self._take_in(changes)
        return done

    async def documents(self, guild_id: int, work: Callable[[Store], _T]) -> _T:
        """Run ``work`` on whole documents of a server: load, store, change or export them.

        It may take seconds, without delaying questions and short work; each server has one such job at a time. The next
        ``use`` sees its changes.

        Raises:
            KnowledgeError: raised by the store.
        """
        done, changes = await self._documents.do(guild_id, partial(_work, self._store, work, self._seen))
        self._take_in(changes)
        return done

    async def aside(self, guild_id: int, work: Callable[[Children], _T]) -> _T:
        """Run a server's ``work`` of up to minutes outside the event loop, one such job per server at a time.

        Child processes that it adds to the ``Children`` passed to it are ended when the libraries are closed.
        """
        return await self._aside.do(guild_id, partial(work, self.children))

    def note(self, asked: Asked) -> None:
        """Count a question; it is written to the store a little later, so that the answer need not wait."""
        self._notes.add(asked)

    async def refresh(self) -> None:
        """Check the store for changes, and rebuild the libraries they concern.

        Raises:
            StorageError: the store failed.
        """
        self._take_in(await self._look(partial(self._store.changes_since, self._seen)))

    async def housekeeping(self, now: datetime) -> Purged:
        """Delete everything whose retention period is over; to be called about once a day.

        Raises:
            StorageError: the store failed.
        """
        purged = await self.store(partial(purge, now=now))
        for guild_id in purged.guilds:
            self._keys.pop(guild_id, None)
            self._shelf.forget(guild_id)
        return purged

    async def recall(self, key: str) -> str | None:
        """The value last stored by ``remember`` for a key; ``None`` if there is none."""
        return await self._look(partial(self._store.state.get, key))

    async def remember(self, key: str, value: str) -> None:
        """Keep a small value in the store across restarts."""
        await self._look(partial(self._store.state.put, key, value))

    async def close(self) -> None:
        """End the child processes, finish other running work, close the store; idempotent."""
        if self._is_closed:
            return
        self._is_closed = True
        await self._watches.end()
        with suppress(KnowledgeError):
            await self._look(self._notes.write)
        self.children.end()
        if self._folder is not None:
            await asyncio.to_thread(self._folder.stop)
        await self._shelf.close()
        for pool in (self._asking, self._looking, self._documents, self._aside):
            await asyncio.to_thread(pool.shutdown)
        await asyncio.to_thread(self._store.close)

    async def _key(self, guild_id: int | None) -> Key:
        """The key of a guild's library; guilds without documents or glossary of their own share one."""
        if guild_id is None:
            return Key()
        key = self._keys.get(guild_id)
        if key is None:
            seen = self._seen
            key = await self._ask(partial(_key_of, self._store, guild_id))
            # If the store changed during the lookup, the key may be stale and is not cached.
            if self._seen == seen:
                self._keys[guild_id] = key
            if len(self._keys) > _KEYS_REMEMBERED:
                self._keys.popitem(last=False)
        return key

    def _take_in(self, changes: Mapping[int | None, int]) -> None:
        self._seen = max([self._seen, *changes.values()])
        for guild_id, version in changes.items():
            if guild_id is None:  # a backup was restored: anything may have changed
                self._keys.clear()
            else:
                self._keys.pop(guild_id, None)
            self._shelf.outdate(guild_id, version)

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
        with suppress(KnowledgeError):  # the notes are kept, and the next write logs the failure
            notes.write()
    return work(store), store.changes_since(seen)


def _at_hand(editions: Mapping[int, Edition | None], key: int) -> Edition | None:
    if key not in editions:
        raise _NotAtHandError(key)
    return editions[key]


def _key_of(store: Store, guild_id: int) -> Key:
    own = guild_id if store.has_own(guild_id) else None
    return Key(own, bundled=store.settings.uses_bundled(guild_id))
