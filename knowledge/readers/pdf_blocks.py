"""Turns the lines of a PDF's pages into blocks: headings, paragraphs that run over pages, footnotes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.models import Role
from knowledge.readers import pdf_headings, pdf_words
from knowledge.readers.blocks import Heading, NoteBody, Paragraph
from knowledge.readers.characters import seen
from knowledge.readers.pdf_layout import LARGER, Part, body_size, paragraphs
from knowledge.readers.pdf_page import HYPHEN
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.readers.blocks import Block, PageBreak
    from knowledge.readers.pdf_headings import Entry
    from knowledge.readers.pdf_page import Line

_LEADER = re.compile(r"(?:[.·…]\s?){4,}\s*(?:[0-9]{1,4}|[ivxlc]{1,8})$")
_ENDS_WITH_PAGE = re.compile(r"\s(?:[0-9]{1,4}|[ivxlc]{1,8})$")
_PAGE_OF_ENTRY = re.compile(r"(?:^|\s)([0-9]{1,4})$")
_LINES_OF_ENTRY: Final = 3
"""Maximum lines of an entry; its page number may be a line of its own."""
_PAGES_OF_ENTRY: Final = 300
_CONTENTS: Final = frozenset(
    {"contents", "tableofcontents", "inhalt", "inhaltsverzeichnis", "tabledesmatières", "índice"}
)
_INDEX: Final = frozenset({"index", "generalindex", "subjectindex", "register", "sachregister", "stichwortverzeichnis"})
_LEADERS_OF_CONTENTS: Final = 3
"""Minimum lines with dot leaders for a page to be part of a table of contents."""
_AFTER_NUMBER = re.compile(r"[.)]?\s*")
_CONTENTS_LEFT_OUT: Final = Wording("The table of contents was left out: it repeats the headings.")
_INDEX_LEFT_OUT: Final = Wording("The index was left out: it repeats what the text says.")


def build(
    pages: Sequence[Sequence[Line]], turns: Sequence[PageBreak], entries: Sequence[Entry]
) -> tuple[list[Block], list[str], int]:
    """The blocks of a file, warnings about them, and how many letters were left out on purpose.

    ``pages`` are the lines of each page without running heads, ``turns`` the page break before each page, ``entries``
    the outline.
    """
    bodies = [_without_contents(list(lines)) for lines in pages]
    warnings: list[str] = [_CONTENTS_LEFT_OUT] if any(dropped for _, dropped in bodies) else []
    left_out = sum(dropped for _, dropped in bodies)
    kept = [lines for lines, _ in bodies]
    size = body_size(kept)
    parts, doubts = _parts(kept, entries, size)
    parts, dropped = _without_index(parts)
    warnings += doubts + ([_INDEX_LEFT_OUT] if dropped else [])
    writer = _Writer(pdf_words.Words(kept), turns)
    return writer.blocks(list(_joined(parts, size))), warnings, left_out + dropped


def _without_contents(lines: list[Line]) -> tuple[list[Line], int]:
    """A page without its table of contents, and how many letters were removed."""
    leaders = sum(bool(_LEADER.search(line.text)) for line in lines)
    if leaders < _LEADERS_OF_CONTENTS:
        kept = _without_entries(lines)
        return kept, sum(seen(line.text) for line in lines) - sum(seen(line.text) for line in kept)
    if 2 * leaders >= len(lines):
        # The remaining lines belong to titles of several lines.
        return [], sum(seen(line.text) for line in lines)
    kept = [line for line in lines if not _ENDS_WITH_PAGE.search(line.text) and _folded(line.text) not in _CONTENTS]
    return kept, sum(seen(line.text) for line in lines) - sum(seen(line.text) for line in kept)


def _without_entries(lines: list[Line]) -> list[Line]:
    """A page without a table of contents that has no dot leaders: a heading, and titles with rising page numbers."""
    first = next((index for index, line in enumerate(lines[:3]) if _folded(line.text) in _CONTENTS), None)
    if first is None:
        return lines
    pages: list[int] = []
    last = first
    for index, line in enumerate(lines[first + 1 :], start=first + 1):
        match = _PAGE_OF_ENTRY.search(line.text)
        if match is not None and 0 <= int(match[1]) - max(pages, default=0) <= _PAGES_OF_ENTRY:
            pages.append(int(match[1]))
            last = index
        elif index - last > _LINES_OF_ENTRY:
            break
    return lines if len(pages) < _LEADERS_OF_CONTENTS else lines[:first] + lines[last + 1 :]


def _without_index(parts: list[Part]) -> tuple[list[Part], int]:
    """The parts up to an index at the end, and how many letters the index has."""
    last = next((place for place in reversed(range(len(parts))) if parts[place].level is not None), None)
    if last is None or _folded(parts[last].text) not in _INDEX:
        return parts, 0
    return parts[:last], sum(seen(part.text) for part in parts[last:])


def _folded(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def _parts(pages: Sequence[Sequence[Line]], entries: Sequence[Entry], size: float) -> tuple[list[Part], list[str]]:
    """Paragraphs and headings in reading order; headings come from the outline if most of it is found on the pages."""
    found, missing = pdf_headings.find(entries, pages)
    if entries and 2 * missing <= len(entries):
        parts = [part for index, lines in enumerate(pages) for part in _between(lines, found.get(index, []))]
        doubt = Wording(
            "{count} of {total} outline entries were not found on their pages.",
            count=missing,
            total=len(entries),
        )
        return parts, [doubt] if missing else []
    return pdf_headings.by_size([part for lines in pages for part in paragraphs(lines)], size), []


def _between(lines: Sequence[Line], headings: Sequence[pdf_headings.Found]) -> Iterator[Part]:
    """The parts of a page whose headings are known."""
    done = 0
    for heading in headings:
        yield from paragraphs(lines[done : heading.first], without_headings=True)
        yield Part(tuple(lines[heading.first : heading.end]), Role.HEADING, heading.level)
        done = heading.end
    yield from paragraphs(lines[done:], without_headings=True)


def _joined(parts: Sequence[Part], size: float) -> Iterator[Part]:
    """The parts with paragraphs that continue on the next page joined; footnotes in between are put after them."""
    held: Part | None = None
    notes: list[Part] = []
    for part in parts:
        if held is None:
            held = part
        elif _goes_on(held, part):
            held = replace(held, lines=(*held.lines, *part.lines))
        elif (
            (part.note or _is_small(part, size))
            and not held.note
            and not _is_small(held, size)
            and part.lines[0].page == held.lines[-1].page
        ):
            notes.append(part)
        else:
            yield held
            yield from notes
            held, notes = part, []
    if held is not None:
        yield held
        yield from notes


def _goes_on(held: Part, part: Part) -> bool:
    before, line = held.lines[-1], part.lines[0]
    if held.level is not None or part.level is not None or part.note or part.role is not Role.PARAGRAPH:
        return False
    alike = max(before.size, line.size) / max(min(before.size, line.size), 0.1) <= LARGER
    turned = before.page + 1 == line.page or (before.page == line.page and line.y > before.y)
    hyphenated = before.text.endswith((HYPHEN, "-"))
    return held.role is not Role.LISTING and alike and turned and (hyphenated or line.text[0].islower())


def _is_small(part: Part, size: float) -> bool:
    return part.size * LARGER < size


class _Writer:
    """Writes parts as blocks, a page break before the first letter of each page."""

    def __init__(self, words: pdf_words.Words, turns: Sequence[PageBreak]) -> None:
        self._words = words
        self._turns = turns
        self._page = -1

    def blocks(self, parts: Sequence[Part]) -> list[Block]:
        """All blocks in reading order."""
        written: list[Block] = []
        for part in parts:
            while self._page < part.lines[0].page:
                self._page += 1
                written.append(self._turns[self._page])
            written.append(self._block(part))
            self._page = max(self._page, part.lines[-1].page)
        return written

    def _block(self, part: Part) -> Block:
        if part.role is Role.LISTING:
            return Paragraph(pdf_words.listing(part.lines), role=Role.LISTING)
        if part.note is not None:
            text = _AFTER_NUMBER.sub("", part.lines[0].text[len(part.note) :], count=1)
            first = replace(part.lines[0], text=text or " ", marks=())
            return NoteBody(part.note, self._words.content((first, *part.lines[1:]), self._turn))
        content = self._words.content(part.lines, self._turn)
        if part.level is not None:
            return Heading(content, part.level)
        return Paragraph(content, role=part.role)

    def _turn(self, page: int) -> PageBreak:
        return self._turns[page]
