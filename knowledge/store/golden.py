"""The store of golden questions: questions whose right passage a guild's moderators know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from knowledge.errors import InputError, NotInLibrary
from knowledge.golden import GoldenQuestion
from knowledge.store import tables
from knowledge.store.changes import record, storable
from knowledge.store.engine import upsert

if TYPE_CHECKING:
    from knowledge.answers import Hit
    from knowledge.store.engine import Database
    from knowledge.store.values import By

MAX_QUESTIONS = 500
"""Maximum golden questions of one guild."""
_MAX_LENGTH = 500
_COLUMN = tables.golden.c


class Golden:
    """The golden questions of each guild."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, guild_id: int) -> tuple[GoldenQuestion, ...]:
        """The golden questions of a guild, oldest first."""
        query = sa.select(tables.golden).where(_COLUMN.guild_id == guild_id).order_by(_COLUMN.key)
        with self._database.reading() as connection:
            return tuple(
                GoldenQuestion(row.key, row.question, row.document_id, row.passage, row.text)
                for row in connection.execute(query)
            )

    def add(self, guild_id: int, question: str, right: Hit, by: By) -> GoldenQuestion:
        """Store the right passage of a question, replacing a former one.

        Raises InputError for an empty or overlong question, and where there are too many.
        """
        asked = " ".join(storable(question).split())
        if not asked or len(asked) > _MAX_LENGTH:
            raise InputError("A golden question must have 1 to {most} characters.", most=_MAX_LENGTH)
        is_it = sa.and_(_COLUMN.guild_id == guild_id, _COLUMN.question == asked)
        passage = right.passage_id.removeprefix(f"{right.document.id}:")
        values = {"document_id": right.document.id, "passage": passage, "text": storable(right.text)}
        with self._database.writing() as connection:
            upsert(connection, tables.golden, {"guild_id": guild_id, "question": asked}, values)
            count = sa.select(sa.func.count()).select_from(tables.golden).where(_COLUMN.guild_id == guild_id)
            if (connection.scalar(count) or 0) > MAX_QUESTIONS:
                raise InputError(
                    "A server can have at most {most} golden questions: remove one first.", most=MAX_QUESTIONS
                )
            record(connection, guild_id, by, "golden.add", right.passage_id, detail=asked)
            key = connection.execute(sa.select(_COLUMN.key).where(is_it)).scalar_one()
        return GoldenQuestion(key, asked, **values)

    def remove(self, guild_id: int, key: int, by: By) -> GoldenQuestion:
        """Delete a golden question; return it.

        Raises NotInLibrary where the guild has none with that key.
        """
        is_it = sa.and_(_COLUMN.guild_id == guild_id, _COLUMN.key == key)
        with self._database.writing() as connection:
            row = connection.execute(sa.select(tables.golden).where(is_it)).one_or_none()
            if row is None:
                raise NotInLibrary("There is no such golden question in this server: it may have been removed.")
            forgotten = GoldenQuestion(row.key, row.question, row.document_id, row.passage, row.text)
            connection.execute(sa.delete(tables.golden).where(is_it))
            record(connection, guild_id, by, "golden.remove", forgotten.passage_id, detail=forgotten.question)
        return forgotten
