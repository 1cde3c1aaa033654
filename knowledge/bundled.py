"""The documents and the glossary that come with Pincite, each document with a file of metadata beside it."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from knowledge.models import Document, Metadata
from knowledge.readers import read_document
from knowledge.search.glossary import GlossaryRow, parse_glossary

if TYPE_CHECKING:
    from collections.abc import Iterator

_METADATA = TypeAdapter(Metadata)
READER_VERSION = 5
"""Raised when a reader or the assembler changes its output for the same bytes: stored readings are then renewed."""


@dataclass(frozen=True, slots=True)
class BundledDocument:
    """A document's bytes before they are read."""

    id: str
    name: str
    data: bytes
    metadata: Metadata

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def read(self) -> Document:
        """The document; its id is the file's name."""
        return read_document(self.data, self.name, document_id=self.id, metadata=self.metadata)


def bundled_documents() -> Iterator[BundledDocument]:
    """The bundled documents, by name."""
    folder = resources.files("knowledge") / "documents"
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".toml"):
            stem = entry.name.removesuffix(".toml")
            metadata = _METADATA.validate_python(tomllib.loads(entry.read_text(encoding="utf-8")))
            yield BundledDocument(stem, f"{stem}.txt", (folder / f"{stem}.txt").read_bytes(), metadata)


def bundled_glossary() -> list[GlossaryRow]:
    """The bundled glossary: modern names and the names used for them in the 1950s."""
    return parse_glossary((resources.files("knowledge") / "documents" / "glossary.tsv").read_text(encoding="utf-8"))
