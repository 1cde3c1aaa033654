"""Converts documents to rows of the store's tables and back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from knowledge.models import Document, Metadata, Note, NoteReference, PageKind, Pages, PageSpan, Passage, Role, Section
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

METADATA = TypeAdapter(Metadata)
_SECTIONS = TypeAdapter(tuple[Section, ...])
_PAGES = TypeAdapter(tuple[PageSpan, ...])
_NOTES = TypeAdapter(tuple[Note, ...])
_DOCUMENT = ("id", "sha256", "metadata", "text", "sections", "pages", "notes", "references", "warnings")
_PASSAGE = (
    "ordinal", "name", "role", "number", "section_index", "start", "end", "first_page", "last_page", "page_kind", "url",
    "anchor",
)  # fmt: skip
_REFERENCES = TypeAdapter(tuple[NoteReference, ...])
_PIECE = 2**16
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


def checksum(row: Mapping[str, Any], passage_rows: Iterable[Mapping[str, Any]]) -> str:
    """A digest of the stored columns of a document and of its passages, in hexadecimal.

    It covers the columns rather than the document, so that it stays valid when documents get new fields.
    """
    digest = hashlib.sha256()
    for name in sorted(_DOCUMENT):
        digest.update(b"{" if name == min(_DOCUMENT) else b",")
        digest.update(_canonical(name) + b":")
        for piece in _pieces(row[name]):
            digest.update(piece)
    digest.update(b"}")
    for passage in passage_rows:
        digest.update(_canonical({name: passage[name] for name in _PASSAGE}))
    return digest.hexdigest()


def _pieces(value: Any) -> Iterator[bytes]:
    """``value`` as canonical JSON; a long text in pieces, so that other threads can run in between."""
    if not isinstance(value, str):
        yield _canonical(value)
        return
    yield b'"'
    for start in range(0, len(value), _PIECE):
        yield _canonical(value[start : start + _PIECE])[1:-1]
    yield b'"'


def _canonical(value: Any) -> bytes:
    return _CANONICAL.encode(value).encode()


def document_row(document: Document) -> dict[str, Any]:
    """A document's columns, except its key and its guild."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "metadata": METADATA.dump_python(document.metadata, mode="json"),
        "text": document.text,
        "sections": _SECTIONS.dump_python(document.sections, mode="json"),
        "pages": _PAGES.dump_python(document.pages, mode="json"),
        "notes": _NOTES.dump_python(document.notes, mode="json"),
        "references": _REFERENCES.dump_python(document.references, mode="json"),
        "warnings": [_warning_row(warning) for warning in document.warnings],
    }


def passage_row(passage: Passage) -> dict[str, Any]:
    """A passage's columns, except the key of its edition."""
    return {
        "ordinal": passage.ordinal,
        "name": passage.name,
        "role": passage.role.value,
        "number": passage.number,
        "section_index": passage.section_index,
        "start": passage.start,
        "end": passage.end,
        "first_page": passage.pages.first,
        "last_page": passage.pages.last,
        "page_kind": passage.pages.kind.value,
        "url": passage.url,
        "anchor": passage.anchor,
    }


def to_document(row: Any, passage_rows: Sequence[Any]) -> Document:
    """The document of a row and of the rows of its passages."""
    sections = _SECTIONS.validate_python(row.sections)
    return Document(
        id=row.id,
        key=row.key,
        metadata=METADATA.validate_python(row.metadata),
        text=row.text,
        sections=sections,
        pages=_PAGES.validate_python(row.pages),
        passages=tuple(_passage(one, row.text, sections) for one in passage_rows),
        notes=_NOTES.validate_python(row.notes),
        references=_REFERENCES.validate_python(row.references),
        warnings=to_warnings(row.warnings),
        sha256=row.sha256,
    )


def to_warnings(stored: Sequence[Any]) -> tuple[str, ...]:
    """The stored warnings, translatable where they were stored with their template."""
    return tuple(one if isinstance(one, str) else Wording(one["template"], **one["values"]) for one in stored)


def _warning_row(warning: str) -> str | dict[str, Any]:
    if isinstance(warning, Wording):
        return {"template": warning.template, "values": warning.values}
    return warning


def _passage(row: Any, text: str, sections: Sequence[Section]) -> Passage:
    return Passage(
        ordinal=row.ordinal,
        name=row.name,
        role=Role(row.role),
        number=row.number,
        section=() if row.section_index is None else sections[row.section_index].path,
        section_index=row.section_index,
        start=row.start,
        end=row.end,
        text=text[row.start : row.end],
        pages=Pages(row.first_page, row.last_page, PageKind(row.page_kind)),
        url=row.url,
        anchor=row.anchor,
    )
