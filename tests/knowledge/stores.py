"""What the tests of the store share: moments, people, small documents in it, and its file itself."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from knowledge import By, EditionInfo, Source, Store
from tests.knowledge.samples import document_of

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge import Quota

NOW = datetime(2026, 1, 31, 12, 0, 0, 123456, tzinfo=UTC)
ALICE = By(11, NOW)
OURS, THEIRS = 100, 200
"""Two servers."""


def days(number: float) -> timedelta:
    """So many days."""
    return timedelta(days=number)


def preview(
    store: Store,
    guild_id: int | None,
    *paragraphs: str,
    name: str = "rules",
    replaces: int | None = None,
    quota: Quota | None = None,
) -> EditionInfo:
    """Store a document of these paragraphs as a preview."""
    data = "\n\n".join(paragraphs).encode()
    document = replace(document_of(*paragraphs, name=name), sha256=hashlib.sha256(data).hexdigest())
    source = Source(f"{name}.txt", data)
    return store.documents.add_pending(guild_id, document, source, ALICE, replaces=replaces, quota=quota)


def add(
    store: Store, guild_id: int | None, *paragraphs: str, name: str = "rules", replaces: int | None = None
) -> EditionInfo:
    """Store a document of these paragraphs, live."""
    key = preview(store, guild_id, *paragraphs, name=name, replaces=replaces).key
    return store.documents.approve(guild_id, key, ALICE)


def execute(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Run one statement on the file itself, past the store."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, values).fetchall()
