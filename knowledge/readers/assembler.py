"""The assembler: turns blocks of any format into a document with text, sections, page spans and passages.

The text is built once, from left to right, and every offset is taken while it grows, so that a passage *is* a slice of
the text. Page markers, footnote marks and anchors are removed from the text here and nowhere else: a page marker
becomes one space unless it may be inside a word, the others become nothing, and the offsets of all are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.models import Document, Metadata, NoteReference, PageSpan, Passage, Role, Section
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
from knowledge.readers.characters import UNSPACED, clean
from knowledge.readers.items import Item, names_of, notes_of, places_of_marks
from knowledge.readers.lengths import ANCHOR_LENGTH, HEADING_LENGTH, LABEL_LENGTH, PASSAGE_LENGTH, parts
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SEPARATOR = "\n\n"
_WHITE_SPACE = re.compile(r"\s+")
_LINE_END_UNSPACED = re.compile(rf"(?<=[{UNSPACED}])[^\S\n]*\n\s*(?=[{UNSPACED}])")
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
    return Document(
        id=document_id,
        key=0,
        metadata=metadata,
        text=text,
        sections=sections,
        pages=spans,
        passages=passages,
        notes=tuple(notes_of(draft.items, text, passages)),
        # A mark at the very end, in a block without words, may have an offset past the end of the text.
        references=tuple(NoteReference(one.mark, min(one.offset, len(text))) for one in draft.references),
        warnings=(*warnings, *page_warnings, *_warnings(draft)),
        sha256=sha256,
    )


@dataclass(frozen=True, slots=True)
class _Opening:
    """A section before its end is known."""

    path: tuple[str, ...]
    heading: str | None
    start: int


class _Draft:
    """The text built so far, and the sections, passages, breaks and marks found in it."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.length = 0
        self.breaks: list[tuple[int, PageBreak]] = []
        self.references: list[NoteReference] = []
        self.anchors: list[tuple[int, str]] = []
        self.items: list[Item] = []
        self.openings: list[_Opening] = []
        self.divided = 0
        self.demoted = 0
        self._stack: list[tuple[int, str]] = []
        self._running = 0

    def add(self, block: Block) -> None:
        """Append one block."""
        match block:
            case PageBreak():
                # The page begins with the next block, so the separator still belongs to the previous page.
                self._separate()
                self._turn_page(self.length, block)
            case Anchor(name):
                # Like a page break, it belongs to the next block, which may open a section.
                self._separate()
                self._anchor(self.length, name)
            case Heading(content, level):
                start, heading = self._append(content)
                self._heading(level, heading, start)
            case SectionBreak(level):
                self._separate()
                self._open(level, None, self.length)
            case Paragraph(content, number, lead, role):
                start, text = self._append(content, lead, keep_lines=role is Role.LISTING)
                self._items(Item(role, number and number[:LABEL_LENGTH], start, self.length, self._section), text)
            case NoteBody(mark, content):
                start, text = self._append(content)
                self._items(Item(Role.NOTE, None, start, self.length, None, mark[:LABEL_LENGTH]), text)

    @property
    def _section(self) -> int | None:
        return len(self.openings) - 1 if self.openings else None

    def _heading(self, level: int, heading: str, start: int) -> None:
        """Open a section; an overlong heading becomes its first paragraph, and the section has no heading."""
        is_heading = len(heading) <= HEADING_LENGTH
        self.demoted += not is_heading
        if heading:
            self._open(level, heading if is_heading else None, start)
        role = Role.HEADING if is_heading else Role.PARAGRAPH
        self._items(Item(role, None, start, self.length, self._section), heading)

    def _items(self, whole: Item, text: str) -> None:
        """Add a stretch of the text as a passage, or as several if it is too long, unless it is empty.

        All parts of a numbered paragraph keep its number; parts of other paragraphs are numbered separately.
        """
        for place, (start, end) in enumerate(parts(text, whole.role)):
            if not end:
                continue
            number = whole.number
            if whole.role.is_body:
                self._running += 1
                number = number or str(self._running)
            self.divided += place == 1
            stretch = (whole.start + start, whole.start + end)
            self.items.append(Item(whole.role, number, *stretch, whole.section_index, whole.mark, place > 0))

    def _open(self, level: int, heading: str | None, start: int) -> None:
        self._stack = [entry for entry in self._stack if entry[0] < level]
        path = tuple(name for _, name in self._stack)
        if heading is not None:
            self._stack.append((level, heading))
            path = (*path, heading)
        self.openings.append(_Opening(path, heading, start))
        self._running = 0

    def _turn_page(self, offset: int, page: PageBreak) -> None:
        label = page.label and page.label[:LABEL_LENGTH]
        anchor = page.anchor if page.anchor and len(page.anchor) <= ANCHOR_LENGTH else None
        self.breaks.append((offset, replace(page, label=label, anchor=anchor)))

    def _anchor(self, offset: int, name: str) -> None:
        if len(name) <= ANCHOR_LENGTH:
            self.anchors.append((offset, name))

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
                    if text and not text[-1].isspace() and not piece.in_word:
                        text += " "
                    self._turn_page(start + len(text), piece)
                case NoteMark(mark):
                    self.references.append(NoteReference(mark[:LABEL_LENGTH], start + len(text)))
                case Anchor(name):
                    self._anchor(start + len(text), name)
        text = text.rstrip()
        if text:
            self._write(text)
        return start, text


def _continued(text: str, piece: str, *, keep_lines: bool) -> str:
    """``piece`` as the continuation of ``text``: white space is folded, except for the line breaks of a listing."""
    if keep_lines:
        return piece if text else _BLANK_LINES.sub("", piece)
    folded = _WHITE_SPACE.sub(" ", _LINE_END_UNSPACED.sub("", piece))
    return folded.lstrip(" ") if not text or text.endswith(" ") else folded


def _sections(draft: _Draft, text: str, spans: Sequence[PageSpan]) -> tuple[Section, ...]:
    """Close each section where the next begins; its pages are those of its own body text."""
    bodies: dict[int, list[Item]] = {}
    for item in draft.items:
        if item.section_index is not None:
            bodies.setdefault(item.section_index, []).append(item)
    sections = []
    for index, opening in enumerate(draft.openings):
        # A section that opens at the very end is empty; its start may lie past the end of the text.
        start = min(opening.start, len(text))
        items = bodies.get(index)
        first, end = (items[0].start, items[-1].end) if items else (start, start)
        sections.append(Section(opening.path, opening.heading, start, end, pages_between(spans, first, end)))
    return tuple(sections)


def _passages(draft: _Draft, text: str, spans: Sequence[PageSpan], metadata: Metadata) -> tuple[Passage, ...]:
    names, places = names_of(draft.items), places_of_marks(draft.items, draft.references)
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


def _warnings(draft: _Draft) -> Iterator[Wording]:
    """Warnings about headings and passages that were changed because they were too long."""
    if draft.divided:
        yield Wording(
            "Passages of more than {most:,} characters were split: {count:,}.",
            most=PASSAGE_LENGTH,
            count=draft.divided,
        )
    if draft.demoted:
        yield Wording(
            "Headings of more than {most:,} characters were read as paragraphs: {count:,}.",
            most=HEADING_LENGTH,
            count=draft.demoted,
        )
