"""Reader for plain text without a more specific format.

Blank lines separate paragraphs; wrapped lines are joined, and very long lines are paragraphs of their own. A form feed
begins a page, counted from 1. A heading is a line of its own that is underlined, called a chapter, numbered like one,
in capitals, or, in a text that is mostly paragraphs, short and without a final stop before a paragraph.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from knowledge.models import PageKind, Role
from knowledge.readers.blocks import (
    MAX_BLOCKS,
    Block,
    Found,
    Heading,
    PageBreak,
    Paragraph,
    Reading,
    TooManyBlocksError,
)
from knowledge.readers.characters import seen
from knowledge.readers.lines import Chunk, Joiner, begins_item, chunks_of, joined_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONG_LINE = 160
"""Minimum characters of a line that is not wrapped: typewriters and terminals wrap well before."""
_HEADING_LENGTH = 90
_ENDS_A_SENTENCE = tuple('.!?:;,。！？：；，…"”’»)')
_UNDERLINE = re.compile(r"\s*([=~*#^-])\1*\s*")
_RULE = re.compile(r"\s*([=~*#^_-])(?:\s*\1)*\s*")
_CHAPTER = re.compile(
    r"(?:chapter|part|section|book|appendix|article|kapitel|chapitre|глава)\s+[\divxlc]+\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,3}){0,4})\.?\s+[^\W\d_]")


def read(content: str, name: str) -> Reading:  # noqa: ARG001 - every reader is given the name
    """Read a text into blocks.

    Raises TooManyBlocksError as soon as the paragraphs and pages exceed the maximum for a document.
    """
    joiner = Joiner(content)
    pages = content.split("\f")
    row = joined_pages(
        (PageBreak(str(number), PageKind.PHYSICAL) if len(pages) > 1 else None, chunks_of(_lines(page)))
        for number, page in enumerate(pages, start=1)
    )
    chunks = [one for one in row if isinstance(one, Chunk)]
    title = chunks[0].text if len(chunks) > 1 and _could_head(chunks[0]) else None
    headed = _has_headings(chunks)
    blocks: list[Block] = []
    for one, following in itertools.zip_longest(row, row[1:]):
        if isinstance(one, PageBreak):
            blocks.append(one)
        elif title is not None and one is chunks[0]:
            blocks.append(Paragraph((title,), role=Role.TITLE))
        else:
            blocks += _blocks(one, following if isinstance(following, Chunk) else None, joiner, headed=headed)
        if len(blocks) > 2 * MAX_BLOCKS:
            raise TooManyBlocksError
    return Reading(tuple(blocks), Found(title=title), visible=seen(content))


def _lines(page: str) -> Iterator[str]:
    """The lines of a page; a blank one after each that is a paragraph by itself."""
    for line in page.splitlines():
        yield line
        if len(line) > _LONG_LINE:
            yield ""


def _blocks(chunk: Chunk, following: Chunk | None, joiner: Joiner, *, headed: bool) -> Iterator[Block]:
    strings = chunk.strings
    underlined = len(strings) > 1 and _UNDERLINE.fullmatch(strings[1]) and len(strings[0]) <= _HEADING_LENGTH
    if underlined and not _RULE.fullmatch(strings[0]):
        yield Heading((strings[0].strip(),), 1 if strings[1].strip()[0] in "=#*" else 2)
        if len(strings) > 2:
            yield from joiner.blocks(Chunk(chunk.lines[2:], 0))
        return
    level = _heading_level(chunk, following, headed=headed)
    if level is not None:
        yield Heading((chunk.text,), level)
    elif not all(_RULE.fullmatch(line) for line in strings):
        yield from joiner.blocks(chunk)


def _heading_level(chunk: Chunk, following: Chunk | None, *, headed: bool) -> int | None:
    """The level of a chunk that is a heading; ``None`` for any other."""
    if following is None or not _could_head(chunk):
        return None
    text = chunk.text
    numbered = _NUMBERED.match(text)
    if numbered and not begins_item(following.strings[0]):
        return 1 + numbered[1].count(".")
    if _CHAPTER.match(text) or (text.isupper() and sum(map(str.isalpha, text)) > 3):
        return 1
    return 2 if headed and _is_paragraph(following) and text[0].isupper() and following.gap <= chunk.gap else None


def _could_head(chunk: Chunk) -> bool:
    """Whether a chunk is one short line that is not a sentence, an item or a drawing."""
    text = chunk.text
    return (
        len(chunk.lines) == 1
        and len(text) <= _HEADING_LENGTH
        and not text.endswith(_ENDS_A_SENTENCE)
        and text[0].isalnum()
        and not chunk.is_drawn
    )


def _is_paragraph(chunk: Chunk) -> bool:
    text = chunk.text
    return len(text) > _HEADING_LENGTH and text.rstrip().endswith(_ENDS_A_SENTENCE)


def _has_headings(chunks: Sequence[Chunk]) -> bool:
    """Whether a short line may be a heading here: most of the text is paragraphs, and short lines are rare."""
    paragraphs = sum(_is_paragraph(chunk) for chunk in chunks)
    return paragraphs > sum(_could_head(chunk) for chunk in chunks)
