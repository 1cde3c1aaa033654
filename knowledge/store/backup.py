"""Backup of the whole store to one file, and its restoration, while others read and write."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from knowledge.errors import InputError, StorageError
from knowledge.store.changes import leap, newest
from knowledge.store.engine import Database, sqlite_url
from knowledge.store.migrating import migrate


def back_up(database: Database, file: Path) -> None:
    """Write a copy of the current database to ``file``, replacing an existing file.

    Raises StorageError where the database is on a server, or cannot be read, and InputError where the file cannot be
    written.
    """
    source = _path_of(database)
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".pincite-") as folder:
            copy = Path(folder) / "copy.db"
            _copy(source, copy)
            copy.replace(file)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(
            "The backup cannot be written to {file} ({reason}): choose a file in a writable folder with enough space.",
            file=file,
            reason=reason,
        ) from error


def restore_backup(file: Path, url: str) -> None:
    """Replace the contents of the database at ``url`` with a backup; running programs see it at once.

    The backup is checked and migrated before anything is changed.

    Raises InputError where the file is not an intact backup, StorageError where the database cannot be written.
    """
    with closing(Database.open(url)) as database:
        target = _path_of(database)
        migrate(database)
        with database.reading() as connection:
            seen = newest(connection)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pincite-") as folder:
        copy = Path(folder) / "copy.db"
        # The newest version must not decrease, or running processes would not notice the change.
        with closing(_checked(file, copy)) as restored, restored.writing() as connection:
            leap(connection, seen)
        try:
            _copy(copy, target)
        except sqlite3.Error as error:
            raise StorageError(
                "The database {place} cannot be written to ({reason}); nothing was changed.",
                place=target,
                reason=str(error),
            ) from error


def _checked(file: Path, copy: Path) -> Database:
    """A working copy of a backup, checked and migrated; the caller closes it."""
    try:
        shutil.copyfile(file, copy)
    except OSError as error:
        raise InputError(
            "{file} cannot be read ({reason}): check the name and its permissions.", file=file, reason=error.strerror
        ) from error
    database = Database.open(sqlite_url(copy))
    if not _is_sound(database):
        database.close()
        raise InputError("{file} is not a valid backup for this version of Pincite; nothing was changed.", file=file)
    return database


def _is_sound(database: Database) -> bool:
    """Whether it is an undamaged database of Pincite; if so, migrate it."""
    try:
        with database.reading() as connection:
            is_ours = sa.inspect(connection).has_table("alembic_version")
            is_whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
        if is_ours and is_whole:
            migrate(database)
    except StorageError:
        return False
    return is_ours and is_whole


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        writing.execute("PRAGMA busy_timeout = 10000")
        reading.backup(writing)


def _path_of(database: Database) -> Path:
    if not database.is_sqlite:
        raise StorageError(
            "The store is a PostgreSQL database: back it up with pg_dump, and restore it with pg_restore."
        )
    return Path(database.place)
