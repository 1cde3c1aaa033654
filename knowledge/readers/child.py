"""The child process that reads one document; ``knowledge.readers.sandbox`` starts this file as a program.

It limits itself before it imports anything that parses the document, reads a request (one line of JSON, then the bytes
of the file) from stdin and writes a report (JSON) to stdout. It runs with Python's ``-I``, an empty environment and a
working directory that has been deleted. Only a minimum of the standard library is imported at the top.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TOO_MUCH_OUTPUT = 4
"""Exit status of a child whose report does not fit."""


def main(arguments: list[str]) -> int:
    """Read the document on stdin; the arguments are the limits, the folder of the packages, and the entry point."""
    memory, cpu, output, folder, entry = arguments
    limit(int(memory), int(cpu), int(output))
    report = _report(folder, entry)
    try:
        sys.stdout.buffer.write(report)
        sys.stdout.buffer.flush()
    except OSError:
        return TOO_MUCH_OUTPUT
    return 0


def limit(memory: int, cpu: int, output: int) -> None:
    """Limit this process: bytes of address space, CPU seconds, bytes of any file that it writes; no child processes."""
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _report(folder: str, entry: str) -> bytes:
    """The report of the request: a document, a sentence that refuses it, or the name of an unexpected error."""
    request = json.loads(sys.stdin.buffer.readline())
    try:
        read = _load(folder, entry)
        return read(sys.stdin.buffer.read(), **request)
    except Exception as error:  # noqa: BLE001 - a parser may raise anything, and the parent is told what
        failed = type(error).__name__
    # The reader's memory is freed together with the exception chain, so there is room again for these bytes.
    return json.dumps({"failed": failed}).encode()


def _load(folder: str, entry: str) -> Callable[..., bytes]:
    """The function ``entry`` ("module:function"), imported from ``folder`` without the package around it.

    ``knowledge/__init__.py`` loads the search, with numpy and the database, which a reader does not need.
    """
    import importlib  # noqa: PLC0415 - after the limits
    import types  # noqa: PLC0415

    package: Any = types.ModuleType("knowledge")
    package.__path__ = [f"{folder}/knowledge"]
    sys.modules["knowledge"] = package
    sys.path.append(folder)
    module, function = entry.split(":")
    loaded: Callable[..., bytes] = getattr(importlib.import_module(module), function)
    return loaded


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
