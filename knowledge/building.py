"""Building a library in a child process, for a program that must stay responsive meanwhile.

Building is pure Python: in a thread it would hold the interpreter lock and delay answers to questions. The child reads
the store and sends the finished library back; loading it takes a hundredth of the time.
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
    from collections.abc import Callable, Sequence

    from knowledge.library import Library

_COMMAND = [sys.executable, "-P", "-c", "from knowledge.building import main; main()"]
_NICENESS = 10
"""Gives the child a lower priority than its parent, which answers questions."""
_UNREADABLE = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError)
"""Exceptions from unpickling a truncated or incompatible report (the package may have been updated meanwhile)."""
SECONDS = 600.0
"""Time limit for building a library; fifty thousand passages take a minute, and longer on a busy machine."""


def build_in_child(
    url: str,
    guild_id: int | None,
    *,
    bundled: bool,
    started: Callable[[subprocess.Popen[bytes]], None],
    without: Sequence[str] = (),
    seconds: float = SECONDS,
) -> Library:
    """The library that ``Store.library`` gives for a guild, of the store at ``url``, built in a child process.

    ``started`` is called with the child, so that the caller can terminate it; after ``seconds`` it is killed.

    Raises StorageError when the child fails or cannot be started.
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
            "The index could not be built (exit status {status}): check the machine's memory.",
            status=error.returncode,
        ) from error
    except (OSError, MemoryError, *_UNREADABLE) as error:
        raise StorageError(
            "The index could not be built ({reason}): check the machine's memory and disk space.",
            reason=str(error) or type(error).__name__,
        ) from error
    return library


class _InPieces:
    """A file to unpickle from that lets other threads run between two reads.

    The unpickler is one call into C; other threads can run only when it calls Python to read more.
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
    """Run as the child process: read the request from stdin, write the library to stdout."""
    os.nice(_NICENESS)
    request = json.loads(sys.stdin.buffer.read())
    store = Store.open(request["url"])
    try:
        library = store.library(request["guild_id"], bundled=request["bundled"], without=request["without"])
    finally:
        store.close()
    pickle.dump(library, sys.stdout.buffer, protocol=5)
