"""Readers: the bytes of one format become blocks, the one assembler makes a document of them.

``read_document`` is the way in for files that are trusted; others go through ``knowledge.readers.sandbox``, which calls
it in a child process. How a reader looks stands in ``knowledge.readers.formats``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from knowledge.errors import DocumentError
from knowledge.readers.assembler import assemble
from knowledge.readers.characters import seen
from knowledge.readers.decode import decode
from knowledge.readers.detect import detect_bytes, detect_text
from knowledge.readers.formats import reader_of
from knowledge.readers.origin import metadata_of

if TYPE_CHECKING:
    from knowledge.models import Document, Metadata
    from knowledge.readers.blocks import Reading

MAX_BYTES = 25 * 1024 * 1024
"""The largest file that is read; a printed volume of a thousand pages has about 4 MB of text."""


def read_document(
    data: bytes, name: str, *, document_id: str | None = None, metadata: Metadata | None = None
) -> Document:
    """Read a document from the bytes of a file, whatever its format.

    ``name`` is the file's name, used for messages and, where nothing better is known, for the id and the title;
    ``metadata`` overrules what the file says of itself.

    Raises DocumentError when the bytes cannot be read as a document, or hold none.
    """
    check_size(len(data), name)
    reading = _read(data, name)
    warnings: list[str] = list(reading.warnings)
    if metadata is None:
        metadata, doubts = metadata_of(reading, name)
        warnings += doubts
    document = assemble(
        reading.blocks,
        document_id=document_id or slug(PurePath(name).stem),
        metadata=metadata,
        sha256=hashlib.sha256(data).hexdigest(),
        warnings=warnings,
    )
    _check_complete(document, reading, name)
    return document


def check_size(size: int, name: str) -> None:
    """Refuse what is too large before anything is done with it.

    Raises DocumentError.
    """
    if size > MAX_BYTES:
        raise DocumentError(
            "{name} has {size} MiB; documents may have {most} MiB.",
            name=name,
            size=-(-size // 2**20),
            most=MAX_BYTES // 2**20,
        )


def slug(name: str) -> str:
    """``name`` as a document id: lower-case ASCII letters, digits and hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or "document"


def _read(data: bytes, name: str) -> Reading:
    """The blocks of a file, by the reader of its format."""
    file_format = detect_bytes(data, name)
    if file_format is not None:
        return reader_of(file_format)(data, name)
    decoded = decode(data, name)
    if not decoded.text.strip():
        raise _nothing_in(name)
    reading = reader_of(detect_text(decoded.text, name))(decoded.text, name)
    return replace(reading, warnings=(*decoded.warnings, *reading.warnings))


def _check_complete(document: Document, reading: Reading, name: str) -> None:
    """Refuse a document of which more was left out than read, and one without paragraphs."""
    if reading.visible is not None and 2 * seen(document.text) < reading.visible:
        raise DocumentError(
            "{name} could be read by {share} % only, so it was not read at all: save it as text or PDF and try again.",
            name=name,
            share=100 * seen(document.text) // reading.visible,
        )
    if not any(passage.role.is_body for passage in document.passages):
        raise _nothing_in(name)


def _nothing_in(name: str) -> DocumentError:
    return DocumentError(
        "{name} has no paragraph of text: check that it is the right file and is not empty.", name=name
    )
