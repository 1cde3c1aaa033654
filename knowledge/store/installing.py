"""Loads the bundled documents into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from knowledge.bundled import bundled_documents
from knowledge.models import Status
from knowledge.store import editions
from knowledge.store.changes import changed
from knowledge.store.editions import EDITION, of
from knowledge.store.preparing import pack, prepare
from knowledge.store.values import HOST, By, Origin, Source

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.engine import Database


def install_bundled(database: Database, now: datetime) -> None:
    """Load the bundled documents that are missing, or that were stored by an older version of the readers."""
    is_live = sa.and_(of(None), EDITION.origin == Origin.BUNDLED.value, EDITION.status == Status.LIVE.value)
    with database.reading() as connection:
        rows = connection.execute(sa.select(EDITION.id, EDITION.reading).where(is_live))
        present = {row.id: row.reading for row in rows}
    for one in bundled_documents():
        reading = editions.reading_digest(one.sha256, one.metadata)
        if present.get(one.id) == reading:
            continue
        prepared, file, by = prepare(one.read()), pack(Source(one.name, one.data), keep=False), By(HOST, now)
        this = sa.and_(is_live, EDITION.id == one.id)
        with database.writing() as connection:
            if connection.scalar(sa.select(EDITION.reading).where(this)) == reading:  # another process was quicker
                continue
            editions.end(connection, this, Status.SUPERSEDED, by)
            number = editions.next_edition(connection, None, one.id)
            editions.insert(
                connection, prepared, file, by, guild_id=None, status=Status.LIVE, origin=Origin.BUNDLED,
                edition=number, reading=reading,
            )  # fmt: skip
            changed(connection, None)
