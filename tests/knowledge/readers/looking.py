"""Short forms of a document, to compare with what a test expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import read_document

if TYPE_CHECKING:
    from knowledge import Document


def read_bytes(data: bytes, name: str) -> Document:
    """A document, with every offset checked on the way."""
    document = read_document(data, name)
    for passage in document.passages:
        assert passage.text == document.text[passage.start : passage.end]
    return document


def texts(document: Document) -> list[str]:
    """The text of every passage in reading order."""
    return [passage.text for passage in document.passages]


def roles(document: Document) -> list[tuple[str, str]]:
    """The role and the text of every passage."""
    return [(passage.role.value, passage.text) for passage in document.passages]


def pages(document: Document) -> list[tuple[str | None, str | None, str]]:
    """First and last page and the text of every passage."""
    return [(passage.pages.first, passage.pages.last, passage.text) for passage in document.passages]


def paths(document: Document) -> list[tuple[str, ...]]:
    """The sections."""
    return [section.path for section in document.sections]
