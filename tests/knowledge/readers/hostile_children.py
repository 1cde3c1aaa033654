"""What a parser may do when a document has taken it over: ways in for the child process, called by the tests alone."""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def hog_memory(data: bytes, **_: Any) -> bytes:
    """Ask for more memory than there is to have."""
    return bytes(len(held) for held in [bytearray(2**24) for _ in range(2**20)])


def hog_memory_by_recursion(data: bytes, **request: Any) -> bytes:
    """Call itself for ever."""
    return hog_memory_by_recursion(data, **request)


def hog_memory_while_failing(data: bytes, **_: Any) -> bytes:
    """Hold all there is to the last bytes, as a parser may that handles its own errors."""
    large, small = [data], (data,)
    try:
        while True:
            large.append(bytes(2**20))
    except MemoryError:
        while True:
            small = (small,)  # type: ignore[assignment]
    return data


def hog_cpu(data: bytes, **_: Any) -> bytes:
    """Count for ever."""
    while True:
        pass


def sleep(data: bytes, **_: Any) -> bytes:
    """Wait for ever without any work, and hear no polite request to stop."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)
    return b""


def write_too_much(data: bytes, **_: Any) -> bytes:
    """A report of ten megabytes."""
    return b"x" * 10 * 2**20


def fill_the_disk(data: bytes, **_: Any) -> bytes:
    """A file of ten megabytes."""
    with tempfile.TemporaryFile() as full:
        full.write(b"x" * 10 * 2**20)
    return b"{}"


def write_nonsense(data: bytes, **_: Any) -> bytes:
    """A report that is none."""
    return b'{"document": {"id": 5}} and more'


def write_a_pickle(data: bytes, **_: Any) -> bytes:
    """A report that would run something, were it unpickled."""
    return b"cos\nsystem\n(S'touch owned'\ntR."


def leave(data: bytes, **_: Any) -> bytes:
    """End the process as if all were well."""
    os._exit(0)


def crash(data: bytes, **_: Any) -> bytes:
    """End as a process does that has read where it must not."""
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def fail(data: bytes, **_: Any) -> bytes:
    """Raise what nobody foresaw."""
    raise KeyError(data)


def start_another(data: bytes, **_: Any) -> bytes:
    """Start a process that would outlive this one."""
    return str(os.fork()).encode()


def _working_folder() -> str | None:
    try:
        return str(Path.cwd())
    except FileNotFoundError:
        return None


def tell(data: bytes, *, name: str, **_: Any) -> bytes:
    """Refuse the document with a sentence about the process itself, once everything of ours is loaded."""
    importlib.import_module("knowledge.readers.report")
    limits = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_CORE, resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    told = {
        "environment": dict(os.environ),
        "folder": _working_folder(),
        "limits": limits,
        "modules": sorted({"numpy", "sqlalchemy", "pydantic", "discord", "lxml", "pypdfium2"} & set(sys.modules)),
        "isolated": sys.flags.isolated,
    }
    return json.dumps({"refused": {"template": json.dumps(told), "values": {}}}).encode()
