"""Evaluates golden questions with the library as it would be after a new edition goes live.

This builds two libraries; large ones are built in a child process, since a thread would compete for the GIL with the
thread that answers questions.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from bot.libraries.shelf import SMALL, is_small
from bot.replies.golden import Rehearsal
from knowledge import GoldenChange, StorageError, Store, Strictness, check_golden, run_child, worsened

if TYPE_CHECKING:
    from bot.libraries.children import Children

log = logging.getLogger(__name__)

_COMMAND = [sys.executable, "-P", "-c", "from bot.features.rehearsal import main; main()"]
_NICENESS = 10
_SECONDS = 120.0


def rehearse(store: Store, guild_id: int, key: int, strictness: Strictness, children: Children) -> Rehearsal:
    """Evaluate a guild's golden questions with the preview ``key`` in place of the edition it replaces. Blocks.

    A child process, if one is needed, is registered in ``children``.

    Raises NotInLibrary if the preview is gone, before or after the evaluation.
    """
    if not store.golden.list(guild_id):
        return Rehearsal(0)
    try:
        if is_small(store, guild_id, small=SMALL):
            return compare(store, guild_id, key, strictness)
        return _in_child(store, guild_id, key, strictness, children)
    except (StorageError, OSError, subprocess.SubprocessError) as error:
        # Out of memory or time: that must not prevent an approval.
        log.warning("The golden questions could not be tried: %s", error)
        store.documents.info(guild_id, key)
        return Rehearsal(0, failed=True)


def _in_child(store: Store, guild_id: int, key: int, strictness: Strictness, children: Children) -> Rehearsal:
    """Run ``compare`` in a child process.

    Raises OSError or SubprocessError if the child failed.
    """
    task = {"url": store.url, "guild_id": guild_id, "key": key, "strictness": strictness}
    with run_child(_COMMAND, json.dumps(task).encode(), started=children.add, seconds=_SECONDS) as report:
        said = json.loads(report.read())
    questions = {one.key: one for one in store.golden.list(guild_id)}
    # Leave out questions that were removed meanwhile.
    known = [ranks for ranks in said["worse"] if ranks[0] in questions]
    return Rehearsal(said["tried"], tuple(GoldenChange(questions[one], *ranks) for one, *ranks in known))


def compare(store: Store, guild_id: int, key: int, strictness: Strictness) -> Rehearsal:
    """Build both libraries and evaluate the questions with each.

    Raises NotInLibrary if the preview is gone.
    """
    questions = store.golden.list(guild_id)
    before = check_golden(store.library(guild_id), questions, strictness)
    after = check_golden(store.library(guild_id, trying=key), questions, strictness)
    return Rehearsal(len(questions), worsened(before, after))


def main() -> None:
    """The entry point of the child process: read the request from stdin, write the result to stdout."""
    os.nice(_NICENESS)
    request = json.loads(sys.stdin.buffer.read())
    store = Store.open(request["url"])
    try:
        rehearsal = compare(store, request["guild_id"], request["key"], Strictness(request["strictness"]))
    finally:
        store.close()
    worse = [(one.golden.key, one.before, one.after) for one in rehearsal.worse]
    sys.stdout.write(json.dumps({"tried": rehearsal.tried, "worse": worse}))
