"""Whose turn it is: of each server one thing at a time, so that many things of one server hold up no other."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class Turns:
    """A turn for each server (``None``: for direct messages); who waits for it gets it in the order of asking."""

    def __init__(self) -> None:
        # A lock lives as long as somebody has it or waits for it.
        self._locks: WeakValueDictionary[int | None, asyncio.Lock] = WeakValueDictionary()

    def of(self, guild_id: int | None) -> asyncio.Lock:
        """The turn of a server, to be held while something is done for it."""
        lock = self._locks.get(guild_id)
        if lock is None:
            lock = self._locks[guild_id] = asyncio.Lock()
        return lock


class Workers:
    """Threads for work that takes long. Each server has one of them at most, so it waits behind others' work once."""

    def __init__(self, threads: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._turns = Turns()

    async def do(self, guild_id: int | None, work: Callable[[], _T]) -> _T:
        """Do a server's ``work`` in a thread when its turn comes."""
        async with self._turns.of(guild_id):
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def shutdown(self) -> None:
        """Begin nothing any more, and wait for what is being done. Blocks."""
        self._pool.shutdown(cancel_futures=True)
