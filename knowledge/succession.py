"""What is said of the next edition of a document: what its file says, and what somebody corrected before."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from knowledge.models import Metadata
from knowledge.places.pages import address
from knowledge.readers.origin import title_of

if TYPE_CHECKING:
    from knowledge.models import Document

_FIELDS = frozenset(field.name for field in fields(Metadata))


def described(document: Document, metadata: Metadata) -> Document:
    """The document with other metadata, and the addresses of its passages made of them."""
    passages = tuple(replace(one, url=address(metadata, one.anchor)) for one in document.passages)
    return replace(document, metadata=metadata, passages=passages)


def corrected(successor: Metadata, before: Metadata, after: Metadata) -> Metadata:
    """What is said of a successor that waits, once ``before`` was corrected to ``after`` in what it is to replace.

    The correction is the successor's too, wherever nothing else is said of it.
    """
    changed = {field for field in _FIELDS if getattr(before, field) != getattr(after, field)}
    update = {field: getattr(after, field) for field in changed if getattr(successor, field) == getattr(before, field)}
    return replace(successor, **update)


def succeeding(document: Document, name: str, former: Metadata, said: Metadata) -> Document:
    """A newer edition, read of the file ``name`` with that file's own metadata, as the successor of another.

    ``former`` is what is known of the edition before, and ``said`` what its file says: where the two differ somebody
    corrected the file, and the correction stays. Everything else is as the newer file has it; only a title that is
    no more than the file's name gives way to the one before.
    """
    kept = {field for field in _FIELDS if getattr(former, field) != getattr(said, field)}
    if document.metadata.title == title_of(name):
        kept.add("title")
    update = {field: getattr(former, field) for field in kept}
    return described(document, replace(document.metadata, **update))
