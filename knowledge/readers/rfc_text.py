"""Reader for the text of an RFC or an Internet-Draft, as RFC 2223 and RFC 7994 lay it out.

A footer ``Author   Category   [Page 12]`` closes a page, and the next line that is not blank is the running head; newer
RFCs have neither. Section numbers nest. The table of contents is left out; it is used to find where a heading ends that
runs into its paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.readers.blocks import Block, Heading, PageBreak, Paragraph, Reading
from knowledge.readers.characters import seen
from knowledge.readers.lines import Chunk, Joiner, chunks_of, joined_pages
from knowledge.readers.rfc_front import front_matter
from knowledge.readers.rfc_outline import Headings, contents_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FOOTER = re.compile(r"(?:\S.*|\s*)\[Page ([0-9]{1,5}|[ivxlc]{1,8})\]\s*")
_IN_COLUMNS = re.compile(r"\S.*\S {2,}\S")


def read(content: str, name: str) -> Reading:  # noqa: ARG001 - every reader is given the name
    """Read an RFC into blocks."""
    joiner = Joiner(content)
    row = joined_pages(_pages(content))
    front, rest = _split_front(row)
    contents, rest = contents_in(rest)
    blocks, found = front_matter([one for one in front if isinstance(one, Chunk)])
    blocks = [*(one for one in front if isinstance(one, PageBreak)), *blocks]
    headings = Headings(contents, [one for one in rest if isinstance(one, Chunk)])
    for one in rest:
        blocks += [one] if isinstance(one, PageBreak) else _blocks(one, headings, joiner)
    left = sum(seen(line) for _, chunks in _pages(content) for chunk in chunks for line in chunk.strings)
    return Reading(tuple(blocks), found, visible=left - contents.visible)


def _blocks(chunk: Chunk, headings: Headings, joiner: Joiner) -> Iterator[Block]:
    """A heading, or the blocks of a chunk; a heading that runs into its text gives both."""
    found = headings.find(chunk)
    if found is None:
        yield from joiner.blocks(chunk)
        return
    heading, level, rest = found
    yield Heading((heading,), level)
    if rest:
        yield Paragraph((rest,))


def _pages(content: str) -> Iterator[tuple[PageBreak | None, Sequence[Chunk]]]:
    """Each page with its number, without running head and footer."""
    held: list[str] = []
    after_footer = False
    numbered = False
    for line in content.split("\n"):
        bare = line.replace("\f", "").rstrip()
        footer = _FOOTER.fullmatch(bare)
        if footer:
            yield PageBreak(footer[1]), chunks_of(held)
            held, after_footer, numbered = [], True, True
        elif after_footer and bare:
            after_footer = False
            if not _IN_COLUMNS.match(bare):
                held.append(bare)
        else:
            held.append(bare)
    if any(map(str.strip, held)):
        yield PageBreak(None) if numbered else None, chunks_of(held)


def _split_front(row: Sequence[PageBreak | Chunk]) -> tuple[Sequence[PageBreak | Chunk], Sequence[PageBreak | Chunk]]:
    """Split off the front matter: everything before the first separate line at the left margin, a heading."""
    for index, one in enumerate(row):
        earlier = sum(isinstance(before, Chunk) for before in row[:index])
        if isinstance(one, Chunk) and earlier and one.indent == 0 and not _IN_COLUMNS.match(one.strings[0]):
            return row[:index], row[index:]
    return [], row
