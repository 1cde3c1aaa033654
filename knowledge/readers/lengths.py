"""How long a passage may be, and where a longer one is divided.

An answer of fifty screens is of no use, and ranking a passage takes time in proportion to its length. A source without
paragraphs would otherwise be one passage of many megabytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.models import Role
from knowledge.readers.blocks import CELL_SEPARATOR
from knowledge.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSAGE_LENGTH: Final = 6_000
"""Maximum characters of a passage; the longest paragraphs of printed papers and novels have about half as many."""
HEADING_LENGTH: Final = 1_000
"""Maximum characters of a heading, which every passage of its section repeats. Old books have up to five hundred."""
LABEL_LENGTH: Final = 60
"""Maximum characters of the number of a page, a paragraph or a footnote; longer ones are cut."""
ANCHOR_LENGTH: Final = 500
"""Maximum characters of an anchor, which passages repeat; longer anchors are dropped, since a cut one is broken."""

_LOOK_BACK: Final = 40
"""Characters before a full stop that tell whether it ends a sentence."""
_WHITE_SPACE = re.compile(r"\s*+")
_BLANK_LINES = re.compile(r"(?:[^\S\n]*+\n)*+")


def parts(text: str, role: Role, most: int = PASSAGE_LENGTH) -> Iterator[tuple[int, int]]:
    """The parts of a passage as ``(start, end)``, in order: one, or as many as keep each within ``most`` characters.

    It is cut after a sentence, else between two words, else anywhere; a listing is first cut between lines and a row
    between cells. Only white space and cell separators are left out between two parts. The time is linear in the length
    of ``text``.
    """
    start = 0
    while len(text) - start > most:
        window = text[start : start + most]
        end, after = _cut(window, role)
        if words := window[:end].rstrip():
            yield start, start + len(words)
        # The indentation of a line of a listing is part of the line.
        gap = _BLANK_LINES if window[after - 1] == "\n" else _WHITE_SPACE
        skipped = gap.match(text, start + after)
        start = skipped.end() if skipped else start + after
    yield start, len(text)


def _cut(window: str, role: Role) -> tuple[int, int]:
    """Where a part that begins with ``window`` ends, and where the text after its separator begins."""
    # A cut near the beginning would leave a tiny part, and possibly very many of them.
    low = len(window) // 2
    separator = {Role.LISTING: "\n", Role.ROW: CELL_SEPARATOR}.get(role)
    place = window.rfind(separator, low) if separator else -1
    if separator and place >= 0:
        return place, place + len(separator)
    # The last sentence usually ends near the end of the window, so that is searched first.
    place = _sentence_end(window, low + 2 * low // 3) or _sentence_end(window, low) or window.rfind(" ")
    return (place, place) if place > 0 else (len(window), len(window))


def _sentence_end(window: str, low: int) -> int | None:
    """Where the last sentence ends that ends after ``low`` and certainly does not continue after the window."""
    tail = max(0, low - _LOOK_BACK)
    ends = [tail + end for _, end in sentence_spans(window[tail:])[:-1]]
    return ends[-1] if ends and ends[-1] > low else None
