"""Which library answers where, and the thread it answers in.

The retrieval layer is synchronous; the event loop must never wait for it. This is the only place where the two meet,
and the only one with a thread: every use of a library or of the store waits its turn for it. One is enough on purpose.
Ranking is Python and shares the interpreter's lock with the loop; with a second thread no question would be answered
sooner, and the loop would wait twice as long for its own turns.
"""

from __future__ import annotations

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Library, Store

_T = TypeVar("_T")


class Libraries:
    """The libraries of all servers over one store, which it owns from now on.

    For now every server, and every direct message, has the one library of bundled documents.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shared: Library | None = None
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="library")

    async def load(self) -> None:
        """Bring the bundled documents up to date and build the index.

        Raises:
            StorageError: the store failed.
        """
        self._shared = await self._in_thread(self._build)

    async def use(self, guild_id: int | None, work: Callable[[Library], _T]) -> _T:
        """Do ``work`` with the library of a server (``None``: of direct messages), outside the event loop.

        Raises:
            KnowledgeError: whatever the library raised.
        """
        return await self._in_thread(partial(work, self._of(guild_id)))

    async def recall(self, key: str) -> str | None:
        """What ``remember`` last kept under a key."""
        return await self._in_thread(partial(self._store.get_state, key))

    async def remember(self, key: str, value: str) -> None:
        """Keep a small value in the store, for after a restart."""
        await self._in_thread(partial(self._store.set_state, key, value))

    async def close(self) -> None:
        """Finish what runs, then close the store; calling it again does nothing."""
        await asyncio.to_thread(self._pool.shutdown)
        await asyncio.to_thread(self._store.close)

    def _of(self, guild_id: int | None) -> Library:  # noqa: ARG002 - where servers will get libraries of their own
        if self._shared is None:
            raise RuntimeError("load() comes first")
        return self._shared

    def _build(self) -> Library:
        self._store.install_bundled()
        library = self._store.library()
        # A full garbage collection goes through everything that lives, and holds the loop for a tenth of a second.
        # What is there by now stays for good: it is gone through once more here, and then never again.
        gc.collect()
        gc.freeze()
        return library

    async def _in_thread(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)
