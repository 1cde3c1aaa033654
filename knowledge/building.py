"""Building a library in a process of its own, for a program that must not be held up meanwhile.

Building is Python all the way: in a thread it would take the interpreter's lock from whoever answers questions. The
child reads the store and sends the finished library back; to take it in costs a hundredth of the time.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from typing import IO, TYPE_CHECKING

from knowledge.children import run_child
from knowledge.errors import StorageError
from knowledge.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.library import Library

_COMMAND = [sys.executable, "-P", "-c", "from knowledge.building import main; main()"]
_NICENESS = 10
"""The child steps back behind the answers of its parent."""
_UNREADABLE = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError)
"""What a report that is cut short, or comes from a package that was updated meanwhile, is answered with."""
SECONDS = 600.0
"""How long a library may take; fifty thousand passages take a minute, and longer on a busy machine."""


def build_in_child(
    url: str,
    guild_id: int | None,
    *,
    bundled: bool,
    started: Callable[[subprocess.Popen[bytes]], None],
    without: str = "",
    seconds: float = SECONDS,
) -> Library:
    """The library that ``Store.library`` gives for a guild, of the store at ``url``, built in a child process.

    ``started`` is handed the child, so that somebody else may end it; after ``seconds`` it is ended in any case.

    Raises StorageError when the child did not come to its end, or could not begin.
    """
    request = json.dumps({"url": url, "guild_id": guild_id, "bundled": bundled, "without": without}).encode()
    try:
        with run_child(_COMMAND, request, started=started, seconds=seconds) as report:
            library: Library = pickle.Unpickler(_InPieces(report)).load()  # noqa: S301 - written by our own child
    except subprocess.TimeoutExpired as error:
        raise StorageError(
            "The index takes longer than {minutes} minutes to build: remove a large document, or split it.",
            minutes=round(seconds / 60),
        ) from error
    except subprocess.CalledProcessError as error:
        raise StorageError(
            "The index could not be built (exit status {status}): check the memory of the machine.",
            status=error.returncode,
        ) from error
    except (OSError, MemoryError, *_UNREADABLE) as error:
        raise StorageError(
            "The index could not be built ({reason}): check the memory of the machine, and the room on its disk.",
            reason=str(error) or type(error).__name__,
        ) from error
    return library


class _InPieces:
    """A file to unpickle from that lets other threads have their turn between two pieces.

    The unpickler is one call into C; it takes turns only where it calls Python, to read on.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        return self._file.read(size)

    def readline(self) -> bytes:
        """The next line."""
        return self._file.readline()


def main() -> None:
    """Be the child: take the request from stdin, leave the library on stdout."""
    os.nice(_NICENESS)
    request = json.loads(sys.stdin.buffer.read())
    store = Store.open(request["url"])
    try:
        library = store.library(request["guild_id"], bundled=request["bundled"], without=request["without"])
    finally:
        store.close()
    pickle.dump(library, sys.stdout.buffer, protocol=5)
