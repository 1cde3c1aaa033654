"""Question statistics of guilds: counts, most cited passages, unanswered questions. It is not stored who asked."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import sqlalchemy as sa

from knowledge.store import tables
from knowledge.store.changes import record, storable
from knowledge.store.engine import count_up
from knowledge.store.values import Day, Gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from knowledge.store.engine import Database
    from knowledge.store.values import Asked, By

_GAP = tables.gaps.c
_USAGE = tables.usage.c
_CITED = tables.citations.c
_MAX_QUESTION = 1_000
"""Characters kept of an unanswered question."""
_MAX_GAPS = 2_000
"""Maximum unanswered questions listed for one guild; older ones stay stored until they are purged."""


class Questions:
    """Statistics of questions, and the unanswered questions ("gaps")."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, asked: Iterable[Asked]) -> None:
        """Count questions, and store the text of unanswered ones where that is wanted."""
        with self._database.writing() as connection:
            for one in asked:
                keys = {"guild_id": one.guild_id, "day": day_of(one.at)}
                count_up(connection, tables.usage, keys, {"asked": 1, "answered": int(one.answered)})
                for passage_id in dict.fromkeys(one.cited):
                    count_up(connection, tables.citations, {**keys, "passage_id": passage_id}, {"times": 1})
                if one.keep_gap and not one.answered:
                    question = storable(one.question)[:_MAX_QUESTION]
                    values = {"guild_id": one.guild_id, "asked_at": one.at, "question": question}
                    connection.execute(sa.insert(tables.gaps).values(**values))

    def gaps(self, guild_id: int, *, since: datetime | None = None) -> tuple[Gap, ...]:
        """The latest unanswered questions, newest first; ``knowledge.gaps`` groups them."""
        query = sa.select(tables.gaps).where(_GAP.guild_id == guild_id)
        if since is not None:
            query = query.where(_GAP.asked_at >= since)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(_GAP.key.desc()).limit(_MAX_GAPS))
            return tuple(Gap(row.key, row.question, row.asked_at) for row in rows)

    def dismiss(self, guild_id: int, keys: Sequence[int], by: By | None = None) -> int:
        """Delete questions of a guild; return how many there were."""
        is_it = sa.and_(_GAP.guild_id == guild_id, _GAP.key.in_(keys))
        with self._database.writing() as connection:
            count = connection.execute(sa.delete(tables.gaps).where(is_it)).rowcount
            if by is not None and count:
                record(connection, guild_id, by, "gaps.dismiss", str(count), detail="")
        return count

    def days(self, guild_id: int, *, since: datetime) -> tuple[Day, ...]:
        """The days on which there were questions, oldest first."""
        query = sa.select(tables.usage).where(_USAGE.guild_id == guild_id, _USAGE.day >= day_of(since))
        with self._database.reading() as connection:
            return tuple(
                Day(row.day, row.asked, row.answered) for row in connection.execute(query.order_by(_USAGE.day))
            )

    def most_cited(self, guild_id: int, *, since: datetime, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """The references of the passages most often shown as answers, each with its count."""
        times = sa.func.sum(_CITED.times).label("times")
        query = (
            sa.select(_CITED.passage_id, times)
            .where(_CITED.guild_id == guild_id, _CITED.day >= day_of(since))
            .group_by(_CITED.passage_id)
            .order_by(times.desc(), _CITED.passage_id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple((row.passage_id, int(row.times)) for row in connection.execute(query))

    def purge(self, *, gaps_before: datetime, usage_before: datetime) -> int:
        """Delete older entries of all guilds; return how many unanswered questions were deleted."""
        with self._database.writing() as connection:
            count = connection.execute(sa.delete(tables.gaps).where(_GAP.asked_at < gaps_before)).rowcount
            connection.execute(sa.delete(tables.usage).where(_USAGE.day < day_of(usage_before)))
            connection.execute(sa.delete(tables.citations).where(_CITED.day < day_of(usage_before)))
        return count


def day_of(moment: datetime) -> str:
    """The day of a moment in UTC, as ``2026-01-31``."""
    return moment.astimezone(UTC).date().isoformat()
