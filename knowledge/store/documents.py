"""The documents of guilds, in editions: a preview is added, approved, replaced by a newer edition, removed, restored.

Every edition has a key that is never reused, since buttons carry it. Each change is one transaction that also gives the
guild's library a new version and writes the audit log, so an interrupted change has no effect at all.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from knowledge.errors import AlreadyThere, InputError, KnowledgeError, NotInLibrary
from knowledge.models import Status
from knowledge.store import editions, quotas, tables
from knowledge.store.catalogue import Catalogue, usage_of
from knowledge.store.changes import changed, difference, record, storable
from knowledge.store.editions import EDITION, find_infos, of, one_info
from knowledge.store.preparing import pack, prepare
from knowledge.store.values import Origin
from knowledge.succession import corrected, described

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from knowledge.models import Document, Metadata
    from knowledge.store.preparing import Packed, Prepared
    from knowledge.store.values import By, EditionInfo, Quota, Source

_PENDING, _LIVE, _REMOVED = Status.PENDING, Status.LIVE, Status.REMOVED


class Documents(Catalogue):
    """Read and write access to all editions of all documents."""

    def add_pending(
        self,
        guild_id: int | None,
        document: Document,
        source: Source,
        by: By,
        *,
        replaces: int | None = None,
        instead_of: int | None = None,
        quota: Quota | None = None,
    ) -> EditionInfo:
        """Store a preview (a pending edition), which is not searched until it is approved.

        ``replaces`` is the key of the live edition that it will replace, whose id it takes; otherwise it gets a new id
        made from its own. ``instead_of`` is the key of a preview that is discarded for it.

        Raises AlreadyThere where the same file is already pending, or live as read by the current readers, InputError
        beyond the ``quota``, NotInLibrary where there is nothing to replace or to discard.
        """
        prepared, file = self._prepared(guild_id, document, replaces), pack(source)
        with self._database.writing() as connection:
            if instead_of is not None:
                _discard(connection, guild_id, instead_of, by)
            # A guild that turned the bundled documents off may add one of them as its own.
            known = editions.alive(connection, guild_id, document.sha256, bundled=False)
            if known is not None and (known.status is _PENDING or known.is_current):
                raise AlreadyThere("This file is already there, as “{title}”.", edition=known, title=known.title)
            info = _insert(connection, guild_id, prepared, file, by, wanted=document.id, replaces=replaces)
            quotas.check_new(usage_of(connection, guild_id), quota)
            _record(connection, by, "document.preview", info)
        return info

    def put(
        self,
        guild_id: int | None,
        document: Document,
        source: Source,
        by: By,
        *,
        replaces: int | None = None,
        origin: Origin = Origin.ADDED,
    ) -> EditionInfo:
        """Add a document, or the next edition of one, that is live at once.

        Raises NotInLibrary where there is nothing to replace.
        """
        prepared, file = self._prepared(guild_id, document, replaces), pack(source)
        with self._database.writing() as connection:
            info = _insert(
                connection, guild_id, prepared, file, by, wanted=document.id, replaces=replaces, origin=origin
            )
            return _approve(connection, info, by, "document.add")

    def discard(self, guild_id: int | None, key: int, by: By) -> EditionInfo:
        """Delete a preview permanently.

        Raises NotInLibrary where it is no longer a preview.
        """
        with self._database.writing() as connection:
            return _discard(connection, guild_id, key, by)

    def approve(self, guild_id: int | None, key: int, by: By) -> EditionInfo:
        """Make a preview live; the live edition that it replaces is superseded.

        Raises NotInLibrary where it is no longer a preview, or the edition that it replaces is no longer live,
        InputError where another live document was read from the same file.
        """
        with self._database.writing() as connection:
            info = one_info(connection, of(guild_id), EDITION.key == key, EDITION.status == _PENDING.value)
            _refuse_twice(connection, info)
            return _approve(connection, info, by, "document.approve")

    def describe(self, guild_id: int | None, key: int, metadata: Metadata, by: By) -> EditionInfo:
        """Set the metadata of a live edition or a preview: title, address, licence and so on.

        The change is also applied to previews that will replace it, in fields where both agreed before, so that
        approving one of them does not undo the correction.

        Raises NotInLibrary; InputError for a bundled document.
        """
        while True:
            with self._database.reading() as connection, self._sound():
                infos = _with_successors(connection, guild_id, key)
                before = _changeable(infos[0]).metadata
                said = {one.key: corrected(one.metadata, before, metadata) for one in infos} | {key: metadata}
                keys = [one.key for one in infos if one.key == key or said[one.key] != one.metadata]
                documents = {row.key: one for row, one in editions.load(connection, EDITION.key.in_(keys))}
            prepared = {one: prepare(described(document, said[one])) for one, document in documents.items()}
            with self._database.writing() as connection:
                if _with_successors(connection, guild_id, key) != infos:
                    continue  # an edition's information changed meanwhile (its text never does): prepare again
                for one, rows in prepared.items():
                    editions.rewrite(connection, one, rows)
                changed(connection, guild_id)
                info = one_info(connection, EDITION.key == key)
                detail = difference(asdict(before), asdict(info.metadata))
                _record(connection, by, "document.describe", info, detail)
                return info

    def move(self, guild_id: int | None, key: int, file_name: str, by: By) -> EditionInfo:
        """Record that the file of a live edition was renamed to ``file_name``; the document stays the same.

        Raises NotInLibrary.
        """
        with self._database.writing() as connection:
            is_it = sa.and_(of(guild_id), EDITION.key == key, EDITION.status == _LIVE.value)
            former = one_info(connection, is_it)
            connection.execute(sa.update(tables.editions).where(is_it).values(file_name=storable(file_name)))
            info = one_info(connection, is_it)
            detail = difference({"file_name": former.file_name}, {"file_name": info.file_name})
            _record(connection, by, "document.describe", info, detail)
            return info

    def remove(self, guild_id: int | None, document_id: str, by: By) -> EditionInfo:
        """Remove a document from the library; it can be restored until it is purged.

        Raises NotInLibrary; InputError for a bundled document.
        """
        with self._database.writing() as connection:
            info = _changeable(
                one_info(connection, of(guild_id), EDITION.id == document_id, EDITION.status == _LIVE.value)
            )
            editions.end(connection, EDITION.key == info.key, _REMOVED, by)
            changed(connection, guild_id)
            _record(connection, by, "document.remove", info)
            return one_info(connection, EDITION.key == info.key)

    def restore(self, guild_id: int | None, document_id: str, by: By, *, quota: Quota | None = None) -> EditionInfo:
        """Restore a removed document.

        Raises NotInLibrary where none of that id was removed, InputError beyond the ``quota`` and where another
        document has taken its place, or comes from the same file.
        """
        with self._database.writing() as connection:
            info = one_info(connection, of(guild_id), EDITION.id == document_id, EDITION.status == _REMOVED.value)
            if find_infos(connection, of(guild_id), EDITION.id == document_id, EDITION.status == _LIVE.value):
                raise InputError(
                    "Another edition of “{title}” is in the library: remove it first, or keep it.", title=info.title
                )
            _refuse_twice(connection, info)
            values = {"status": _LIVE.value, "ended_at": None}
            connection.execute(sa.update(tables.editions).where(EDITION.key == info.key).values(**values))
            quotas.check(usage_of(connection, guild_id), quota)
            changed(connection, guild_id)
            _record(connection, by, "document.restore", info)
            return one_info(connection, EDITION.key == info.key)

    def purge(self, *, removed_before: datetime, pending_before: datetime) -> int:
        """Delete documents removed and previews added before a given time permanently; return how many editions.

        Earlier editions go with the last edition of their document that could still be live.
        """
        with self._database.writing() as connection:
            old = sa.or_(
                sa.and_(EDITION.status == _REMOVED.value, EDITION.ended_at < removed_before),
                sa.and_(EDITION.status == _PENDING.value, EDITION.added_at < pending_before),
            )
            gone = connection.execute(sa.delete(tables.editions).where(old)).rowcount
            other = tables.editions.alias()
            kept = sa.select(other.c.key).where(
                other.c.id == EDITION.id,
                other.c.guild_id.is_not_distinct_from(EDITION.guild_id),
                other.c.status.in_([_LIVE.value, _REMOVED.value]),
            )
            orphaned = sa.and_(EDITION.status == Status.SUPERSEDED.value, ~kept.exists())
            return gone + connection.execute(sa.delete(tables.editions).where(orphaned)).rowcount

    def _prepared(self, guild_id: int | None, document: Document, replaces: int | None) -> Prepared:
        """A new edition, prepared with the id that it will get if nothing changes meanwhile."""
        with self._database.reading() as connection, suppress(KnowledgeError):  # the transaction that stores it raises
            document = replace(document, id=_id_for(connection, guild_id, document.id, replaces))
        return prepare(document)


def _with_successors(connection: Connection, guild_id: int | None, key: int) -> tuple[EditionInfo, ...]:
    """A live edition or a preview, and the previews that will replace it."""
    alive = EDITION.status.in_([_LIVE.value, _PENDING.value])
    waiting = sa.and_(of(guild_id), EDITION.replaces == key, EDITION.status == _PENDING.value)
    return one_info(connection, of(guild_id), EDITION.key == key, alive), *find_infos(connection, waiting)


def _insert(
    connection: Connection,
    guild_id: int | None,
    prepared: Prepared,
    file: Packed,
    by: By,
    *,
    wanted: str,
    replaces: int | None,
    origin: Origin = Origin.ADDED,
) -> EditionInfo:
    document_id = _id_for(connection, guild_id, wanted, replaces)
    key = editions.insert(
        connection, prepared.called(document_id), file, by, guild_id=guild_id, status=_PENDING, origin=origin,
        edition=editions.next_edition(connection, guild_id, document_id), replaces=replaces,
    )  # fmt: skip
    return one_info(connection, EDITION.key == key)


def _id_for(connection: Connection, guild_id: int | None, wanted: str, replaces: int | None) -> str:
    """The id of a new edition: that of the edition it replaces, or a free one made from the ``wanted`` one."""
    if replaces is None:
        return editions.free_id(connection, guild_id, wanted)
    former = one_info(connection, of(guild_id), EDITION.key == replaces, EDITION.status == _LIVE.value)
    return _changeable(former).id


def _discard(connection: Connection, guild_id: int | None, key: int, by: By) -> EditionInfo:
    info = one_info(connection, of(guild_id), EDITION.key == key, EDITION.status == _PENDING.value)
    connection.execute(sa.delete(tables.editions).where(EDITION.key == key))
    _record(connection, by, "document.discard", info)
    return info


def _approve(connection: Connection, info: EditionInfo, by: By, action: str) -> EditionInfo:
    live = sa.and_(of(info.guild_id), EDITION.id == info.id, EDITION.status == _LIVE.value)
    if [one.key for one in find_infos(connection, live)] != ([] if info.replaces is None else [info.replaces]):
        raise NotInLibrary(
            "The edition that “{title}” would replace was itself replaced or removed: add the file again.",
            title=info.title,
        )
    editions.end(connection, live, Status.SUPERSEDED, by)
    # Another preview of the same document may have gone live first.
    number = editions.next_edition(connection, info.guild_id, info.id)
    values = {"status": _LIVE.value, "edition": number}
    connection.execute(sa.update(tables.editions).where(EDITION.key == info.key).values(**values))
    changed(connection, info.guild_id)
    approved = one_info(connection, EDITION.key == info.key)
    _record(connection, by, action if info.replaces is None else "document.replace", approved)
    return approved


def _record(connection: Connection, by: By, action: str, info: EditionInfo, detail: str = "") -> None:
    record(connection, info.guild_id, by, action, info.id, detail=detail, about=info)


def _refuse_twice(connection: Connection, info: EditionInfo) -> None:
    """Refuse a preview whose file is already live in another document: all its passages would be duplicated."""
    twin = editions.live_twin(connection, info)
    if twin is not None:
        raise InputError(
            "“{other}”, which is in the library, comes from the same file as “{title}”: remove it first, or keep it.",
            other=twin.title,
            title=info.title,
        )


def _changeable(info: EditionInfo) -> EditionInfo:
    if info.origin is Origin.BUNDLED:
        raise InputError(
            "“{title}” comes with Pincite and cannot be changed: a server can turn it off in its settings.",
            title=info.title,
        )
    return info
