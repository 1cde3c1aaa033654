"""The differences between a quotation and the library's text, shown within the quotation.

In Markdown, words that the library does not have are struck out and those that it has instead are bold. Plain text uses
the notation of GNU wdiff: ``[-quoted-] {+original+}``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from knowledge import QuoteCheck

_FRAME = 10
"""The overhead of a piece: its marks, a blank, the ellipsis if the text is cut."""

_CLOSING = frozenset(".,;:!?…)]}”’»」』")


class Side(Enum):
    """On which side of the comparison words occur."""

    BOTH = "both"
    QUOTATION = "quotation"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that occurs on one side, or on both."""

    text: str
    side: Side = Side.BOTH


def pieces(check: QuoteCheck) -> tuple[Piece, ...]:
    """The quotation, in order, with the library's words where they were changed or left out."""
    return tuple(piece for piece in _pieces(check) if piece.text)


def markdown(compared: Iterable[Piece]) -> str:
    """The pieces as Markdown."""
    return _joined(compared, {Side.BOTH: markup.escape, Side.QUOTATION: _struck, Side.LIBRARY: markup.bold})


def plain(compared: Iterable[Piece]) -> str:
    """The pieces as plain text."""
    marks = {Side.BOTH: "{}", Side.QUOTATION: "[-{}-]", Side.LIBRARY: "{{+{}+}}"}
    return _joined(compared, {side: mark.format for side, mark in marks.items()})


def beginning(compared: Iterable[Piece], room: int) -> tuple[Piece, ...]:
    """The longest beginning whose Markdown, as a quotation, fits into ``room``; an ellipsis marks that it was cut."""
    chosen: list[Piece] = []
    for piece in compared:
        price = weight((piece,))
        if price > room:
            rest = markup.shorten(piece.text, room - _FRAME) if room > 2 * _FRAME else markup.ELLIPSIS
            return (*chosen, Piece(rest, piece.side if rest != markup.ELLIPSIS else Side.BOTH))
        chosen.append(piece)
        room -= price
    return tuple(chosen)


def weight(compared: Iterable[Piece]) -> int:
    """The greatest possible length of the pieces in Markdown, as a quotation."""
    # A line break adds the next line's quotation mark, and closes and reopens bold.
    return sum(markup.weight(markdown((one,))) + 6 * markup.clean(one.text).count("\n") + _FRAME for one in compared)


def _pieces(check: QuoteCheck) -> Iterator[Piece]:
    end = 0
    for difference in sorted(check.differences, key=lambda one: (one.start, one.end)):
        start = max(difference.start, end)
        yield Piece(check.quote[end:start])
        end = max(difference.end, start)
        yield Piece(check.quote[start:end], Side.QUOTATION)
        yield Piece(difference.original, Side.LIBRARY)
    yield Piece(check.quote[end:])


def _joined(compared: Iterable[Piece], shown: dict[Side, Callable[[str], str]]) -> str:
    """The pieces one after the other; blanks separate the marked ones, so that their marks never touch."""
    text = ""
    before: Piece | None = None
    for piece in compared:
        if before is not None and _needs_blank(before, piece):
            text += " "
        text += shown[piece.side](piece.text)
        before = piece
    return text


def _needs_blank(before: Piece, piece: Piece) -> bool:
    last, first = before.text[-1], piece.text[0]
    if last.isspace() or first.isspace():
        return False
    marked = (before.side is not Side.BOTH) + (piece.side is not Side.BOTH)
    return marked == 2 or (marked == 1 and first.isalnum() and (last.isalnum() or last in _CLOSING))


def _struck(text: str) -> str:
    """The text, escaped, struck out line by line."""
    return "\n".join(_struck_line(line) for line in markup.clean(text).split("\n"))


def _struck_line(line: str) -> str:
    body = line.strip()
    if not body:
        return line
    start = line.index(body)
    return f"{line[:start]}~~{markup.escape(body)}~~{line[start + len(body) :]}"
