"""The one assembler: blocks of any format become a document with text, sections, page spans and passages.

The text is built once, from left to right, and every offset is taken while it grows, so that a passage *is* a slice of
the text. Page markers, footnote marks and anchors leave the text here and nowhere later: the marker of a page becomes
one space, the others become nothing, and the offsets of all are kept.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.models import Document, Metadata, Note, NoteReference, PageSpan, Passage, Role, Section
from knowledge.places.pages import address, anchor_at, page_spans, pages_between
from knowledge.readers.anchors import Anchors
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
from knowledge.readers.characters import clean

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

_SEPARATOR = "\n\n"
_WHITE_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")


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
        # A mark at the very end, in a block without words, stands behind the last letter.
        references=tuple(NoteReference(one.mark, min(one.offset, len(text))) for one in draft.references),
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
        self.anchors: list[tuple[int, str]] = []
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
            case Anchor(name):
                # Like a page, it leads to whatever comes next, and that may open a section.
                self._separate()
                self.anchors.append((self.length, name))
            case Heading(content, level):
                start, heading = self._append(content)
                if heading:
                    self._open(level, heading, start)
                self._item(Role.HEADING, None, start)
            case SectionBreak(level):
                self._separate()
                self._open(level, None, self.length)
            case Paragraph(content, number, lead, role):
                start, _ = self._append(content, lead, keep_lines=role is Role.LISTING)
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

    def _append(self, content: Content, lead: str = "", *, keep_lines: bool = False) -> tuple[int, str]:
        """Append a block's text; return where it starts (after ``lead``) and the text itself, white space trimmed."""
        self._separate()
        if lead:
            self._write(lead)
        start, text = self.length, ""
        for piece in content:
            match piece:
                case str():
                    text += _continued(text, clean(piece), keep_lines=keep_lines)
                case PageBreak():
                    if text and not text[-1].isspace():
                        text += " "
                    self.breaks.append((start + len(text), piece))
                case NoteMark(mark):
                    self.references.append(NoteReference(mark, start + len(text)))
                case Anchor(name):
                    self.anchors.append((start + len(text), name))
        text = text.rstrip()
        if text:
            self._write(text)
        return start, text


def _continued(text: str, piece: str, *, keep_lines: bool) -> str:
    """``piece`` as it goes on after ``text``: white space is layout and is folded, but for the lines of a listing."""
    if keep_lines:
        return piece if text else _BLANK_LINES.sub("", piece)
    folded = _WHITE_SPACE.sub(" ", piece)
    return folded.lstrip(" ") if not text or text.endswith(" ") else folded


def _sections(draft: _Draft, text: str, spans: Sequence[PageSpan]) -> tuple[Section, ...]:
    """Close each section where the next begins; its pages are those of its own body."""
    bodies: dict[int, list[_Item]] = {}
    for item in draft.items:
        if item.section_index is not None:
            bodies.setdefault(item.section_index, []).append(item)
    sections = []
    for index, opening in enumerate(draft.openings):
        # A section that nothing comes in is empty, and one that nothing comes after ends with the text.
        start = min(opening.start, len(text))
        items = bodies.get(index)
        first, end = (items[0].start, items[-1].end) if items else (start, start)
        sections.append(Section(opening.path, opening.heading, start, end, pages_between(spans, first, end)))
    return tuple(sections)


def _passages(draft: _Draft, text: str, spans: Sequence[PageSpan], metadata: Metadata) -> tuple[Passage, ...]:
    names, places = _names(draft.items), _places_of_marks(draft)
    anchors = Anchors(draft.anchors, [(one.start, one.path, one.heading is not None) for one in draft.openings])
    passages = []
    for ordinal, (item, name, place) in enumerate(zip(draft.items, names, places, strict=True)):
        # A footnote belongs to the page of its mark, wherever the file prints its text.
        start, end = (item.start, item.end) if place is None else (max(0, place - 1), place)
        anchor = anchor_at(spans, start) or anchors.at(item.start) or anchors.leading_to(start)
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


def _places_of_marks(draft: _Draft) -> list[int | None]:
    """For each footnote where its mark stands; ``None`` for other items.

    Marks recur where each chapter counts its own. As many notes as marks of a name belong together in their order;
    otherwise a note belongs to the last such mark before it, or to the first where it is printed before its mark.
    """
    marks: defaultdict[str, list[int]] = defaultdict(list)
    for reference in draft.references:
        marks[reference.mark].append(reference.offset)
    totals = Counter(item.mark for item in draft.items if item.mark is not None)
    counts: Counter[str] = Counter()
    places: list[int | None] = []
    for item in draft.items:
        offsets = marks.get(item.mark, []) if item.mark is not None else []
        if item.mark is None or not offsets:
            places.append(None)
            continue
        paired = len(offsets) == totals[item.mark]
        index = counts[item.mark] if paired else max(0, bisect.bisect_right(offsets, item.start) - 1)
        places.append(offsets[index])
        counts[item.mark] += 1
    return places


def _names(items: Sequence[_Item]) -> list[str]:
    """A name for each passage, unique in the document: "p6", or "s2p6" in a document whose numbers recur."""
    numbers = [item.number for item in items if item.role.is_body]
    recurring = len(set(numbers)) < len(numbers)
    names: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for item in items:
        section = f"s{0 if item.section_index is None else item.section_index + 1}"
        if item.role.is_body:
            name = f"{section}p{item.number}" if recurring else f"p{item.number}"
        elif item.mark is not None:
            name = f"note-{item.mark}"
        else:
            name = section if item.role is Role.HEADING and item.section_index is not None else item.role.value
        names[_free(name, names, counts)] = None
    return list(names)


def _free(name: str, taken: Container[str], counts: Counter[str]) -> str:
    """``name``, or with the next suffix that nothing has: "p6-2"."""
    counts[name] += 1
    candidate = name if counts[name] == 1 else f"{name}-{counts[name]}"
    while candidate in taken:
        counts[name] += 1
        candidate = f"{name}-{counts[name]}"
    return candidate
