"""The audit log of moderators' and the host's actions. Each action writes its entry in its own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from knowledge.store import tables
from knowledge.store.changes import record
from knowledge.store.values import AuditEntry

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.engine import Database
    from knowledge.store.values import By, EditionInfo

_COLUMN = tables.audit.c


class Audit:
    """The audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def exported(self, guild_id: int | None, by: By, info: EditionInfo) -> None:
        """Record that the file or the text of an edition was exported."""
        with self._database.writing() as connection:
            record(connection, guild_id, by, "document.export", info.id, about=info)

    def list(self, guild_id: int | None, *, limit: int = 50, before: int | None = None) -> tuple[AuditEntry, ...]:
        """The entries of a guild, newest first; ``before`` is the key of the entry after which to continue."""
        whose = _COLUMN.guild_id.is_(None) if guild_id is None else _COLUMN.guild_id == guild_id
        query = sa.select(tables.audit).where(whose).order_by(_COLUMN.key.desc()).limit(limit)
        if before is not None:
            query = query.where(_COLUMN.key < before)
        with self._database.reading() as connection:
            return tuple(map(_entry, connection.execute(query)))

    def last_of(self, guild_id: int | None, key: int, *actions: str) -> AuditEntry | None:
        """The last action on an edition, whether it still exists or not: one of ``actions``, else any but export."""
        whose = _COLUMN.guild_id.is_(None) if guild_id is None else _COLUMN.guild_id == guild_id
        wanted = _COLUMN.action.in_(actions) if actions else _COLUMN.action != "document.export"
        query = sa.select(tables.audit).where(whose, _COLUMN.edition_key == key, wanted)
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(_COLUMN.key.desc()).limit(1)).one_or_none()
        return None if row is None else _entry(row)

    def purge(self, before: datetime) -> int:
        """Delete the entries older than ``before``; return how many."""
        with self._database.writing() as connection:
            return connection.execute(sa.delete(tables.audit).where(_COLUMN.at < before)).rowcount


def _entry(row: Any) -> AuditEntry:
    return AuditEntry(row.key, row.at, row.user_id, row.action, row.target, row.detail, row.title or "", row.edition)
