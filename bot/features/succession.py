"""Turns the preview of a new document into one that replaces a live document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.naming import namesake
from bot.libraries.following import metadata_in
from knowledge import document_gone, succeeding

if TYPE_CHECKING:
    from bot.libraries.children import Children
    from knowledge import By, Document, EditionInfo, Metadata, Quota, Source, Store


@dataclass(frozen=True, slots=True)
class Uncorrected:
    """The metadata in the files of a preview and of the edition that it is to replace; ``None`` if unreadable."""

    preview: Metadata | None
    former: Metadata | None


@dataclass(frozen=True, slots=True)
class Succession:
    """A preview and the live edition that it is to replace, both with their files."""

    preview: EditionInfo
    document: Document
    source: Source
    former: EditionInfo
    former_source: Source

    def read(self, children: Children) -> Uncorrected:
        """The metadata in the two files. Blocks.

        Raises DocumentError if ``children``, among them the reading processes, were ended.
        """
        return Uncorrected(metadata_in(self.source, children), metadata_in(self.former_source, children))

    def corrected(self, found: Uncorrected) -> Document:
        """The document with its own metadata corrections, and with those of the edition that it is to replace."""
        former = self.former.metadata
        return succeeding(self.document, self.source.name, former, found.former or former, found.preview)


def keep(
    store: Store, guild_id: int, key: int, *, before: Succession, found: Uncorrected, by: By, quota: Quota
) -> EditionInfo:
    """Store the document of a preview as a preview of the next edition, in place of the original preview.

    ``found`` was read from the files of ``before``; the corrections are those of now.

    Raises NotInLibrary if the preview is gone or is to replace another edition by now, InputError beyond the ``quota``.
    """
    now = succession(store, guild_id, key)
    if now.former.key != before.former.key:
        raise document_gone()
    return store.documents.add_pending(
        guild_id, now.corrected(found), now.source, by, replaces=now.former.key, instead_of=key, quota=quota
    )


def succession(store: Store, guild_id: int, key: int) -> Succession:
    """A preview with the live document that it may be a newer edition of.

    Raises NotInLibrary if it is no longer a preview, or there is no such live document.
    """
    documents = store.documents
    edition = documents.edition(guild_id, key)
    former = None if edition is None else namesake(store, edition.info)
    if edition is None or former is None or edition.info.guild_id != guild_id:
        raise document_gone()
    sources = documents.source(guild_id, key), documents.source(guild_id, former.key)
    return Succession(edition.info, edition.document, sources[0], former, sources[1])
