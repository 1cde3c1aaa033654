"""Long texts in parts: nothing is cut off, everything can be reached.

A message has room for 4,000 characters. A *block* is a stretch of text under a label, perhaps with sentences in it that
answer. Blocks are cut into *slices*, and slices packed into *parts* of one message each, so that the slices of
all parts together are the blocks, character for character. Cuts fall between sentences if they can, else between words;
a sentence that answers is not cut unless it alone is too long for a message.
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
"""What one part may weigh, labels and all, as Markdown; the rest of a message is for question and citation."""

_MOST_TEXTS = 18
"""Of a message's 40 components those that are left for texts beside heading, notes and four full rows of buttons."""
_FRAME = 12
"""What a slice needs besides its characters: the ellipses, the first quotation mark, the line break under its label."""
_ASTERISKS = 4
"""What a sentence in bold needs besides."""

_SENTENCE_END = re.compile(r"(?:[.!?…][\"'”’»)\]]*\s+|[。！？]+[」』”’）]*|\n+)")
_BLANKS = re.compile(r"\s+")
_EARLIEST = 0.6
"""A cut may come before the even share of the text, but not before this much of it."""
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
        """The sentence that answers best; an empty stretch at the end where there is none."""
        return self.answers[0] if self.answers else (len(self.text), len(self.text))

    def bold(self) -> list[tuple[int, int]]:
        """What is in bold, in order; sentences with nothing but blanks between them are one."""
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
        """The stretch itself."""
        return self.block.text[self.start : self.end]

    @property
    def answers(self) -> bool:
        """Whether the sentence that answers best begins here."""
        return self.start <= self.block.best[0] < self.end

    def markdown(self) -> str:
        """The stretch as a quotation under its label, the answers in bold, with ``…`` where the block goes on."""
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
    """What stands around the best answer of a block, from sentence to sentence if it can be; all of it if it fits.

    Where the answer alone weighs more than ``room``, it is cut.
    """
    text = block.text
    prices = list(accumulate(map(price, text), initial=0))
    if prices[-1] <= room:
        return Slice(block, 0, len(text))
    first, last = block.best if block.answers else (0, 0)
    last = min(last, max(bisect_right(prices, prices[first] + room) - 1, first + 1))
    spare = room - (prices[last] - prices[first])
    # Half of what is left goes before the answer; what is not needed there, or not after it, goes to the other side.
    ahead = max(spare // 2, spare - (prices[-1] - prices[last]))
    earliest = bisect_left(prices, prices[first] - ahead)
    start = _nearest([match.end() for match in _SENTENCE_END.finditer(text, 0, first)], earliest, text, first)
    farthest = bisect_right(prices, prices[start] + room) - 1
    ends = [match.end() for match in _SENTENCE_END.finditer(text, last, farthest)]
    ends = ends or [match.end() for match in _BLANKS.finditer(text, last, farthest)]
    end = len(text) if farthest >= len(text) else max(ends, default=max(last, markup.safe_cut(text, farthest)))
    return Slice(block, start, end)


def _nearest(starts: list[int], earliest: int, text: str, answer: int) -> int:
    """Where a window begins: at the first sentence, else the first word, that is not too early."""
    if earliest <= 0:
        return 0
    words = (match.end() for match in _BLANKS.finditer(text, earliest, answer))
    return next((start for start in starts if start >= earliest), next(words, answer))


def split(blocks: tuple[Block, ...], room: int = ROOM) -> tuple[tuple[Slice, ...], ...]:
    """The blocks in parts, in order; empty blocks vanish."""
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
    """The number of the part, from 0, in which the sentence that answers begins; 0 where there is none."""
    return next((number for number, part in enumerate(parts) if any(piece.answers for piece in part)), 0)


def gathered(written: Sequence[str]) -> tuple[str, ...]:
    """Texts as no more components than a message has room for; a blank line ends the quotation before it."""
    size = -(-len(written) // _MOST_TEXTS)
    return tuple("\n\n".join(written[first : first + size]) for first in range(0, len(written), max(size, 1)))


def price(char: str) -> int:
    """What a character may cost at most once it is escaped and quoted."""
    if char in _DEAR:
        return 2
    # A line break brings the next line's quotation mark, a backslash, and the bold type's end and new beginning.
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
    """Where the slice that begins at ``start`` ends: near an even share of what is left, and never beyond ``room``."""
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
