"""Work that a program gives to a process of its own: the same program once more, with a request and a report."""

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
    """Run our own program with a request as its input, and give what it wrote, a file that is read from its beginning.

    The request is no argument: others on the machine can read those, and it may hold a password. ``started`` is handed
    the child, so that somebody else may end it; after ``seconds`` it is ended in any case.

    Raises OSError when the machine has no room for it, and SubprocessError when the child did not come to its end.
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
    """This process's environment; whatever the working folder holds, the child imports these very packages."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
