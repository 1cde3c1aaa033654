"""Text made of lines, as in typescripts and plain-text files: groups lines into chunks and joins wrapped lines.

A *chunk* is the lines between two blank lines: one wrapped paragraph, the items of a list, or a drawing whose line
breaks must be kept.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.models import Role
from knowledge.readers.blocks import Inline, PageBreak, Paragraph
from knowledge.readers.characters import between_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.readers.blocks import Content

Line = str | PageBreak
"""A line without its line end and trailing blanks, or a page break between two lines."""

_SIGN = re.compile(r"[ ]*((?:[*+•·▪◦‣–—-]|o(?=[ ]{2}))[ ]+)(?=\S)")
_NUMBER = re.compile(
    r"[ ]*(?:\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)|(?:\d{1,2}[.)]|[a-z]\)|[ivx]{2,5}[.)]))[ ]+(?=\S)", re.IGNORECASE
)
# Signs of a drawing or of columns rather than prose: rules, boxes, gaps wider than any in a sentence.
_DRAWN = re.compile(r"[-=_~^+*#.]{4,}|\+[-=]{2,}|[|+] {0,3}[|+]|^\s*\||[^\s.!?:;,] {3,}\S|[{};]$|<--|-->")
_SUSPENDED = re.compile(r"(?:and|or|to|rather|und|oder|et|ou)\b")
_HYPHENATED = re.compile(r"(\w+)-$")
_ENDED = re.compile(r"[.!?:。！？：][\"'”’»)\]]*$")
_NEARLY_FULL = 50
"""Minimum characters of a line that may have been wrapped at the margin rather than ended by its writer."""
_LONGEST_PARAGRAPH = 200
"""Number of lines from which on a paragraph is not assumed to continue on the next page."""
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines between blank lines, and the number of blank lines before them."""

    lines: tuple[Line, ...]
    gap: int

    @property
    def strings(self) -> list[str]:
        """The lines alone."""
        return [line for line in self.lines if isinstance(line, str)]

    @property
    def text(self) -> str:
        """The lines joined into one."""
        return " ".join(line.strip() for line in self.strings)

    @property
    def indent(self) -> int:
        """Blanks at the beginning of the first line."""
        return indent_of(self.strings[0])

    @property
    def is_drawn(self) -> bool:
        """Whether the lines are a drawing, a table or program code rather than sentences."""
        lines = self.strings
        drawn = sum(bool(_DRAWN.search(line)) for line in lines)
        # More than three different indentations: program code, a poem.
        stepped = len({indent_of(line) for line in lines}) > 3 and not any(map(begins_item, lines))
        return stepped or 2 * drawn > len(lines)


def chunks_of(lines: Iterable[str]) -> list[Chunk]:
    """Group lines by blank lines; tabs are expanded to tab stops of eight columns."""
    chunks: list[Chunk] = []
    held: list[str] = []
    gap = blank = 0
    for line in lines:
        bare = line.expandtabs().rstrip() if len(line) < 10_000 else line.strip()
        if bare:
            if not held:
                gap, blank = blank, 0
            held.append(bare)
            continue
        if held:
            chunks.append(Chunk(tuple(held), gap))
            held = []
        blank += 1
    return [*chunks, Chunk(tuple(held), gap)] if held else chunks


def joined_pages(pages: Iterable[tuple[PageBreak | None, Sequence[Chunk]]]) -> list[PageBreak | Chunk]:
    """The chunks of all pages, each page after its break; a paragraph continued on the next page is one chunk."""
    row: list[PageBreak | Chunk] = []
    for page, chunks in pages:
        last = row[-1] if row else None
        rest = list(chunks)
        if rest and isinstance(last, Chunk) and page is not None and _goes_on(last, rest[0]):
            row[-1] = Chunk((*last.lines, page, *rest.pop(0).lines), last.gap)
        elif page is not None:
            row.append(page)
        row += rest
    return row


def _goes_on(before: Chunk, after: Chunk) -> bool:
    """Whether a paragraph at the foot of a page continues at the head of the next."""
    last, first = before.strings[-1], after.strings[0]
    if (
        len(before.lines) > _LONGEST_PARAGRAPH
        or before.is_drawn
        or after.is_drawn
        or begins_item(first)
        or _ENDED.search(last)
    ):
        return False
    return first.lstrip()[0].islower() or (indent_of(last) == indent_of(first) and len(last) > _NEARLY_FULL)


def indent_of(line: str) -> int:
    """Blanks at the beginning of a line."""
    return len(line) - len(line.lstrip(" "))


def begins_item(line: str) -> bool:
    """Whether a line begins like an item of a list."""
    return bool(_SIGN.match(line) or _NUMBER.match(line))


class Joiner:
    """Joins wrapped lines; ``text`` is the whole document, used to tell hyphens from hyphenation."""

    def __init__(self, text: str) -> None:
        self._words = Counter(word.casefold() for word in _LETTERS.findall(text))

    def join(self, lines: Sequence[Line]) -> Content:
        """The content of a paragraph: one string, interrupted only by page breaks."""
        pieces: list[Inline] = []
        text = ""
        for line in lines:
            if isinstance(line, PageBreak):
                pieces += [text, line]
                # A word broken at the end of a page continues after the break.
                text = ""
            else:
                text = self._continued(text, line.strip())
        return tuple(piece for piece in (*pieces, text) if piece)

    def blocks(self, chunk: Chunk) -> Iterator[Paragraph]:
        """The paragraphs, items or drawing that a chunk consists of."""
        if chunk.is_drawn:
            yield Paragraph(_drawing(chunk.lines), role=Role.LISTING)
            return
        for lines in _parts(chunk.lines):
            yield self._paragraph(lines)

    def _paragraph(self, lines: Sequence[Line]) -> Paragraph:
        first = lines[0]
        sign = _SIGN.match(first) if isinstance(first, str) else None
        if isinstance(first, str) and sign:
            return Paragraph(self.join([first[sign.end() :], *lines[1:]]), lead=_lead(sign[1]), role=Role.ITEM)
        role = Role.ITEM if isinstance(first, str) and _NUMBER.match(first) else Role.PARAGRAPH
        return Paragraph(self.join(lines), role=role)

    def _continued(self, text: str, line: str) -> str:
        """``text`` joined with ``line``: by a space, by nothing after a hyphen, or with hyphenation removed."""
        word = _HYPHENATED.search(text[-60:]) if text else None
        if word is None or not line[:1].isalnum() or _SUSPENDED.match(line):
            return f"{text}{between_lines(text, line)}{line}"
        following = _LETTERS.match(line)
        whole = (word[1] + following[0]).casefold() if following else ""
        hyphenated = line[0].islower() and word[1].isalpha() and self._words[whole]
        return text[:-1] + line if hyphenated else text + line


def _lead(sign: str) -> str:
    return f"{sign.strip()} "


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Split the lines of a chunk where an item of a list, or a paragraph with an indented first line, begins."""
    strings = [line for line in lines if isinstance(line, str)]
    base = min(map(indent_of, strings))
    part: list[Line] = []
    in_list = False
    for index, line in enumerate(lines):
        if isinstance(line, PageBreak) or not part:
            part.append(line)
            in_list = in_list or (isinstance(line, str) and begins_item(line))
            continue
        before = next((one for one in reversed(part) if isinstance(one, str)), line)
        item = begins_item(line) and (in_list or before.endswith(":") or indent_of(line) > indent_of(before))
        after = next((one for one in lines[index + 1 : index + 3] if isinstance(one, str)), None)
        if item or (not in_list and _is_indented(line, before, after, base)):
            yield part
            part = []
            in_list = in_list or item
        part.append(line)
    if part:
        yield part


def _is_indented(line: str, before: str, after: str | None, base: int) -> bool:
    """Whether a line is indented, between two that are not: the first of a paragraph, as in books."""
    if after is None or indent_of(before) != base or indent_of(after) != base:
        return False
    return 1 < indent_of(line) - base <= 8


def _drawing(lines: Sequence[Line]) -> Content:
    """The lines of a drawing unchanged, except for their common margin, which is removed."""
    margin = min(indent_of(line) for line in lines if isinstance(line, str))
    return tuple(line if isinstance(line, PageBreak) else f"{line[margin:]}\n" for line in lines)
