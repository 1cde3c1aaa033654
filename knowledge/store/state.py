"""Small persistent values of the program itself, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from knowledge.store import tables
from knowledge.store.engine import upsert

if TYPE_CHECKING:
    from knowledge.store.engine import Database


class State:
    """Values that are kept over a restart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """The value stored under a key; ``None`` if there is none."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(tables.state.c.value).where(tables.state.c.key == key))

    def put(self, key: str, value: str) -> None:
        """Store a small value under a key."""
        with self._database.writing() as connection:
            upsert(connection, tables.state, {"key": key}, {"value": value})
