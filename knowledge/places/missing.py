"""Messages about places that do not exist, and what there is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.models import Role
from knowledge.places.pages import extent
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.models import Document
    from knowledge.places.parser import Place, PlaceKind


def not_there(place: Place, documents: Sequence[Document]) -> Wording:
    """A sentence that the place is not in the ``documents``; for a single document, also which places it has."""
    first = place.first.lstrip("+")
    asked = first if place.first == place.last else f"{first}–{place.last}"
    if len(documents) == 1:
        return _IN_ONE[place.kind](asked, documents[0])
    return _in_many(place.kind, asked)


def not_all_there(kind: PlaceKind, absent: Sequence[str], documents: Sequence[Document]) -> Wording:
    """A sentence that says which numbers of a range of pages or paragraphs are not in the ``documents``."""
    if len(absent) == 1 and absent[0].isdecimal():
        return _IN_ONE[kind](absent[0], documents[0]) if len(documents) == 1 else _in_many(kind, absent[0])
    places = Wording("{places} and {last}", places=", ".join(absent[:-1]), last=absent[-1]) if absent[1:] else absent[0]
    if len(documents) > 1:
        if kind == "page":
            return Wording("Pages {places} are in no document of this library.", places=places)
        return Wording("Paragraphs {places} are in no document of this library.", places=places)
    document = documents[0]
    if kind == "page":
        pages = extent(document.pages)
        return Wording(
            "Pages {places} are not in this document: it has pages {first}–{last}.",
            places=places,
            first=pages.first,
            last=pages.last,
        )
    numbers = [passage.number for passage in document.passages if passage.role.is_body]
    return Wording(
        "Paragraphs {places} are not in this document: it has paragraphs {first}–{last}.",
        places=places,
        first=numbers[0],
        last=numbers[-1],
    )


def _in_many(kind: PlaceKind, place: str) -> Wording:
    match kind:
        case "page":
            return Wording("Page {place} is in no document of this library.", place=place)
        case "paragraph":
            return Wording("Paragraph {place} is in no document of this library.", place=place)
        case "section":
            return Wording("Section {place} is in no document of this library.", place=place)
        case "outline":
            return Wording("No document of this library has headings.")
        case "note" if place:
            return Wording("Footnote {place} is in no document of this library.", place=place)
    return Wording("No document of this library has footnotes.")


def _page(place: str, document: Document) -> Wording:
    pages = extent(document.pages)
    if not pages.first:
        return Wording("Page {place} is not in this document: it has no page numbers.", place=place)
    if pages.first == pages.last:
        return Wording("Page {place} is not in this document: it has only page {page}.", place=place, page=pages.first)
    return Wording(
        "Page {place} is not in this document: it has pages {first}–{last}.",
        place=place,
        first=pages.first,
        last=pages.last,
    )


def _paragraph(place: str, document: Document) -> Wording:
    numbers = [passage.number for passage in document.passages if passage.role.is_body]
    if not numbers:
        return Wording("Paragraph {place} is not in this document: it has no paragraphs.", place=place)
    if len(numbers) == 1:
        return Wording(
            "Paragraph {place} is not in this document: it has only paragraph {number}.",
            place=place,
            number=numbers[0],
        )
    return Wording(
        "Paragraph {place} is not in this document: it has paragraphs {first}–{last}.",
        place=place,
        first=numbers[0],
        last=numbers[-1],
    )


def _note(place: str, document: Document) -> Wording:
    marks = [note.mark for note in document.notes]
    if not place:
        return Wording("This document has no footnotes.")
    if not marks:
        return Wording("Footnote {place} is not in this document: it has no footnotes.", place=place)
    if len(marks) == 1:
        return Wording("Footnote {place} is not in this document: it has footnote {mark}.", place=place, mark=marks[0])
    return Wording(
        "Footnote {place} is not in this document: it has footnotes {first}–{last}.",
        place=place,
        first=marks[0],
        last=marks[-1],
    )


def _section(place: str, document: Document) -> Wording:
    if not document.sections:
        return Wording("Section {place} is not in this document: it has no sections.", place=place)
    if len(document.sections) == 1:
        return Wording("Section {place} is not in this document: it has only one section.", place=place)
    return Wording(
        "Section {place} is not in this document: it has {count} sections.", place=place, count=len(document.sections)
    )


def _outline(_: str, document: Document) -> Wording:
    if any(passage.role is Role.HEADING for passage in document.passages) or not document.sections:
        return Wording("This document has no headings.")
    return Wording("This document has {count} sections, none of them with a heading.", count=len(document.sections))


_IN_ONE: dict[PlaceKind, Callable[[str, Document], Wording]] = {
    "page": _page,
    "paragraph": _paragraph,
    "note": _note,
    "section": _section,
    "outline": _outline,
}
