"""Files into the store: read in a child process, recognised by their content, a newer one replacing its predecessor."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from knowledge import KnowledgeError, Source, Status, StorageError, file_content, read_in_child

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from knowledge import By, EditionInfo, Origin, Store

SUFFIXES = frozenset(
    {".docx", ".epub", ".htm", ".html", ".markdown", ".md", ".pdf", ".tei", ".text", ".txt", ".xhtml", ".xml"}
)
"""Names of files that are looked at in a folder; a file that is named itself may have any."""


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ingested:
    """A file and what became of it: a document, or a sentence that says why not."""

    name: str
    outcome: Outcome
    info: EditionInfo | None = None
    sentence: str = ""


def files_in(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The files to read, each with the name to keep it under: folders are gone through, hidden files left out."""
    used: set[str] = set()
    for path in paths:
        for file, name in _inside(path) if path.is_dir() else [(path, path.name)]:
            # Two files of one name, of different folders, are two documents.
            unique = name if name not in used else file.as_posix()
            used.add(unique)
            yield file, unique


def _inside(folder: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(folder.rglob("*")):
        inner = file.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in inner.parts)
        if file.suffix.lower() in SUFFIXES and not is_hidden and file.is_file():
            yield file, inner.as_posix()


def ingest(store: Store, path: Path, name: str, by: By, *, guild_id: int | None, origin: Origin) -> Ingested:
    """Bring one file into the library of a guild (``None``: that which all share).

    A file of a name that is there already, from the same origin, becomes the next edition of that document.

    Raises StorageError; whatever is wrong with the file is told in what is returned.
    """
    try:
        data = file_content(path)
        sha256 = hashlib.sha256(data).hexdigest()
        former = _former(store, guild_id, name, origin)
        if former is not None and former.is_current and former.sha256 == sha256:
            return Ingested(name, Outcome.UNCHANGED, former)
        same = store.documents.find(guild_id, sha256)
        if former is None and same is not None and same.is_current and same.status is Status.LIVE:
            return Ingested(name, Outcome.UNCHANGED, same)
        document = read_in_child(data, path.name)
        replaces = None if former is None else former.key
        info = store.documents.put(guild_id, document, Source(name, data), by, replaces=replaces, origin=origin)
    except StorageError:
        raise
    except KnowledgeError as error:
        return Ingested(name, Outcome.FAILED, sentence=str(error))
    return Ingested(name, Outcome.ADDED if former is None else Outcome.REPLACED, info)


def _former(store: Store, guild_id: int | None, name: str, origin: Origin) -> EditionInfo | None:
    """The live document that came from a file of that name before."""
    for info in store.documents.list(guild_id):
        if info.guild_id == guild_id and info.file_name == name and info.origin is origin:
            return info
    return None
