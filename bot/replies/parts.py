"""Splits long texts into parts of one message each, without leaving anything out.

A message has room for 4,000 characters. A *block* is a stretch of text under a label, possibly with sentences that
answer. Blocks are cut into *slices*, and slices are packed into *parts* of one message each, such that the slices of
all parts together are the blocks, character for character. Cuts fall between sentences if possible, else between words;
an answering sentence is not cut unless it alone is too long for a message.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from bot import markup

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = 2300
"""The greatest length of a part as Markdown, with its labels; the rest of a message is for question and citation."""

_MOST_TEXTS = 18
"""The text components left of a message's 40 after heading, notes and four full rows of buttons."""
_FRAME = 12
"""Overhead of a slice: the ellipses, the first quotation mark, the line break after its label."""
_ASTERISKS = 4
"""Overhead of a sentence in bold."""

_SENTENCE_END = re.compile(r"(?:[.!?…][\"'”’»)\]]*\s+|[。！？]+[」』”’）]*|\n+)")
_BLANKS = re.compile(r"\s+")
_EARLIEST = 0.6
"""A cut may come before the even share of the text, but not before this fraction of it."""
_DEAR = frozenset("\\*_~`|<@[]:&")
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Block:
    """A text under a label (Markdown); ``answers`` are the sentences to make bold, as ``(start, end)``, best first."""

    text: str
    label: str = ""
    answers: tuple[tuple[int, int], ...] = ()

    @property
    def best(self) -> tuple[int, int]:
        """The best answering sentence; an empty range at the end if there is none."""
        return self.answers[0] if self.answers else (len(self.text), len(self.text))

    def bold(self) -> list[tuple[int, int]]:
        """The ranges in bold, in order; sentences separated only by blanks are merged."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(self.answers):
            if merged and not self.text[merged[-1][1] : start].strip():
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            elif start < end:
                merged.append((start, end))
        return merged


@dataclass(frozen=True, slots=True)
class Slice:
    """The stretch ``[start, end)`` of a block."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the slice."""
        return self.block.text[self.start : self.end]

    @property
    def answers(self) -> bool:
        """Whether the best answering sentence begins in this slice."""
        return self.start <= self.block.best[0] < self.end

    def markdown(self) -> str:
        """The slice as a quotation under its label, the answers in bold, with ``…`` where the block continues."""
        text = self.block.text
        body, done = "", self.start
        for start, end in self.block.bold():
            first, last = max(start, done), min(end, self.end)
            if first < last:
                body += markup.escape(text[done:first]) + markup.bold(text[first:last])
                done = last
        body += markup.escape(text[done : self.end])
        opening = f"{markup.ELLIPSIS} " if self.start > 0 else ""
        closing = f" {markup.ELLIPSIS}" if self.end < len(text) else ""
        quotation = markup.quote(f"{opening}{body.strip()}{closing}")
        return f"{self.block.label}\n{quotation}" if self.block.label else quotation


def window(block: Block, room: int) -> Slice:
    """The surroundings of a block's best answer, cut at sentence ends if possible; the whole block if it fits.

    An answer that alone is longer than ``room`` is cut.
    """
    text = block.text
    prices = list(accumulate(map(price, text), initial=0))
    if prices[-1] <= room:
        return Slice(block, 0, len(text))
    first, last = block.best if block.answers else (0, 0)
    last = min(last, max(bisect_right(prices, prices[first] + room) - 1, first + 1))
    spare = room - (prices[last] - prices[first])
    # Half of the spare room goes before the answer; what one side does not need goes to the other.
    ahead = max(spare // 2, spare - (prices[-1] - prices[last]))
    earliest = bisect_left(prices, prices[first] - ahead)
    start = _nearest([match.end() for match in _SENTENCE_END.finditer(text, 0, first)], earliest, text, first)
    farthest = bisect_right(prices, prices[start] + room) - 1
    ends = [match.end() for match in _SENTENCE_END.finditer(text, last, farthest)]
    ends = ends or [match.end() for match in _BLANKS.finditer(text, last, farthest)]
    end = len(text) if farthest >= len(text) else max(ends, default=max(last, markup.safe_cut(text, farthest)))
    return Slice(block, start, end)


def _nearest(starts: list[int], earliest: int, text: str, answer: int) -> int:
    """The start of a window: the first sentence start, else word start, that is not before ``earliest``."""
    if earliest <= 0:
        return 0
    words = (match.end() for match in _BLANKS.finditer(text, earliest, answer))
    return next((start for start in starts if start >= earliest), next(words, answer))


def split(blocks: tuple[Block, ...], room: int = ROOM) -> tuple[tuple[Slice, ...], ...]:
    """The blocks split into parts, in order; empty blocks are dropped."""
    parts: list[list[Slice]] = []
    left = 0
    for block in blocks:
        frame = markup.weight(block.label) + _FRAME + _ASTERISKS * len(block.answers)
        for piece in _slices(block, room - frame):
            cost = sum(map(price, piece.text)) + frame
            if not parts or cost > left:
                parts.append([])
                left = room
            parts[-1].append(piece)
            left -= cost
    return tuple(tuple(part) for part in parts)


def answering_part(parts: tuple[tuple[Slice, ...], ...]) -> int:
    """The index of the part in which the best answering sentence begins; 0 if there is none."""
    return next((number for number, part in enumerate(parts) if any(piece.answers for piece in part)), 0)


def gathered(written: Sequence[str]) -> tuple[str, ...]:
    """Texts joined into no more components than a message has room for; a blank line ends the quotation before it."""
    size = -(-len(written) // _MOST_TEXTS)
    return tuple("\n\n".join(written[first : first + size]) for first in range(0, len(written), max(size, 1)))


def price(char: str) -> int:
    """The greatest length of a character after escaping and quoting."""
    if char in _DEAR:
        return 2
    # A line break adds the next line's quotation mark and a backslash, and closes and reopens bold.
    return 8 if char in _LINE_BREAKS else markup.weight(char)


def _slices(block: Block, room: int) -> list[Slice]:
    text = block.text
    if not text.strip():
        return []
    prices = list(accumulate(map(price, text), initial=0))
    slices = []
    start = 0
    while prices[-1] - prices[start] > room:
        end = _cut(block, start, prices, room)
        slices.append(Slice(block, start, end))
        start = end
    slices.append(Slice(block, start, len(text)))
    return slices


def _cut(block: Block, start: int, prices: list[int], room: int) -> int:
    """The end of the slice that begins at ``start``: near an even share of the rest, and never beyond ``room``."""
    text = block.text
    left = prices[-1] - prices[start]
    share = left / -(-left // room)
    farthest = max(bisect_right(prices, prices[start] + room) - 1, start + 1)
    nearest = min(bisect_right(prices, prices[start] + share * _EARLIEST), farthest)
    wanted = min(bisect_right(prices, prices[start] + share), farthest)
    first, last = block.best
    if first <= start < last <= farthest:
        nearest, wanted = last, max(last, wanted)
    ends = [
        *(match.end() for match in _SENTENCE_END.finditer(text, nearest, farthest)),
        *([last] if first < last and nearest <= last <= farthest else []),
    ]
    if not ends:
        ends = [match.end() for match in _BLANKS.finditer(text, nearest, farthest)]
    cut = min(ends, key=lambda end: abs(end - wanted)) if ends else markup.safe_cut(text, farthest)
    if start < first < cut < last and prices[last] - prices[first] <= room:
        cut = first
    return cut if cut > start else farthest
