"""Removes line numbers at the left edge of pages, as in the transcripts of hearings."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.readers.pdf_page import Line

_NUMBER = re.compile(r"([0-9]{1,2})(?:\s+|$)")
_LEAST_LINES: Final = 10
"""Minimum lines of a page with consecutive numbers from 1 for these to be line numbers."""
_LEAST_SHARE: Final = 0.8
"""Minimum share of the lines of such a page that have a number."""
_LEAST_PAGES: Final = 2
_WIDEST: Final = 12
"""Maximum distance of the left edges of the numbers, in points: "1" may begin further right than "10"."""
_OPEN_END = re.compile(r"[\w,-]$")
_LEFT_OUT: Final = Wording("Line numbers were left out: they are not part of the text.")


def remove(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The lines of each page without line numbers, and a warning if there were any.

    At least two pages, and half of all, must have them.
    """
    numbered = [_numbered(lines) for lines in pages]
    count = sum(map(bool, numbered))
    if count < _LEAST_PAGES or 2 * count < sum(map(bool, pages)):
        return [list(lines) for lines in pages], []
    stripped = [
        [_without_number(line) if index in found else line for index, line in enumerate(lines)]
        for lines, found in zip(pages, numbered, strict=True)
    ]
    return [[line for line in lines if line.text] for lines in stripped], [_LEFT_OUT]


def _numbered(lines: Sequence[Line]) -> set[int]:
    """The indexes of the lines of a page that begin with a line number; empty if the numbers are those of a list.

    A line number may begin a line in the middle of a sentence; the number of an item or of a row does not.
    """
    found: list[int] = []
    for index in sorted(range(len(lines)), key=lambda place: -lines[place].y):
        match = _NUMBER.match(lines[index].text)
        if match is not None and int(match[1]) == len(found) + 1:
            found.append(index)
    edges = [lines[index].left for index in found]
    if len(found) < max(_LEAST_LINES, _LEAST_SHARE * len(lines)) or max(edges) - min(edges) > _WIDEST:
        return set()
    texts = [_without_number(lines[index]).text for index in found]
    goes_on = any(_OPEN_END.search(one) and two[:1].islower() for one, two in itertools.pairwise(texts))
    return set(found) if goes_on else set()


def _without_number(line: Line) -> Line:
    match = _NUMBER.match(line.text)
    end = match.end() if match is not None else 0
    raised = tuple((position - end, figure) for position, figure in line.raised if position >= end)
    return replace(line, text=line.text[end:], raised=raised)
