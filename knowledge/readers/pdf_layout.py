"""From the lines of a PDF page to its paragraphs, list items and listings.

A PDF has no paragraphs. What shows where one ends, as for a person: a wider gap, an indentation, a bullet, letters of
another size or face, or a line that stops although the next word would have fitted on it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from knowledge.models import Role
from knowledge.readers.pdf_page import RAISED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.readers.pdf_page import Line

LARGER: Final = 1.12
"""Letters of another size than the text's: by so much larger or smaller."""
_GAP: Final = 1.3
"""Lines that are so much further apart than usual belong to two paragraphs."""
_INDENT: Final = 0.8
"""An indentation, in the size of the letters."""
_DEEPEST_INDENT: Final = 8
_LONGEST_TERM: Final = 60
_SUPPORT: Final = 3
"""So many lines that end at the same place show where the right edge of the text is."""
_BULLET = re.compile(r"[•‣◦▪■●○∙➢✓·]\s")
_ENUMERATED = re.compile(r"(?:\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|[*–—-])\s")
_ENDS_SENTENCE = re.compile(r"[.!?:;。！？][”’\"')\]]*$")
_LISTING_GAP: Final = 2.2
"""How far down the next line of a listing is at most, in lines: there may be an empty one between."""
_SHORT: Final = 0.6
"""The share of the width up to which a line ends early whatever follows."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together; ``level`` is set for a heading."""

    lines: tuple[Line, ...]
    role: Role = Role.PARAGRAPH
    level: int | None = None

    @property
    def text(self) -> str:
        """The words of all its lines, hyphens left as they are."""
        return " ".join(line.plain for line in self.lines)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size of most letters, in points."""
    counts: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def level_lines(lines: Sequence[Line]) -> list[Line]:
    """Pieces that stand beside one another on one baseline made one line; a large initial joined to its word."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _is_beside(before, line):
            shift = len(before.text) + 1
            joined[-1] = replace(
                before,
                text=f"{before.text} {line.text}",
                right=line.right,
                size=max(before.size, line.size),
                bold=before.bold and line.bold,
                mono=before.mono and line.mono,
                marks=(*before.marks, *((place + shift, mark) for place, mark in line.marks)),
            )
        elif before is not None and _is_mark(before, line):
            joined[-1] = replace(before, right=line.right, marks=(*before.marks, (len(before.text), line.text)))
        elif before is not None and _is_number(before, line):
            marks = tuple((place + len(before.text) + 1, mark) for place, mark in line.marks)
            joined[-1] = replace(line, text=f"{before.text} {line.text}", left=before.left, marks=marks)
        elif before is not None and _is_initial(before, line):
            marks = tuple((place + len(before.text), mark) for place, mark in line.marks)
            joined[-1] = replace(line, text=before.text + line.text, left=before.left, marks=marks)
        else:
            joined.append(line)
    return joined


def _is_beside(before: Line, line: Line) -> bool:
    near = abs(before.y - line.y) < 0.4 * min(before.size, line.size)
    return near and -1 <= line.left - before.right < 4 * line.size


def _is_mark(before: Line, line: Line) -> bool:
    """Whether a line is no more than a small raised figure behind the one before it: the mark of a footnote."""
    return _is_raised(line, before) and -1 <= line.left - before.right < before.size


def _is_number(before: Line, line: Line) -> bool:
    """Whether a small raised figure stands before a line: the number of a footnote."""
    return _is_raised(before, line) and -1 <= line.left - before.right < 2 * line.size


def _is_raised(figure: Line, line: Line) -> bool:
    small = figure.text.isdecimal() and len(figure.text) <= 3 and figure.size < RAISED * line.size
    return small and 0 < figure.y - line.y < 0.7 * line.size


def _is_initial(before: Line, line: Line) -> bool:
    return len(before.text) == 1 and before.text.isalpha() and before.size > 1.5 * line.size and line.text[0].islower()


def paragraphs(lines: Sequence[Line], *, without_headings: bool = False) -> list[Part]:
    """The lines of one page, in reading order, as paragraphs.

    ``without_headings`` says that the headings were taken out, so that a bold line is none.
    """
    leading = _leading(lines)
    edges: dict[tuple[int, int], float] = {}
    groups: list[list[Line]] = []
    for line, following in zip(lines, [*lines, None][1:], strict=True):
        place = round(line.left), round(line.size)
        if place not in edges:
            edges[place] = _right_edge(lines, line)
        before = groups[-1] if groups else []
        explained = _is_explanation(before, line, following, leading, bold=without_headings)
        if groups and (explained or not _begins(groups[-1], line, edges[place], leading)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Part(tuple(group), _role(group)) for group in groups]


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of two baselines, in the size of the letters."""
    steps = Counter(
        round((one.y - two.y) / two.size, 1)
        for one, two in itertools.pairwise(lines)
        if 0.9 <= (one.y - two.y) / max(two.size, 1) <= 2.5 and abs(one.size - two.size) < 1
    )
    # Gaps between short paragraphs may be as many as lines; the smaller of what is usual is the line's.
    return min((step for step, count in steps.items() if 2 * count >= max(steps.values())), default=1.2)


def _right_edge(lines: Sequence[Line], line: Line) -> float:
    """Where full lines end that begin where this one does: the furthest place at which several end."""
    ends = sorted((one.right for one in lines if abs(one.left - line.left) < 1.5 * line.size), reverse=True)
    for place, end in enumerate(ends[: 1 - _SUPPORT]):
        if end - ends[place + _SUPPORT - 1] <= line.size:
            return end
    around = [one.right for one in lines if one.left < line.right and one.right > line.left]
    return ends[0] if len(ends) >= _SUPPORT else max(around, default=line.right)


def _begins(group: Sequence[Line], line: Line, right: float, leading: float) -> bool:
    """Whether ``line`` begins another paragraph than the one that ``group`` is so far."""
    before = group[-1]
    drop = (before.y - line.y) / max(leading * line.size, 0.1)
    if before.mono and line.mono:
        return not 0 < drop <= _LISTING_GAP
    if _differs(before, line):
        return True
    if drop < 0:
        # The next column, or the other half of a page.
        return not _runs_on(before, line)
    return drop > _GAP or _is_item(group, line) or _had_room(before, line, right) or _is_indented(group, line)


def _is_explanation(group: Sequence[Line], line: Line, following: Line | None, leading: float, *, bold: bool) -> bool:
    """Whether ``line`` explains the term that stands above it further left, as glossaries and manuals have it.

    ``bold`` says that a bold line is a term, and not a heading, even if its explanation takes no more than one line.
    """
    if len(group) != 1 or (group[0].mono and line.mono):
        return False
    term, step = group[0], leading * line.size
    indented = _INDENT < (line.left - term.left) / max(line.size, 0.1) < _DEEPEST_INDENT
    short = len(term.text) < _LONGEST_TERM and not _ENDS_SENTENCE.search(term.text)
    if not indented or not short or term.size > LARGER * line.size or not 0 < term.y - line.y <= _GAP * step:
        return False
    if following is None or not 0 < line.y - following.y <= _GAP * step:
        return bold or not term.bold
    # The first line of a paragraph under a heading is indented as well, but not the second.
    return abs(following.left - line.left) < 0.3 * line.size or (bold and following.left <= term.left)


def _is_item(group: Sequence[Line], line: Line) -> bool:
    """Whether a list's item begins; a number may also begin a line by chance."""
    if _BULLET.match(line.text):
        return True
    listed = _ENDS_SENTENCE.search(group[-1].text) or _ENUMERATED.match(group[0].text)
    return bool(_ENUMERATED.match(line.text) and listed)


def _differs(before: Line, line: Line) -> bool:
    """Whether two lines are set in different letters; one may end or begin with a word of code by chance."""
    larger, smaller = max(before.size, line.size), max(min(before.size, line.size), 0.1)
    return larger / smaller > LARGER or (before.bold and not line.bold)


def _runs_on(before: Line, line: Line) -> bool:
    return line.text[0].islower() and not _ENDS_SENTENCE.search(before.text)


def _had_room(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of ``line`` would have fitted on the line before it, so that the break was wanted."""
    if before.text != before.plain:
        return False
    letter = (line.right - line.left) / max(len(line.text), 1)
    word = len(line.text.split()[0]) + 1
    if right - before.right <= letter * word + 0.5 * line.size:
        return False
    # Not every text is set to an even edge: a sentence that goes on is the same paragraph.
    return not _runs_on(before, line) or before.right - before.left < _SHORT * (right - before.left)


def _is_indented(group: Sequence[Line], line: Line) -> bool:
    """Whether the left edge says that another paragraph begins."""
    before = group[-1]
    indent = (line.left - before.left) / max(line.size, 0.1)
    if indent > _INDENT:
        # The second line of a hanging paragraph is indented as well.
        hanging = bool(_BULLET.match(before.text) or _ENUMERATED.match(before.text))
        return len(group) > 1 or not (hanging or not _ENDS_SENTENCE.search(before.text))
    return indent < -_INDENT and len(group) > 1


def _role(group: Sequence[Line]) -> Role:
    if all(line.mono for line in group):
        return Role.LISTING
    text = group[0].text
    return Role.ITEM if _BULLET.match(text) or (_ENUMERATED.match(text) and not group[0].bold) else Role.PARAGRAPH
