"""The metadata of the next edition of a document: from its file, with earlier corrections carried over."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from knowledge.models import Metadata
from knowledge.places.pages import address
from knowledge.readers.origin import tells_its_language, title_of
from knowledge.text.detection import language_of

if TYPE_CHECKING:
    from knowledge.models import Document

_FIELDS = frozenset(field.name for field in fields(Metadata))


def described(document: Document, metadata: Metadata) -> Document:
    """The document with other metadata, and the URLs of its passages made from them."""
    passages = tuple(replace(one, url=address(metadata, one.anchor)) for one in document.passages)
    return replace(document, metadata=metadata, passages=passages)


def corrected(successor: Metadata, before: Metadata, after: Metadata) -> Metadata:
    """Apply a correction of the live edition's metadata to a pending successor, where both agreed before.

    The correction changes the live edition's metadata from ``before`` to ``after``.
    """
    changed = _changed(before, after)
    update = {field: getattr(after, field) for field in changed if getattr(successor, field) == getattr(before, field)}
    return replace(successor, **update)


def succeeding(
    document: Document, name: str, former: Metadata, said: Metadata, read: Metadata | None = None
) -> Document:
    """A newer edition, read from the file ``name``, as the successor of another.

    ``former`` is the metadata of the former edition, and ``said`` the metadata in its file: where the two differ
    somebody corrected them, and the correction is kept. All other fields come from the newer file; only a title that is
    just the file's name is replaced by the former one, and so is a language detected in a text too short for that.

    ``read`` is the metadata in the newer file (``None``: the document's own metadata). Where the document's metadata
    differ from it, somebody corrected the newer edition itself, and that correction is kept before all others.
    """
    read = document.metadata if read is None else read
    kept = _changed(former, said)
    if read.title == title_of(name):
        kept.add("title")
    if _is_language_guessed(document.text, read):
        kept.add("language")
    kept -= _changed(document.metadata, read)
    update = {field: getattr(former, field) for field in kept}
    return described(document, replace(document.metadata, **update))


def _changed(one: Metadata, other: Metadata) -> set[str]:
    """The fields in which the two differ."""
    return {field for field in _FIELDS if getattr(one, field) != getattr(other, field)}


def _is_language_guessed(text: str, read: Metadata) -> bool:
    """Whether the language was detected in too few letters, and the file does not declare another."""
    return not tells_its_language(text) and read.language == language_of(text)
