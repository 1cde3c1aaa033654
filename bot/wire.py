"""The JSON output of the command line. Other programs rely on it: fields may be added but not changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from knowledge import Answer, Metadata, Outline, Pages, QuoteCheck

if TYPE_CHECKING:
    from knowledge import Document

_METADATA = TypeAdapter(Metadata)
_ANSWER = TypeAdapter(Answer)
_OUTLINE = TypeAdapter(Outline)
_PAGES = TypeAdapter(Pages)
_CHECK = TypeAdapter(QuoteCheck)


def answer_json(answer: Answer, question_id: str | int | None = None) -> dict[str, Any]:
    """An answer as JSON; ``question_id`` is the id given with the question."""
    return {"id": question_id, **_ANSWER.dump_python(answer, mode="json")}


def check_json(check: QuoteCheck) -> dict[str, Any]:
    """The result of checking a quotation.

    ``verdict`` is "verbatim", "altered" or "absent". ``hits`` are as those of an answer, the quotation's words
    highlighted. ``differences`` and ``remarks`` have a ``kind`` ("replaced", "added", "missing"; "omitted",
    "capitals"), the ``quoted`` words at ``[start, end)`` of the quotation, and the ``original`` ones at
    ``[original_start, original_end)`` of the text of the hit number ``passage``, counted from 0.
    """
    dumped: dict[str, Any] = _CHECK.dump_python(check, mode="json")
    return dumped


def outline_json(outline: Outline) -> dict[str, Any]:
    """The outline of a document."""
    dumped: dict[str, Any] = _OUTLINE.dump_python(outline, mode="json")
    dumped["metadata"] = {name: value for name, value in dumped["metadata"].items() if value not in (None, [])}
    return dumped


def inspection_json(document: Document) -> dict[str, Any]:
    """What a reader extracted from a file."""
    return {
        "title": document.title,
        "metadata": _METADATA.dump_python(document.metadata, mode="json", exclude_none=True, exclude_defaults=True),
        "language": document.metadata.language,
        "sections": [
            {"path": list(section.path), "heading": section.heading, "pages": _pages(section.pages)}
            for section in document.sections
        ],
        "passages": [
            {
                "number": passage.number,
                "role": passage.role.value,
                "section": list(passage.section),
                "pages": _pages(passage.pages),
                "text": passage.text,
                "start": passage.start,
                "end": passage.end,
                "url": passage.url,
                "anchor": passage.anchor,
            }
            for passage in document.passages
        ],
        "notes": [{"mark": note.mark, "text": note.text, "pages": _pages(note.pages)} for note in document.notes],
        "warnings": list(document.warnings),
    }


def _pages(pages: Pages) -> dict[str, Any]:
    dumped: dict[str, Any] = _PAGES.dump_python(pages, mode="json")
    return dumped
