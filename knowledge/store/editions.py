"""Editions in the database: rows of one, of many, and how one comes in; whoever calls has a transaction open."""

from __future__ import annotations

import hashlib
import itertools
import zlib
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from knowledge.bundled import READER_VERSION
from knowledge.errors import NotInLibrary
from knowledge.models import Document, Metadata, Status
from knowledge.store import tables
from knowledge.store.changes import storable
from knowledge.store.rows import checksum, document_row, passage_row, to_document, to_warnings
from knowledge.store.values import EditionInfo, Origin, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection

    from knowledge.store.values import By

EDITION = tables.editions.c
_HEAVY = {"text", "sections", "pages", "notes", "references"}
_LIGHT = [column for column in tables.editions.columns if column.name not in _HEAVY]


def of(guild_id: int | None) -> ColumnElement[bool]:
    """What belongs to a guild itself (``None``: what is shared)."""
    return EDITION.guild_id.is_(None) if guild_id is None else EDITION.guild_id == guild_id


def seen_by(guild_id: int | None) -> ColumnElement[bool]:
    """What a guild may see: its own and what is shared."""
    return of(None) if guild_id is None else sa.or_(of(None), of(guild_id))


def find_infos(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[EditionInfo, ...]:
    """The editions that fulfil all ``conditions``: what is shared first, then in the order in which they came."""
    query = sa.select(*_LIGHT).where(*conditions).order_by(EDITION.guild_id.is_not(None), EDITION.key)
    return tuple(info_of(row) for row in connection.execute(query))


def one_info(connection: Connection, *conditions: ColumnElement[bool]) -> EditionInfo:
    """The newest edition that fulfils all ``conditions``.

    Raises NotInLibrary where there is none.
    """
    found = find_infos(connection, *conditions)
    if not found:
        raise NotInLibrary("There is no such document in this library: it may have been removed or replaced meanwhile.")
    return found[-1]


def insert(
    connection: Connection,
    document: Document,
    source: Source,
    by: By,
    *,
    guild_id: int | None,
    status: Status,
    origin: Origin,
    edition: int = 1,
    replaces: int | None = None,
    keep_source: bool = True,
    reading: str | None = None,
) -> int:
    """Store an edition; return its key."""
    row, passages = document_row(document), [passage_row(one) for one in document.passages]
    key: int = connection.execute(
        sa.insert(tables.editions)
        .values(
            guild_id=guild_id,
            status=status.value,
            origin=origin.value,
            edition=edition,
            replaces=replaces,
            reading=reading or reading_digest(document.sha256),
            checksum=checksum(row, passages),
            passage_count=len(document.passages),
            size=len(source.data),
            file_name=storable(source.name),
            added_at=by.at,
            added_by=by.user_id,
            **row,
        )
        .returning(EDITION.key)
    ).scalar_one()
    if passages:
        connection.execute(sa.insert(tables.passages), [{"edition_key": key, **one} for one in passages])
    if keep_source:
        connection.execute(sa.insert(tables.sources).values(edition_key=key, data=zlib.compress(source.data)))
    return key


def end(connection: Connection, condition: ColumnElement[bool], status: Status, by: By) -> None:
    """Let editions be superseded or removed."""
    connection.execute(sa.update(tables.editions).where(condition).values(status=status.value, ended_at=by.at))


def load(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[tuple[Any, Document]]:
    """The editions that fulfil all ``conditions``, each as its row and its document.

    Raises ValueError where what is stored is no document, or not the one that was stored.
    """
    query = sa.select(tables.editions).where(*conditions)
    rows = connection.execute(query.order_by(EDITION.guild_id.is_not(None), EDITION.key)).all()
    for row in rows:
        passages = connection.execute(
            sa.select(tables.passages)
            .where(tables.passages.c.edition_key == row.key)
            .order_by(tables.passages.c.ordinal)
        ).all()
        try:
            document = to_document(row, passages)
        except (LookupError, TypeError) as error:
            raise ValueError("what is stored is no document") from error
        # A quotation is only worth something if it is still what was read.
        if row.checksum and row.checksum != checksum(row._asdict(), [one._asdict() for one in passages]):
            raise ValueError(f"“{row.id}” is not what was stored")
        yield row, document


def rewrite(connection: Connection, document: Document) -> None:
    """Store what is now said of the document of an edition: its metadata, and the addresses made of them."""
    row = document_row(document)
    values = {"metadata": row["metadata"], "checksum": checksum(row, [passage_row(one) for one in document.passages])}
    connection.execute(sa.update(tables.editions).where(EDITION.key == document.key).values(**values))
    column = tables.passages.c
    statement = (
        sa.update(tables.passages)
        .where(column.edition_key == document.key, column.ordinal == sa.bindparam("at"))
        .values(url=sa.bindparam("to"))
    )
    if document.passages:
        connection.execute(statement, [{"at": one.ordinal, "to": one.url} for one in document.passages])


def free_id(connection: Connection, guild_id: int | None, wanted: str) -> str:
    """``wanted``, or the first of ``wanted-2``, ``wanted-3`` … that no document which the guild sees has or had."""
    # What other guilds have must not show in the id either.
    alike = sa.and_(seen_by(guild_id), EDITION.id.startswith(wanted, autoescape=True))
    taken = set(connection.scalars(sa.select(EDITION.id).where(alike)))
    candidates = itertools.chain([wanted], (f"{wanted}-{number}" for number in itertools.count(2)))
    return next(one for one in candidates if one not in taken)


def next_edition(connection: Connection, guild_id: int | None, document_id: str) -> int:
    """The number of the next edition of a document."""
    approved = sa.and_(of(guild_id), EDITION.id == document_id, EDITION.status != Status.PENDING.value)
    last = connection.scalar(sa.select(sa.func.max(EDITION.edition)).where(approved))
    return (last or 0) + 1


def reading_digest(sha256: str, metadata: Metadata | None = None) -> str:
    """What a stored reading depends on: the bytes, what was said of them, and the version of the readers."""
    said = "" if metadata is None else metadata.model_dump_json()
    return hashlib.sha256(f"{READER_VERSION}\n{sha256}\n{said}".encode()).hexdigest()


def info_of(row: Any) -> EditionInfo:
    """The edition of a row."""
    return EditionInfo(
        key=row.key,
        guild_id=row.guild_id,
        id=row.id,
        edition=row.edition,
        status=Status(row.status),
        origin=Origin(row.origin),
        metadata=Metadata.model_validate(row.metadata),
        passages=row.passage_count,
        size=row.size,
        file_name=row.file_name,
        sha256=row.sha256,
        warnings=to_warnings(row.warnings),
        added_at=row.added_at,
        added_by=row.added_by,
        ended_at=row.ended_at,
        replaces=row.replaces,
        is_current=row.origin == Origin.BUNDLED or row.reading == reading_digest(row.sha256),
    )
