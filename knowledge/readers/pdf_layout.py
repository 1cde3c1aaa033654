"""Groups the lines of a PDF page into paragraphs, list items and listings.

A PDF has no paragraphs. The end of one is recognised as a person would: by a wider gap, an indentation, a bullet,
letters of another size or face, or a line that stops although the next word would have fitted on it.
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
    from collections.abc import Iterator, Sequence

    from knowledge.readers.pdf_page import Line

LARGER: Final = 1.12
"""Minimum ratio of two letter sizes that count as different."""
_GAP: Final = 1.3
"""Minimum line distance, relative to the usual one, between two paragraphs."""
_SPACE: Final = 0.1
"""Minimum distance of two words, relative to the size of the letters."""
_LONGEST_SCRIPT: Final = 3
_INDENT: Final = 0.8
"""Minimum indentation, relative to the size of the letters."""
_DEEPEST_INDENT: Final = 8
_LONGEST_TERM: Final = 60
_SUPPORT: Final = 3
"""Minimum lines that end at the same position for it to be the right edge of the text."""
_BULLET = re.compile(r"[•‣◦▪■●○∙➢✓·]\s")
_ENUMERATED = re.compile(r"(?:\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|[*–—-])\s")
_ENDS_SENTENCE = re.compile(r"[.!?:;。！？][”’\"')\]]*$")
_LISTING_GAP: Final = 2.2
"""Maximum distance to the next line of a listing, in lines: there may be an empty one between."""
_SHORT: Final = 0.6
"""Share of the width below which a line ended early, whatever follows."""


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

    @property
    def note(self) -> str | None:
        """The mark of the footnote that it is."""
        return self.lines[0].note


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The most frequent letter size, in points."""
    counts: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def level_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines with pieces on one baseline merged into one line, and a large initial joined to its word."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _is_beside(before, line):
            between = " " if line.left - before.right > _SPACE * line.size else ""
            joined[-1] = replace(
                before,
                text=f"{before.text}{between}{line.text}",
                right=line.right,
                size=max(before.size, line.size),
                bold=before.bold and line.bold,
                mono=before.mono and line.mono,
                raised=(*before.raised, *_shifted(line, len(before.text) + len(between))),
            )
        elif before is not None and _is_script(before, line):
            figure = ((len(before.text), line.text),) if _is_raised(line, before) else ()
            text = before.text + line.text
            joined[-1] = replace(before, text=text, right=line.right, raised=(*before.raised, *figure))
        elif before is not None and _is_number(before, line):
            raised = ((0, before.text), *_shifted(line, len(before.text) + 1))
            joined[-1] = replace(line, text=f"{before.text} {line.text}", left=before.left, raised=raised)
        elif before is not None and _is_initial(before, line):
            raised = tuple(_shifted(line, len(before.text)))
            joined[-1] = replace(line, text=before.text + line.text, left=before.left, raised=raised)
        else:
            joined.append(line)
    return joined


def _is_beside(before: Line, line: Line) -> bool:
    near = abs(before.y - line.y) < 0.4 * min(before.size, line.size)
    return near and -1 <= line.left - before.right < 4 * line.size


def _shifted(line: Line, by: int) -> Iterator[tuple[int, str]]:
    return ((place + by, figure) for place, figure in line.raised)


def _is_script(before: Line, line: Line) -> bool:
    """Whether a line is only a few small letters or figures after the one before it, raised or lowered."""
    gap = line.left - before.right
    if _is_raised(line, before):
        return -1 <= gap < before.size
    small = len(line.text) <= _LONGEST_SCRIPT and line.size < RAISED * before.size
    return small and abs(line.y - before.y) < 0.7 * before.size and -1 <= gap < 0.3 * before.size


def _is_number(before: Line, line: Line) -> bool:
    """Whether there is a small raised figure before a line: the number of a footnote."""
    return _is_raised(before, line) and -1 <= line.left - before.right < 2 * line.size


def _is_raised(figure: Line, line: Line) -> bool:
    small = figure.text.isdecimal() and len(figure.text) <= 3 and figure.size < RAISED * line.size
    return small and 0 < figure.y - line.y < 0.7 * line.size


def _is_initial(before: Line, line: Line) -> bool:
    return len(before.text) == 1 and before.text.isalpha() and before.size > 1.5 * line.size and line.text[0].islower()


def paragraphs(lines: Sequence[Line], *, without_headings: bool = False) -> list[Part]:
    """The lines of one page, in reading order, as paragraphs.

    ``without_headings`` says that the headings were removed, so that a bold line is not one.
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
    """The usual distance of two baselines, relative to the size of the letters."""
    steps = Counter(
        round((one.y - two.y) / two.size, 1)
        for one, two in itertools.pairwise(lines)
        if 0.9 <= (one.y - two.y) / max(two.size, 1) <= 2.5 and abs(one.size - two.size) < 1
    )
    # Gaps between short paragraphs may be as frequent as those between lines; the smallest frequent gap is a line's.
    return min((step for step, count in steps.items() if 2 * count >= max(steps.values())), default=1.2)


def _right_edge(lines: Sequence[Line], line: Line) -> float:
    """The right edge of lines that begin where this one does: the furthest position at which several end."""
    ends = sorted((one.right for one in lines if abs(one.left - line.left) < 1.5 * line.size), reverse=True)
    for place, end in enumerate(ends[: 1 - _SUPPORT]):
        if end - ends[place + _SUPPORT - 1] <= line.size:
            return end
    around = [one.right for one in lines if one.left < line.right and one.right > line.left]
    return ends[0] if len(ends) >= _SUPPORT else max(around, default=line.right)


def _begins(group: Sequence[Line], line: Line, right: float, leading: float) -> bool:
    """Whether ``line`` begins a new paragraph after the lines of ``group``."""
    if line.note is not None:
        return True
    before = group[-1]
    drop = (before.y - line.y) / max(leading * line.size, 0.1)
    if before.mono and line.mono:
        return not 0 < drop <= _LISTING_GAP
    if _differs(before, line):
        return True
    if drop < 0:
        # The line is in the next column or on the other half of the page.
        return not _runs_on(before, line)
    return drop > _GAP or _is_item(group, line) or _had_room(before, line, right) or _is_indented(group, line)


def _is_explanation(group: Sequence[Line], line: Line, following: Line | None, leading: float, *, bold: bool) -> bool:
    """Whether ``line`` explains the term above it and further left, as in glossaries and manuals.

    ``bold`` says that a bold line is a term, not a heading, even if its explanation is a single line.
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
    # The first line of a paragraph under a heading may be indented too, but not the second.
    return abs(following.left - line.left) < 0.3 * line.size or (bold and following.left <= term.left)


def _is_item(group: Sequence[Line], line: Line) -> bool:
    """Whether ``line`` begins a list item; a line may also begin with a number by chance."""
    if _BULLET.match(line.text):
        return True
    listed = _ENDS_SENTENCE.search(group[-1].text) or _ENUMERATED.match(group[0].text)
    return bool(_ENUMERATED.match(line.text) and listed)


def _differs(before: Line, line: Line) -> bool:
    """Whether two lines differ in letter size or weight; monospaced words at a line's edge do not count."""
    larger, smaller = max(before.size, line.size), max(min(before.size, line.size), 0.1)
    return larger / smaller > LARGER or (before.bold and not line.bold)


def _runs_on(before: Line, line: Line) -> bool:
    return line.text[0].islower() and not _ENDS_SENTENCE.search(before.text)


def _had_room(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of ``line`` would have fitted on the line before it, so that the break is deliberate."""
    if before.text != before.plain:
        return False
    letter = (line.right - line.left) / max(len(line.text), 1)
    word = len(line.text.split()[0]) + 1
    if right - before.right <= letter * word + 0.5 * line.size:
        return False
    # Not every text is justified: a sentence that continues is the same paragraph.
    return not _runs_on(before, line) or before.right - before.left < _SHORT * (right - before.left)


def _is_indented(group: Sequence[Line], line: Line) -> bool:
    """Whether the indentation of ``line`` shows that a new paragraph begins."""
    before = group[-1]
    indent = (line.left - before.left) / max(line.size, 0.1)
    if indent > _INDENT:
        # The second line of a paragraph with a hanging indent is indented as well.
        hanging = bool(_BULLET.match(before.text) or _ENUMERATED.match(before.text))
        return len(group) > 1 or not (hanging or not _ENDS_SENTENCE.search(before.text))
    return indent < -_INDENT and len(group) > 1


def _role(group: Sequence[Line]) -> Role:
    if all(line.mono for line in group):
        return Role.LISTING
    text = group[0].text
    return Role.ITEM if _BULLET.match(text) or (_ENUMERATED.match(text) and not group[0].bold) else Role.PARAGRAPH
