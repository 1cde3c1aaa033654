"""The one assembler: blocks of any format become a document with text, sections, page spans and passages.

The text is built once, from left to right, and every offset is taken while it grows, so that a passage *is* a slice of
the text. Page markers and footnote marks leave the text here and nowhere later: a marker inside a sentence becomes one
space, a mark becomes nothing, and the offsets of both are kept.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.models import Document, Metadata, Note, NoteReference, PageSpan, Passage, Role, Section
from knowledge.pages import address, anchor_at, page_spans, pages_between
from knowledge.readers.blocks import (
    Anchor,
    Block,
    Content,
    Heading,
    NoteBody,
    NoteMark,
    PageBreak,
    Paragraph,
    SectionBreak,
)

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
    spans, page_warnings = page_spans(draft.breaks, len(text), metadata)
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
            case Anchor():
                pass
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
    passages = []
    for ordinal, (item, name) in enumerate(zip(draft.items, names, strict=True)):
        # A footnote belongs to the page of its mark, wherever the file prints its text.
        place = references.get(item.mark) if item.mark is not None else None
        start, end = (item.start, item.end) if place is None else (max(0, place - 1), place)
        anchor = anchor_at(spans, start)
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
                url=address(metadata, anchor),
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
