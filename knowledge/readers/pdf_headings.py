"""The headings of a PDF: as its outline names them, else as the size of the letters shows them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from knowledge.models import Role
from knowledge.readers.pdf_layout import LARGER, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.readers.pdf_page import Line

_LINES: Final = 4
"""Lines that a heading may take."""
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
    """An entry of the outline: its level from 1, the index of its page, and the height that it leads to, if known."""

    title: str
    level: int
    page: int
    y: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """Where an entry's heading stands on its page: the places of its first line and of the line after its last."""

    first: int
    end: int
    level: int


def find(entries: Sequence[Entry], pages: Sequence[Sequence[Line]]) -> tuple[dict[int, list[Found]], int]:
    """The headings of the outline by page, and how many of them were not found."""
    found: dict[int, list[Found]] = {}
    missing = 0
    for entry in entries:
        place = None
        # The target of an entry at the foot of a page may stand at the head of the next.
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
    """The lines on a page that read like the entry; of several, those nearest to its target."""
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
    """A title as it is compared: letters and figures alone, with and without its number."""
    without = title[match.end() :] if (match := _NUMBERING.match(title)) else title
    return {reading for reading in map(_folded, (title, without)) if reading}


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded)) or "".join(folded.split())


def by_size(parts: Sequence[Part], size: float) -> list[Part]:
    """The parts with headings told by their letters; ``size`` is that of the text's.

    Larger letters make a heading, and the larger the higher; bold ones of the text's own size the lowest.
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


def _step(size: float) -> float:
    """Sizes that differ by less than half a point are one."""
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
    """Headings of several lines as one: the same letters, one right under the other."""
    held: Part | None = None
    for part in parts:
        if held is not None and held.level is not None and held.level == part.level and _is_below(held, part):
            held = replace(held, lines=(*held.lines, *part.lines))
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _is_below(above: Part, below: Part) -> bool:
    one, two = above.lines[-1], below.lines[0]
    near = one.page == two.page and 0 <= one.y - two.y < 1.6 * two.size
    return near and _step(one.size) == _step(two.size) and len(above.lines) < _LINES
