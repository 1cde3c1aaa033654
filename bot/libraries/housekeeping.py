"""Deletes data whose retention period is over (see ``bot.retention``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot import retention

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge import Store


class Purged(NamedTuple):
    """The number of deleted editions and unanswered questions, and the guilds whose data was deleted."""

    editions: int
    gaps: int
    guilds: tuple[int, ...]


def purge(store: Store, now: datetime) -> Purged:
    """Delete everything whose retention period is over. Blocks.

    Raises:
        StorageError: the store failed.
    """
    editions = store.documents.purge(removed_before=now - retention.REMOVED, pending_before=now - retention.PREVIEWS)
    gaps = store.questions.purge(gaps_before=now - retention.GAPS, usage_before=now - retention.RECORDS)
    store.audit.purge(now - retention.RECORDS)
    return Purged(editions, gaps, store.settings.forget_left(now - retention.LEFT))
