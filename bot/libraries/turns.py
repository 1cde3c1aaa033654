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
    """Threads for work that takes long. Each server has one at most, even where nobody waits for its work any more.

    However much the others want, a server's next piece waits behind one of each of them.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._turns = Turns()

    async def do(self, guild_id: int | None, work: Callable[[], _T]) -> _T:
        """Do a server's ``work`` in a thread when its turn comes.

        Where whoever waits is cancelled, work that has begun goes on, since no thread can be broken off; the turn is
        over when it is done.
        """
        turn = self._turns.of(guild_id)
        await turn.acquire()
        try:
            begun = self._pool.submit(work)
        except BaseException:
            turn.release()
            raise
        done = asyncio.wrap_future(begun)
        done.add_done_callback(lambda _: turn.release())
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            begun.cancel()
            raise

    def shutdown(self) -> None:
        """Begin nothing any more, and wait for what is being done. Blocks."""
        self._pool.shutdown(cancel_futures=True)
