"""Counts the replies in progress, so that a shutdown can wait for them."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from bot.errors import RestartingError

if TYPE_CHECKING:
    from collections.abc import Iterator


class InFlight:
    """Counts the replies in progress."""

    def __init__(self) -> None:
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    @contextmanager
    def reply(self) -> Iterator[None]:
        """Count one reply while it is worked on.

        Raises:
            RestartingError: ``drain`` was called; no new work is accepted.
        """
        if self._closing:
            raise RestartingError
        self._count += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._idle.set()

    async def drain(self, seconds: float) -> None:
        """Accept no new work, and wait for the replies in progress, at most this many seconds."""
        self._closing = True
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._idle.wait()
