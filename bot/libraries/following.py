"""Reads the file of a new edition and carries moderators' metadata corrections over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import DocumentError, read_in_child, succeeding

if TYPE_CHECKING:
    from bot.libraries.children import Children
    from knowledge import Document, EditionInfo, Metadata, Source


def read_next(data: bytes, name: str, former: EditionInfo, source: Source, children: Children) -> Document:
    """Read the file of the edition that follows ``former``, which was read from ``source``. Blocks.

    Reads in up to two processes, which are registered in ``children``.

    Raises DocumentError if the file cannot be read, or ``children`` were ended.
    """
    return following(read_in_child(data, name, started=children.add), name, former, source, children)


def following(document: Document, name: str, former: EditionInfo, source: Source, children: Children) -> Document:
    """A document just read from the file ``name``, with the metadata corrections of the edition it follows. Blocks.

    To find the corrections, the former file is read again and compared; if it cannot be read, there are none.

    Raises DocumentError if ``children``, among them the reading process, were ended.
    """
    if document.metadata == former.metadata:
        return document
    said = document.metadata if document.sha256 == former.sha256 else metadata_in(source, children)
    return succeeding(document, name, former.metadata, said or former.metadata)


def metadata_in(source: Source, children: Children) -> Metadata | None:
    """The metadata in a file, without later corrections; ``None`` if today's readers refuse the file. Blocks.

    Raises DocumentError if ``children``, among them the reading process, were ended.
    """
    try:
        return read_in_child(source.data, source.name, started=children.add).metadata
    except DocumentError:
        if children.are_ended:
            raise
        return None
