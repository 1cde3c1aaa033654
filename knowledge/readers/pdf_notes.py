"""Finds the footnotes of a PDF: the lines that begin one, and the raised figures in the text that refer to one.

A small raised figure is a footnote mark if a note on its page begins with that number, or if it comes after the
punctuation of a sentence. In a file with such marks, one after a word is also a mark if it cannot be a power: notes may
be at the end. Any other is part of the text, as in "500 km²".
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.readers.pdf_layout import body_size
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.readers.pdf_page import Line

_SMALLER: Final = 0.96
"""Maximum size of a note's letters, relative to that of the body text, unless its number is raised."""
_NUMBER = re.compile(r"([0-9]{1,3})(?![0-9])[.)]?\s*(?![\s0-9.,)]|$)")
_QUOTES: Final = "”’\"'»)\\]"
_AFTER_SENTENCE = re.compile(
    rf"(?:[^\W\d_]{{3}}\.|[^\W\d_][{_QUOTES}]+\.|[^\W\d_][{_QUOTES}]*[,;:!?。、，；：]|[^\W\d_][.,;:!?。][{_QUOTES}]+)$"
)
"""Punctuation before a footnote mark; a full stop after one or two letters may belong to a unit, as in "cm.³"."""
_AFTER_WORD = re.compile(r"[^\W\d_]{3}$")
_AFTER_FIGURE = re.compile(rf"[0-9{_QUOTES}]$")
_HIGHEST_POWER: Final = 3
_LEAST_SURE: Final = 3
"""Minimum marks after punctuation for a file to be one with marks."""


def find(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The lines of each page, with the marks removed from the text and the first line of each note labelled; warnings.

    ``pages`` are whole lines: see ``pdf_layout.level_lines``.
    """
    size = body_size(pages)
    made: list[list[Line]] = []
    total = lost = 0
    sure = sum(_rank(line.text[:position]) == 0 for lines in pages for line in lines for position, _ in line.raised)
    for lines in pages:
        notes = _notes(lines, size)
        marks = _marks(lines, notes, marked=sure >= _LEAST_SURE)
        made.append([_set_apart(line, notes.get(index), marks[index]) for index, line in enumerate(lines)])
        figures = {figure for line in made[-1] for _, figure in line.marks}
        total += len(figures)
        lost += len(figures.difference(notes.values()))
    if not 0 < lost < total:
        return made, []
    doubt = Wording(
        "{count} of {total} footnote marks have no note on their page: the notes may be missing, or stand elsewhere.",
        count=lost,
        total=total,
    )
    return made, [doubt]


def _notes(lines: Sequence[Line], size: float) -> dict[int, str]:
    """The index of the first line of each note of a page → its mark, which is also a raised figure further up."""
    highest: dict[str, float] = {}
    for line in lines:
        for position, figure in line.raised:
            if position:
                highest[figure] = max(line.y, highest.get(figure, line.y))
    return {
        index: mark
        for index, line in enumerate(lines)
        if (mark := _number(line, lines, size)) is not None and highest.get(mark, line.y) > line.y
    }


def _number(line: Line, lines: Sequence[Line], size: float) -> str | None:
    """The number that a line begins with, if it is raised or the line is small and at the foot of its page."""
    if line.raised and line.raised[0][0] == 0:
        return line.raised[0][1]
    match = _NUMBER.match(line.text) if line.size < _SMALLER * size else None
    return match[1] if match is not None and _is_at_foot(line, lines, size) else None


def _is_at_foot(line: Line, lines: Sequence[Line], size: float) -> bool:
    """Whether there is no body text below a line; a running foot may be in letters of its size."""
    below = {
        round(one.y)
        for one in lines
        if one.y < line.y and one.size >= _SMALLER * size and one.left < line.right and one.right > line.left
    }
    return len(below) <= 1


def _marks(lines: Sequence[Line], notes: dict[int, str], *, marked: bool) -> defaultdict[int, set[int]]:
    """The footnote marks of a page: the index of each line → the positions in it.

    If a figure that a note begins with is raised several times, those after punctuation are the marks, else those
    after a word: the others are powers and the like. ``marked`` says that there are marks after punctuation in the
    file.
    """
    answered: defaultdict[str, defaultdict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    marks: defaultdict[int, set[int]] = defaultdict(set)
    for index, line in enumerate(lines):
        for position, figure in line.raised:
            rank = _rank(line.text[:position])
            if figure in notes.values() and not (position == 0 and index in notes):
                answered[figure][rank].append((index, position))
            elif rank == 0 or (marked and rank == 1 and int(figure) > _HIGHEST_POWER):
                marks[index].add(position)
    for places in answered.values():
        for index, position in places[min(places)]:
            marks[index].add(position)
    return marks


def _rank(before: str) -> int:
    """How doubtful it is, from 0, that a raised figure after this text is a footnote mark."""
    if _AFTER_SENTENCE.search(before):
        return 0
    if _AFTER_WORD.search(before):
        return 1
    return 2 if _AFTER_FIGURE.search(before) else 3


def _set_apart(line: Line, note: str | None, positions: set[int]) -> Line:
    """The line without the marks at these positions of its text."""
    text, marks, done = "", [], 0
    for position, figure in line.raised:
        if position in positions:
            text += line.text[done:position]
            marks.append((len(text), figure))
            done = position + len(figure)
    return replace(line, text=text + line.text[done:], raised=(), marks=tuple(marks), note=note)
