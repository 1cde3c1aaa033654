"""Several programs over one database, at the same moment."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Barrier, Timer
from typing import TYPE_CHECKING

from knowledge import Store
from knowledge.store import documents
from knowledge.store.preparing import prepare
from tests.knowledge.stores import ALICE, OURS, add, execute

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from knowledge import Document
    from knowledge.store.preparing import Prepared


def test_two_that_open_a_new_database_at_once_both_succeed(url: str) -> None:
    """One makes the tables, the others wait for it and find them made."""
    for _ in range(3):
        start = Barrier(4)

        def open_together(number: int, start: Barrier = start) -> str | None:
            start.wait()
            with closing(Store.open(url)) as opened:
                opened.state.put(f"key {number}", "here")
                return opened.state.get(f"key {number}")

        with ThreadPoolExecutor(4) as pool:
            assert ["here"] * 4 == list(pool.map(open_together, range(4)))


def test_a_writer_in_a_new_database_is_waited_for(path: Path, url: str) -> None:
    """Another process may be writing its first tables in the very moment: that is no reason to fail."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE theirs (name TEXT)")
        other.execute("BEGIN IMMEDIATE")
        later = Timer(0.2, other.execute, ("ROLLBACK",))
        later.start()
        try:
            with closing(Store.open(url)) as opened:
                opened.state.put("key", "value")
        finally:
            later.join()
    assert [("value",)] == execute(path, "SELECT value FROM state")


def test_two_that_install_at_once_leave_one_document(url: str) -> None:
    """Whoever comes second replaces or keeps what the first stored."""
    stores = [Store.open(url) for _ in range(3)]
    start = Barrier(3)

    def install(opened: Store) -> None:
        start.wait()
        opened.install_bundled()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(install, stores))
    assert [1, 1, 1] == [len(opened.documents.load()) for opened in stores]
    for opened in stores:
        opened.close()


def test_a_reader_does_not_wait_for_a_writer(filled: Path, url: str) -> None:
    """Documents can be read while another program is writing."""
    with closing(Store.open(url)) as opened, closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO state VALUES ('unfinished', 'x')")
        assert 1 == len(opened.documents.load())
        assert None is opened.state.get("unfinished")
        other.execute("ROLLBACK")


def test_what_takes_long_keeps_no_writer_waiting(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is prepared before it is stored: who writes meanwhile can, even a document of the same id."""
    with closing(Store.open(url)) as opened, closing(Store.open(url)) as other:

        def meanwhile(document: Document) -> Prepared:
            monkeypatch.undo()
            add(other, OURS, f"Cats know {document.id}.", name=document.id)
            return prepare(document)

        monkeypatch.setattr(documents, "prepare", meanwhile)
        second = add(opened, OURS, "No dogs.")
        monkeypatch.setattr(documents, "prepare", meanwhile)
        opened.documents.describe(OURS, second.key, replace(second.metadata, author="A. Cook"), ALICE)
        assert ["rules", "rules-2", "rules-2-2"] == sorted(one.id for one in opened.documents.load(OURS))
        assert ("rules-2", "A. Cook") == (second.id, opened.documents.info(OURS, second.key).metadata.author)
