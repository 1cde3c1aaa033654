"""A process that is killed in the middle of a change leaves the change whole or undone."""

from __future__ import annotations

import itertools
import os
import signal
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from knowledge import Status, Store, database_url
from tests.knowledge.stores import ALICE, NOW, OURS, add, days, preview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Python warns of forking beside threads, which other tests may have left; the child starts none and ends at once.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def killed_at(statement: int, url: str, work: Callable[[Store], object]) -> bool:
    """Do ``work`` in another process that is killed right before its n-th statement; whether it came that far."""
    child = os.fork()
    if child == 0:
        store = Store.open(url)
        count = itertools.count(1)

        def strike(*_: Any) -> None:
            if next(count) == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(store._database._engine, "before_cursor_execute", strike)
        event.listen(store._database._engine, "commit", strike)
        work(store)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def snapshot(store: Store) -> tuple[Any, ...]:
    """Everything that a server sees of its documents, and what was written down of it."""
    live = [(document.id, document.text, len(document.passages)) for document in store.documents.load(OURS)]
    infos = [one for status in Status for one in store.documents.list(OURS, status)]
    audit = [(entry.action, entry.target) for entry in store.audit.list(OURS)]
    return live, infos, audit, store.version(OURS)


CHANGES: dict[str, Callable[[Store], object]] = {
    "preview": lambda store: preview(store, OURS, "New.", "Newer.", name="new"),
    "approve": lambda store: store.documents.approve(OURS, store.documents.list(OURS, Status.PENDING)[0].key, ALICE),
    "discard": lambda store: store.documents.discard(OURS, store.documents.list(OURS, Status.PENDING)[0].key, ALICE),
    "remove": lambda store: store.documents.remove(OURS, "rules", ALICE),
    "restore": lambda store: store.documents.restore(OURS, "gone", ALICE),
    "purge": lambda store: store.documents.purge(removed_before=NOW + days(1), pending_before=NOW),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_happens_as_a_whole_or_not_at_all(tmp_path: Path, name: str) -> None:
    """Killed before each of its statements and before its commit, nothing of it happened; without, all of it."""
    url = database_url(tmp_path)
    with closing(Store.open(url)) as store:
        first = add(store, OURS, "One.", "Two.")
        preview(store, OURS, "One.", "Three.", replaces=first.key)
        add(store, OURS, "Gone.", name="gone")
        store.documents.remove(OURS, "gone", ALICE)
        before = snapshot(store)
    struck = 0
    while killed_at(struck + 1, url, CHANGES[name]):
        struck += 1
        with closing(Store.open(url)) as store:
            store.check()
            assert before == snapshot(store)

    assert struck >= 3
    with closing(Store.open(url)) as store:
        assert before[1] != snapshot(store)[1]
