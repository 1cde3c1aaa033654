"""Questions that were asked, on their way to the store, where they are counted."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge import Asked, Store

KEPT = 10_000
"""Questions that wait for a store that cannot be written to."""


class Notes:
    """What is to be counted yet. While the store fails it waits, up to a bound; the others are not counted."""

    def __init__(self, store: Store, *, kept: int = KEPT) -> None:
        self._store = store
        self._waiting: deque[Asked] = deque(maxlen=kept)

    def add(self, asked: Asked) -> None:
        """Keep a question for the next ``write``; may be called from any thread."""
        self._waiting.append(asked)

    def write(self) -> None:
        """Write down what waits; called in one thread at a time.

        Raises StorageError, with all of it still waiting.
        """
        notes = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if not notes:
            return
        try:
            self._store.questions.note(notes)
        except BaseException:
            self._waiting.extendleft(reversed(notes))
            raise
