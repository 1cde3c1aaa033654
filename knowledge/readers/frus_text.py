"""Reader for FRUS plain text: a document of *Foreign Relations of the United States* as bare lines.

The format, and how it is read:

- Blocks are separated by blank lines. ``[Page 402]`` opens a page, alone on a line or inside a sentence.
- A header comes first: source line, number ("No. 183"), heading, series code ("GKI D–5/1"), title, in this order and
  each of them optional, one line each. A number without a heading after it is itself the heading of the text.
- A line of the header may name the volume ("Foreign Relations of the United States, 1952–1954, China and Japan, Volume
  XIV, Part 1"): it gives the series, and is not the title of a document that has a number.
- A paragraph may be numbered: at column 0, the next expected number, a full stop. Its number is not part of its words.
- A short line of its own without a final stop is a heading. Where blocks are separated by one blank line, two blank
  lines before a paragraph indicate a heading that the file left out: a section without a heading.
- A footnote is an indented ``1. …`` or a ``[2] …`` at the start of a line. Its mark in the text is ``[2]``, or the bare
  digit glued to the end of a heading or a word; digits without a matching footnote stay in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from knowledge.models import Role
from knowledge.readers.blocks import (
    Block,
    Content,
    Found,
    Heading,
    Inline,
    NoteBody,
    NoteMark,
    PageBreak,
    Paragraph,
    Reading,
    SectionBreak,
)
from knowledge.readers.page_markers import PAGE_MARKER
from knowledge.wording import Wording

_NUMBERED = re.compile(r"([0-9]{1,4})\.\s+(?=\S)")
_NOTE = re.compile(r"(?:\s+([0-9]{1,3})\.|\[([0-9]{1,3})\])\s+(?=\S)")
# A bare digit is a mark only where it is glued to a word: at the end of a heading, or before a space.
_GLUED_AT_END = re.compile(r"\[([0-9]{1,3})\]|(?<=[^\W\d_])([0-9]{1,3})$")
_GLUED = re.compile(r"\[([0-9]{1,3})\]|(?<=[a-z][.,;”’)])([0-9]{1,3})(?=\s|$)")
_DOCUMENT_NUMBER = re.compile(r"(?:No\.|Number|Document)\s*\d+\.?", re.IGNORECASE)
_SERIES_CODE = re.compile(r"(?=[^a-z]*\d)[A-Z][^a-z]{2,39}")
_SERIES = "Foreign Relations of the United States"
_VOLUME = re.compile(
    rf"{_SERIES}, (?P<subseries>\d{{4}}(?:[–-]\d{{2,4}})?), (?:(?P<before>.+), )?"
    r"Volume (?P<volume>[IVXLC]+|\d+)(?:, Part (?P<part>[IVX]+|\d+))?(?:, (?P<after>.+?))?\.?",
    re.IGNORECASE,
)
_HEADING_LENGTH = 160
_QUOTED = 50
"""Maximum characters of a text that a warning quotes."""
# Characters that may follow the full stop of a sentence: note marks, closing quotation marks and brackets.
_AFTER_THE_STOP = re.compile(r"(?:\[[0-9]{1,3}\]|(?<=[a-z][.!?])[0-9]{1,3}|[”’\"')\]]|\s)+$")
_ENDS_A_SENTENCE = (".", "!", "?", ":", ";", ",", "。", "！", "？", "：", "；")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines between blank lines: their text, whether the first is indented, and the blank lines before them."""

    lines: tuple[str, ...]
    gap: int

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines)


def read(content: str, name: str) -> Reading:  # noqa: ARG001 - every reader is given the name
    """Read a text into blocks."""
    chunks = _chunks(content)
    notes, chunks = _take_notes(chunks)
    header, body = _split_header(chunks)
    blocks, title = _header_blocks(header)
    body_blocks, warnings = _body_blocks(body)
    if body_blocks and isinstance(body_blocks[0], PageBreak):
        # A marker between the header and the first paragraph applies to both.
        blocks.insert(0, body_blocks.pop(0))
    marks = _Marks([mark for mark, _ in notes])
    read_blocks: list[Block] = [marks.resolve(block) for block in [*blocks, *body_blocks]]
    # Take the title again, now without its footnote mark.
    titles = (block for block in read_blocks if isinstance(block, Paragraph) and block.role is Role.TITLE)
    title = next(("".join(piece for piece in one.content if isinstance(piece, str)) for one in titles), title)
    read_blocks += [NoteBody(mark, _inline(words)) for mark, words in notes]
    warnings += [Wording("Footnote {mark} has no mark in the text.", mark=mark) for mark in marks.open]
    return Reading(tuple(read_blocks), _found(header, title), tuple(warnings))


def _found(header: list[_Chunk], title: str | None) -> Found:
    """The metadata in the header, on the document and its volume."""
    lines = [line.strip() for chunk in header for line in chunk.lines]
    number = next((line for line in lines if _DOCUMENT_NUMBER.fullmatch(line)), None)
    volume = next(filter(None, map(_VOLUME.fullmatch, lines)), None)
    digits = None if number is None else "".join(filter(str.isdecimal, number))
    if volume is None:
        return Found(title=title, number=digits)
    return Found(
        title=number if title == volume[0] and number is not None else title,
        series=_SERIES,
        subseries=volume["subseries"],
        volume_title=volume["before"] or volume["after"],
        volume=volume["volume"],
        part=volume["part"],
        number=digits,
    )


def _chunks(text: str) -> list[_Chunk]:
    """Group lines by blank lines; a footnote and a marker line are always chunks of their own."""
    chunks: list[_Chunk] = []
    lines: list[str] = []
    gap = blank = 0

    def close() -> None:
        if lines:
            chunks.append(_Chunk(tuple(lines), gap))
            lines.clear()

    for line in text.splitlines():
        if not line.strip():
            close()
            blank += 1
            continue
        if not lines or _NOTE.match(line) or PAGE_MARKER.fullmatch(line.strip()) or _NUMBERED.match(line):
            close()
            gap, blank = blank, 0
        lines.append(line.rstrip())
        if PAGE_MARKER.fullmatch(line.strip()):
            close()
    close()
    return chunks


def _take_notes(chunks: list[_Chunk]) -> tuple[list[tuple[str, str]], list[_Chunk]]:
    """Separate the footnotes from the rest: ``(mark, text)`` each."""
    notes, rest = [], []
    for chunk in chunks:
        match = _NOTE.match(chunk.lines[0])
        if match:
            notes.append((match[1] or match[2], chunk.text.split(maxsplit=1)[1]))
        else:
            rest.append(chunk)
    return notes, rest


def _split_header(chunks: list[_Chunk]) -> tuple[list[_Chunk], list[_Chunk]]:
    """Split off the header: everything before the first page marker, section heading or paragraph.

    In a numbered document the line directly before paragraph 1 is the heading of its section, unless that would leave
    a header of one line without a title.
    """
    first = next((index for index, chunk in enumerate(chunks) if _starts_body(chunk)), len(chunks))
    if first and first < len(chunks) and _NUMBERED.match(chunks[first].lines[0]) and first > 1:
        first -= 1
    return chunks[:first], chunks[first:]


def _starts_body(chunk: _Chunk) -> bool:
    return bool(PAGE_MARKER.search(chunk.text) or _NUMBERED.match(chunk.lines[0])) or (
        _is_sentence(chunk.text) and not _DOCUMENT_NUMBER.fullmatch(chunk.text)
    )


def _header_blocks(header: list[_Chunk]) -> tuple[list[Block], str | None]:
    """Classify the header's lines by form and position; return them as blocks, with the title."""
    lines = [line.strip() for chunk in header for line in chunk.lines]
    number = next((index for index, line in enumerate(lines) if _DOCUMENT_NUMBER.fullmatch(line)), None)
    if number is None:
        before, after = [], lines
    else:
        before, after = lines[:number], lines[number + 1 :]
    blocks: list[Block] = [Paragraph((line,), role=Role.SOURCE) for line in before]
    if number is not None and not after:
        return [*blocks, Heading((lines[number],))], before[0] if before else lines[number]
    if number is not None:
        blocks.append(Paragraph((lines[number],), role=Role.NUMBER))
    coded = [line for line in after if _SERIES_CODE.fullmatch(line)]
    named = [line for line in after if line not in coded]
    title = named[-1] if named else None
    roles = {**dict.fromkeys(named, Role.HEADING), **dict.fromkeys(coded, Role.CODE)}
    if title is not None:
        roles[title] = Role.TITLE
    blocks += [Paragraph((line,), role=roles[line]) for line in after]
    return blocks, title


def _body_blocks(body: list[_Chunk]) -> tuple[list[Block], list[str]]:
    """Paragraphs, headings and page breaks, and warnings about them."""
    blocks: list[Block] = []
    warnings: list[str] = []
    usual_gap = max(1, Counter(chunk.gap for chunk in body).most_common(1)[0][0]) if body else 1
    # A heading has a paragraph after it.
    last = max((index for index, chunk in enumerate(body) if not PAGE_MARKER.fullmatch(chunk.text)), default=0)
    expected = 1
    for index, chunk in enumerate(body):
        marker = PAGE_MARKER.fullmatch(chunk.text)
        if marker:
            blocks.append(PageBreak(marker[1]))
            continue
        numbered = _NUMBERED.match(chunk.lines[0])
        if not numbered and _is_heading(chunk) and index < last:
            blocks.append(Heading(_inline(chunk.text), level=1))
            continue
        opened = bool(blocks) and isinstance(blocks[-1], Heading | PageBreak)
        if chunk.gap > usual_gap and blocks and not opened:
            blocks.append(SectionBreak())
            warnings.append(Wording("A section without a heading begins with: “{words}”", words=_beginning(chunk.text)))
        if numbered and int(numbered[1]) in {1, expected, expected + 1}:
            if int(numbered[1]) == expected + 1:
                warnings.append(_missing_before(int(numbered[1])))
            expected = int(numbered[1]) + 1
            words = chunk.text[numbered.end() :]
            blocks.append(Paragraph(_inline(words), numbered[1], f"{numbered[1]}. "))
        else:
            blocks.append(Paragraph(_inline(chunk.text)))
    return blocks, warnings


def _missing_before(number: int) -> Wording:
    return Wording(
        "Paragraph {missing} is missing: {number} follows {before}.",
        missing=number - 1,
        number=number,
        before=number - 2,
    )


def _is_heading(chunk: _Chunk) -> bool:
    """Whether a chunk is one short line and not a sentence."""
    text = chunk.text
    return (
        len(chunk.lines) == 1
        and len(text) <= _HEADING_LENGTH
        and not _is_sentence(text)
        and text[0].isalpha()
        and PAGE_MARKER.search(text) is None
    )


def _is_sentence(text: str) -> bool:
    return _AFTER_THE_STOP.sub("", text).endswith(_ENDS_A_SENTENCE)


def _beginning(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(" ", 1)[0] + "…"


def _inline(text: str) -> Content:
    """Split ``text`` at its page markers."""
    pieces: list[Inline] = []
    end = 0
    for match in PAGE_MARKER.finditer(text):
        pieces += [text[end : match.start()], PageBreak(match[1])]
        end = match.end()
    return tuple(piece for piece in (*pieces, text[end:]) if piece)


class _Marks:
    """Finds the mark of each footnote once, in reading order, and removes it from the text."""

    def __init__(self, marks: list[str]) -> None:
        self.open = dict.fromkeys(marks)

    def resolve(self, block: Block) -> Block:
        """The block with each footnote mark in its text replaced by a ``NoteMark``."""
        match block:
            case Heading(content, level):
                return Heading(self._resolve(content, at_end=True), level)
            case Paragraph(content, number, lead, role):
                return Paragraph(self._resolve(content, at_end=not role.is_body), number, lead, role)
            case _:
                return block

    def _resolve(self, content: Content, *, at_end: bool) -> Content:
        pieces: list[Inline] = []
        for piece in content:
            pieces += self._split(piece, at_end=at_end) if isinstance(piece, str) else [piece]
        return tuple(pieces)

    def _split(self, text: str, *, at_end: bool) -> list[Inline]:
        pieces: list[Inline] = []
        end = 0
        for match in (_GLUED_AT_END if at_end else _GLUED).finditer(text):
            mark = match[1] or match[2]
            if mark in self.open:
                del self.open[mark]
                pieces += [text[end : match.start()], NoteMark(mark)]
                end = match.end()
        return [piece for piece in (*pieces, text[end:]) if piece != ""]
