"""Runs work in a child process: the same program again, with a request on stdin and a report on stdout."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@contextmanager
def run_child(
    command: Sequence[str], request: bytes, *, started: Callable[[subprocess.Popen[bytes]], None], seconds: float
) -> Iterator[IO[bytes]]:
    """Run our own program with ``request`` as its stdin, and yield its output as a file, positioned at the start.

    The request is not an argument because other users of the machine can read those, and it may hold a password.
    ``started`` is called with the child, so that the caller can terminate it; after ``seconds`` it is killed.

    Raises OSError when the machine lacks the resources for a child, and SubprocessError when the child fails.
    """
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as report:
        question.write(request)
        question.seek(0)
        with subprocess.Popen(command, stdin=question, stdout=report, env=_environment()) as child:  # noqa: S603 - ours
            started(child)
            try:
                status = child.wait(seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                raise
        if status != 0:
            raise subprocess.CalledProcessError(status, command)
        report.seek(0)
        yield report


def _environment() -> dict[str, str]:
    """This process's environment, with a path from which the child imports these packages in any working directory."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
