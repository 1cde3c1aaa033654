"""Running heads and feet of a PDF, and the page numbers that are printed in them."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from knowledge.models import PageKind
from knowledge.readers.blocks import PageBreak
from knowledge.readers.numerals import roman, value_of
from knowledge.readers.pdf_layout import LARGER, body_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.readers.pdf_page import Line

    Pages = Sequence[Sequence[Line]]

_PAGES_ALIKE: Final = 3
"""A line at the edge of a page that stands on so many pages is a running head or foot."""
_SHORTEST_RUN: Final = 5
"""So many pages must count on before a number at their edge is taken for the page's."""
_LONGEST_GAP: Final = 2
"""Pages without a number inside such a run: a chapter's first page, a plate."""
_SAME_PLACE: Final = 1.5
"""Points by which the baselines of one running head may differ."""
_NEIGHBOURS: Final = 2
"""Left and right pages have heads of their own: the next page that has the same is two further on."""
_EDGE: Final = 2
_CHAPTER = re.compile(r"chapter|part|appendix|kapitel|teil|anhang|chapitre|partie|annexe", re.IGNORECASE)
"""What stands alone above the number of a chapter is part of its heading, on however many pages."""
_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]+\b", re.IGNORECASE)
_NUMBER = r"([0-9]{1,4}|[ivxlc]{1,8})"
_NUMBERS = re.compile(
    rf"^\W{{0,3}}{_NUMBER}(?!\w|\.\d)|(?:^|[\s|])\W{{0,2}}{_NUMBER}\W{{0,3}}$|\bpage {_NUMBER}\b", re.IGNORECASE
)


def split(pages: Pages) -> tuple[list[list[Line]], list[list[Line]]]:
    """The lines of each page without its running heads and feet, and those."""
    heights = [line.y for lines in pages for line in lines]
    middle = (max(heights) + min(heights)) / 2 if heights else 0.0
    usual = body_size(pages)
    edges = [_edges(lines, middle, LARGER * usual) for lines in pages]
    alike = _alike(edges)
    running: list[set[int]] = [{id(line) for side, line in page if (side, _mask(line)) in alike} for page in edges]
    places = Counter(
        (side, round(line.y), round(line.size))
        for page, found in zip(edges, running, strict=True)
        for side, line in page
        if id(line) in found
    )
    for page, found in zip(edges, running, strict=True):
        # A head that names its chapter stands where the others stand, however few the chapter's pages are.
        found |= {id(line) for side, line in page if _is_place_of(places, side, line)}
    body = [[line for line in page if id(line) not in found] for page, found in zip(pages, running, strict=True)]
    margin = [[line for line in page if id(line) in found] for page, found in zip(pages, running, strict=True)]
    return body, margin


def _alike(edges: Sequence[Sequence[tuple[str, Line]]]) -> set[tuple[str, str]]:
    """What stands at the edge of several pages, some of them neighbours; the headings of chapters lie further apart."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, page in enumerate(edges):
        for key in {(side, _mask(line)) for side, line in page}:
            found[key].append(index)
    return {
        key
        for key, indexes in found.items()
        if len(indexes) >= _PAGES_ALIKE and any(two - one <= _NEIGHBOURS for one, two in itertools.pairwise(indexes))
    }


def _edges(lines: Sequence[Line], middle: float, largest: float) -> list[tuple[str, Line]]:
    """The lines on the two highest and the two lowest baselines of a page, and which of the two they are.

    Letters larger than ``largest`` make a heading.
    """
    baselines = sorted({round(line.y) for line in lines})
    outer = {*baselines[:_EDGE], *baselines[-_EDGE:]}
    return [
        ("top" if line.y > middle else "bottom", line)
        for line in lines
        if round(line.y) in outer and line.size <= largest and not _CHAPTER.fullmatch(line.text)
    ]


def _is_place_of(places: Counter[tuple[str, int, int]], side: str, line: Line) -> bool:
    near = (
        count
        for (one, y, size), count in places.items()
        if one == side and abs(y - line.y) <= _SAME_PLACE and size == round(line.size)
    )
    return sum(near) >= _PAGES_ALIKE


def _mask(line: Line) -> str:
    return _DIGITS.sub("#", line.plain.casefold())


def labels(own: Sequence[str], margins: Pages) -> list[PageBreak]:
    """The label of each page: the file's own, else as printed at its edge, else the place of the page in the file.

    Where numbers are printed, a page before the first or after the last of them is counted on from it.
    """
    if any(own):
        return [PageBreak(label or None, PageKind.LABEL if label else PageKind.NONE) for label in own]
    printed = _printed(margins)
    if not printed:
        return [PageBreak(str(index + 1), PageKind.PHYSICAL) for index in range(len(margins))]
    return [_label(index, printed) for index in range(len(margins))]


def _label(index: int, printed: dict[int, tuple[bool, int]]) -> PageBreak:
    if index in printed:
        is_roman, number = printed[index]
        return PageBreak(roman(number) if is_roman else str(number), PageKind.PRINTED)
    # Between two runs the page without a number is rather the first of a part than the last of one.
    nearest = min(printed, key=lambda known: (abs(known - index), -known))
    is_roman, number = printed[nearest]
    counted = number + index - nearest
    if counted < 1:
        return PageBreak(None, PageKind.NONE)
    return PageBreak(roman(counted) if is_roman else str(counted), PageKind.INFERRED)


def _printed(margins: Pages) -> dict[int, tuple[bool, int]]:
    """Index of a page → whether its number is roman, and the number, for the longest runs that count on."""
    offsets: defaultdict[tuple[bool, int], list[int]] = defaultdict(list)
    for index, lines in enumerate(margins):
        for is_roman, number in {found for line in lines for found in _numbers(line.plain)}:
            offsets[is_roman, number - index].append(index)
    runs = [(key, run) for key, indexes in offsets.items() for run in _runs(indexes) if len(run) >= _SHORTEST_RUN]
    printed: dict[int, tuple[bool, int]] = {}
    for (is_roman, offset), run in sorted(runs, key=lambda found: (-len(found[1]), found[1])):
        if not any(index in printed for index in range(run[0], run[-1] + 1)):
            printed |= {index: (is_roman, index + offset) for index in run}
    return printed


def _runs(indexes: Sequence[int]) -> Iterable[list[int]]:
    """Stretches of pages that follow one another with small gaps."""
    run: list[int] = []
    for index in indexes:
        if run and index - run[-1] > _LONGEST_GAP + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _numbers(text: str) -> Iterable[tuple[bool, int]]:
    for match in _NUMBERS.finditer(text):
        found = next(group for group in match.groups() if group)
        if found.isdecimal():
            yield False, int(found)
        elif (number := value_of(found.lower())) is not None:
            yield True, number
