"""The slow steps of storing a document, done before the transaction, which blocks all other writers."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from knowledge.store.rows import checksum, document_row, passage_row

if TYPE_CHECKING:
    from knowledge.models import Document
    from knowledge.store.values import Source


@dataclass(frozen=True, slots=True)
class Packed:
    """A file as stored: its name, its size in bytes, and its compressed bytes if they are kept."""

    name: str
    size: int
    data: bytes | None


def pack(source: Source, *, keep: bool = True) -> Packed:
    """Compress a file if it is to be kept."""
    return Packed(source.name, len(source.data), zlib.compress(source.data) if keep else None)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as stored: its columns, those of its passages, and their checksum."""

    document: Document
    row: dict[str, Any]
    passages: list[dict[str, Any]]
    checksum: str

    def called(self, document_id: str) -> Prepared:
        """A copy with another id."""
        if document_id == self.document.id:
            return self
        return prepare(replace(self.document, id=document_id))


def prepare(document: Document) -> Prepared:
    """Make the columns of a document."""
    row, passages = document_row(document), [passage_row(one) for one in document.passages]
    return Prepared(document, row, passages, checksum(row, passages))
