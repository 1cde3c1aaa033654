"""Documents as rows of the store's tables, and back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from knowledge.models import Document, Metadata, Note, NoteReference, PageKind, Pages, PageSpan, Passage, Role, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECTIONS = TypeAdapter(tuple[Section, ...])
_PAGES = TypeAdapter(tuple[PageSpan, ...])
_NOTES = TypeAdapter(tuple[Note, ...])
_REFERENCES = TypeAdapter(tuple[NoteReference, ...])
_WARNINGS = TypeAdapter(tuple[str, ...])


def checksum(document: Document) -> str:
    """A digest of everything in a document but its key, in hexadecimal."""
    return hashlib.sha256(repr(replace(document, key=0)).encode()).hexdigest()


def document_row(document: Document) -> dict[str, Any]:
    """A document's columns, but for its key and whose it is."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "metadata": document.metadata.model_dump(mode="json"),
        "text": document.text,
        "sections": _SECTIONS.dump_python(document.sections, mode="json"),
        "pages": _PAGES.dump_python(document.pages, mode="json"),
        "notes": _NOTES.dump_python(document.notes, mode="json"),
        "references": _REFERENCES.dump_python(document.references, mode="json"),
        "warnings": list(document.warnings),
    }


def passage_row(key: int, passage: Passage) -> dict[str, Any]:
    """A passage's columns."""
    return {
        "document_key": key,
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
        metadata=Metadata.model_validate(row.metadata),
        text=row.text,
        sections=sections,
        pages=_PAGES.validate_python(row.pages),
        passages=tuple(_passage(one, row.text, sections) for one in passage_rows),
        notes=_NOTES.validate_python(row.notes),
        references=_REFERENCES.validate_python(row.references),
        warnings=_WARNINGS.validate_python(row.warnings),
        sha256=row.sha256,
    )


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
