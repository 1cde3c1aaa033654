"""The database behind the store: opening, transactions, and translation of its errors.

SQLite in WAL mode, in one file, or PostgreSQL. Every database failure is raised as a StorageError with a sentence for
the person who has to fix it; stored data is left unchanged.
"""

from __future__ import annotations

import itertools
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite

from knowledge.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection, Engine

_WRITERS = 1954
"""The id of the advisory lock that writers take on PostgreSQL; any number not used by another program there."""

_ATTEMPTS, _PAUSE = 200, 0.05
"""Ten seconds in total, as long as any other wait for the database."""


def database_url(data_folder: Path) -> str:
    """The URL of the SQLite file in ``data_folder``."""
    return sqlite_url(data_folder / "pincite.db")


def sqlite_url(file: Path) -> str:
    """The URL of an SQLite file."""
    # Built by SQLAlchemy, since a folder's name may contain "?", "#" or "%".
    url = sa.URL.create("sqlite", database=str(file))
    return url.render_as_string(hide_password=False)


class Database:
    """An open database: read and write transactions, whose errors are turned into sentences."""

    def __init__(self, engine: Engine, url: str, place: str) -> None:
        self._engine = engine
        self.url = url
        """The URL as given; it may contain a password."""
        self.place = place
        """Its name in messages to people."""

    @classmethod
    def open(cls, url: str) -> Database:
        """Prepare the database at ``url``; nothing is connected yet.

        Raises StorageError when the URL cannot be used, or the folder of its file cannot be created.
        """
        parsed = _parsed(url)
        place = parsed.database or url if parsed.drivername.startswith("sqlite") else parsed.render_as_string()
        if parsed.drivername.startswith("sqlite") and parsed.database:
            _make_folder(Path(parsed.database).parent)
        try:
            engine = sa.create_engine(parsed)
        except ModuleNotFoundError as error:
            raise StorageError(
                "The driver for that database, {driver}, is not installed: pip install 'pincite[postgres]'.",
                driver=error.name,
            ) from error
        except sa.exc.ArgumentError as error:
            raise StorageError("DATABASE_URL names an unsupported database: set it to sqlite:///… .") from error
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        return cls(engine, url, place)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file, rather than a server."""
        return self._engine.dialect.name == "sqlite"

    @property
    def is_in_memory(self) -> bool:
        """Whether it exists only until it is closed, and no other process can open it."""
        return self.is_sqlite and self._engine.url.database in {None, "", ":memory:"}

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one consistent state of the database.

        Raises StorageError.
        """
        with self.guarded(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed when the block ends without an error, and else rolled back.

        Raises StorageError.
        """
        with (
            self.guarded(),
            self._engine.connect().execution_options(pincite_write=True) as connection,
            connection.begin(),
        ):
            if not self.is_sqlite:
                # One writer at a time, as with SQLite: writers are few, and waiting avoids serialisation failures.
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS)))
            yield connection

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Raise the database's errors as StorageError."""
        try:
            yield
        except (sa.exc.DatabaseError, sa.exc.InterfaceError) as error:
            cause = " ".join(str(error.orig).split())
            if "Could not decode" in cause:
                raise self.damaged("a text in it is no text any more") from error
            if any(sign in cause for sign in ("not a database", "malformed", "corrupt")):
                raise self.damaged(cause) from error
            if "no such table" in cause or "no such column" in cause:
                raise self.damaged("it is not one of Pincite's") from error
            raise StorageError(
                "The database {place} cannot be used ({cause}): check that its folder is writable, that the disk has "
                "space and that no other program is using it; nothing was changed.",
                place=self.place,
                cause=cause,
            ) from error

    def damaged(self, cause: str) -> StorageError:
        """The error for a database whose data is damaged."""
        return StorageError(
            "The database {place} is damaged ({cause}); it was left unchanged: move it away to start with a new one, "
            "or restore a backup.",
            place=self.place,
            cause=cause,
        )


def upsert(connection: Connection, table: sa.Table, keys: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Set ``values`` in the row with these ``keys``, which is created if missing."""
    statement = _insert(connection, table).values(**keys, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=dict(values)))


def count_up(connection: Connection, table: sa.Table, keys: Mapping[str, Any], amounts: Mapping[str, int]) -> None:
    """Add ``amounts`` to the columns of the row with these ``keys``, which is created if missing."""
    statement = _insert(connection, table).values(**keys, **amounts)
    grown = {name: table.c[name] + amount for name, amount in amounts.items()}
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=grown))


def _insert(connection: Connection, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def _parsed(url: str) -> sa.URL:
    try:
        return sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        # The message must not repeat the URL, which may contain a password.
        raise StorageError(
            "DATABASE_URL is not a database URL: write it like sqlite:////srv/pincite/pincite.db."
        ) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "The data folder {folder} cannot be created ({reason}): choose another with --data or PINCITE_DATA.",
            folder=folder,
            reason=error.strerror,
        ) from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transaction handling excludes DDL, so it is turned off; "_begin_sqlite" replaces it.
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 10000")
    _write_ahead(connection)
    connection.execute("PRAGMA foreign_keys = ON")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL; retry, because SQLite's busy timeout does not apply while another program writes to a new file."""
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
    # A writer takes the lock at the start, so that concurrent writers wait instead of failing half-way.
    write = connection.get_execution_options().get("pincite_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
