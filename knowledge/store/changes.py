"""What every repository does in its transactions: note that a guild's library changed, and who did what.

A change gets a number that rises over all guilds, so that one cheap query tells a running process what changed since it
last looked, whichever process changed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from knowledge.store import tables
from knowledge.store.engine import upsert

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from knowledge.store.values import By

_COUNTER = "changes"
_SHARED = 0


def changed(connection: Connection, guild_id: int | None) -> None:
    """Give the library of a guild (``None``: what all share) a new version."""
    _give(connection, guild_id, newest(connection) + 1)


def leap(connection: Connection, beyond: int) -> None:
    """Give all libraries a version that is higher than ``beyond`` as well."""
    _give(connection, None, max(newest(connection), beyond) + 1)


def newest(connection: Connection) -> int:
    """The highest version that was ever given."""
    # It is kept beside the guilds' own: it must not fall when a guild is forgotten.
    last = connection.scalar(sa.select(tables.state.c.value).where(tables.state.c.key == _COUNTER))
    return int(last or 0)


def _give(connection: Connection, guild_id: int | None, version: int) -> None:
    upsert(connection, tables.state, {"key": _COUNTER}, {"value": str(version)})
    upsert(connection, tables.versions, {"guild_id": _SHARED if guild_id is None else guild_id}, {"version": version})


def version(connection: Connection, guild_id: int | None) -> int:
    """The version of what a guild sees; it never falls and never comes again."""
    columns = tables.versions.c
    seen = (_SHARED,) if guild_id is None else (_SHARED, guild_id)
    return connection.scalar(sa.select(sa.func.max(columns.version)).where(columns.guild_id.in_(seen))) or 0


def changes_since(connection: Connection, seen: int) -> dict[int | None, int]:
    """The guilds that changed after the version ``seen`` (``None``: what all share), each with its newest version."""
    columns = tables.versions.c
    rows = connection.execute(sa.select(columns.guild_id, columns.version).where(columns.version > seen)).all()
    return {None if row.guild_id == _SHARED else row.guild_id: row.version for row in rows}


def record(connection: Connection, guild_id: int | None, by: By, action: str, target: str, *, detail: str) -> None:
    """Write down that someone did something."""
    connection.execute(
        sa.insert(tables.audit).values(
            guild_id=guild_id,
            at=by.at,
            user_id=by.user_id,
            action=action,
            target=storable(target),
            detail=storable(detail),
        )
    )


def storable(text: str) -> str:
    """``text`` without what no database takes: NUL, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
