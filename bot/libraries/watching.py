"""Background work that is repeated for as long as the program runs."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from knowledge import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Watches:
    """A set of repeated jobs that are ended together; methods are called in the event loop."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []

    def add(self, work: Callable[[], Awaitable[object]], *, seconds: float, trouble: str) -> None:
        """Start repeating ``work`` in a task: see ``repeat``."""
        self._tasks.append(asyncio.create_task(repeat(work, seconds=seconds, trouble=trouble)))

    async def end(self) -> None:
        """Cancel all jobs and wait until they have stopped; work already running in a thread continues."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def repeat(work: Callable[[], Awaitable[object]], *, seconds: float, trouble: str) -> None:
    """Run ``work`` until cancelled, with a pause of ``seconds`` after each run.

    An exception does not end the repetition: it is logged after ``trouble``, once for as long as it stays the same.
    """
    told = ""
    while True:
        try:
            await work()
            told = ""
        except Exception as error:  # noqa: BLE001 - any failure may be temporary
            if repr(error) != told:
                told = repr(error)
                _log(trouble, error)
        await asyncio.sleep(seconds)


def _log(trouble: str, error: Exception) -> None:
    if isinstance(error, KnowledgeError):
        log.warning("%s: %s", trouble, error)
    else:
        log.error("%s", trouble, exc_info=error)
