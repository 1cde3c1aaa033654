"""Places of a library: which passages stand on a page, in a section, under a number; and the library's outline."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.answers import DocumentRef, Outline, OutlineEntry
from knowledge.models import Pages, Passage, Role
from knowledge.pages import pages_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.lookup import Place
    from knowledge.models import Document

Located = tuple["Document", "Passage"]


@dataclass(frozen=True, slots=True)
class Found:
    """The passages at the places asked for, in reading order, and a sentence for each place that is not there."""

    passages: tuple[Located, ...]
    missing: tuple[str, ...]


def find(places: Sequence[Place], documents: Sequence[Document]) -> Found:
    """The passages at ``places``, in reading order."""
    by_kind: dict[str, dict[tuple[int, int], Located]] = {}
    missing: dict[str, None] = {}
    for place in dict.fromkeys(places):
        located = {
            (number, passage.ordinal): (document, passage)
            for number, document in enumerate(documents)
            for passage in _at(place, document)
        }
        if not located:
            missing[_not_there(place, documents)] = None
        by_kind.setdefault(place.kind, {}).update(located)
    found = _narrowest(by_kind)
    return Found(tuple(found[key] for key in sorted(found)), tuple(missing))


def _narrowest(by_kind: dict[str, dict[tuple[int, int], Located]]) -> dict[tuple[int, int], Located]:
    """What stands at places of every kind at once ("paragraph 12 on page 404"), else at those of the finest kind."""
    kinds = [by_kind[kind] for kind in ("paragraph", "note", "section", "page", "outline") if by_kind.get(kind)]
    if not kinds:
        return {}
    common = {key: located for key, located in kinds[0].items() if all(key in other for other in kinds)}
    return common or kinds[0]


def _at(place: Place, document: Document) -> list[Passage]:
    if place.first[:1] in {"+", "-"}:
        return _counted(place, document)
    match place.kind:
        case "page":
            return _on_pages(place, document)
        case "paragraph":
            return [
                passage
                for passage in document.passages
                if passage.role.is_body and _between(passage.number, place.first, place.last)
            ]
        case "note":
            names = {f"note-{place.first}"} if place.first else None
            return [
                passage
                for passage in document.passages
                if passage.role is Role.NOTE and (names is None or passage.name in names)
            ]
        case "section":
            return _in_section(place.first, document)
        case "outline":
            return [
                passage
                for passage in document.passages
                if passage.role is Role.HEADING and passage.section_index is not None
            ]


def _counted(place: Place, document: Document) -> list[Passage]:
    """The n-th paragraph, page or section of a document, counted from its end where the number is negative."""
    count = int(place.first)
    index = count - 1 if count > 0 else count
    names: dict[str, Sequence[str | None]] = {
        "paragraph": [passage.number for passage in document.passages if passage.role.is_body],
        "page": [span.label for span in document.pages],
        "section": [str(number) for number in range(1, len(document.sections) + 1)],
    }
    known = names[place.kind]
    if not -len(known) <= index < len(known) or known[index] is None:
        return []
    name = str(known[index])
    return _at(replace(place, first=name, last=name), document)


def _on_pages(place: Place, document: Document) -> list[Passage]:
    """What stands on the pages, wholly or in part; apparatus only where there is nothing else."""
    spans = [span for span in document.pages if _between(_plain(span.label), place.first, place.last)]
    standing = [
        passage
        for passage in document.passages
        if passage.role is not Role.NOTE
        and any(passage.start < span.end and span.start < passage.end for span in spans)
    ]
    return [passage for passage in standing if passage.role.is_body] or standing


def _plain(label: str | None) -> str | None:
    return None if label is None else label.strip("[]").casefold()


def _between(label: str | None, first: str, last: str) -> bool:
    """Whether a label lies in the range; labels that are not numbers only match exactly."""
    if label is None:
        return False
    if label.isdecimal() and first.isdecimal() and last.isdecimal():
        return int(first) <= int(label) <= int(last)
    return label in {first.casefold(), last.casefold()}


def _in_section(name: str, document: Document) -> list[Passage]:
    """The body of a section and of its subsections.

    A bare number means the heading so numbered, else the n-th section.
    """
    wanted = {index for index, section in enumerate(document.sections) if section.heading == name}
    if not wanted and name.isdecimal():
        numbered = re.compile(rf"{name}(?![\d])[.)]?(?:\s|$)")
        wanted = {
            i for i, section in enumerate(document.sections) if section.heading and numbered.match(section.heading)
        }
        if not wanted and 0 < int(name) <= len(document.sections):
            wanted = {int(name) - 1}
    paths = [document.sections[index].path for index in wanted if document.sections[index].heading]
    return [
        passage
        for passage in document.passages
        if passage.role.is_body
        and (passage.section_index in wanted or any(path == passage.section[: len(path)] for path in paths))
    ]


def _not_there(place: Place, documents: Sequence[Document]) -> str:
    """One sentence that says that there is no such place, and what there is."""
    many = len(documents) != 1
    where = "no document of this library" if many else "this document"
    has = "" if many else f": it has {_extent(place.kind, documents[0])}"
    asked = place.first.lstrip("+") if place.first == place.last else f"{place.first}–{place.last}"
    name = {"page": "Page", "paragraph": "Paragraph", "note": "Footnote", "section": "Section", "outline": "An outline"}
    negation = "is in" if many else "is not in"
    return f"{name[place.kind]} {asked}".rstrip() + f" {negation} {where}{has}."


def _extent(kind: str, document: Document) -> str:
    if kind == "page":
        pages = extent(document)
        return f"pages {pages.first}–{pages.last}" if pages.first else "no page numbers"
    if kind == "paragraph":
        numbers = [passage.number for passage in document.passages if passage.role.is_body]
        return f"paragraphs {numbers[0]}–{numbers[-1]}"
    if kind == "note":
        marks = [note.mark for note in document.notes]
        if not marks:
            return "no footnotes"
        return f"footnote {marks[0]}" if len(marks) == 1 else f"footnotes {marks[0]}–{marks[-1]}"
    return f"{len(document.sections)} sections"


def extent(document: Document) -> Pages:
    """First and last page of a document."""
    return pages_between(document.pages, 0, len(document.text))


def outline(document: Document) -> Outline:
    """The contents of a document."""
    body = [passage for passage in document.passages if passage.role.is_body]
    entries = [
        OutlineEntry(section.path, section.heading, section.pages, _numbers(body, index))
        for index, section in enumerate(document.sections)
    ]
    opening = [passage for passage in body if passage.section_index is None]
    if opening:
        pages = pages_between(document.pages, opening[0].start, opening[-1].end)
        entries.insert(0, OutlineEntry((), None, pages, _numbers(body, None)))
    return Outline(
        DocumentRef(document.id, document.title), document.metadata, extent(document), len(body), tuple(entries)
    )


def _numbers(body: Iterable[Passage], section_index: int | None) -> tuple[str, ...]:
    return tuple(passage.number or "" for passage in body if passage.section_index == section_index)


def counts(outlines: Iterable[Outline]) -> str:
    """What the outlines amount to, a sentence a document."""
    sentences = []
    for entry in outlines:
        bare = sum(section.heading is None for section in entry.sections)
        without = f", {bare} of them without a heading" if bare else ""
        pages = f" on {str(entry.pages).replace('pp. ', 'pages ').replace('p. ', 'page ')}" if entry.pages.first else ""
        sentences.append(
            f"“{entry.document.title}” has {entry.paragraphs} paragraphs"
            f" in {len(entry.sections)} sections{without}{pages}."
        )
    return " ".join(sentences)
