"""Queries and changes of editions in the database; the caller has a transaction open."""

from __future__ import annotations

import hashlib
import itertools
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from knowledge.bundled import READER_VERSION
from knowledge.errors import NotInLibrary
from knowledge.models import Status
from knowledge.store import tables
from knowledge.store.changes import storable
from knowledge.store.rows import METADATA, checksum, to_document, to_warnings
from knowledge.store.values import EditionInfo, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import ColumnElement, Connection

    from knowledge.models import Document, Metadata
    from knowledge.store.preparing import Packed, Prepared
    from knowledge.store.values import By

EDITION = tables.editions.c
_HEAVY = {"text", "sections", "pages", "notes", "references"}
_BATCH = 1_000
"""Passages that are read or written at a time: other threads can run between two batches."""
_LIGHT = [column for column in tables.editions.columns if column.name not in _HEAVY]


def of(guild_id: int | None) -> ColumnElement[bool]:
    """The condition for a guild's own editions (``None``: shared ones)."""
    return EDITION.guild_id.is_(None) if guild_id is None else EDITION.guild_id == guild_id


def seen_by(guild_id: int | None) -> ColumnElement[bool]:
    """The condition for the editions that a guild may see: its own and shared ones."""
    return of(None) if guild_id is None else sa.or_(of(None), of(guild_id))


def find_infos(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[EditionInfo, ...]:
    """The editions that fulfil all ``conditions``: shared ones first, then oldest first."""
    query = sa.select(*_LIGHT).where(*conditions).order_by(EDITION.guild_id.is_not(None), EDITION.key)
    return tuple(info_of(row) for row in connection.execute(query))


def one_info(connection: Connection, *conditions: ColumnElement[bool]) -> EditionInfo:
    """The newest edition that fulfils all ``conditions``.

    Raises NotInLibrary where there is none.
    """
    found = find_infos(connection, *conditions)
    if not found:
        raise document_gone()
    return found[-1]


def document_gone() -> NotInLibrary:
    """The error for an edition that does not exist or no longer exists; the same for one of another server."""
    return NotInLibrary("There is no such document in this library: it may have been removed or replaced.")


def alive(connection: Connection, guild_id: int | None, sha256: str, *, bundled: bool) -> EditionInfo | None:
    """The pending or live edition that was read from a file with this digest: the guild's own before a shared one.

    ``bundled`` says whether it may be a bundled document. A shared document that is replaced by one of the guild's own
    is not in its library.
    """
    states = EDITION.status.in_([Status.LIVE.value, Status.PENDING.value])
    found = find_infos(connection, seen_by(guild_id), EDITION.sha256 == sha256, states)
    query = sa.select(EDITION.id).where(of(guild_id), EDITION.status == Status.LIVE.value)
    hidden = set(connection.scalars(query)) if any(one.guild_id != guild_id for one in found) else set()
    seen = [
        one
        for one in found
        if (one.guild_id == guild_id or (one.status is Status.LIVE and one.id not in hidden))
        and (bundled or one.origin is not Origin.BUNDLED)
    ]
    return seen[-1] if seen else None


def live_twin(connection: Connection, info: EditionInfo) -> EditionInfo | None:
    """Another live document of the same library that was read from the same file as an edition."""
    same = sa.and_(EDITION.sha256 == info.sha256, EDITION.id != info.id)
    found = find_infos(connection, of(info.guild_id), same, EDITION.status == Status.LIVE.value)
    return found[-1] if found else None


def insert(
    connection: Connection,
    prepared: Prepared,
    file: Packed,
    by: By,
    *,
    guild_id: int | None,
    status: Status,
    origin: Origin,
    edition: int = 1,
    replaces: int | None = None,
    reading: str | None = None,
) -> int:
    """Store an edition; return its key."""
    key: int = connection.execute(
        sa.insert(tables.editions)
        .values(
            guild_id=guild_id,
            status=status.value,
            origin=origin.value,
            edition=edition,
            replaces=replaces,
            reading=reading or reading_digest(prepared.document.sha256),
            checksum=prepared.checksum,
            passage_count=len(prepared.passages),
            size=file.size,
            file_name=storable(file.name),
            added_at=by.at,
            added_by=by.user_id,
            **prepared.row,
        )
        .returning(EDITION.key)
    ).scalar_one()
    for first in range(0, len(prepared.passages), _BATCH):
        batch = [{"edition_key": key, **one} for one in prepared.passages[first : first + _BATCH]]
        connection.execute(sa.insert(tables.passages), batch)
    if file.data is not None:
        connection.execute(sa.insert(tables.sources).values(edition_key=key, data=file.data))
    return key


def end(connection: Connection, condition: ColumnElement[bool], status: Status, by: By) -> None:
    """Mark editions as superseded or removed."""
    connection.execute(sa.update(tables.editions).where(condition).values(status=status.value, ended_at=by.at))


def load(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[tuple[Any, Document]]:
    """The editions that fulfil all ``conditions``, each as its row and its document.

    Raises ValueError where the stored data is not a valid document, or its checksum does not match.
    """
    query = sa.select(tables.editions).where(*conditions)
    rows = connection.execute(query.order_by(EDITION.guild_id.is_not(None), EDITION.key)).all()
    for row in rows:
        result = connection.execute(
            sa.select(tables.passages)
            .where(tables.passages.c.edition_key == row.key)
            .order_by(tables.passages.c.ordinal)
        )
        passages = [one for batch in result.partitions(_BATCH) for one in batch]
        try:
            document = to_document(row, passages)
        except (LookupError, TypeError) as error:
            raise ValueError("what is stored is no document") from error
        # Quotations must be exactly what was read, so changed data is refused.
        if row.checksum and row.checksum != checksum(_columns(row), map(_columns, passages)):
            raise ValueError(f"“{row.id}” is not what was stored")
        yield row, document


def _columns(row: Any) -> Mapping[str, Any]:
    columns: Mapping[str, Any] = row._mapping  # noqa: SLF001 - SQLAlchemy's name for them
    return columns


def rewrite(connection: Connection, key: int, prepared: Prepared) -> None:
    """Store the changed metadata of an edition, and the URLs of its passages made from them."""
    values = {"metadata": prepared.row["metadata"], "checksum": prepared.checksum}
    connection.execute(sa.update(tables.editions).where(EDITION.key == key).values(**values))
    column = tables.passages.c
    statement = (
        sa.update(tables.passages)
        .where(column.edition_key == key, column.ordinal == sa.bindparam("at"))
        .values(url=sa.bindparam("to"))
    )
    for first in range(0, len(prepared.passages), _BATCH):
        batch = prepared.passages[first : first + _BATCH]
        connection.execute(statement, [{"at": one["ordinal"], "to": one["url"]} for one in batch])


def free_id(connection: Connection, guild_id: int | None, wanted: str) -> str:
    """``wanted``, or the first of ``wanted-2``, ``wanted-3`` … that no document which the guild sees has or had."""
    # The documents of other guilds are ignored, since the id must not reveal them.
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
    """A digest of everything that a stored reading depends on: the bytes, the metadata, the version of the readers."""
    said = "" if metadata is None else METADATA.dump_json(metadata).decode()
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
        metadata=METADATA.validate_python(row.metadata),
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
