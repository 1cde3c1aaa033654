"""The processes that work for this one, to be ended when it ends."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess


class Children:
    """Child processes at work. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._at_work: list[subprocess.Popen[bytes]] = []
        self._is_over = False

    def add(self, child: subprocess.Popen[bytes]) -> None:
        """Have a child ended with the others, or at once where they were."""
        with self._lock:
            self._at_work = [*(one for one in self._at_work if one.returncode is None), child]
            if self._is_over:
                child.kill()

    def end(self) -> None:
        """End all that are at work, and from now on whichever is added."""
        with self._lock:
            self._is_over = True
            for child in self._at_work:
                child.kill()
