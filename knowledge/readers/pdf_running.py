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
"""Minimum pages that have the same line at their edge for it to be a running head or foot."""
_SHORTEST_RUN: Final = 5
"""Minimum pages with consecutive numbers at their edge for these to be page numbers."""
_LONGEST_GAP: Final = 2
"""Maximum consecutive pages without a number inside such a run: a chapter's first page, a plate."""
_SAME_PLACE: Final = 1.5
"""Maximum difference of the baselines of one running head, in points."""
_NEIGHBOURS: Final = 2
"""Left and right pages may have different heads: the next page with the same head is two further on."""
_EDGE: Final = 2
_CHAPTER = re.compile(r"chapter|part|appendix|kapitel|teil|anhang|chapitre|partie|annexe", re.IGNORECASE)
"""A line with only such a word, above the number of a chapter, is part of its heading, on however many pages."""
_DIVISION = re.compile(
    r"(?:chapter|part|appendix|annex|section|article|rule|lesson|unit|module|exhibit|exercise|session|kapitel|teil|anhang"
    r"|abschnitt|artikel|lektion|chapitre|partie|annexe|leçon|capítulo|parte|anexo|artículo|lección) #\W?"
)
_COUNTED = re.compile(r"(?!(?:page|seite|página|sheet|slide|blatt|folie) )[^\W\d_]+ #\W?")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|seite|página) )?#\W*(?:(?:of|von|de|sur) #\W*)?")
"""Lines with ``#`` for each number, as ``_mask`` returns them."""
_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]+\b", re.IGNORECASE)
_LONGEST_NUMBER: Final = 9
_NUMBER = r"([0-9]{1,4}|[ivxlc]{1,8})"
_NUMBERS = re.compile(
    rf"^\W{{0,3}}{_NUMBER}(?!\w|\.\d)|(?:^|[\s|])\W{{0,2}}{_NUMBER}\W{{0,3}}$|\bpage {_NUMBER}\b", re.IGNORECASE
)


def split(pages: Pages) -> tuple[list[list[Line]], list[list[Line]]]:
    """The lines of each page without its running heads and feet, and the running heads and feet of each page."""
    heights = [line.y for lines in pages for line in lines]
    middle = (max(heights) + min(heights)) / 2 if heights else 0.0
    usual = body_size(pages)
    edges = _without_headings([_edges(lines, middle, LARGER * usual) for lines in pages])
    alike = _alike(edges)
    running: list[set[int]] = [{id(line) for side, line in page if (side, _mask(line)) in alike} for page in edges]
    places = Counter(
        (side, round(line.y), round(line.size))
        for page, found in zip(edges, running, strict=True)
        for side, line in page
        if id(line) in found
    )
    for page, found in zip(edges, running, strict=True):
        # A head that names its chapter is where other heads are, however few pages the chapter has.
        found |= {id(line) for side, line in page if _is_place_of(places, side, line)}
    body = [[line for line in page if id(line) not in found] for page, found in zip(pages, running, strict=True)]
    margin = [[line for line in page if id(line) in found] for page, found in zip(pages, running, strict=True)]
    return body, margin


def _alike(edges: Sequence[Sequence[tuple[str, Line]]]) -> set[tuple[str, str]]:
    """The lines at the edge of several pages, some of them neighbours; headings of chapters are further apart."""
    found: defaultdict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for index, page in enumerate(edges):
        for side, line in page:
            found[side, _mask(line)][index] = line.plain.casefold()
    return {
        key
        for key, texts in found.items()
        if len(texts) >= _PAGES_ALIKE
        and any(two - one <= _NEIGHBOURS for one, two in itertools.pairwise(texts))
        and _is_running(key[1], texts)
    }


def _is_running(mask: str, texts: dict[int, str]) -> bool:
    """Whether lines that differ only in their numbers are a running head.

    Most of them must occur again with the same numbers, or count the pages: "See page 30." and "See page 7." do not.
    ``texts`` are the lines by the index of their page.
    """
    if "#" not in mask or not any(map(str.isalpha, mask)):
        return True
    occurrences = Counter(texts.values())
    offsets: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for index, text in texts.items():
        for place, match in enumerate(_DIGITS.finditer(text)):
            number = int(match[0][:_LONGEST_NUMBER]) if match[0].isdecimal() else value_of(match[0])
            if number is not None:
                offsets[place, number - index].add(index)
    good = {index for index, text in texts.items() if occurrences[text] > 1}
    good = good.union(*(pages for pages in offsets.values() if len(pages) >= _PAGES_ALIKE))
    return 2 * len(good) >= len(texts)


def _without_headings(edges: Sequence[Sequence[tuple[str, Line]]]) -> list[list[tuple[str, Line]]]:
    """The lines at the edges without headings such as "Lesson 3", each of which is on one page only."""
    found: defaultdict[tuple[str, str, bool, int], list[str]] = defaultdict(list)
    for page in edges:
        for side, line in page:
            found[side, _mask(line), line.bold, round(line.size)].append(line.plain.casefold())

    def is_heading(side: str, line: Line, page: Sequence[tuple[str, Line]]) -> bool:
        mask = _mask(line)
        texts = found[side, mask, line.bold, round(line.size)]
        if len(set(texts)) < len(texts):
            return False
        # Of another word it is told by bold letters, and by a page number besides.
        numbered = any(_PAGE_NUMBER.fullmatch(_mask(one)) for _, one in page)
        bold = side == "top" and line.bold and numbered and _COUNTED.fullmatch(mask)
        return bool(bold or _DIVISION.fullmatch(mask))

    return [[(side, line) for side, line in page if not is_heading(side, line, page)] for page in edges]


def _edges(lines: Sequence[Line], middle: float, largest: float) -> list[tuple[str, Line]]:
    """The lines on the two highest and the two lowest baselines of a page, each with "top" or "bottom".

    Lines with letters larger than ``largest`` are headings, and are left out; so are footnotes.
    """
    baselines = sorted({round(line.y) for line in lines})
    outer = {*baselines[:_EDGE], *baselines[-_EDGE:]}
    return [
        ("top" if line.y > middle else "bottom", line)
        for line in lines
        if round(line.y) in outer and line.size <= largest and line.note is None and not _CHAPTER.fullmatch(line.text)
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
    """The label of each page: the file's own, else as printed at its edge, else the number of the page in the file.

    Where numbers are printed, a page without one is counted from the nearest that has one.
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
    # A page without a number between two runs is more likely the first of a part than the last of one.
    nearest = min(printed, key=lambda known: (abs(known - index), -known))
    is_roman, number = printed[nearest]
    counted = number + index - nearest
    if counted < 1:
        return PageBreak(None, PageKind.NONE)
    return PageBreak(roman(counted) if is_roman else str(counted), PageKind.INFERRED)


def _printed(margins: Pages) -> dict[int, tuple[bool, int]]:
    """Index of a page → whether its number is roman, and the number, for the longest runs of consecutive numbers.

    Of runs of the same length, that in which most lines hold nothing but the number goes first.
    """
    offsets: defaultdict[tuple[bool, int], list[int]] = defaultdict(list)
    alone: Counter[tuple[bool, int]] = Counter()
    for index, lines in enumerate(margins):
        for is_roman, number in {found for line in lines for found in _numbers(line.plain)}:
            offsets[is_roman, number - index].append(index)
        singles = [line.plain for line in lines if _PAGE_NUMBER.fullmatch(_mask(line))]
        alone.update((is_roman, number - index) for text in singles for is_roman, number in _numbers(text))
    runs = [(key, run) for key, indexes in offsets.items() for run in _runs(indexes) if len(run) >= _SHORTEST_RUN]
    printed: dict[int, tuple[bool, int]] = {}
    for (is_roman, offset), run in sorted(runs, key=lambda found: (-len(found[1]), -alone[found[0]], found[1])):
        if not any(index in printed for index in range(run[0], run[-1] + 1)):
            printed |= {index: (is_roman, index + offset) for index in run}
    return printed


def _runs(indexes: Sequence[int]) -> Iterable[list[int]]:
    """Runs of pages with only small gaps between them."""
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
