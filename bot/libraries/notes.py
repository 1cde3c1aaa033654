"""Collects asked questions until they are written to the store's statistics."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge import Asked, Store

KEPT = 10_000
"""The most questions kept while the store cannot be written to."""


class Notes:
    """Questions not counted yet. While the store fails they queue up to a limit; the oldest are dropped."""

    def __init__(self, store: Store, *, kept: int = KEPT) -> None:
        self._store = store
        self._waiting: deque[Asked] = deque(maxlen=kept)

    def add(self, asked: Asked) -> None:
        """Add a question for the next ``write``; may be called from any thread."""
        self._waiting.append(asked)

    def write(self) -> None:
        """Write all queued questions to the store; must not be called from several threads at once.

        Raises StorageError; the questions stay queued.
        """
        notes = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if not notes:
            return
        try:
            self._store.questions.note(notes)
        except BaseException:
            self._waiting.extendleft(reversed(notes))
            raise
