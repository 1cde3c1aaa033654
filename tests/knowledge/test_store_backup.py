"""Backups: a copy of everything, put back while others look on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import InputError, Store, database_url, restore_backup
from tests.knowledge.stores import OURS, THEIRS, add

M001 = (Path(__file__).parents[1] / "data" / "m001.sql").read_text(encoding="utf-8")


def test_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    """Into the same place, where another process has the store open and sees that everything changed."""
    file, url = tmp_path / "copy", database_url(tmp_path)
    with closing(Store.open(url)) as store:
        kept = add(store, OURS, "Kept.", name="kept")
        store.backup(file)
        add(store, THEIRS, "Added later.")
        seen = max(store.changes_since(0).values())
        restore_backup(file, url)

        assert [kept] == list(store.documents.list(OURS))
        assert () == store.documents.list(THEIRS)
        assert None in store.changes_since(seen)
        later = add(store, OURS, "After.", name="after")
        assert {None, OURS} == store.changes_since(seen).keys()
        assert later.key > kept.key
    assert {"copy", "pincite.db"} == {one.name for one in tmp_path.iterdir()}


def test_a_backup_can_be_put_into_a_new_place(tmp_path: Path) -> None:
    """Where there was nothing yet."""
    file, url = tmp_path / "copy", database_url(tmp_path / "old")
    with closing(Store.open(url)) as store:
        add(store, OURS, "Kept.")
        store.backup(file)
        store.backup(file)
    restore_backup(file, database_url(tmp_path / "new"))
    with closing(Store.open(database_url(tmp_path / "new"))) as store:
        assert ["Kept."] == [document.text for document in store.documents.load(OURS)]


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """The copy itself stays as it is."""
    file = tmp_path / "old"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(M001)
    before = file.read_bytes()
    restore_backup(file, database_url(tmp_path))
    with closing(Store.open(database_url(tmp_path))) as store:
        assert ["rules", "customs"] == [one.id for one in store.documents.list(None)]
    assert before == file.read_bytes()


@pytest.mark.parametrize("kind", ["text", "foreign", "newer", "half", "missing", "folder"])
def test_what_is_no_backup_changes_nothing(tmp_path: Path, kind: str) -> None:
    """The sentence names the file."""
    file, url = tmp_path / "copy", database_url(tmp_path)
    with closing(Store.open(url)) as store:
        add(store, OURS, "Kept.", "And more. " * 900)
        store.backup(file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'm999'")
    data = file.read_bytes()
    file.unlink()
    if kind == "folder":
        file.mkdir()
    elif kind == "foreign":
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE theirs (name TEXT)")
    elif kind != "missing":
        file.write_bytes({"text": b"A text. " * 900, "newer": data, "half": data[: len(data) // 2]}[kind])
    with pytest.raises(InputError, match=str(file)):
        restore_backup(file, url)
    with closing(Store.open(url)) as store:
        assert 1 == len(store.documents.load(OURS))


def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    """Before anything is written."""
    with closing(Store.open(database_url(tmp_path))) as store, pytest.raises(InputError, match="cannot be written"):
        store.backup(tmp_path / "nowhere" / "copy")
