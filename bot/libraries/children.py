"""Keeps track of child processes, so that they are ended with this process."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess


class Children:
    """Running child processes. The methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._at_work: list[subprocess.Popen[bytes]] = []
        self._is_over = False

    @property
    def are_ended(self) -> bool:
        """Whether ``end`` was called, so that a child's work may be incomplete."""
        return self._is_over

    def add(self, child: subprocess.Popen[bytes]) -> None:
        """Register a child to be ended with the others; it is ended at once if they were already."""
        with self._lock:
            self._at_work = [*(one for one in self._at_work if one.returncode is None), child]
            if self._is_over:
                child.kill()

    def end(self) -> None:
        """End all running children, and every child added later."""
        with self._lock:
            self._is_over = True
            for child in self._at_work:
                child.kill()
