"""The store: real files, reopened, shared, damaged, and from another time."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from threading import Barrier, Timer
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from knowledge import Document, NotInLibrary, Status, StorageError, Store, database_url
from knowledge.store import migrating, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of this test lies."""
    return tmp_path / "pincite.db"


@pytest.fixture
def url(tmp_path: Path, path: Path) -> str:
    """The database's URL."""
    assert f"sqlite:///{path}" == database_url(tmp_path)
    return database_url(tmp_path)


@pytest.fixture
def filled(url: str, path: Path) -> Path:
    """A database with the bundled document in it, closed."""
    with closing(Store.open(url)) as opened:
        opened.install_bundled()
    assert path.stat().st_size > 0
    return path


def contents(path: Path) -> dict[str, bytes]:
    """What lies in the database's files, without what SQLite keeps while it is at work."""
    return {one.name: one.read_bytes() for one in path.parent.iterdir() if not one.name.endswith(("-shm", "-wal"))}


def execute(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Run one statement on the file itself, past the store."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def refused(use: Callable[[], object]) -> str:
    """The sentence with which the store refuses."""
    with pytest.raises(StorageError) as error:
        use()
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


# Keeping


def test_what_was_stored_comes_back_equal(filled: Path, url: str, paper: Document) -> None:
    """Text, sections, pages, passages, notes and metadata: everything but the key, which the store gives."""
    with closing(Store.open(url)) as opened:
        (document,) = opened.documents.load()
        (again,) = opened.documents.load()
    assert document == again
    assert document.key > 0
    for field in (
        "id",
        "metadata",
        "text",
        "sections",
        "pages",
        "passages",
        "notes",
        "references",
        "warnings",
        "sha256",
    ):
        assert getattr(paper, field) == getattr(document, field), field


def test_installing_twice_changes_nothing(filled: Path, url: str) -> None:
    """The second time reads what is there and writes nothing."""
    with closing(Store.open(url)) as opened:
        before = opened.documents.load()
        opened.install_bundled()
        assert before == opened.documents.load()
    assert [(1, 1)] == execute(filled, "SELECT count(*), max(key) FROM editions")


def test_a_document_that_is_read_anew_gets_a_new_key(filled: Path, url: str) -> None:
    """Keys are never used again: an old reference must not lead to other text."""
    with closing(Store.open(url)) as opened:
        old = opened.library().ask("direct lever").hits[0]
        execute(filled, "UPDATE editions SET reading = 'of another time'")
        opened.install_bundled()
        library = opened.library()
        new = library.ask("direct lever").hits[0]
        earlier = library.with_earlier(partial(opened.documents.edition, None)).resolve(old.ref)
    assert (old.passage_id, old.text) == (new.passage_id, new.text)
    assert old.ref != new.ref
    with pytest.raises(NotInLibrary):
        library.resolve(old.ref)
    assert (old.text, Status.SUPERSEDED) == (earlier.text, earlier.document.status)
    assert new.text == library.resolve(new.ref).text


def test_a_key_is_not_used_again_when_everything_was_removed(filled: Path, url: str) -> None:
    """Not even that of the last document."""
    with closing(Store.open(url)) as opened:
        (old,) = opened.documents.load()
        execute(filled, "DELETE FROM editions")
        opened.install_bundled()
        (new,) = opened.documents.load()
    assert new.key > old.key


def test_a_renewed_document_is_there_once(filled: Path, url: str, paper: Document) -> None:
    """The old reading stays for old references alone."""
    execute(filled, "UPDATE editions SET reading = ''")
    with closing(Store.open(url)) as opened:
        opened.install_bundled()
        assert [paper.text] == [document.text for document in opened.documents.load()]
        assert [1, 2] == [one.edition for one in opened.documents.history(None, paper.id)]


def test_a_document_removed_from_the_file_comes_back(filled: Path, url: str) -> None:
    """The bundled documents are always there after the start."""
    execute(filled, "DELETE FROM editions")
    with closing(Store.open(url)) as opened:
        assert () == opened.documents.load()
        opened.install_bundled()
        assert 1 == len(opened.documents.load())


def test_the_library_of_the_store_answers(filled: Path, url: str) -> None:
    """With the bundled glossary."""
    with closing(Store.open(url)) as opened:
        answer = opened.library().ask("Could Xinjiang turn into a flashpoint?")
    assert answer.hits[0].paragraph == "20"
    assert ("Sinkiang",) == answer.aliases[0].also


def test_small_values_are_kept(url: str) -> None:
    """Under their key, the last one winning, over a restart."""
    with closing(Store.open(url)) as opened:
        assert None is opened.state.get("synced")
        opened.state.put("synced", "one")
        opened.state.put("synced", "two “½”")
        opened.state.put("other", "")
    with closing(Store.open(url)) as opened:
        assert ("two “½”", "") == (opened.state.get("synced"), opened.state.get("other"))


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    """However deep it lies."""
    folder = tmp_path / "a" / "b c"
    with closing(Store.open(database_url(folder))):
        assert (folder / "pincite.db").exists()


def test_the_log_is_written_ahead(filled: Path) -> None:
    """Readers don't wait for a writer, and a crash loses nothing that was stored."""
    assert [("wal",)] == execute(filled, "PRAGMA journal_mode")


def test_a_sound_database_passes_its_check(filled: Path, url: str) -> None:
    """Reading all of it finds nothing."""
    with closing(Store.open(url)) as opened:
        opened.check()


def test_a_database_in_memory_will_do(paper: Document) -> None:
    """For a try that leaves nothing behind."""
    with closing(Store.open("sqlite://")) as opened:
        opened.install_bundled()
        assert [paper.text] == [document.text for document in opened.documents.load()]


# Sharing


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


# Refusing


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


# The tables


def script() -> ScriptDirectory:
    """Alembic's view of the migrations."""
    config = Config()
    config.set_main_option("script_location", "knowledge.store:migrations")
    return ScriptDirectory.from_config(config)


def test_the_newest_migration_is_the_one_that_the_store_expects() -> None:
    """A new migration without the constant would run Alembic at every start, or never."""
    assert migrating.HEAD == script().get_current_head()


def test_migrations_are_numbered_in_one_line() -> None:
    """m001, m002, …: each after the one before."""
    revisions = [revision.revision for revision in script().walk_revisions()][::-1]
    assert [f"m{number:03}" for number in range(1, len(revisions) + 1)] == revisions


def test_migrating_makes_the_tables_that_the_code_uses(filled: Path, url: str) -> None:
    """Nothing is missing and nothing is left over."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        assert [] == compare_metadata(MigrationContext.configure(connection), tables.metadata)
    engine.dispose()
