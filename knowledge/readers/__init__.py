"""Readers: the bytes of one format become blocks, the one assembler makes a document of them.

``read_document`` is the way in; FRUS plain text is the one format so far.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePath

from knowledge.errors import DocumentError
from knowledge.language import language_of
from knowledge.models import Document, Metadata
from knowledge.readers import frus_text
from knowledge.readers.assembler import assemble

MAX_BYTES = 25 * 1024 * 1024
"""The largest file that is read; a printed volume of a thousand pages has about 4 MB of text."""

# C0 and C1 controls but for line and page layout, and characters that change how neighbouring text is shown.
_INVISIBLE = re.compile(
    "[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)


def read_document(
    data: bytes, name: str, *, document_id: str | None = None, metadata: Metadata | None = None
) -> Document:
    """Read a document from the bytes of a file.

    ``name`` is the file's name, used for messages and, where nothing better is known, for the id and the title;
    ``metadata`` overrules what the file says of itself.

    Raises DocumentError when the bytes are not a text that can be read, or hold none.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(f"{name} has {len(data) // 2**20} MiB; documents may have {MAX_BYTES // 2**20} MiB.")
    text = _INVISIBLE.sub("", _decode(data, name))
    reading = frus_text.read(text)
    if metadata is None:
        title = reading.found.title or PurePath(name).stem.strip() or "Untitled"
        metadata = Metadata(title=title[:500], language=language_of(text))
    document = assemble(
        reading.blocks,
        document_id=document_id or slug(PurePath(name).stem),
        metadata=metadata,
        sha256=hashlib.sha256(data).hexdigest(),
        warnings=reading.warnings,
    )
    if not any(passage.role.is_body for passage in document.passages):
        raise DocumentError(f"{name} has no paragraph of text: check that it is the right file and is not empty.")
    return document


def slug(name: str) -> str:
    """``name`` as a document id: lower-case ASCII letters, digits and hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or "document"


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name} is not plain text in UTF-8 (byte {error.start} is not): save it as UTF-8 text and try again."
        ) from error
    if "\0" in text:
        raise DocumentError(f"{name} is a binary file, not plain text: save it as UTF-8 text and try again.")
    return text
