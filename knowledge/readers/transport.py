"""Messages between the bot and the child process that reads a document: JSON both ways, validated against the types.

A child's report cannot run code or name a file here; the worst that a compromised child can do is to falsify the text
of its own document.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from knowledge.errors import DocumentError
from knowledge.models import Passage
from knowledge.readers.report import Report
from knowledge.wording import Wording

if TYPE_CHECKING:
    from knowledge.models import Document, Metadata

_REPORT = TypeAdapter(Report)
_PASSAGES = TypeAdapter(tuple[Passage, ...])


def request(name: str, document_id: str | None, metadata: Metadata | None) -> bytes:
    """The line before the bytes of the file."""
    said = None if metadata is None else asdict(metadata)
    return json.dumps({"name": name, "document_id": document_id, "metadata": said}).encode() + b"\n"


def document_in(report: bytes) -> Document | None:
    """The document of a report; ``None`` if the report is invalid, or says that the reader failed.

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
