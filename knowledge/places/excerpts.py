"""Excerpts: a whole page, section, paragraphs or footnotes for reading, with references to their neighbours.

An excerpt consists of whole passages. A paragraph that runs over a page break is therefore shown whole, which is more
than the page prints, and the excerpt says so. Its reference opens it again as long as the edition exists.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

# JSON serialisers need these annotations at run time.
from knowledge.answers import DocumentRef, Hit  # noqa: TC001 - see above
from knowledge.hits import document_ref, make_hit
from knowledge.models import Pages, Role
from knowledge.places.finder import with_subsections
from knowledge.places.pages import pages_between
from knowledge.refs import ExcerptKind, PlaceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.models import Document, Passage

PORTION = 50
"""Passages of a whole document that are read at a time."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place of a document for reading.

    ``ref`` opens it again, ``previous`` and ``next`` open its neighbours of the same kind. ``title`` is the section's
    heading or, where it has none, the heading above it; a page as cited; the citation of paragraphs. ``hits`` are
    its passages in reading order, including the headings below its own; ``notes`` are the footnotes whose marks it
    contains. ``begins_before`` and ``ends_after`` say whether a page's first paragraph begins on an earlier page, and
    whether its last one continues on a later page.
    """

    ref: str
    kind: ExcerptKind
    document: DocumentRef
    title: str
    pages: Pages
    hits: tuple[Hit, ...]
    notes: tuple[Hit, ...] = ()
    begins_before: bool = False
    ends_after: bool = False
    previous: str | None = None
    next: str | None = None

    def of(self, document: DocumentRef) -> Excerpt:
        """The same excerpt with another name, or another status, of its document."""
        hits = tuple(replace(hit, document=document) for hit in self.hits)
        notes = tuple(replace(note, document=document) for note in self.notes)
        return replace(self, document=document, hits=hits, notes=notes)


def open_excerpt(document: Document, place: PlaceRef) -> Excerpt | None:
    """The excerpt that ``place`` means in its document, or ``None`` where there is no such place."""
    match place.kind:
        case ExcerptKind.PAGE:
            return _page(document, place)
        case ExcerptKind.SECTION:
            return _section(document, place)
        case ExcerptKind.PARAGRAPHS:
            return _paragraphs(document, place)
        case ExcerptKind.NOTES:
            return _notes(document, place)
        case ExcerptKind.DOCUMENT:
            return _portion(document, place)


def section_ref(document: Document, index: int | None) -> PlaceRef:
    """The reference of a section; ``None`` means everything before the first."""
    return PlaceRef(document.key, ExcerptKind.SECTION, index)


def page_ref(document: Document, offset: int) -> PlaceRef | None:
    """The reference of the page that the character at ``offset`` is on; ``None`` if the document has no pages."""
    for index, span in enumerate(document.pages):
        if span.start <= offset < span.end:
            return PlaceRef(document.key, ExcerptKind.PAGE, index)
    return None


def runs(document: Document, passages: Iterable[Passage]) -> list[PlaceRef]:
    """The references of passages in reading order, one for each run that only headings interrupt."""
    found: list[PlaceRef] = []
    for passage in passages:
        between = document.passages[(found[-1].last or 0) + 1 : passage.ordinal] if found else ()
        goes_on = bool(found) and all(one.role is Role.HEADING for one in between)
        first = found.pop().first if goes_on else passage.ordinal
        found.append(PlaceRef(document.key, ExcerptKind.PARAGRAPHS, first, passage.ordinal))
    return found


def _page(document: Document, place: PlaceRef) -> Excerpt | None:
    number = place.first
    if number is None or number >= len(document.pages):
        return None
    span = document.pages[number]
    standing = _within(document, span.start, span.end)
    pages = Pages(span.label, span.label, span.kind)
    return Excerpt(
        ref=str(place),
        kind=place.kind,
        document=document_ref(document),
        title=str(pages),
        pages=pages,
        hits=_hits(document, standing),
        notes=_hits(document, _notes_marked(document, span.start, span.end)),
        begins_before=bool(standing) and standing[0].start < span.start,
        ends_after=bool(standing) and standing[-1].end > span.end,
        previous=_turned(document, number, -1),
        next=_turned(document, number, 1),
    )


def _turned(document: Document, number: int, step: int) -> str | None:
    """The reference of the nearest page with text, going by ``step``."""
    number += step
    while 0 <= number < len(document.pages):
        span = document.pages[number]
        if document.text[span.start : span.end].strip():
            return str(PlaceRef(document.key, ExcerptKind.PAGE, number))
        number += step
    return None


def _section(document: Document, place: PlaceRef) -> Excerpt | None:
    index = place.first
    if index is None:
        return _opening(document, place)
    if index >= len(document.sections):
        return None
    section, held = document.sections[index], with_subsections(index, document)
    standing = [
        passage
        for passage in document.passages
        if passage.section_index in held and not (passage.role is Role.HEADING and passage.section_index == index)
    ]
    start, end = section.start, document.sections[held[-1]].end
    has_next = held.stop < len(document.sections)
    has_opening = any(passage.section_index is None and passage.role.is_body for passage in document.passages)
    previous = index - 1 if index else None
    return Excerpt(
        ref=str(place),
        kind=place.kind,
        document=document_ref(document),
        title=" › ".join(section.path),
        pages=pages_between(document.pages, standing[0].start if standing else start, end),
        hits=_hits(document, standing),
        notes=_hits(document, _notes_marked(document, start, end)),
        previous=str(section_ref(document, previous)) if index or has_opening else None,
        next=str(section_ref(document, held.stop)) if has_next else None,
    )


def _opening(document: Document, place: PlaceRef) -> Excerpt | None:
    """Everything before the first section, including the apparatus of the document."""
    first = document.sections[0].start if document.sections else len(document.text)
    standing = [one for one in _within(document, 0, first) if one.section_index is None]
    if not standing:
        return None
    end = standing[-1].end
    return Excerpt(
        ref=str(place),
        kind=place.kind,
        document=document_ref(document),
        title=document.title,
        pages=pages_between(document.pages, standing[0].start, end),
        hits=_hits(document, standing),
        notes=_hits(document, _notes_marked(document, 0, end)),
        next=str(section_ref(document, 0)) if document.sections else None,
    )


def _paragraphs(document: Document, place: PlaceRef) -> Excerpt | None:
    first, last = place.first, place.last if place.last is not None else place.first
    if first is None or last is None or not first <= last < len(document.passages):
        return None
    hits = _hits(document, document.passages[first : last + 1])
    # The neighbours of paragraphs are paragraphs: the headings between them are skipped.
    role = document.passages[first].role
    alike = [one.ordinal for one in document.passages if one.role is role or (one.role.is_body and role.is_body)]
    before, after = ([one for one in alike if one < first], [one for one in alike if one > last])
    size = len(alike) - len(before) - len(after)

    def neighbour(ordinals: list[int]) -> str | None:
        return str(PlaceRef(document.key, place.kind, ordinals[0], ordinals[-1])) if ordinals else None

    standing = document.passages[first : last + 1]
    start, end = standing[0].start, standing[-1].end
    return Excerpt(
        ref=str(place),
        kind=place.kind,
        document=document_ref(document),
        title=hits[0].citation if first == last else document.title,
        pages=hits[0].pages if first == last else pages_between(document.pages, start, end),
        hits=hits,
        notes=() if standing[0].role is Role.NOTE else _hits(document, _notes_marked(document, start, end)),
        previous=neighbour(before[-size:]),
        next=neighbour(after[:size]),
    )


def _notes(document: Document, place: PlaceRef) -> Excerpt | None:
    notes = [passage for passage in document.passages if passage.role is Role.NOTE]
    if not notes:
        return None
    pages = Pages(notes[0].pages.first, notes[-1].pages.last, notes[0].pages.kind)
    return Excerpt(str(place), place.kind, document_ref(document), document.title, pages, _hits(document, notes))


def _portion(document: Document, place: PlaceRef) -> Excerpt | None:
    body = [passage for passage in document.passages if passage.role is not Role.NOTE]
    number = place.first or 0
    standing = body[number * PORTION : (number + 1) * PORTION]
    if not standing:
        return None
    start, end = standing[0].start, standing[-1].end

    def portion(other: int) -> str | None:
        exists = 0 <= other * PORTION < len(body)
        return str(PlaceRef(document.key, place.kind, other)) if exists else None

    return Excerpt(
        ref=str(place),
        kind=place.kind,
        document=document_ref(document),
        title=document.title,
        pages=pages_between(document.pages, start, end),
        hits=_hits(document, standing),
        notes=_hits(document, _notes_marked(document, start, end)),
        previous=portion(number - 1),
        next=portion(number + 1),
    )


def _within(document: Document, start: int, end: int) -> list[Passage]:
    """The passages that lie in a stretch of the text, wholly or in part; a footnote counts at its mark."""
    return [
        passage
        for passage in document.passages
        if passage.start < end and start < passage.end and passage.role is not Role.NOTE
    ]


def _notes_marked(document: Document, start: int, end: int) -> list[Passage]:
    """The footnotes whose marks are in a stretch of the text."""
    marks = {reference.mark for reference in document.references if start <= reference.offset <= end}
    names = {f"note-{mark}" for mark in marks}
    return [passage for passage in document.passages if passage.name in names] if names else []


def _hits(document: Document, passages: Sequence[Passage]) -> tuple[Hit, ...]:
    return tuple(make_hit(document, passage, rank=rank) for rank, passage in enumerate(passages, start=1))
