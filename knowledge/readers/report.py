"""The child's report on the document that it read, in JSON, written without the validation done by the parent.

A report has a line for the document and then one for each batch of its passages: the parent lets other threads run
between two lines, and a document of ten thousand passages in one line would block them for a tenth of a second. The
text of the passages is not sent again: it is a slice of the document's.

The child does not import pydantic, which would take longer than reading a document.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import Any

from knowledge.errors import DocumentError
from knowledge.models import Document, Metadata
from knowledge.readers import read_document
from knowledge.wording import Wording


@dataclass(frozen=True, slots=True)
class Sentence:
    """A ``Wording`` as it is sent."""

    template: str
    values: dict[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Report:
    """The result for a document: itself with its warnings, or why it is refused, or the name of an unexpected error."""

    document: Document | None = None
    warnings: tuple[Sentence, ...] = ()
    refused: Sentence | None = None
    failed: str | None = None


_BATCH = 100
"""Passages per line."""


def answer(data: bytes, *, name: str, document_id: str | None, metadata: dict[str, Any] | None) -> bytes:
    """Read a document in this process; return the report. The child calls this."""
    said = None if metadata is None else Metadata(**{**metadata, "editors": tuple(metadata["editors"])})
    try:
        document = read_document(data, name, document_id=document_id, metadata=said)
    except DocumentError as error:
        return _json(Report(refused=_sentence(error.wording)))
    warnings = tuple(map(_sentence, document.warnings))
    bare = [replace(passage, text="") for passage in document.passages]
    batches = (bare[start : start + _BATCH] for start in range(0, len(bare), _BATCH))
    report = Report(replace(document, passages=(), warnings=()), warnings)
    return b"\n".join([_json(report), *map(_json, batches)])


def _sentence(sentence: str) -> Sentence:
    if isinstance(sentence, Wording):
        return Sentence(sentence.template, sentence.values)
    return Sentence(sentence, {})


def _json(value: object) -> bytes:
    return json.dumps(value, default=_values, ensure_ascii=False, separators=(",", ":")).encode()


def _values(value: Any) -> dict[str, Any]:
    """The fields of a dataclass, which ``json`` cannot serialise."""
    return {field.name: getattr(value, field.name) for field in fields(value)}
