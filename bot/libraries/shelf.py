"""The libraries that are in memory: built when first asked for, and again when they are out of date.

A library of many passages is built in a child process, since in a thread it would take the interpreter's lock from
whoever answers questions; a small one is built sooner than a child is started. Those that were used longest ago make
room for others.
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

from knowledge import KnowledgeError, build_in_child

if TYPE_CHECKING:
    import subprocess

    from knowledge import Library, Store

log = logging.getLogger(__name__)

CAPACITY = 200_000
"""Passages of all libraries in memory; 10,000 take about 60 MB."""
SMALL = 1_000
"""Passages of a library that is built in a thread."""
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


class Shelf:
    """Libraries by key. Its methods are called in the event loop, and never hold it."""

    def __init__(self, store: Store, *, capacity: int = CAPACITY, small: int = SMALL) -> None:
        self._store = store
        self._capacity = capacity
        self._small = small
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="building")
        self._copies: OrderedDict[Key, _Copy] = OrderedDict()
        self._builds: dict[Key, asyncio.Task[Library]] = {}
        self._child: subprocess.Popen[bytes] | None = None

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
        make = partial(self._make, key, without=without)
        return (await asyncio.get_running_loop().run_in_executor(self._pool, make)).library

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
        if self._child is not None:
            self._child.kill()
        await asyncio.to_thread(partial(self._pool.shutdown, cancel_futures=True))

    def _build(self, key: Key) -> asyncio.Task[Library]:
        build = self._builds.get(key)
        if build is None:
            build = self._builds[key] = asyncio.create_task(self._built(key))
            build.add_done_callback(partial(self._finished, key))
        return build

    def _finished(self, key: Key, build: asyncio.Task[Library]) -> None:
        del self._builds[key]
        if not build.cancelled() and (error := build.exception()) is not None:
            log.warning("A library could not be built: %s", error)

    async def _built(self, key: Key) -> Library:
        loop = asyncio.get_running_loop()
        while True:
            copy = await loop.run_in_executor(self._pool, self._make, key)
            self._copies[key] = copy
            self._copies.move_to_end(key)
            self._make_room()
            # It may have changed again meanwhile.
            if copy.version >= await loop.run_in_executor(self._pool, self._store.version, key.guild_id):
                return copy.library

    def _make(self, key: Key, *, without: str = "") -> _Copy:
        # The version is read first: what changes from here on is seen as a change after it.
        version = self._store.version(key.guild_id)
        passages = self._store.documents.count_passages(key.guild_id, bundled=key.bundled)
        if passages <= self._small or self._store.is_in_memory:
            library = self._store.library(key.guild_id, bundled=key.bundled, without=without)
        else:
            library = build_in_child(
                self._store.url, key.guild_id, bundled=key.bundled, started=self._remember, without=without
            )
        return _Copy(library, version, passages)

    def _remember(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child

    def _make_room(self) -> None:
        while self.passages() > self._capacity and len(self._copies) > 1:
            self._copies.popitem(last=False)
