"""Fair scheduling: one job per server at a time, so that many jobs of one server do not delay the others."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class Turns:
    """A lock for each server (``None``: for direct messages); those waiting get it in the order of their requests."""

    def __init__(self) -> None:
        # A lock exists as long as somebody holds it or waits for it.
        self._locks: WeakValueDictionary[int | None, asyncio.Lock] = WeakValueDictionary()

    def of(self, guild_id: int | None) -> asyncio.Lock:
        """The lock of a server, to be held during a job."""
        lock = self._locks.get(guild_id)
        if lock is None:
            lock = self._locks[guild_id] = asyncio.Lock()
        return lock


class Workers:
    """A thread pool for long work. Each server runs at most one job, even one whose caller has stopped waiting.

    Work is taken round-robin: one job per server.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._turns = Turns()

    async def do(self, guild_id: int | None, work: Callable[[], _T]) -> _T:
        """Run a server's ``work`` in a thread when its turn comes.

        If the caller is cancelled, work already running continues, since a thread cannot be interrupted; the server's
        turn ends when the work does.
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
        """Start no more work, and wait for the running work. Blocks."""
        self._pool.shutdown(cancel_futures=True)
