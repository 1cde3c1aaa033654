"""Reads untrusted documents, each in a child process that can neither harm nor block its parent.

The child (``knowledge.readers.child``) has no environment, no working directory and hard limits of memory, CPU time and
output, which it sets itself before a parser is loaded; the parent kills it at the time limit. In every case the caller
gets a document or an error of one sentence. Functions here block and may be called from any thread.
"""

from __future__ import annotations

import logging
import os
import signal
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from knowledge.errors import DocumentError, InputError
from knowledge.readers import MAX_BYTES, check_size, child, transport

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.models import Document, Metadata

_log = logging.getLogger(__name__)

_SLOW = "{name} takes too long to read: save it in a simpler format (text or PDF), or split it."
_LARGE = "{name} needs too much memory to be read: split it into smaller files."
_LONG = "{name} has too much text for one document: split it into smaller files."
_BROKEN = "{name} cannot be read: it may be damaged. Save it again, or in another format, and try again."


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one child: bytes of address space, CPU seconds, wall-clock seconds, bytes of its report."""

    memory: int = 768 * 2**20
    cpu: int = 20
    wall: float = 30.0
    output: int = 64 * 2**20


DEFAULT_LIMITS = Limits()
ENTRY = "knowledge.readers.report:answer"


def read_in_child(
    data: bytes,
    name: str,
    *,
    document_id: str | None = None,
    metadata: Metadata | None = None,
    limits: Limits = DEFAULT_LIMITS,
    entry: str = ENTRY,
    started: Callable[[subprocess.Popen[bytes]], None] | None = None,
) -> Document:
    """Read a document as ``read_document`` does, but in a child process.

    ``entry`` is the function that the child calls, "module:function"; ``started`` is called with the child, so that the
    caller can terminate it.

    Raises DocumentError when the document is refused, and when its reader did not finish.
    """
    check_size(len(data), name)
    with tempfile.TemporaryFile() as request, tempfile.TemporaryFile() as report:
        request.write(transport.request(name, document_id, metadata))
        request.write(data)
        request.seek(0)
        status = _run(request, report, limits, entry, started)
        if status == child.TOO_MUCH_OUTPUT:
            raise DocumentError(_LONG, name=name)
        if status in {None, -signal.SIGXCPU, -signal.SIGKILL}:
            raise DocumentError(_SLOW, name=name)
        report.seek(0)
        try:
            document = transport.document_in(report.read(limits.output)) if status == 0 else None
        except MemoryError as error:
            raise DocumentError(_LARGE, name=name) from error
    if document is None:
        _log.info("The reader of a document broke: exit status %s.", status)
        raise DocumentError(_BROKEN, name=name)
    return document


def read_file_in_child(path: Path) -> Document:
    """Read the document in a file as ``read_in_child`` does.

    Raises InputError when it is not a file that can be opened, and DocumentError.
    """
    return read_in_child(file_content(path), path.name)


def file_content(path: Path) -> bytes:
    """The bytes of a regular file that is not too large to be a document.

    Raises InputError when it is not a file that can be opened, and DocumentError when it is too large.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError("{path} is not a file: give the path of a document.", path=str(path))
        check_size(status.st_size, path.name)
        with path.open("rb") as file:
            # Read one byte more, to detect a file that has grown meanwhile: a part must not be taken for the whole.
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name is possible"
        raise InputError(
            "{path} cannot be read ({reason}): check the name and its permissions.", path=str(path), reason=reason
        ) from error
    check_size(len(data), path.name)
    return data


def _run(
    request: IO[bytes],
    report: IO[bytes],
    limits: Limits,
    entry: str,
    started: Callable[[subprocess.Popen[bytes]], None] | None,
) -> int | None:
    """The exit status of a child; ``None`` when it was killed at the time limit."""
    folder = Path(__file__).parents[2]
    command = [sys.executable, "-I", "-B", "-X", "utf8", child.__file__]
    arguments = [str(limits.memory), str(limits.cpu), str(limits.output), str(folder), entry]
    # The working directory is deleted as soon as the child is in it: no file can be created there, and nothing is left
    # behind, even if this process is killed while it waits.
    with tempfile.TemporaryDirectory(prefix="pincite-") as empty:
        process = subprocess.Popen(  # noqa: S603 - our own program, and no argument comes from the document
            command + arguments,
            stdin=request,
            stdout=report,
            stderr=subprocess.DEVNULL,
            cwd=empty,
            env={},
            start_new_session=True,
            umask=0o077,
        )
    with process:
        if started is not None:
            started(process)
        try:
            return process.wait(limits.wall)
        except subprocess.TimeoutExpired:
            # Kill the whole process group; its id is the child's pid, which is not reused before the wait.
            os.killpg(process.pid, signal.SIGKILL)
            return None
