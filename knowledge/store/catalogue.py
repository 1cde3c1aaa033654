"""Read access to the documents in the store.

Data of one guild is never returned for another: every call names the guild (``None``: shared documents only), and sees
shared documents and that guild's own.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from knowledge.bundled import bundled_documents
from knowledge.errors import NotInLibrary
from knowledge.models import Status
from knowledge.store import editions, tables
from knowledge.store.editions import EDITION, find_infos, of, one_info, seen_by
from knowledge.store.values import Edition, EditionInfo, Extent, Origin, Source, Usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection

    from knowledge.models import Document
    from knowledge.store.engine import Database


class Catalogue:
    """Read access to all editions of all documents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, guild_id: int | None, status: Status = Status.LIVE) -> tuple[EditionInfo, ...]:
        """The editions with one status: shared ones (live only) first, then the guild's own, oldest first."""
        whose = seen_by(guild_id) if status is Status.LIVE else of(guild_id)
        with self._database.reading() as connection:
            return find_infos(connection, whose, EDITION.status == status.value)

    def info(self, guild_id: int | None, key: int) -> EditionInfo:
        """One edition, with any status.

        Raises NotInLibrary.
        """
        with self._database.reading() as connection:
            return one_info(connection, seen_by(guild_id), EDITION.key == key)

    def history(self, guild_id: int | None, document_id: str) -> tuple[EditionInfo, ...]:
        """The editions of a document that the guild sees, oldest first."""
        with self._database.reading() as connection:
            return find_infos(connection, seen_by(guild_id), EDITION.id == document_id)

    def find(self, guild_id: int | None, sha256: str, *, bundled: bool = True) -> EditionInfo | None:
        """The live or pending edition that was read from a file with this digest, the guild's own before a shared one.

        ``bundled`` says whether bundled documents are included.
        """
        with self._database.reading() as connection:
            return editions.alive(connection, guild_id, sha256, bundled=bundled)

    def find_removed(self, guild_id: int | None, sha256: str) -> EditionInfo | None:
        """The removed document that was read from a file with this digest and can be restored; the last one removed.

        Documents of a mounted folder are excluded: they are restored with their files.
        """
        removed = sa.and_(EDITION.sha256 == sha256, EDITION.status == Status.REMOVED.value)
        with self._database.reading() as connection:
            found = find_infos(connection, of(guild_id), removed, EDITION.origin == Origin.ADDED.value)
            found = tuple(one for one in found if editions.live_twin(connection, one) is None)
            live = {one.id for one in find_infos(connection, of(guild_id), EDITION.status == Status.LIVE.value)}
        found = tuple(one for one in found if one.id not in live)
        return max(found, key=lambda one: (one.ended_at or one.added_at, one.key), default=None)

    def edition(self, guild_id: int | None, key: int) -> Edition | None:
        """An edition with its text, with any status, if the guild may see it; used by old buttons."""
        with self._database.reading() as connection, self._sound():
            for row, document in editions.load(connection, seen_by(guild_id), EDITION.key == key):
                return Edition(editions.info_of(row), document)
        return None

    def load(self, guild_id: int | None = None, *, bundled: bool = True) -> tuple[Document, ...]:
        """The live documents of a guild's library: shared ones, then its own, oldest first.

        ``bundled`` says whether bundled documents are included. A shared document is replaced by one of the guild's own
        with the same id.
        """
        with self._database.reading() as connection, self._sound():
            found = [document for _, document in editions.load(connection, *_live(guild_id, bundled=bundled))]
        by_id = {document.id: document for document in found}
        return tuple(document for document in found if by_id[document.id] is document)

    def extent(self, guild_id: int | None, *, bundled: bool = True) -> Extent:
        """The size of what ``load`` returns, or slightly more."""
        sums = sa.func.sum(EDITION.passage_count), sa.func.sum(sa.func.length(EDITION.text))
        with self._database.reading() as connection:
            passages, characters = connection.execute(sa.select(*sums).where(*_live(guild_id, bundled=bundled))).one()
        return Extent(passages or 0, characters or 0)

    def has_own(self, guild_id: int) -> bool:
        """Whether a guild has live documents of its own."""
        query = sa.select(EDITION.key).where(of(guild_id), EDITION.status == Status.LIVE.value).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(query) is not None

    def source(self, guild_id: int | None, key: int) -> Source:
        """The file that an edition was read from, byte for byte.

        Raises NotInLibrary.
        """
        with self._database.reading() as connection:
            info = one_info(connection, seen_by(guild_id), EDITION.key == key)
            column = tables.sources.c
            data = connection.scalar(sa.select(column.data).where(column.edition_key == key))
        if data is not None:
            return Source(info.file_name, zlib.decompress(data))
        for bundled in bundled_documents():
            if bundled.sha256 == info.sha256:
                return Source(bundled.name, bundled.data)
        raise NotInLibrary("The file of “{title}” is no longer kept.", title=info.title)

    def usage(self, guild_id: int | None) -> Usage:
        """The storage used by a guild."""
        with self._database.reading() as connection:
            return usage_of(connection, guild_id)

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise self._database.damaged(str(error)) from error


def _live(guild_id: int | None, *, bundled: bool) -> list[ColumnElement[bool]]:
    conditions = [seen_by(guild_id), EDITION.status == Status.LIVE.value]
    return conditions if bundled else [*conditions, EDITION.origin != Origin.BUNDLED.value]


def usage_of(connection: Connection, guild_id: int | None) -> Usage:
    """The storage used by a guild."""
    columns = sa.select(EDITION.status, EDITION.id, EDITION.passage_count, EDITION.size)
    documents: defaultdict[str, list[sa.Row[Any, Any, Any, Any]]] = defaultdict(list)
    kept = 0
    for row in connection.execute(columns.where(of(guild_id))):
        if row.status in {Status.LIVE, Status.PENDING}:
            documents[row.id].append(row)
        else:
            kept += row.size
    return Usage(
        documents=len(documents),
        # Only one edition will be live, so the largest counts; the files of all of them are kept.
        passages=sum(max(row.passage_count for row in rows) for rows in documents.values()),
        bytes=sum(
            max(sum(row.size for row in rows if (row.status == Status.LIVE) is live) for live in (True, False))
            for rows in documents.values()
        ),
        kept_bytes=kept,
    )
