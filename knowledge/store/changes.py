"""Change versions and audit entries, which every repository writes in its transactions.

Versions increase over all guilds, so that one cheap query tells a running process what changed since it last looked,
whichever process changed it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import sqlalchemy as sa

from knowledge.store import tables
from knowledge.store.engine import upsert

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from knowledge.store.values import By, EditionInfo

_COUNTER = "changes"
_SHARED = 0
_LONGEST_VALUE = 200
"""Characters of a changed value that the audit log keeps."""


def changed(connection: Connection, guild_id: int | None) -> None:
    """Give the library of a guild (``None``: shared data) a new version."""
    _give(connection, guild_id, newest(connection) + 1)


def leap(connection: Connection, beyond: int) -> None:
    """Give all libraries a new version that is also higher than ``beyond``."""
    _give(connection, None, max(newest(connection), beyond) + 1)


def newest(connection: Connection) -> int:
    """The highest version ever given."""
    # It is stored separately from the guilds' versions: it must not decrease when a guild's data is deleted.
    last = connection.scalar(sa.select(tables.state.c.value).where(tables.state.c.key == _COUNTER))
    return int(last or 0)


def _give(connection: Connection, guild_id: int | None, version: int) -> None:
    upsert(connection, tables.state, {"key": _COUNTER}, {"value": str(version)})
    upsert(connection, tables.versions, {"guild_id": _SHARED if guild_id is None else guild_id}, {"version": version})


def version(connection: Connection, guild_id: int | None) -> int:
    """The version of everything that a guild sees; it never decreases and is never reused."""
    columns = tables.versions.c
    seen = (_SHARED,) if guild_id is None else (_SHARED, guild_id)
    return connection.scalar(sa.select(sa.func.max(columns.version)).where(columns.guild_id.in_(seen))) or 0


def changes_since(connection: Connection, seen: int) -> dict[int | None, int]:
    """The guilds that changed after version ``seen`` (``None``: shared data), each with its newest version."""
    columns = tables.versions.c
    rows = connection.execute(sa.select(columns.guild_id, columns.version).where(columns.version > seen)).all()
    return {None if row.guild_id == _SHARED else row.guild_id: row.version for row in rows}


def record(
    connection: Connection,
    guild_id: int | None,
    by: By,
    action: str,
    target: str,
    *,
    detail: str = "",
    about: EditionInfo | None = None,
) -> None:
    """Write an entry of the audit log; ``about`` is the edition that it is about, if any."""
    connection.execute(
        sa.insert(tables.audit).values(
            guild_id=guild_id,
            at=by.at,
            user_id=by.user_id,
            action=action,
            target=storable(target),
            detail=storable(detail),
            title=None if about is None else storable(about.title),
            edition=None if about is None else about.edition,
            edition_key=None if about is None else about.key,
        )
    )


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """The fields that differ, as JSON for an audit entry: each field's former and new value, shortened."""
    changed_fields = {
        name: [_shortened(before.get(name)), _shortened(after.get(name))]
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }
    return json.dumps(changed_fields, ensure_ascii=False) if changed_fields else ""


def _shortened(value: object) -> str | None:
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    return (text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…") or None


def storable(text: str) -> str:
    """``text`` without characters that databases reject: NUL and unpaired surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
