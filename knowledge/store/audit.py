"""What moderators and the host did. Entries are written by what they tell of, in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from knowledge.store import tables
from knowledge.store.changes import record
from knowledge.store.values import BETWEEN, AuditEntry

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.engine import Database
    from knowledge.store.values import By

_COLUMN = tables.audit.c


class Audit:
    """The audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, guild_id: int | None, by: By, action: str, target: str, *, detail: str = "") -> None:
        """Write down what no other call of the store writes down by itself."""
        with self._database.writing() as connection:
            record(connection, guild_id, by, action, target, detail=detail)

    def list(self, guild_id: int | None, *, limit: int = 50, before: int | None = None) -> tuple[AuditEntry, ...]:
        """The entries of a guild, newest first; ``before`` is the key of an entry to go on from."""
        whose = _COLUMN.guild_id.is_(None) if guild_id is None else _COLUMN.guild_id == guild_id
        query = sa.select(tables.audit).where(whose).order_by(_COLUMN.key.desc()).limit(limit)
        if before is not None:
            query = query.where(_COLUMN.key < before)
        with self._database.reading() as connection:
            return tuple(map(_entry, connection.execute(query)))

    def last_of(self, guild_id: int | None, key: int) -> AuditEntry | None:
        """The last thing that was done with an edition, be it there or not; that it was exported does not count."""
        whose = _COLUMN.guild_id.is_(None) if guild_id is None else _COLUMN.guild_id == guild_id
        is_it = sa.and_(_COLUMN.action.startswith("document."), _COLUMN.detail.endswith(f"{BETWEEN}{key}"))
        query = sa.select(tables.audit).where(whose, is_it, _COLUMN.action != "document.export")
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(_COLUMN.key.desc()).limit(1)).one_or_none()
        return None if row is None else _entry(row)

    def purge(self, before: datetime) -> int:
        """Delete the entries from before a moment; return how many."""
        with self._database.writing() as connection:
            return connection.execute(sa.delete(tables.audit).where(_COLUMN.at < before)).rowcount


def _entry(row: Any) -> AuditEntry:
    return AuditEntry(row.key, row.at, row.user_id, row.action, row.target, row.detail)
