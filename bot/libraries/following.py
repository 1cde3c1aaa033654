"""Files that follow an edition: read with what they say of themselves, and with what was corrected before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import DocumentError, read_in_child, succeeding

if TYPE_CHECKING:
    from knowledge import Document, EditionInfo, Source


def read_next(data: bytes, name: str, former: EditionInfo, source: Source) -> Document:
    """Read a file that is to follow the edition ``former``, which was read from ``source``. Blocks.

    Raises DocumentError where the file cannot be read.
    """
    return following(read_in_child(data, name), name, former, source)


def following(document: Document, name: str, former: EditionInfo, source: Source) -> Document:
    """A document just read from the file ``name``, with the corrections of the edition that it follows. Blocks.

    What was corrected is told by what the file of that edition says of itself, which is read again for it.
    """
    if document.metadata == former.metadata:
        return document
    said = document.metadata
    if document.sha256 != former.sha256:
        try:
            said = read_in_child(source.data, source.name).metadata
        except DocumentError:  # today's readers refuse it: then nobody knows what was corrected
            said = former.metadata
    return succeeding(document, name, former.metadata, said)
