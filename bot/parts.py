"""Long texts in parts: nothing is cut off, everything can be reached.

A message has room for 4,000 characters. A *block* is a stretch of text under a label, with at most one sentence in it
that answers. Blocks are cut into *slices*, and slices packed into *parts* of one message each, so that the slices of
all parts together are the blocks, character for character. Cuts fall between sentences if they can, else between words;
a sentence that answers is not cut unless it alone is too long for a message.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from bot import markup

ROOM = 2500
"""What one part may weigh, labels and all, as Markdown; the rest of a message is for question and citation."""

_FRAME = 16
"""What a slice needs besides its characters: ellipses, the first quotation mark, the first and last asterisks."""

_SENTENCE_END = re.compile(r"(?:[.!?…][\"'”’»)\]]*\s+|[。！？]+[」』”’）]*|\n+)")
_BLANKS = re.compile(r"\s+")
_EARLIEST = 0.6
"""A cut may come before the even share of the text, but not before this much of it."""
_DEAR = frozenset("\\*_~`|<@[]:&")
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Block:
    """A text under a label (Markdown); ``start`` and ``end`` enclose the sentence that answers, if there is one."""

    text: str
    label: str = ""
    start: int = 0
    end: int = 0

    @property
    def answers(self) -> bool:
        """Whether there is a sentence to make bold."""
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class Slice:
    """The stretch ``[start, end)`` of a block."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The stretch itself."""
        return self.block.text[self.start : self.end]

    @property
    def answers(self) -> bool:
        """Whether the sentence that answers begins here."""
        return self.block.answers and self.start <= self.block.start < self.end

    def markdown(self) -> str:
        """The stretch as a quotation under its label, the answer in bold, with ``…`` where the block goes on."""
        bold_start = min(max(self.block.start, self.start), self.end) if self.block.answers else self.end
        bold_end = min(max(self.block.end, bold_start), self.end) if self.block.answers else self.end
        text = self.block.text
        before, answer, after = text[self.start : bold_start], text[bold_start:bold_end], text[bold_end : self.end]
        body = markup.escape(before) + markup.bold(answer) + markup.escape(after)
        opening = f"{markup.ELLIPSIS} " if self.start > 0 else ""
        closing = f" {markup.ELLIPSIS}" if self.end < len(text) else ""
        quotation = markup.quote(f"{opening}{body.strip()}{closing}")
        return f"{self.block.label}\n{quotation}" if self.block.label else quotation


def split(blocks: tuple[Block, ...], room: int = ROOM) -> tuple[tuple[Slice, ...], ...]:
    """The blocks in parts, in order; empty blocks vanish."""
    parts: list[list[Slice]] = []
    left = 0
    for block in blocks:
        frame = markup.weight(block.label) + _FRAME
        for piece in _slices(block, room - frame):
            price = sum(map(_price, piece.text)) + frame
            if not parts or price > left:
                parts.append([])
                left = room
            parts[-1].append(piece)
            left -= price
    return tuple(tuple(part) for part in parts)


def answering_part(parts: tuple[tuple[Slice, ...], ...]) -> int:
    """The number of the part, from 0, in which the sentence that answers begins; 0 where there is none."""
    return next((number for number, part in enumerate(parts) if any(piece.answers for piece in part)), 0)


def _price(char: str) -> int:
    """What a character may cost at most once it is escaped and quoted."""
    if char in _DEAR:
        return 2
    # A line break brings the next line's quotation mark, a backslash, and the bold type's end and new beginning.
    return 8 if char in _LINE_BREAKS else markup.weight(char)


def _slices(block: Block, room: int) -> list[Slice]:
    text = block.text
    if not text.strip():
        return []
    prices = list(accumulate(map(_price, text), initial=0))
    slices = []
    start = 0
    while prices[-1] - prices[start] > room:
        end = _cut(block, start, prices, room)
        slices.append(Slice(block, start, end))
        start = end
    slices.append(Slice(block, start, len(text)))
    return slices


def _cut(block: Block, start: int, prices: list[int], room: int) -> int:
    """Where the slice that begins at ``start`` ends: near an even share of what is left, and never beyond ``room``."""
    text = block.text
    left = prices[-1] - prices[start]
    share = left / -(-left // room)
    farthest = max(bisect_right(prices, prices[start] + room) - 1, start + 1)
    nearest = min(bisect_right(prices, prices[start] + share * _EARLIEST), farthest)
    wanted = min(bisect_right(prices, prices[start] + share), farthest)
    if block.start <= start < block.end <= farthest:
        nearest, wanted = block.end, max(block.end, wanted)
    ends = [
        *(match.end() for match in _SENTENCE_END.finditer(text, nearest, farthest)),
        *([block.end] if nearest <= block.end <= farthest else []),
    ]
    if not ends:
        ends = [match.end() for match in _BLANKS.finditer(text, nearest, farthest)]
    cut = min(ends, key=lambda end: abs(end - wanted)) if ends else markup.safe_cut(text, farthest)
    if start < block.start < cut < block.end and prices[block.end] - prices[block.start] <= room:
        cut = block.start
    return cut if cut > start else farthest
