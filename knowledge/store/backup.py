"""Copies of the whole store: one file, taken while others read and write, and put back the same way."""

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
    """Write a copy of the database as it is now into ``file``, in place of what may be there.

    Raises StorageError where the database is a server's, or cannot be read, and InputError where the file cannot be
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
            "The backup cannot be written to {file} ({reason}): name a file in a folder that can be written and has"
            " room.",
            file=file,
            reason=reason,
        ) from error


def restore_backup(file: Path, url: str) -> None:
    """Put a copy back into the database at ``url``, in place of all that is there; running programs see it at once.

    The copy is looked through and brought up to date before anything is changed.

    Raises InputError where the file is no sound copy, StorageError where the database cannot be written.
    """
    with closing(Database.open(url)) as database:
        target = _path_of(database)
        migrate(database)
        with database.reading() as connection:
            seen = newest(connection)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pincite-") as folder:
        copy = Path(folder) / "copy.db"
        # The newest version must not fall: whoever watches would not see that everything changed.
        with closing(_checked(file, copy)) as restored, restored.writing() as connection:
            leap(connection, seen)
        try:
            _copy(copy, target)
        except sqlite3.Error as error:
            raise StorageError(
                "The database {place} cannot be written ({reason}): nothing was changed.",
                place=target,
                reason=str(error),
            ) from error


def _checked(file: Path, copy: Path) -> Database:
    """A working copy of a backup, found sound and brought up to date; to be closed."""
    try:
        shutil.copyfile(file, copy)
    except OSError as error:
        raise InputError(
            "{file} cannot be read ({reason}): check the name and its permissions.", file=file, reason=error.strerror
        ) from error
    database = Database.open(sqlite_url(copy))
    if not _is_sound(database):
        database.close()
        raise InputError(
            "{file} is no sound backup that this version of Pincite could put back; nothing was changed.", file=file
        )
    return database


def _is_sound(database: Database) -> bool:
    """Whether it is a whole database of ours; it is brought up to date by the way."""
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
        raise StorageError("The store is a PostgreSQL database: back it up with pg_dump, put it back with pg_restore.")
    return Path(database.place)
