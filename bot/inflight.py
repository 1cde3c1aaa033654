"""Work that is under way, so that leaving can wait for it."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from bot.errors import RestartingError

if TYPE_CHECKING:
    from collections.abc import Iterator


class InFlight:
    """Counts the replies that are being worked on."""

    def __init__(self) -> None:
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    @contextmanager
    def reply(self) -> Iterator[None]:
        """Around the work on one reply.

        Raises:
            RestartingError: ``drain`` was called, nothing new is begun.
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
        """Let nothing new begin, and wait until what has begun is done, at most so many seconds."""
        self._closing = True
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._idle.wait()
