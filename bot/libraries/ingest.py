"""Adds files to the store: reads them in a child process, recognises known content, replaces earlier editions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.libraries.following import following
from knowledge import (
    InputError,
    KnowledgeError,
    Origin,
    Source,
    Status,
    StorageError,
    diff_editions,
    file_content,
    read_in_child,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bot.libraries.children import Children
    from knowledge import By, Document, EditionInfo, Store

_SAME_DOCUMENT = 0.5
"""The least share of a document's paragraphs that a file of the same name must keep to count as its newer edition."""


class Outcome(StrEnum):
    """What was done with a file."""

    ADDED = "added"
    REPLACED = "replaced"
    RESTORED = "restored"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ingested:
    """The result for a file: a document, or a sentence that says why there is none.

    ``beside`` is another document from a file of the same name, but with a different text. ``may_pass``: the file could
    not be opened, so it may succeed later without having changed.
    """

    name: str
    outcome: Outcome
    info: EditionInfo | None = None
    sentence: str = ""
    beside: EditionInfo | None = None
    may_pass: bool = False


def ingest(
    store: Store,
    path: Path,
    name: str,
    by: By,
    *,
    guild_id: int | None,
    origin: Origin,
    children: Children,
) -> Ingested:
    """Add one file to the library of a guild (``None``: the shared library).

    A file of the mounted folder becomes the next edition of the document that had its name. A file added otherwise
    becomes the next edition of a document of its name only if that keeps at least half of the paragraphs, since files
    in different folders share names; else it becomes a new document. The content of a removed document restores that
    document. The reading processes are registered in ``children``.

    Raises StorageError; problems with the file are part of the result.
    """
    try:
        return _ingest(store, path, name, by, guild_id=guild_id, origin=origin, children=children)
    except StorageError:
        raise
    except KnowledgeError as error:
        return Ingested(name, Outcome.FAILED, sentence=str(error), may_pass=isinstance(error, InputError))


def _ingest(
    store: Store, path: Path, name: str, by: By, *, guild_id: int | None, origin: Origin, children: Children
) -> Ingested:
    data = file_content(path)
    sha256 = hashlib.sha256(data).hexdigest()
    owned = [one for one in store.documents.list(guild_id) if one.guild_id == guild_id and one.origin is origin]
    namesakes = [one for one in owned if one.file_name == name]
    known = _known(store, guild_id, sha256, namesakes, origin)
    if known is not None:
        return Ingested(name, Outcome.UNCHANGED, known)
    # Removed documents of a mounted folder are restored by file name.
    removed = None if origin is Origin.FOLDER else store.documents.find_removed(guild_id, sha256)
    if removed is not None:
        return Ingested(name, Outcome.RESTORED, store.documents.restore(guild_id, removed.id, by))
    document = read_in_child(data, path.name, started=children.add)
    former = _former(store, document, sha256, namesakes, origin)
    if former is not None:
        document = following(document, path.name, former, store.documents.source(guild_id, former.key), children)
    info = store.documents.put(
        guild_id, document, Source(name, data), by, replaces=None if former is None else former.key, origin=origin
    )
    if former is not None:
        return Ingested(name, Outcome.REPLACED, info)
    return Ingested(name, Outcome.ADDED, info, beside=namesakes[0] if namesakes else None)


def _known(
    store: Store, guild_id: int | None, sha256: str, namesakes: list[EditionInfo], origin: Origin
) -> EditionInfo | None:
    """The live document with the same bytes, if the current readers would parse it the same way."""
    for one in namesakes:
        if one.is_current and one.sha256 == sha256:
            return one
    if namesakes and origin is Origin.FOLDER:
        return None  # the document has to follow its file, even if another one has the same content
    same = store.documents.find(guild_id, sha256, bundled=store.settings.uses_bundled(guild_id))
    return same if same is not None and same.is_current and same.status is Status.LIVE else None


def _former(
    store: Store, document: Document, sha256: str, namesakes: list[EditionInfo], origin: Origin
) -> EditionInfo | None:
    """The edition that a document replaces: among those of the same file name, the one that keeps most paragraphs."""
    if origin is Origin.FOLDER:
        return namesakes[0] if namesakes else None
    kept = [(1.0 if one.sha256 == sha256 else _kept(store, one, document), one) for one in namesakes]
    share, former = max(kept, key=lambda pair: pair[0], default=(0.0, None))
    return former if share >= _SAME_DOCUMENT else None


def _kept(store: Store, info: EditionInfo, document: Document) -> float:
    """The share of an edition's paragraphs that a document still has, even if altered; from 0 to 1."""
    edition = store.documents.edition(info.guild_id, info.key)
    if edition is None:
        return 0.0
    diff = diff_editions(edition.document, document)
    kept = diff.unchanged + len(diff.altered)
    return kept / max(kept + len(diff.removed), 1)
