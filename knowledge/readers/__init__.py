"""Readers: each turns the bytes of one format into blocks; one assembler turns blocks into a document.

``read_document`` reads trusted files; others go through ``knowledge.readers.sandbox``, which calls it in a child
process. The interface of a reader is described in ``knowledge.readers.formats``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from knowledge.errors import DocumentError
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import MAX_BLOCKS, Anchor, Heading, NoteBody, PageBreak, Paragraph, TooManyBlocksError
from knowledge.readers.characters import seen
from knowledge.readers.decode import decode
from knowledge.readers.detect import detect_bytes, detect_text, misnamed
from knowledge.readers.formats import Format, reader_of
from knowledge.readers.origin import metadata_of
from knowledge.sizes import megabytes
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.models import Document, Metadata
    from knowledge.readers.blocks import Block, Reading

MAX_BYTES = 25 * 10**6
"""The largest file that is read; a printed volume of a thousand pages has about 4 MB of text."""
MAX_LINES = 600_000
"""Maximum lines and form feeds of a text; 25 MB of normally wrapped prose has half as many."""
MAX_TEXT: Final = 10_000_000
"""Maximum characters of a document's text; building its index takes up to 100 MB of memory per million."""
_BLANK_LINES = re.compile(r"\n\n+")


def read_document(
    data: bytes, name: str, *, document_id: str | None = None, metadata: Metadata | None = None
) -> Document:
    """Read a document from the bytes of a file, whatever its format.

    ``name`` is the file's name, used for messages and, where nothing better is known, for the id and the title;
    ``metadata`` overrides the metadata in the file.

    Raises DocumentError when the bytes cannot be read as a document, or contain none.
    """
    check_size(len(data), name)
    try:
        reading = _read(data, name)
    except TooManyBlocksError as error:
        raise _too_many_blocks(name) from error
    if sum(not isinstance(block, Anchor | PageBreak) for block in reading.blocks) > MAX_BLOCKS:
        raise _too_many_blocks(name)
    _check_text(reading.blocks, name)
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
    """Refuse a file that is too large, before it is processed.

    Raises DocumentError.
    """
    if size > MAX_BYTES:
        raise DocumentError(
            "{name} has {size} MB; a document can have at most {most} MB.",
            name=name,
            size=megabytes(size),
            most=megabytes(MAX_BYTES),
        )


def slug(name: str) -> str:
    """``name`` as a document id: lower-case ASCII letters, digits and hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or "document"


def _read(data: bytes, name: str) -> Reading:
    """The blocks of a file, by the reader of its format."""
    file_format = detect_bytes(data, name)
    content: bytes | str = data
    warnings: tuple[str, ...] = ()
    if file_format is None:
        decoded = decode(data, name)
        if not decoded.text.strip():
            raise _nothing_in(name)
        file_format, content, warnings = detect_text(decoded.text, name), decoded.text, decoded.warnings
        if file_format is not Format.HTML:
            _check_lines(decoded.text, name)
    called = misnamed(name, file_format)
    if called is not None:
        warnings += (_misnamed(called, file_format),)
    reading = reader_of(file_format)(content, name)
    return replace(reading, warnings=(*warnings, *reading.warnings))


def _misnamed(called: str, file_format: Format) -> Wording:
    return Wording(
        "The file is called {called}, but is {format}: check that it is the file you meant.",
        called=called,
        format=file_format.value,
    )


def _check_text(blocks: Sequence[Block], name: str) -> None:
    """Refuse more text than can be searched with reasonable time and memory: a small archive may contain much."""
    contents = (one.content for one in blocks if isinstance(one, Heading | Paragraph | NoteBody))
    if sum(len(piece) for content in contents for piece in content if isinstance(piece, str)) > MAX_TEXT:
        raise DocumentError("{name} has more than {most:,} characters of text: split it.", name=name, most=MAX_TEXT)


def _check_complete(document: Document, reading: Reading, name: str) -> None:
    """Refuse a document of which more was left out than read, or that has no paragraphs."""
    if reading.visible is not None and 2 * seen(document.text) < reading.visible:
        raise DocumentError(
            "{name} was refused, because only {share} % of it could be read: save it as text or PDF and try again.",
            name=name,
            share=100 * seen(document.text) // reading.visible,
        )
    if not any(passage.role.is_body for passage in document.passages):
        raise _nothing_in(name)


def _check_lines(text: str, name: str) -> None:
    """Refuse a text with too many lines before any time is spent on parsing it."""
    if text.count("\n") + text.count("\f") > MAX_LINES:
        raise DocumentError("{name} has more than {most} lines: split it.", name=name, most=MAX_LINES)
    if sum(1 for _ in _BLANK_LINES.finditer(text)) > MAX_BLOCKS:
        raise TooManyBlocksError


def _too_many_blocks(name: str) -> DocumentError:
    return DocumentError("{name} has more than {most} paragraphs and rows: split it.", name=name, most=MAX_BLOCKS)


def _nothing_in(name: str) -> DocumentError:
    return DocumentError(
        "{name} has no paragraph of text: check that it is the right file and is not empty.", name=name
    )
