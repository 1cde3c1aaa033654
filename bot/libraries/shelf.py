"""A cache of libraries: built when first used, and rebuilt when they are out of date.

A large library is built in a child process, since a thread would compete for the GIL with the thread that answers
questions; a small one is built faster than a process starts, and never waits for a large one. Each server has one build
at a time. When the cache is full, the least recently used libraries are evicted.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.libraries.children import Children
from bot.libraries.turns import Workers
from knowledge import KnowledgeError, build_in_child

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge import Library, Store

log = logging.getLogger(__name__)

CAPACITY = 200_000
"""The most passages of all cached libraries together; 10,000 take about 60 MB."""
SMALL = 1_000
"""The most passages of a library that is built in a thread."""
SMALL_TEXT = 500_000
"""The most characters of a library that is built in a thread."""
_CHILDREN = 2
"""How many large libraries are built at the same time."""
_PATIENCE = 2.0
"""Seconds that a question waits for a newer library before the previous one answers it."""


@dataclass(frozen=True, slots=True)
class Key:
    """Identifies a library: shared, or of a guild with own documents or glossary; with bundled documents or not."""

    guild_id: int | None = None
    bundled: bool = True


@dataclass(frozen=True, slots=True)
class _Copy:
    """A library in memory, and the version of the store that it was built from."""

    library: Library
    version: int
    passages: int


def is_small(store: Store, guild_id: int | None, *, bundled: bool = True, small: int = SMALL) -> bool:
    """Whether to build a library in a thread: it is small, or the store is in memory, which no child could open."""
    extent = store.documents.extent(guild_id, bundled=bundled)
    return store.is_in_memory or (extent.passages <= small and extent.characters <= SMALL_TEXT)


class Shelf:
    """The cache of libraries by key. Its methods are called in the event loop and never block it."""

    def __init__(self, store: Store, *, capacity: int = CAPACITY, small: int = SMALL) -> None:
        self._store = store
        self._capacity = capacity
        self._small = small
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="building")
        self._workers = Workers(_CHILDREN, "large")
        self._copies: OrderedDict[Key, _Copy] = OrderedDict()
        self._builds: dict[Key, asyncio.Task[_Copy]] = {}
        self._newest: dict[Key, int] = {}
        """The newest known version of the data of each library that is cached or being built."""
        self._children = Children()

    async def get(self, key: Key) -> Library:
        """Return the library; if outdated, the newest one built within two seconds, else the previous one.

        If the store keeps changing, the returned library may have been outdated as soon as it was built.

        Raises:
            KnowledgeError: it could not be built, and there is no previous one.
        """
        copy = self._copies.get(key)
        if copy is None:
            copy = await asyncio.shield(self._build(key))
        else:
            self._copies.move_to_end(key)
        with suppress(TimeoutError, KnowledgeError):
            async with asyncio.timeout(_PATIENCE):
                while self._is_outdated(key, copy):
                    copy = await asyncio.shield(self._build(key))
        return copy.library

    async def trial(self, key: Key, *, without: Sequence[str]) -> Library:
        """The library as it would be without a name of its glossary, or one of its other names; it is not cached.

        Raises:
            KnowledgeError: it could not be built.
        """
        return (await self._make(key, without=without)).library

    def outdate(self, guild_id: int | None, version: int) -> None:
        """Mark libraries as outdated: a guild's data (``None``: shared data) changed in this version of the store."""
        for key in {*self._copies, *self._builds}:
            if guild_id is None or key.guild_id == guild_id:
                self._changed(key, version)

    def forget(self, guild_id: int) -> None:
        """Evict the library of a guild."""
        for key in [key for key in self._copies if key.guild_id == guild_id]:
            self._evict(key)

    def passages(self) -> int:
        """The number of passages in all cached libraries."""
        return sum(copy.passages for copy in self._copies.values())

    async def close(self) -> None:
        """Cancel all builds."""
        for build in self._builds.values():
            build.cancel()
        self._children.end()
        await asyncio.to_thread(self._workers.shutdown)
        await asyncio.to_thread(partial(self._pool.shutdown, cancel_futures=True))

    def _build(self, key: Key) -> asyncio.Task[_Copy]:
        build = self._builds.get(key)
        if build is None:
            build = self._builds[key] = asyncio.create_task(self._built(key))
            build.add_done_callback(_log_failure)
        return build

    async def _built(self, key: Key) -> _Copy:
        """Build a library once and cache it; if it is already outdated when finished, start the next build."""
        try:
            copy = await self._make(key)
            # Another process may have changed the store during the build.
            loop = asyncio.get_running_loop()
            version = await loop.run_in_executor(self._pool, self._store.version, key.guild_id)
        finally:
            del self._builds[key]
        self._copies[key] = copy
        self._copies.move_to_end(key)
        self._changed(key, version)
        self._make_room()
        return copy

    async def _make(self, key: Key, *, without: Sequence[str] = ()) -> _Copy:
        loop = asyncio.get_running_loop()
        copy = await loop.run_in_executor(self._pool, partial(self._make_small, key, without=without))
        if copy is None:
            return await self._workers.do(key.guild_id, partial(self._make_large, key, without=without))
        return copy

    def _make_small(self, key: Key, *, without: Sequence[str]) -> _Copy | None:
        """Build a library in this thread; ``None`` if it is too large for that."""
        if not is_small(self._store, key.guild_id, bundled=key.bundled, small=self._small):
            return None
        # The version is read first, so that a change during the build counts as later.
        version = self._store.version(key.guild_id)
        library = self._store.library(key.guild_id, bundled=key.bundled, without=without)
        return _Copy(library, version, _passages(library))

    def _make_large(self, key: Key, *, without: Sequence[str]) -> _Copy:
        version = self._store.version(key.guild_id)
        library = build_in_child(
            self._store.url, key.guild_id, bundled=key.bundled, started=self._children.add, without=without
        )
        return _Copy(library, version, _passages(library))

    def _make_room(self) -> None:
        while self.passages() > self._capacity and len(self._copies) > 1:
            self._evict(next(iter(self._copies)))

    def _evict(self, key: Key) -> None:
        del self._copies[key]
        self._newest.pop(key, None)

    def _is_outdated(self, key: Key, copy: _Copy) -> bool:
        return copy.version < self._newest.get(key, 0)

    def _changed(self, key: Key, version: int) -> None:
        """Note a version of a library's data; if the cached library is older, build the next one."""
        self._newest[key] = max(version, self._newest.get(key, 0))
        copy = self._copies.get(key)
        if copy is not None and self._is_outdated(key, copy):
            self._build(key)


def _log_failure(build: asyncio.Task[_Copy]) -> None:
    if not build.cancelled() and (error := build.exception()) is not None:
        log.warning("A library could not be built: %s", error)


def _passages(library: Library) -> int:
    return sum(len(document.passages) for document in library.documents())
