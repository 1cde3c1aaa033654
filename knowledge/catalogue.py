"""Finds documents, sections and passages of a library by the names that people type and buttons carry.

A document is found by id, title and short reference; a passage by id and reference; a section by reference and heading.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from knowledge.errors import NotInLibrary
from knowledge.hits import document_ref
from knowledge.models import Status
from knowledge.places.excerpts import Excerpt, open_excerpt
from knowledge.places.finder import with_subsections
from knowledge.refs import ExcerptKind, PlaceRef, parse_place_ref, parse_ref
from knowledge.suggestions.choices import document_suggestion, nearest, section_suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.models import Document, Passage
    from knowledge.store.values import Edition

_SHOWN = 60
"""Characters of a person's input that a message repeats."""


class Catalogue:
    """The documents of a library, in the order in which they were given."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._by_key = {document.key: document for document in reversed(self.documents)}
        self._by_name = {document.title.casefold(): document for document in reversed(self.documents)}
        self._find_earlier: Callable[[int], Edition | None] = _none
        self._by_name |= {document.id: document for document in self.documents}

    def with_earlier(self, find: Callable[[int], Edition | None]) -> Catalogue:
        """A copy that also resolves references to earlier editions, which ``find`` looks up by key."""
        catalogue = copy(self)
        catalogue._find_earlier = find  # noqa: SLF001 - a copy of our own
        return catalogue

    def chosen(self, name: str | None) -> tuple[Document, ...]:
        """The document of that name, or all.

        Raises NotInLibrary, with the nearest titles, for an unknown one.
        """
        if name is None:
            return self.documents
        place = parse_place_ref(name)
        found = self._by_name.get(name) or self._by_name.get(name.strip().casefold())
        if found is None and place is not None and place.kind is ExcerptKind.DOCUMENT:
            found = self._by_key.get(place.key)
        if found is not None:
            return (found,)
        near = nearest(name, [document_suggestion(document) for document in self.documents])
        if near:
            raise NotInLibrary(
                "There is no document “{document}” in this library. Did you mean “{nearest}”?",
                suggestions=near,
                document=shortened(name),
                nearest=near[0].label,
            )
        raise NotInLibrary(
            "There is no document “{document}” in this library: choose one from the list of documents.",
            document=shortened(name),
        )

    def known(self, name: str | None) -> tuple[Document, ...]:
        """The document of that name, or all; empty where there is no such document."""
        try:
            return self.chosen(name)
        except NotInLibrary:
            return ()

    def has_key(self, key: int) -> bool:
        """Whether a document, or an earlier edition of one, has that key."""
        return self._edition(key) is not None

    def has_passage(self, name: str) -> bool:
        """Whether a passage has that id."""
        return self._named_passage(name) is not None

    def titled(self, name: str, documents: Sequence[Document]) -> Document | None:
        """The document among ``documents`` with exactly that title or id."""
        found = self._by_name.get(name) or self._by_name.get(name.strip().casefold())
        return found if found is not None and any(found is one for one in documents) else None

    def passage(self, name: str) -> tuple[Document, Passage, Status]:
        """The passage with that short reference or id, its document, and the status of that edition.

        Raises NotInLibrary when it is gone.
        """
        key_and_ordinal = parse_ref(name)
        if key_and_ordinal is not None:
            edition = self._edition(key_and_ordinal[0])
            if edition is not None and key_and_ordinal[1] < len(edition[0].passages):
                return edition[0], edition[0].passages[key_and_ordinal[1]], edition[1]
        named = self._named_passage(name)
        if named is not None:
            return *named, Status.LIVE
        raise NotInLibrary("That passage is no longer in this library: its document was removed or replaced.")

    def _named_passage(self, name: str) -> tuple[Document, Passage] | None:
        """The passage with that id, and its document."""
        document_id, _, passage_name = name.rpartition(":")
        document = self._by_name.get(document_id)
        if document is None or document.id != document_id:  # its title, which is not part of an id
            return None
        found = next((passage for passage in document.passages if passage.name == passage_name), None)
        return None if found is None else (document, found)

    def excerpt(self, ref: str) -> Excerpt:
        """The place with that short reference, or the passage with that id.

        Raises NotInLibrary when it is gone.
        """
        place = parse_place_ref(ref)
        if place is None:
            document, passage, _ = self.passage(ref)
            place = PlaceRef(document.key, ExcerptKind.PARAGRAPHS, passage.ordinal, passage.ordinal)
        edition = self._edition(place.key)
        found = None if edition is None else open_excerpt(edition[0], place)
        if edition is None or found is None:
            raise NotInLibrary("That place is no longer in this library: its document was removed or replaced.")
        return found if edition[1] is Status.LIVE else found.of(document_ref(*edition))

    def _edition(self, key: int) -> tuple[Document, Status] | None:
        """The document with that key, here or among the earlier editions."""
        if key in self._by_key:
            return self._by_key[key], Status.LIVE
        edition = self._find_earlier(key)
        # Pending editions may not be read before they are approved.
        if edition is None or edition.info.status is Status.PENDING:
            return None
        return edition.document, edition.info.status

    def section(self, name: str, documents: Sequence[Document]) -> set[tuple[str, int]]:
        """The passages of the section with that reference or heading, each as its document's id and its ordinal.

        Raises NotInLibrary, with the nearest headings, for an unknown one.
        """
        place = parse_place_ref(name)
        found: dict[str, set[int | None]] = {}
        for document in documents:
            if place is not None and (place.kind, place.key) == (ExcerptKind.SECTION, document.key):
                if place.first is None:
                    found[document.id] = {None}
                elif place.first < len(document.sections):
                    found[document.id] = set(with_subsections(place.first, document))
                continue
            folded = name.strip().casefold()
            named = [i for i, one in enumerate(document.sections) if one.heading and one.heading.casefold() == folded]
            if named:
                found[document.id] = {inner for index in named for inner in with_subsections(index, document)}
        passages = {
            (document.id, passage.ordinal)
            for document in documents
            if document.id in found
            for passage in document.passages
            if passage.section_index in found[document.id]
        }
        if passages:
            return passages
        known = [
            section_suggestion(document, index) for document in documents for index in range(len(document.sections))
        ]
        raise NotInLibrary(
            "There is no section “{section}” here: choose one from the contents.",
            suggestions=nearest(name, known),
            section=shortened(name),
        )


def _none(_key: int) -> None:
    return None


def shortened(text: str, length: int = _SHOWN) -> str:
    """``text``, or its beginning with an ellipsis where it is longer than ``length`` characters."""
    return text if len(text) <= length else text[: length - 1] + "…"
