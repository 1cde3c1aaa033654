"""What goes between the bot and the child process that reads a document: JSON both ways, checked against the types.

A report is a line for the document and then one for each batch of its passages: whoever reads it gives way to other
threads between two lines, and a document of ten thousand passages in one line would hold them up for a tenth of a
second. The words of the passages are not sent again: they are the document's.

Nothing that a child says can run anything or name a file here; the worst that a hijacked one can do is to make up the
words of its own document.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from knowledge.errors import DocumentError
from knowledge.models import Document, Metadata, Passage
from knowledge.readers import read_document
from knowledge.wording import Wording


@dataclass(frozen=True, slots=True)
class Sentence:
    """A ``Wording`` in transit."""

    template: str
    values: dict[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a document: itself with its warnings, or why it is refused, or the error that nobody expected."""

    document: Document | None = None
    warnings: tuple[Sentence, ...] = ()
    refused: Sentence | None = None
    failed: str | None = None


_REPORT = TypeAdapter(Report)
_PASSAGES = TypeAdapter(tuple[Passage, ...])
_BATCH = 100
"""Passages in a line."""


def request(name: str, document_id: str | None, metadata: Metadata | None) -> bytes:
    """The line before the bytes of the file."""
    said = None if metadata is None else metadata.model_dump(mode="json")
    return json.dumps({"name": name, "document_id": document_id, "metadata": said}).encode() + b"\n"


def answer(data: bytes, *, name: str, document_id: str | None, metadata: dict[str, Any] | None) -> bytes:
    """Read a document in this process; return the report. This is what the child calls."""
    said = None if metadata is None else Metadata.model_validate(metadata)
    try:
        document = read_document(data, name, document_id=document_id, metadata=said)
    except DocumentError as error:
        return _REPORT.dump_json(Report(refused=_sentence(error.wording)))
    warnings = tuple(map(_sentence, document.warnings))
    bare = [replace(passage, text="") for passage in document.passages]
    batches = (bare[start : start + _BATCH] for start in range(0, len(bare), _BATCH))
    report = Report(replace(document, passages=(), warnings=()), warnings)
    return b"\n".join([_REPORT.dump_json(report), *(_PASSAGES.dump_json(tuple(batch)) for batch in batches)])


def document_in(report: bytes) -> Document | None:
    """The document of a report; ``None``: the report is none, or says that the reader broke.

    Raises DocumentError when the reader refused the document, and MemoryError when it had too little memory.
    """
    first, *batches = report.split(b"\n")
    try:
        said = _REPORT.validate_json(first)
        bare = [passage for batch in batches for passage in _PASSAGES.validate_json(batch)]
    except ValidationError:
        return None
    if said.refused is not None:
        raise DocumentError(said.refused.template, **said.refused.values)
    if said.failed == "MemoryError":
        raise MemoryError
    if said.document is None:
        return None
    warnings = tuple(Wording(one.template, **one.values) for one in said.warnings)
    text = said.document.text
    passages = tuple(replace(passage, text=text[passage.start : passage.end]) for passage in bare)
    return replace(said.document, passages=passages, warnings=warnings)


def _sentence(sentence: str) -> Sentence:
    if isinstance(sentence, Wording):
        return Sentence(sentence.template, sentence.values)
    return Sentence(sentence, {})
