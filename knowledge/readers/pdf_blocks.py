"""From the lines of a PDF's pages to its blocks: headings, paragraphs that run over pages, footnotes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.models import Role
from knowledge.readers import pdf_headings, pdf_words
from knowledge.readers.blocks import Heading, NoteBody, Paragraph
from knowledge.readers.characters import seen
from knowledge.readers.pdf_layout import LARGER, Part, body_size, level_lines, paragraphs
from knowledge.readers.pdf_page import HYPHEN
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.readers.blocks import Block, PageBreak
    from knowledge.readers.pdf_headings import Entry
    from knowledge.readers.pdf_page import Line

_LEADER = re.compile(r"(?:[.·…]\s?){4,}\s*(?:[0-9]{1,4}|[ivxlc]{1,8})$")
_ENDS_WITH_PAGE = re.compile(r"\s(?:[0-9]{1,4}|[ivxlc]{1,8})$")
_CONTENTS: Final = frozenset(
    {"contents", "tableofcontents", "inhalt", "inhaltsverzeichnis", "tabledesmatières", "índice"}
)
_INDEX: Final = frozenset({"index", "generalindex", "subjectindex", "register", "sachregister", "stichwortverzeichnis"})
_LEADERS_OF_CONTENTS: Final = 3
"""Lines with dot leaders that make a page one of a table of contents."""
_NOTE = re.compile(r"([0-9]{1,3})[.)]?\s*(?=\D)")
_CONTENTS_LEFT_OUT: Final = Wording("The table of contents was left out: it repeats the headings.")
_INDEX_LEFT_OUT: Final = Wording("The index was left out: it repeats what the text says.")


def build(
    pages: Sequence[Sequence[Line]], turns: Sequence[PageBreak], entries: Sequence[Entry]
) -> tuple[list[Block], list[str], int]:
    """The blocks of a file, what is doubtful about them, and how many letters were left out on purpose.

    ``pages`` are the lines of each page without running heads, ``turns`` the page break before each page, ``entries``
    the outline.
    """
    bodies = [_without_contents(level_lines(lines)) for lines in pages]
    warnings: list[str] = [_CONTENTS_LEFT_OUT] if any(dropped for _, dropped in bodies) else []
    left_out = sum(dropped for _, dropped in bodies)
    kept = [lines for lines, _ in bodies]
    size = body_size(kept)
    parts, doubts = _parts(kept, entries, size)
    parts, dropped = _without_index(parts)
    warnings += doubts + ([_INDEX_LEFT_OUT] if dropped else [])
    writer = _Writer(pdf_words.Words(kept), turns, size)
    return writer.blocks(list(_joined(parts, size))), warnings, left_out + dropped


def _without_contents(lines: list[Line]) -> tuple[list[Line], int]:
    """A page without its table of contents, and how many letters that had."""
    leaders = sum(bool(_LEADER.search(line.text)) for line in lines)
    if leaders < _LEADERS_OF_CONTENTS:
        return lines, 0
    if 2 * leaders >= len(lines):
        # What is left over are titles that take several lines.
        return [], sum(seen(line.text) for line in lines)
    kept = [line for line in lines if not _ENDS_WITH_PAGE.search(line.text) and _folded(line.text) not in _CONTENTS]
    return kept, sum(seen(line.text) for line in lines) - sum(seen(line.text) for line in kept)


def _without_index(parts: list[Part]) -> tuple[list[Part], int]:
    """The parts up to an index at the end, and how many letters that has."""
    last = next((place for place in reversed(range(len(parts))) if parts[place].level is not None), None)
    if last is None or _folded(parts[last].text) not in _INDEX:
        return parts, 0
    return parts[:last], sum(seen(part.text) for part in parts[last:])


def _folded(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def _parts(pages: Sequence[Sequence[Line]], entries: Sequence[Entry], size: float) -> tuple[list[Part], list[str]]:
    """Paragraphs and headings in reading order; the outline's, where most of it is found again on the pages."""
    found, missing = pdf_headings.find(entries, pages)
    if entries and 2 * missing <= len(entries):
        parts = [part for index, lines in enumerate(pages) for part in _between(lines, found.get(index, []))]
        doubt = Wording(
            "{count} of {total} entries of the outline were not found on their pages.",
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
    """Paragraphs that go on on the next page made one; footnotes between their halves come after them."""
    held: Part | None = None
    notes: list[Part] = []
    for part in parts:
        if held is None:
            held = part
        elif _goes_on(held, part):
            held = replace(held, lines=(*held.lines, *part.lines))
        elif _is_small(part, size) and not _is_small(held, size) and part.lines[0].page == held.lines[-1].page:
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
    if held.level is not None or part.level is not None or part.role is not Role.PARAGRAPH:
        return False
    alike = max(before.size, line.size) / max(min(before.size, line.size), 0.1) <= LARGER
    turned = before.page + 1 == line.page or (before.page == line.page and line.y > before.y)
    hyphenated = before.text.endswith((HYPHEN, "-"))
    return held.role is not Role.LISTING and alike and turned and (hyphenated or line.text[0].islower())


def _is_small(part: Part, size: float) -> bool:
    return part.size * LARGER < size


class _Writer:
    """Writes parts as blocks, a page break before the first letter of each page."""

    def __init__(self, words: pdf_words.Words, turns: Sequence[PageBreak], size: float) -> None:
        self._words = words
        self._turns = turns
        self._size = size
        self._page = -1

    def blocks(self, parts: Sequence[Part]) -> list[Block]:
        """All blocks in reading order."""
        marks = {(line.page, mark) for part in parts for line in part.lines for _, mark in line.marks}
        written: list[Block] = []
        for part in parts:
            while self._page < part.lines[0].page:
                self._page += 1
                written.append(self._turns[self._page])
            written.append(self._block(part, marks))
            self._page = max(self._page, part.lines[-1].page)
        return written

    def _block(self, part: Part, marks: set[tuple[int, str]]) -> Block:
        if part.role is Role.LISTING:
            return Paragraph(pdf_words.listing(part.lines), role=Role.LISTING)
        note = _NOTE.match(part.text) if _is_small(part, self._size) else None
        if note is not None and (part.lines[0].page, note[1]) in marks:
            first = replace(part.lines[0], text=part.lines[0].text[note.end() :] or " ", marks=())
            return NoteBody(note[1], self._words.content((first, *part.lines[1:]), self._turn))
        content = self._words.content(part.lines, self._turn)
        if part.level is not None:
            return Heading(content, part.level)
        return Paragraph(content, role=part.role)

    def _turn(self, page: int) -> PageBreak:
        return self._turns[page]
