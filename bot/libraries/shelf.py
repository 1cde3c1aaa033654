"""The libraries that are in memory: built when first asked for, and again when they are out of date.

A large library is built in a child process, since in a thread it would take the interpreter's lock from whoever
answers questions; a small one is built sooner than a child is started, and never waits for a large one. Of each server
one library is built at a time. Those that were used longest ago make room for others.
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
    from knowledge import Library, Store

log = logging.getLogger(__name__)

CAPACITY = 200_000
"""Passages of all libraries in memory; 10,000 take about 60 MB."""
SMALL = 1_000
"""Passages of a library that is built in a thread."""
SMALL_TEXT = 500_000
"""Characters of a library that is built in a thread."""
_CHILDREN = 2
"""Large libraries that are built side by side."""
_PATIENCE = 2.0
"""Seconds that a question waits for a newer library before the one before answers it."""


@dataclass(frozen=True, slots=True)
class Key:
    """Which library: of a guild with something of its own, or the shared one; with the bundled documents or not."""

    guild_id: int | None = None
    bundled: bool = True


@dataclass(slots=True)
class _Copy:
    """A library in memory, and the version of the store that it was built from."""

    library: Library
    version: int
    passages: int
    is_outdated: bool = False


def is_small(store: Store, guild_id: int | None, *, bundled: bool = True, small: int = SMALL) -> bool:
    """Whether a library is built so soon that no child process is worth while; or nobody else can open the store."""
    extent = store.documents.extent(guild_id, bundled=bundled)
    return store.is_in_memory or (extent.passages <= small and extent.characters <= SMALL_TEXT)


class Shelf:
    """Libraries by key. Its methods are called in the event loop, and never hold it."""

    def __init__(self, store: Store, *, capacity: int = CAPACITY, small: int = SMALL) -> None:
        self._store = store
        self._capacity = capacity
        self._small = small
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="building")
        self._workers = Workers(_CHILDREN, "large")
        self._copies: OrderedDict[Key, _Copy] = OrderedDict()
        self._builds: dict[Key, asyncio.Task[Library]] = {}
        self._children = Children()

    async def get(self, key: Key) -> Library:
        """The library; where it is out of date, the new one if it is built soon, else the one before.

        Raises:
            KnowledgeError: it could not be built, and there is none from before.
        """
        copy = self._copies.get(key)
        if copy is None:
            return await asyncio.shield(self._build(key))
        self._copies.move_to_end(key)
        if copy.is_outdated:
            build = self._build(key)
            with suppress(TimeoutError, KnowledgeError):
                return await asyncio.wait_for(asyncio.shield(build), _PATIENCE)
        return copy.library

    async def trial(self, key: Key, *, without: str) -> Library:
        """The library as it would be without a name of its glossary; built for whoever asks, and not kept.

        Raises:
            KnowledgeError: it could not be built.
        """
        return (await self._make(key, without=without)).library

    def outdate(self, guild_id: int | None, version: int) -> None:
        """What a guild has (``None``: what all share) changed in this version of the store."""
        for key, copy in self._copies.items():
            if (guild_id is None or key.guild_id == guild_id) and copy.version < version:
                copy.is_outdated = True
                self._build(key)

    def forget(self, guild_id: int) -> None:
        """Let go of the library of a guild."""
        for key in [key for key in self._copies if key.guild_id == guild_id]:
            del self._copies[key]

    def passages(self) -> int:
        """How many passages the libraries in memory have."""
        return sum(copy.passages for copy in self._copies.values())

    async def close(self) -> None:
        """End what is being built."""
        for build in self._builds.values():
            build.cancel()
        self._children.end()
        await asyncio.to_thread(self._workers.shutdown)
        await asyncio.to_thread(partial(self._pool.shutdown, cancel_futures=True))

    def _build(self, key: Key) -> asyncio.Task[Library]:
        build = self._builds.get(key)
        # One that is done, and only has to be taken off yet, knows nothing of what has changed since.
        if build is None or build.done():
            build = self._builds[key] = asyncio.create_task(self._built(key))
            build.add_done_callback(partial(self._finished, key))
        return build

    def _finished(self, key: Key, build: asyncio.Task[Library]) -> None:
        if self._builds.get(key) is build:
            del self._builds[key]
        if not build.cancelled() and (error := build.exception()) is not None:
            log.warning("A library could not be built: %s", error)

    async def _built(self, key: Key) -> Library:
        loop = asyncio.get_running_loop()
        while True:
            copy = await self._make(key)
            self._copies[key] = copy
            self._copies.move_to_end(key)
            self._make_room()
            # It may have changed again meanwhile.
            version = await loop.run_in_executor(self._pool, self._store.version, key.guild_id)
            if copy.version >= version and not copy.is_outdated:
                return copy.library

    async def _make(self, key: Key, *, without: str = "") -> _Copy:
        loop = asyncio.get_running_loop()
        copy = await loop.run_in_executor(self._pool, partial(self._make_small, key, without=without))
        if copy is None:
            return await self._workers.do(key.guild_id, partial(self._make_large, key, without=without))
        return copy

    def _make_small(self, key: Key, *, without: str) -> _Copy | None:
        """Build a library in this thread; ``None`` where it is too large for that."""
        if not is_small(self._store, key.guild_id, bundled=key.bundled, small=self._small):
            return None
        # The version is read first: what changes from here on is seen as a change after it.
        version = self._store.version(key.guild_id)
        library = self._store.library(key.guild_id, bundled=key.bundled, without=without)
        return _Copy(library, version, _passages(library))

    def _make_large(self, key: Key, *, without: str) -> _Copy:
        version = self._store.version(key.guild_id)
        library = build_in_child(
            self._store.url, key.guild_id, bundled=key.bundled, started=self._children.add, without=without
        )
        return _Copy(library, version, _passages(library))

    def _make_room(self) -> None:
        while self.passages() > self._capacity and len(self._copies) > 1:
            self._copies.popitem(last=False)


def _passages(library: Library) -> int:
    return sum(len(document.passages) for document in library.documents())
