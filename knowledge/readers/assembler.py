"""The one assembler: blocks of any format become a document with text, sections, page spans and passages.

The text is built once, from left to right, and every offset is taken while it grows, so that a passage *is* a slice of
the text. Page markers and footnote marks leave the text here and nowhere later: a marker inside a sentence becomes one
space, a mark becomes nothing, and the offsets of both are kept.
"""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.models import (
    NO_PAGES,
    Document,
    Metadata,
    Note,
    NoteReference,
    PageKind,
    Pages,
    PageSpan,
    Passage,
    Role,
    Section,
)
from knowledge.readers.blocks import Block, Content, Heading, NoteBody, NoteMark, PageBreak, Paragraph, SectionBreak

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATOR = "\n\n"
_WHITE_SPACE = re.compile(r"\s+")


def assemble(
    blocks: Sequence[Block], *, document_id: str, metadata: Metadata, sha256: str, warnings: Sequence[str] = ()
) -> Document:
    """Make a document of ``blocks``; ``key`` is 0 until the store gives one."""
    draft = _Draft()
    for block in blocks:
        draft.add(block)
    text = "".join(draft.chunks).rstrip()
    spans, page_warnings = _page_spans(draft.breaks, len(text), metadata)
    sections = _sections(draft, text, spans)
    passages = _passages(draft, text, spans, metadata)
    notes = tuple(
        Note(item.mark, passage.text, passage.pages)
        for item, passage in zip(draft.items, passages, strict=True)
        if item.mark is not None
    )
    return Document(
        id=document_id,
        key=0,
        metadata=metadata,
        text=text,
        sections=sections,
        pages=spans,
        passages=passages,
        notes=notes,
        references=tuple(draft.references),
        warnings=(*warnings, *page_warnings),
        sha256=sha256,
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """A passage before its pages are known."""

    role: Role
    number: str | None
    start: int
    end: int
    section_index: int | None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class _Opening:
    """A section before its end is known."""

    path: tuple[str, ...]
    heading: str | None
    start: int


class _Draft:
    """The growing text and what was met on the way."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.length = 0
        self.breaks: list[tuple[int, PageBreak]] = []
        self.references: list[NoteReference] = []
        self.items: list[_Item] = []
        self.openings: list[_Opening] = []
        self._stack: list[tuple[int, str]] = []
        self._running = 0

    def add(self, block: Block) -> None:
        """Append one block."""
        match block:
            case PageBreak():
                # The page begins with whatever comes next, so the separator still belongs to the page before.
                self._separate()
                self.breaks.append((self.length, block))
            case Heading(content, level):
                start, heading = self._append(content)
                self._open(level, heading, start)
                self._item(Role.HEADING, None, start)
            case SectionBreak(level):
                self._separate()
                self._open(level, None, self.length)
            case Paragraph(content, number, lead, role):
                start, _ = self._append(content, lead)
                if role.is_body:
                    self._running += 1
                    number = number or str(self._running)
                self._item(role, number, start)
            case NoteBody(mark, content):
                start, _ = self._append(content)
                self._item(Role.NOTE, None, start, mark)

    def _open(self, level: int, heading: str | None, start: int) -> None:
        self._stack = [entry for entry in self._stack if entry[0] < level]
        path = tuple(name for _, name in self._stack)
        if heading is not None:
            self._stack.append((level, heading))
            path = (*path, heading)
        self.openings.append(_Opening(path, heading, start))
        self._running = 0

    def _item(self, role: Role, number: str | None, start: int, mark: str | None = None) -> None:
        """Remember the stretch from ``start`` to the end of the text so far as a passage, unless it is empty."""
        if start < self.length:
            index = len(self.openings) - 1 if self.openings and role is not Role.NOTE else None
            self.items.append(_Item(role, number, start, self.length, index, mark))

    def _write(self, text: str) -> None:
        self.chunks.append(text)
        self.length += len(text)

    def _separate(self) -> None:
        if self.chunks and self.chunks[-1] != _SEPARATOR:
            self._write(_SEPARATOR)

    def _append(self, content: Content, lead: str = "") -> tuple[int, str]:
        """Append a block's text; return where it starts (after ``lead``) and the text itself, white space trimmed."""
        self._separate()
        if lead:
            self._write(lead)
        start, text = self.length, ""
        for piece in content:
            match piece:
                case str():
                    # White space is the source's line layout, not its wording; a marker leaves exactly one space.
                    folded = _WHITE_SPACE.sub(" ", piece)
                    text += folded.lstrip(" ") if not text or text.endswith(" ") else folded
                case PageBreak():
                    text = text.rstrip(" ") + " " if text else text
                    self.breaks.append((start + len(text), piece))
                case NoteMark(mark):
                    self.references.append(NoteReference(mark, start + len(text)))
        text = text.rstrip(" ")
        if text:
            self._write(text)
        return start, text


def _page_spans(
    breaks: Sequence[tuple[int, PageBreak]], length: int, metadata: Metadata
) -> tuple[tuple[PageSpan, ...], list[str]]:
    """Turn page breaks into spans over the whole text, the first page inferred where the markers allow it."""
    if not breaks:
        return (), []
    warnings: list[str] = []
    spans: list[PageSpan] = []
    labels = [page.label for _, page in breaks]
    if breaks[0][0] > 0:
        before = _page_before(labels)
        if before is None:
            warnings.append(f"The text before page {labels[0]} carries no page number: its page is unknown.")
        else:
            warnings.append(f"Page {before} is inferred: the file begins before its first marker, page {labels[0]}.")
        spans.append(PageSpan(0, breaks[0][0], before, PageKind.INFERRED if before else PageKind.NONE))
    for (start, page), end in zip(breaks, [*(offset for offset, _ in breaks[1:]), length], strict=True):
        anchor = page.anchor
        if anchor is None and page.kind is PageKind.PRINTED and metadata.page_anchor is not None:
            anchor = metadata.page_anchor.replace("{page}", page.label)
        spans.append(PageSpan(start, end, page.label, page.kind, anchor))
    warnings += [
        f"The page numbers jump from {one} to {two}."
        for one, two in itertools.pairwise(labels)
        if one.isdecimal() and two.isdecimal() and int(two) != int(one) + 1
    ]
    return tuple(spans), warnings


def _page_before(labels: Sequence[str]) -> str | None:
    """The page before the first marker: one less, if the markers are plain numbers that rise by one."""
    if not all(label.isdecimal() for label in labels):
        return None
    numbers = [int(label) for label in labels]
    rising = all(two == one + 1 for one, two in itertools.pairwise(numbers))
    return str(numbers[0] - 1) if rising and numbers[0] > 1 else None


def pages_between(spans: Sequence[PageSpan], start: int, end: int) -> Pages:
    """The pages of the stretch ``[start, end)``: the page of its first letter to the page of its last one."""
    if not spans:
        return NO_PAGES
    starts = [span.start for span in spans]
    first = spans[max(0, bisect.bisect_right(starts, start) - 1)]
    last = spans[max(0, bisect.bisect_right(starts, max(start, end - 1)) - 1)]
    return Pages(first.label, last.label, last.kind if first.kind is PageKind.NONE else first.kind)


def _sections(draft: _Draft, text: str, spans: Sequence[PageSpan]) -> tuple[Section, ...]:
    """Close each section where the next begins; its pages are those of its own body."""
    bodies: dict[int, list[_Item]] = {}
    for item in draft.items:
        if item.section_index is not None:
            bodies.setdefault(item.section_index, []).append(item)
    sections = []
    for index, opening in enumerate(draft.openings):
        following = draft.openings[index + 1].start if index + 1 < len(draft.openings) else len(text)
        items = bodies.get(index)
        end = items[-1].end if items else max(opening.start, len(text[:following].rstrip()))
        start = items[0].start if items else opening.start
        sections.append(Section(opening.path, opening.heading, opening.start, end, pages_between(spans, start, end)))
    return tuple(sections)


def _passages(draft: _Draft, text: str, spans: Sequence[PageSpan], metadata: Metadata) -> tuple[Passage, ...]:
    references = {reference.mark: reference.offset for reference in reversed(draft.references)}
    names = _names(draft.items)
    starts = [span.start for span in spans]
    passages = []
    for ordinal, (item, name) in enumerate(zip(draft.items, names, strict=True)):
        # A footnote belongs to the page of its mark, wherever the file prints its text.
        place = references.get(item.mark) if item.mark is not None else None
        start, end = (item.start, item.end) if place is None else (max(0, place - 1), place)
        anchor = spans[max(0, bisect.bisect_right(starts, start) - 1)].anchor if spans else None
        url = metadata.url and (f"{metadata.url}#{anchor}" if anchor else metadata.url)
        opening = None if item.section_index is None else draft.openings[item.section_index]
        passages.append(
            Passage(
                ordinal=ordinal,
                name=name,
                role=item.role,
                number=item.number,
                section=opening.path if opening else (),
                section_index=item.section_index,
                start=item.start,
                end=item.end,
                text=text[item.start : item.end],
                pages=pages_between(spans, start, end),
                url=url,
                anchor=anchor,
            )
        )
    return tuple(passages)


def _names(items: Sequence[_Item]) -> list[str]:
    """A name for each passage, unique in the document: "p6", or "s2p6" in a document whose numbers recur."""
    numbers = [item.number for item in items if item.role.is_body]
    recurring = len(set(numbers)) < len(numbers)
    names: dict[str, None] = {}
    for item in items:
        section = f"s{0 if item.section_index is None else item.section_index + 1}"
        if item.role.is_body:
            name = f"{section}p{item.number}" if recurring else f"p{item.number}"
        elif item.mark is not None:
            name = f"note-{item.mark}"
        else:
            name = section if item.role is Role.HEADING and item.section_index is not None else item.role.value
        free = itertools.chain([name], (f"{name}-{count}" for count in itertools.count(2)))
        names[next(candidate for candidate in free if candidate not in names)] = None
    return list(names)
