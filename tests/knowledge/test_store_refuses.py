"""Databases that cannot be used: each is refused with a sentence, and left as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge import StorageError, Store, database_url
from tests.knowledge.stores import execute

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def contents(path: Path) -> dict[str, bytes]:
    """What lies in the database's files, without what SQLite keeps while it is at work."""
    return {one.name: one.read_bytes() for one in path.parent.iterdir() if not one.name.endswith(("-shm", "-wal"))}


def refused(use: Callable[[], object]) -> str:
    """The sentence with which the store refuses."""
    with pytest.raises(StorageError) as error:
        use()
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


@pytest.mark.parametrize(
    "data",
    [
        b"This is no database, but a text of some length.\n" * 100,
        bytes(range(256)) * 32,
        b"SQLite format 3\0" + b"\xff" * 5000,
    ],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, url: str, data: bytes) -> None:
    """Not a byte of it is changed, and the sentence names the file."""
    path.write_bytes(data)
    assert str(path) in refused(lambda: Store.open(url))
    assert {path.name: data} == contents(path)


def test_a_truncated_database_is_refused_and_left_alone(filled: Path, url: str) -> None:
    """Half a file is damage, not a smaller library."""
    data = filled.read_bytes()[: filled.stat().st_size // 2]
    filled.write_bytes(data)

    def use() -> None:
        with closing(Store.open(url)) as opened:
            opened.check()
            opened.documents.load()

    assert "is damaged" in refused(use)
    assert data == filled.read_bytes()


def test_damage_in_the_middle_is_found(filled: Path, url: str) -> None:
    """By a check of the whole file, and never by a crash."""
    data = bytearray(filled.read_bytes())
    data[4096 * 2 : 4096 * 8] = b"\xa5" * (4096 * 6)
    filled.write_bytes(data)

    def use() -> None:
        with closing(Store.open(url)) as opened:
            opened.check()
            opened.documents.load()

    assert str(filled) in refused(use)
    assert bytes(data) == filled.read_bytes()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(filled: Path, url: str) -> None:
    """An old program must not write into what it does not understand."""
    execute(filled, "UPDATE alembic_version SET version_num = 'm999'")
    before = execute(filled, "SELECT key, id, reading FROM editions")
    assert "was made by a newer version of Pincite" in refused(lambda: Store.open(url))
    assert before == execute(filled, "SELECT key, id, reading FROM editions")
    assert [("m999",)] == execute(filled, "SELECT version_num FROM alembic_version")


def test_a_database_of_another_program_is_refused(path: Path, url: str) -> None:
    """Its tables stay as they are."""
    execute(path, "CREATE TABLE documents (name TEXT)")
    execute(path, "INSERT INTO documents VALUES ('theirs')")
    refused(lambda: Store.open(url))
    assert [("theirs",)] == execute(path, "SELECT * FROM documents")


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """With what to set instead."""
    (tmp_path / "data").write_text("a file")
    sentence = refused(lambda: Store.open(database_url(tmp_path / "data")))
    assert str(tmp_path / "data") in sentence
    assert "PINCITE_DATA" in sentence


def test_a_database_that_is_a_folder_is_refused(path: Path, url: str) -> None:
    """The sentence names it."""
    path.mkdir()
    assert str(path) in refused(lambda: Store.open(url))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hunter2",
        "://user:hunter2@host/db",
        "nosuch://user:hunter2@host/db",
        "nosuch+driver://user:hunter2@host/db",
        "sqlite+nosuch:///hunter2",
        "mysql+nosuch://user:hunter2@host/db?password=hunter2",
        "postgresql://user:hunter2@host:port/db",
        "postgresql+nosuch://user:hunter2@localhost/db",
        "postgresql://user:hunter2@[localhost/db",
    ],
)
def test_an_unusable_url_is_refused_without_its_password(url: str) -> None:
    """The sentence may end up in a log or on a screen."""
    assert "hunter2" not in refused(lambda: Store.open(url))


def test_a_store_that_is_in_use_says_so(filled: Path, url: str) -> None:
    """Another program that holds the file is a reason that a person can do something about."""
    opened = Store.open(url)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other, closing(opened):
        with opened._database.reading() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 1")
        other.execute("BEGIN IMMEDIATE")
        assert "cannot be used" in refused(lambda: opened.state.put("key", "value"))
        other.execute("ROLLBACK")
