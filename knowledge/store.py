"""The store: documents and small state in a database, the truth that every index can be rebuilt from.

SQLite in WAL mode by default, in one file. Opening a store brings its tables up to date. Every failure of the database
leaves as a StorageError with a sentence for the person who has to mend it; what was stored before is then still there.
"""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event

from knowledge import tables
from knowledge.bundled import READER_VERSION, bundled_documents, bundled_glossary
from knowledge.errors import StorageError
from knowledge.library import Library
from knowledge.rows import checksum, document_row, passage_row, to_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from knowledge.models import Document, Metadata

_WRITERS = 1954
"""The advisory lock that writers take on PostgreSQL; any number that no other program there uses."""
_HEAD = "m001"
"""The newest migration; a store that is there already needs no Alembic."""

_ATTEMPTS, _PAUSE = 200, 0.05
"""Ten seconds, as long as any other wait for the database."""


def database_url(data_folder: Path) -> str:
    """The URL of the SQLite file in ``data_folder``."""
    # Not written by hand: a folder's name may hold "?", "#" or "%".
    url = sa.URL.create("sqlite", database=str(data_folder / "pincite.db"))
    return url.render_as_string(hide_password=False)


class Store:
    """An open database; use ``Store.open``, and ``close`` it in the end."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._place = place

    @classmethod
    def open(cls, url: str) -> Store:
        """Open the database at ``url``, made or brought up to date where needed.

        Raises StorageError when it cannot be opened, is damaged, or was made by a newer version.
        """
        parsed = _parsed(url)
        place = parsed.database or url if parsed.drivername.startswith("sqlite") else parsed.render_as_string()
        if parsed.drivername.startswith("sqlite") and parsed.database:
            _make_folder(Path(parsed.database).parent)
        try:
            engine = sa.create_engine(parsed)
        except ModuleNotFoundError as error:
            raise StorageError(
                f"The driver for that database, {error.name}, is not installed: pip install 'pincite[postgres]'."
            ) from error
        except sa.exc.ArgumentError as error:
            raise StorageError("DATABASE_URL names a database that is not known: set it to sqlite:///… .") from error
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        store = cls(engine, place)
        try:
            store._migrate()
        except StorageError:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def install_bundled(self) -> None:
        """Load the bundled documents that are not there yet, or that are there as an older version read them."""
        with self._reading() as connection:
            columns = tables.documents.c
            query = sa.select(columns.id, columns.reading).where(columns.guild_id.is_(None))
            present = {row.id: row.reading for row in connection.execute(query)}
        for bundled in bundled_documents():
            reading = _reading_digest(bundled.sha256, bundled.metadata)
            if present.get(bundled.id) != reading:
                self._replace(bundled.read(), reading)

    def documents(self) -> tuple[Document, ...]:
        """The shared documents, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(
                sa.select(tables.documents)
                .where(tables.documents.c.guild_id.is_(None))
                .order_by(tables.documents.c.key)
            ).all()
            keys = [row.key for row in rows]
            query = sa.select(tables.passages).where(tables.passages.c.document_key.in_(keys))
            passages: dict[int, list[Any]] = {key: [] for key in keys}
            for row in connection.execute(query.order_by(tables.passages.c.document_key, tables.passages.c.ordinal)):
                passages[row.document_key].append(row)
        try:
            documents = tuple(to_document(row, passages[row.key]) for row in rows)
        except (ValueError, LookupError, TypeError) as error:
            raise self._damaged("what is stored is no document") from error
        for row, document in zip(rows, documents, strict=True):
            # A quotation is only worth something if it is still what was read.
            if row.checksum != checksum(document):
                raise self._damaged(f"“{document.id}” is not what was stored")
        return documents

    def library(self) -> Library:
        """The library of the shared documents, with the bundled glossary; takes time in proportion to their size."""
        return Library(self.documents(), bundled_glossary())

    def get_state(self, key: str) -> str | None:
        """A value that was kept with ``set_state``, or ``None``."""
        with self._reading() as connection:
            return connection.scalar(sa.select(tables.state.c.value).where(tables.state.c.key == key))

    def set_state(self, key: str, value: str) -> None:
        """Keep a small value."""
        with self._writing() as connection:
            connection.execute(sa.delete(tables.state).where(tables.state.c.key == key))
            connection.execute(sa.insert(tables.state).values(key=key, value=value))

    def check(self) -> None:
        """Read the whole database for damage, as far as the database can tell.

        Raises StorageError.
        """
        with self._reading() as connection:
            if connection.dialect.name == "sqlite":
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if found != "ok":
                    raise self._damaged(" ".join(str(found).split()))

    def _replace(self, document: Document, reading: str) -> None:
        with self._writing() as connection:
            columns = tables.documents.c
            is_it = sa.and_(columns.guild_id.is_(None), columns.id == document.id)
            if connection.scalar(sa.select(columns.reading).where(is_it)) == reading:  # another process was quicker
                return
            connection.execute(sa.delete(tables.documents).where(is_it))
            key: int = connection.execute(
                sa.insert(tables.documents)
                .values(guild_id=None, reading=reading, checksum=checksum(document), **document_row(document))
                .returning(columns.key)
            ).scalar_one()
            connection.execute(sa.insert(tables.passages), [passage_row(key, one) for one in document.passages])

    def _migrate(self) -> None:
        with self._reading() as connection:
            found = _version(connection)
        if found == _HEAD:
            return
        # Alembic takes longer to import than a question takes to answer: only a store that needs it pays for it.
        import alembic.command  # noqa: PLC0415 - see above
        import alembic.config  # noqa: PLC0415 - see above
        import alembic.util  # noqa: PLC0415 - see above

        with self._writing() as connection:
            if _version(connection) == _HEAD:  # another process was quicker
                return
            config = alembic.config.Config()
            config.set_main_option("script_location", "knowledge:migrations")
            config.attributes["connection"] = connection
            try:
                alembic.command.upgrade(config, "head")
            except alembic.util.CommandError as error:
                raise StorageError(
                    f"The database {self._place} was made by a newer version of Pincite: update Pincite;"
                    " nothing was changed."
                ) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._guarded(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self._guarded(),
            self._engine.connect().execution_options(pincite_write=True) as connection,
            connection.begin(),
        ):
            if connection.dialect.name == "postgresql":
                # One writer at a time, as with SQLite: there are few, and none that waits has to be undone.
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS)))
            yield connection

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn the database's errors into sentences."""
        try:
            yield
        except (sa.exc.DatabaseError, sa.exc.InterfaceError) as error:
            cause = " ".join(str(error.orig).split())
            if "Could not decode" in cause:
                raise self._damaged("a text in it is no text any more") from error
            if any(sign in cause for sign in ("not a database", "malformed", "corrupt")):
                raise self._damaged(cause) from error
            if "no such table" in cause or "no such column" in cause:
                raise self._damaged("it is not one of Pincite's") from error
            raise StorageError(
                f"The database {self._place} cannot be used ({cause}): check that its folder can be written, that the"
                " disk has room and that no other program holds it; nothing was changed."
            ) from error

    def _damaged(self, cause: str) -> StorageError:
        return StorageError(
            f"The database {self._place} is damaged ({cause}); it was left as it is: move it away to start with a new"
            " one, or put a copy of it back."
        )


def _parsed(url: str) -> sa.URL:
    try:
        return sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        # The message must not repeat the URL: it may hold a password.
        raise StorageError(
            "DATABASE_URL is not a database URL: write it like sqlite:////srv/pincite/pincite.db."
        ) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The data folder {folder} cannot be made ({error.strerror}): name one that can with --data or"
            " PINCITE_DATA."
        ) from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own idea of transactions leaves DDL out of them; "begin" below takes over.
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 10000")
    _write_ahead(connection)
    connection.execute("PRAGMA foreign_keys = ON")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL; SQLite does not wait by itself where another program is writing to a new file just then."""
    for attempt in itertools.count(1):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or attempt == _ATTEMPTS:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: two that start together wait for each other instead of failing half-way.
    write = connection.get_execution_options().get("pincite_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _version(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return version


def _reading_digest(sha256: str, metadata: Metadata) -> str:
    """What a stored reading depends on: the bytes, what was said of them, and the version of the readers."""
    return hashlib.sha256(f"{READER_VERSION}\n{sha256}\n{metadata.model_dump_json()}".encode()).hexdigest()
