"""The headings of a PDF: from its outline, else from the size of the letters."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from knowledge.models import Role
from knowledge.readers.pdf_layout import LARGER, Part, body_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.readers.pdf_page import Line

_LINES: Final = 4
"""Maximum lines of a heading."""
_LONGEST: Final = 200
_LONGEST_BOLD: Final = 90
_DEEPEST: Final = 6
_STOPS: Final = (".", "!", "?", ";", ",")
_CHAPTER: Final = r"(?:chapter|part|appendix|section|book|kapitel|teil|anhang|chapitre|partie|annexe)\s+\w{1,12}"
_CHAPTER_ALONE = re.compile(rf"{_CHAPTER}\W?", re.IGNORECASE)
_NUMBERING = re.compile(
    rf"(?:{_CHAPTER}\b[.:\s–—-]*)?(?:(?:[0-9]{{1,3}}|[A-Z]|[IVXLC]{{1,6}})(?:\.[0-9]{{1,3}})*[.)]?\s+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline: its level from 1, the index of its page, and its vertical position, if known."""

    title: str
    level: int
    page: int
    y: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """The position of an entry's heading on its page: the indexes of its first line and of the line after its last."""

    first: int
    end: int
    level: int


def find(entries: Sequence[Entry], pages: Sequence[Sequence[Line]]) -> tuple[dict[int, list[Found]], int]:
    """The headings of the outline by page, and how many of them were not found."""
    found: dict[int, list[Found]] = {}
    missing = 0
    for entry in entries:
        place = None
        # The heading of an entry that leads to the foot of a page may be at the head of the next.
        for page in (entry.page, entry.page + 1):
            taken = {line for one in found.get(page, ()) for line in range(one.first, one.end)}
            place = _search(entry, pages[page], taken, known=page == entry.page) if page < len(pages) else None
            if place is not None:
                found.setdefault(page, []).append(place)
                break
        missing += place is None
    for places in found.values():
        places.sort(key=lambda place: place.first)
    return found, missing


def _search(entry: Entry, lines: Sequence[Line], taken: set[int], *, known: bool) -> Found | None:
    """The lines on a page whose text matches the entry; of several matches, the one nearest to its target."""
    wanted = _readings(entry.title)
    candidates = [
        (first, end)
        for first in range(len(lines))
        for end in range(first + 1, min(first + _LINES, len(lines)) + 1)
        if not taken & set(range(first, end)) and wanted & _readings(" ".join(one.plain for one in lines[first:end]))
    ]
    if not candidates:
        return None

    def distance(candidate: tuple[int, int]) -> tuple[float, int]:
        target = entry.y if known else None
        return (abs(target - lines[candidate[0]].y) if target is not None else 0.0, candidate[0])

    first, end = min(candidates, key=distance)
    for above in (1, 2):
        start = first - above
        if start >= 0 and _CHAPTER_ALONE.fullmatch(" ".join(one.plain for one in lines[start:first])):
            return Found(start, end, entry.level)
    return Found(first, end, entry.level)


def _readings(title: str) -> set[str]:
    """The forms in which a title is compared: letters and digits only, with and without its number."""
    without = title[match.end() :] if (match := _NUMBERING.match(title)) else title
    return {reading for reading in map(_folded, (title, without)) if reading}


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded)) or "".join(folded.split())


def by_size(parts: Sequence[Part], size: float) -> list[Part]:
    """The parts with headings detected by letter size; ``size`` is that of the body text.

    Larger letters make a heading, and the larger the higher; bold lines of body size are the lowest level.
    """
    larger = {index: _step(part.size) for index, part in enumerate(parts) if _is_larger(part, size)}
    sizes = sorted(set(larger.values()), reverse=True)
    ranks = {step: min(rank, _DEEPEST) for rank, step in enumerate(sizes, start=1)}
    lowest = min(len(sizes) + 1, _DEEPEST)
    made = []
    for index, part in enumerate(parts):
        followed = index + 1 < len(parts)
        if index in larger and followed:
            made.append(replace(part, level=ranks[larger[index]], role=Role.HEADING))
        elif followed and _is_bold_heading(part) and not _is_bold_heading(parts[index + 1]):
            made.append(replace(part, level=lowest, role=Role.HEADING))
        else:
            made.append(part)
    return list(_merged(made))


def title(pages: Sequence[Sequence[Line]]) -> str | None:
    """The title on the first page with text: its largest letters, if no other page has any as large."""
    written = [[line for line in lines if sum(map(str.isalpha, line.text)) > 1] for lines in pages]
    first, *others = [lines for lines in written if lines] or [[]]
    largest = max((_step(line.size) for line in first), default=0.0)
    elsewhere = max((_step(line.size) for lines in others for line in lines), default=0.0)
    if largest <= max(elsewhere, LARGER * body_size(pages)):
        return None
    at_largest = itertools.groupby(first, key=lambda line: _step(line.size) == largest)
    found = " ".join(line.plain for line in next(lines for is_title, lines in at_largest if is_title))
    return found if len(found) <= _LONGEST else None


def _step(size: float) -> float:
    """``size`` rounded to half a point, so that nearly equal sizes are the same."""
    return round(size * 2) / 2


def _is_larger(part: Part, size: float) -> bool:
    letters = sum(map(str.isalpha, part.text))
    return part.size > LARGER * size and letters > 1 and len(part.text) <= _LONGEST and part.role is not Role.LISTING


def _is_bold_heading(part: Part) -> bool:
    text = part.text
    return (
        part.role is Role.PARAGRAPH
        and all(line.bold for line in part.lines)
        and any(map(str.isalpha, text))
        and len(text) < _LONGEST_BOLD
        and not text.endswith(_STOPS)
    )


def _merged(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts with headings of several lines merged: lines of the same size, one directly below the other.

    A line such as "Chapter 2" directly above a heading may be in smaller letters.
    """
    held: Part | None = None
    for part in parts:
        if held is not None and held.level is not None and held.level == part.level and _is_below(held, part):
            held = replace(held, lines=(*held.lines, *part.lines))
            continue
        if held is not None and part.level is not None and _is_number_of(held, part):
            held = replace(part, lines=(*held.lines, *part.lines))
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _is_number_of(above: Part, heading: Part) -> bool:
    one, two = above.lines[-1], heading.lines[0]
    near = one.page == two.page and 0 <= one.y - two.y < 3 * two.size
    return near and _CHAPTER_ALONE.fullmatch(above.text) is not None and len(heading.text) < _LONGEST


def _is_below(above: Part, below: Part) -> bool:
    one, two = above.lines[-1], below.lines[0]
    near = one.page == two.page and 0 <= one.y - two.y < 1.6 * two.size
    return near and _step(one.size) == _step(two.size) and len(above.lines) < _LINES
