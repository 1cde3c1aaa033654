"""Finds places of a library: the passages on a page, in a section, with a number; and the library's outline."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.answers import DocumentRef, Outline, OutlineEntry
from knowledge.models import Passage, Role
from knowledge.places.missing import not_all_there, not_there
from knowledge.places.pages import extent, pages_between
from knowledge.places.printed import printed_first
from knowledge.refs import ExcerptKind, PlaceRef
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.models import Document, Section
    from knowledge.places.parser import Place

Located = tuple["Document", "Passage"]
_Standing = dict[tuple[int, int], Located]
"""Passages by document number and passage number."""


@dataclass(frozen=True, slots=True)
class Found:
    """The passages at the places asked for, in reading order, and a sentence for each place that is not there.

    ``is_within`` says whether they are the passages that are at several places at once.
    """

    passages: tuple[Located, ...]
    missing: tuple[Wording, ...]
    is_within: bool = False


def find(places: Sequence[Place], documents: Sequence[Document], *, are_joined: bool = False) -> Found:
    """The passages at ``places``, in reading order.

    For places of several kinds these are the passages at all of them ("paragraph 12 on page 404"); if there are none,
    or if the places ``are_joined`` ("page 404 and paragraph 3"), those at any of them.
    """
    by_kind: dict[str, _Standing] = {}
    missing: dict[Wording, None] = {}
    within = None if are_joined else _outer(places, documents)
    for place in dict.fromkeys(places):
        located = {
            (number, passage.ordinal): (document, passage)
            for number, document in enumerate(documents)
            for passage in _at(place, document, within)
        }
        if not located:
            missing[not_there(place, documents)] = None
        else:
            absent = _gaps(place, documents)
            if absent:
                missing[not_all_there(place.kind, absent, documents)] = None
        by_kind.setdefault(place.kind, {}).update(located)
    found, is_within = _together(by_kind, are_joined=are_joined)
    return Found(tuple(found[key] for key in sorted(found)), tuple(missing), is_within)


def _outer(places: Sequence[Place], documents: Sequence[Document]) -> set[tuple[str, int]] | None:
    """The passages within which a paragraph is counted: "the third paragraph on page 404"."""
    outer = [place for place in places if place.kind in {"page", "section"}]
    if not outer or not any(_is_counted(place) and place.kind == "paragraph" for place in places):
        return None
    return {(document.id, one.ordinal) for document in documents for place in outer for one in _at(place, document)}


def _together(by_kind: dict[str, _Standing], *, are_joined: bool) -> tuple[_Standing, bool]:
    """The passages at places of every kind at once, and ``True``; if there are none, all passages, and ``False``."""
    kinds = [by_kind[kind] for kind in ("paragraph", "note", "section", "page", "outline") if by_kind.get(kind)]
    union = {key: located for standing in kinds for key, located in standing.items()}
    if are_joined or len(kinds) < 2:
        return union, False
    common = {key: located for key, located in kinds[0].items() if all(key in other for other in kinds)}
    # Footnotes are not in the body of a page or section, so "footnote 1 on page 401" means the footnote.
    common = common or by_kind.get("note", {})
    return (common, True) if common else (union, False)


def _gaps(place: Place, documents: Sequence[Document]) -> list[str]:
    """The parts of a range that no document has: of pages 400–410, "400" and "408–410"."""
    if place.kind not in {"page", "paragraph"} or not (place.first.isdecimal() and place.last.isdecimal()):
        return []
    low, high = int(place.first), int(place.last)
    labels = (
        (_plain(span.label) for document in documents for span in document.pages)
        if place.kind == "page"
        else (passage.number for document in documents for passage in document.passages if passage.role.is_body)
    )
    numbers = sorted({int(label) for label in labels if label and label.isdecimal() and low <= int(label) <= high})
    bounds = [low - 1, *numbers, high + 1]
    between = ((before + 1, after - 1) for before, after in pairwise(bounds) if after - before > 1)
    return [str(first) if first == last else f"{first}–{last}" for first, last in between]


def _at(place: Place, document: Document, within: set[tuple[str, int]] | None = None) -> list[Passage]:
    if within is not None and place.kind == "paragraph" and _is_counted(place):
        return _counted(place, [one for one in document.passages if (document.id, one.ordinal) in within])
    named = uncounted(place, document)
    return [] if named is None else _standing_at(named, document)


def _standing_at(named: Place, document: Document) -> list[Passage]:
    match named.kind:
        case "page":
            return _on_pages(named, document)
        case "paragraph":
            is_meant = _between(named.first, named.last)
            named_so = [one for one in document.passages if is_meant(one.number) and one.role.is_body]
            return printed_first(document, named_so)
        case "note":
            return [
                passage
                for passage in document.passages
                if passage.role is Role.NOTE and (not named.first or passage.name == f"note-{named.first}")
            ]
        case "section":
            return _in_sections(sections_named(named.first, document), document)
        case "outline":
            return [
                passage
                for passage in document.passages
                if passage.role is Role.HEADING and passage.section_index is not None
            ]


def _counted(place: Place, passages: Sequence[Passage]) -> list[Passage]:
    """The n-th paragraph of ``passages``, for a counted ``place``."""
    body, index = [passage for passage in passages if passage.role.is_body], _index(place)
    return [body[index]] if -len(body) <= index < len(body) else []


def uncounted(place: Place, document: Document) -> Place | None:
    """The place with a count (the n-th of the document, from its end where n is negative) replaced by its name."""
    if not _is_counted(place):
        return place
    index = _index(place)
    names: dict[str, Sequence[str | None]] = {
        "paragraph": [passage.number for passage in document.passages if passage.role.is_body],
        "page": [span.label for span in document.pages],
        "section": [str(number) for number in range(1, len(document.sections) + 1)],
    }
    known = names[place.kind]
    if not -len(known) <= index < len(known) or known[index] is None:
        return None
    name = str(known[index])
    return replace(place, first=name, last=name)


def _is_counted(place: Place) -> bool:
    return place.first[:1] in {"+", "-"}


def _index(place: Place) -> int:
    count = int(place.first)
    return count - 1 if count > 0 else count


def pages_named(place: Place, document: Document) -> list[int]:
    """The indexes of the page spans whose labels are in the range; a label may occur more than once."""
    is_meant = _between(place.first, place.last)
    return [index for index, span in enumerate(document.pages) if is_meant(_plain(span.label))]


def _on_pages(place: Place, document: Document) -> list[Passage]:
    """The passages on the pages, wholly or in part; apparatus only where there is nothing else."""
    spans = [document.pages[index] for index in pages_named(place, document)]
    standing = [
        passage
        for passage in document.passages
        if passage.role is not Role.NOTE
        and any(passage.start < span.end and span.start < passage.end for span in spans)
    ]
    return [passage for passage in standing if passage.role.is_body] or standing


def _plain(label: str | None) -> str | None:
    return None if label is None else label.strip("[]").casefold()


def _between(first: str, last: str) -> Callable[[str | None], bool]:
    """A test whether a label lies in the range; labels that are not numbers only match exactly."""
    if not (first.isdecimal() and last.isdecimal()):
        names = {first.casefold(), last.casefold()}
        return lambda label: label in names
    low, high = int(first), int(last)
    return lambda label: (
        label is not None and (low <= int(label) <= high if label.isdecimal() else label in {first, last})
    )


def sections_named(name: str, document: Document) -> set[int]:
    """The indexes of the sections with that heading; a bare number means the heading with it, else the n-th section."""
    wanted = {index for index, section in enumerate(document.sections) if section.heading == name}
    if not wanted and name.isdecimal():
        numbered = re.compile(rf"{name}(?![\d])[.)]?(?:\s|$)")
        wanted = {
            i for i, section in enumerate(document.sections) if section.heading and numbered.match(section.heading)
        }
        if not wanted and 0 < int(name) <= len(document.sections):
            wanted = {int(name) - 1}
    return wanted


def with_subsections(index: int, document: Document) -> range:
    """The indexes of a section and of all its subsections."""
    path = document.sections[index].path
    end = index + 1
    if document.sections[index].heading is not None:
        while end < len(document.sections) and _is_within(document.sections[end], path):
            end += 1
    return range(index, end)


def _is_within(section: Section, path: tuple[str, ...]) -> bool:
    """Whether a section lies below ``path``; one without a heading has its parent's path."""
    is_below = len(section.path) > len(path) or (section.heading is None and len(section.path) == len(path))
    return is_below and section.path[: len(path)] == path


def _in_sections(wanted: Iterable[int], document: Document) -> list[Passage]:
    """The body of sections and of their subsections."""
    held = {inner for index in wanted for inner in with_subsections(index, document)}
    return [passage for passage in document.passages if passage.role.is_body and passage.section_index in held]


def outline(document: Document) -> Outline:
    """The contents of a document."""
    body = [passage for passage in document.passages if passage.role.is_body]
    numbers: defaultdict[int | None, list[str]] = defaultdict(list)
    for passage in body:
        numbers[passage.section_index].append(passage.number or "")
    entries = [
        OutlineEntry(section.path, section.heading, section.pages, tuple(numbers[index]), _ref(document, index))
        for index, section in enumerate(document.sections)
    ]
    opening = [passage for passage in body if passage.section_index is None]
    if opening:
        pages = pages_between(document.pages, opening[0].start, opening[-1].end)
        entries.insert(0, OutlineEntry((), None, pages, tuple(numbers[None]), _ref(document, None)))
    return Outline(
        DocumentRef(document.id, document.title),
        document.metadata,
        extent(document.pages),
        len(body),
        tuple(entries),
        str(PlaceRef(document.key, ExcerptKind.DOCUMENT)),
    )


def _ref(document: Document, section_index: int | None) -> str:
    return str(PlaceRef(document.key, ExcerptKind.SECTION, section_index))


def counts(outlines: Iterable[Outline]) -> Wording:
    """The counts of the outlines, one sentence per document."""
    return Wording.joined(_count(outline) for outline in outlines)


def _count(outline: Outline) -> Wording:
    bare = sum(section.heading is None for section in outline.sections)
    paragraphs, sections = outline.paragraphs, len(outline.sections)
    values: dict[str, str | int] = {
        "title": outline.document.title,
        "paragraphs": Wording("1 paragraph") if paragraphs == 1 else Wording("{n} paragraphs", n=paragraphs),
        "sections": Wording("1 section") if sections == 1 else Wording("{n} sections", n=sections),
    }
    first, last = outline.pages.first, outline.pages.last
    if first is None or last is None:
        if not bare:
            return Wording("“{title}” has {paragraphs} in {sections}.", **values)
        return Wording(
            "“{title}” has {paragraphs} in {sections}, {bare} of them without a heading.", bare=bare, **values
        )
    pages = (
        Wording("page {page}", page=first) if first == last else Wording("pages {first}–{last}", first=first, last=last)
    )
    if not bare:
        return Wording("“{title}” has {paragraphs} in {sections} on {pages}.", pages=pages, **values)
    return Wording(
        "“{title}” has {paragraphs} in {sections}, {bare} of them without a heading, on {pages}.",
        bare=bare,
        pages=pages,
        **values,
    )
