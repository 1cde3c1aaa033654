"""Golden questions put to a library as it would be, before a new edition goes live.

Two libraries are built for it. Where they are large this is done in a child process, since in a thread it would take
the interpreter's lock from whoever answers questions.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.libraries.shelf import SMALL, is_small
from knowledge import StorageError, Store, Strictness, check_golden, run_child, worsened

if TYPE_CHECKING:
    from bot.libraries.children import Children

log = logging.getLogger(__name__)

_COMMAND = [sys.executable, "-P", "-c", "from bot.features.rehearsal import main; main()"]
_NICENESS = 10
_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Worse:
    """A golden question whose right passage would come later; places count from 1, ``None``: not among the first."""

    question: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How many golden questions were tried, and which of them would get worse; ``failed``: nobody knows."""

    tried: int
    worse: tuple[Worse, ...] = ()
    failed: bool = False


def rehearse(store: Store, guild_id: int, key: int, strictness: Strictness, children: Children) -> Rehearsal:
    """Try the golden questions of a guild with the preview ``key`` in place of what it replaces. Blocks.

    Where it takes a child process, that is one of ``children``.

    Raises NotInLibrary where the preview is gone, or was by the time it was tried.
    """
    if not store.golden.list(guild_id):
        return Rehearsal(0)
    try:
        if is_small(store, guild_id, small=SMALL):
            return compare(store, guild_id, key, strictness)
        return _in_child(store, guild_id, key, strictness, children)
    except (StorageError, OSError, subprocess.SubprocessError) as error:
        # Out of memory, out of time: no reason to keep anybody from what they are sure of.
        log.warning("The golden questions could not be tried: %s", error)
        store.documents.info(guild_id, key)
        return Rehearsal(0, failed=True)


def _in_child(store: Store, guild_id: int, key: int, strictness: Strictness, children: Children) -> Rehearsal:
    """The same in a child process.

    Raises OSError or SubprocessError where the child did not come to its end.
    """
    task = {"url": store.url, "guild_id": guild_id, "key": key, "strictness": strictness}
    with run_child(_COMMAND, json.dumps(task).encode(), started=children.add, seconds=_SECONDS) as report:
        said = json.loads(report.read())
    return Rehearsal(said["tried"], tuple(Worse(**one) for one in said["worse"]))


def compare(store: Store, guild_id: int, key: int, strictness: Strictness) -> Rehearsal:
    """Build both libraries and put the questions to them.

    Raises NotInLibrary where the preview is gone.
    """
    questions = store.golden.list(guild_id)
    before = check_golden(store.library(guild_id), questions, strictness)
    after = check_golden(store.library(guild_id, trying=key), questions, strictness)
    worse = worsened(before, after)
    return Rehearsal(len(questions), tuple(Worse(one.golden.question, one.before, one.after) for one in worse))


def main() -> None:
    """Be the child: take the request from stdin, leave the result on stdout."""
    os.nice(_NICENESS)
    request = json.loads(sys.stdin.buffer.read())
    store = Store.open(request["url"])
    try:
        rehearsal = compare(store, request["guild_id"], request["key"], Strictness(request["strictness"]))
    finally:
        store.close()
    sys.stdout.write(json.dumps(asdict(rehearsal)))
