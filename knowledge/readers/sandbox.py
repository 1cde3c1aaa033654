"""Reading documents that strangers made: each in a child process that can neither harm nor hold up its parent.

The child (``knowledge.readers.child``) has no environment, no working folder and hard limits of memory, CPU time and
output that it sets itself before a parser is loaded; the parent ends it when its time is up. Whatever becomes of it,
the caller gets a document or one sentence. Functions here block and may be called from any thread.
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

_SLOW = "{name} takes too long to read: save it in a simpler way (as text or PDF), or split it."
_LARGE = "{name} needs more memory than a document may: split it into smaller files."
_LONG = "{name} holds more text than a document may: split it into smaller files."
_BROKEN = "{name} cannot be read: it may be damaged. Save it again, or as another format, and try once more."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use up: bytes of address space, seconds of CPU, seconds by the clock, bytes of its report."""

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

    ``entry`` is what the child calls, "module:function"; ``started`` is handed the child, so that somebody else may
    end it.

    Raises DocumentError when the document is refused, and when its reader did not come to an end.
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


def read_file_in_child(
    path: Path, *, document_id: str | None = None, metadata: Metadata | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Read the document in a file as ``read_in_child`` does.

    Raises InputError when it is no file that can be opened, and DocumentError.
    """
    return read_in_child(file_content(path), path.name, document_id=document_id, metadata=metadata, limits=limits)


def file_content(path: Path) -> bytes:
    """The bytes of a regular file that is not too large to be a document.

    Raises InputError when it is no file that can be opened, and DocumentError when it is too large.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError("{path} is not a file: give the file of a document.", path=str(path))
        check_size(status.st_size, path.name)
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name is possible"
        raise InputError(
            "{path} cannot be read ({reason}): check the name and its permissions.", path=str(path), reason=reason
        ) from error


def _run(
    request: IO[bytes],
    report: IO[bytes],
    limits: Limits,
    entry: str,
    started: Callable[[subprocess.Popen[bytes]], None] | None,
) -> int | None:
    """The exit status of a child; ``None`` when it was ended because its time was up."""
    folder = Path(__file__).parents[2]
    command = [sys.executable, "-I", "-B", "-X", "utf8", child.__file__]
    arguments = [str(limits.memory), str(limits.cpu), str(limits.output), str(folder), entry]
    # The working folder is gone as soon as the child is in it: nothing can be made there, and nothing is left behind,
    # even if this process is killed while it waits.
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
            # With whatever it may have started; its number is its group's, and is not given away before the wait.
            os.killpg(process.pid, signal.SIGKILL)
            return None
