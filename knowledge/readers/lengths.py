"""How long a passage may be, and where a longer one is divided.

Nobody reads an answer of fifty screens, and to rank a passage takes time in proportion to its length. A text whose
source has no paragraphs would else be one passage of many megabytes.
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
"""Characters of a passage; the longest paragraphs of printed papers and novels have about half of it."""
HEADING_LENGTH: Final = 1_000
"""Characters of a heading: every passage of its section repeats it. Chapters of old books have five hundred."""
LABEL_LENGTH: Final = 60
"""Characters of the number of a page, a paragraph or a footnote: the rest of a longer one is left out."""
ANCHOR_LENGTH: Final = 500
"""Characters of an anchor, which every passage behind it repeats; one that were cut would lead nowhere."""

_LOOK_BACK: Final = 40
"""Characters before a full stop that tell whether it ends a sentence."""
_WHITE_SPACE = re.compile(r"\s*+")
_BLANK_LINES = re.compile(r"(?:[^\S\n]*+\n)*+")


def parts(text: str, role: Role, most: int = PASSAGE_LENGTH) -> Iterator[tuple[int, int]]:
    """The parts of a passage as ``(start, end)``, in order: one, or as many as keep each within ``most`` characters.

    It is cut after a sentence, else between two words, else anywhere; the lines of a listing and the cells of a row
    come before that. Only white space and cell separators are left out between two parts. The time is linear in the
    length of ``text``.
    """
    start = 0
    while len(text) - start > most:
        window = text[start : start + most]
        end, after = _cut(window, role)
        if words := window[:end].rstrip():
            yield start, start + len(words)
        # What a line of a listing is indented by belongs to it.
        gap = _BLANK_LINES if window[after - 1] == "\n" else _WHITE_SPACE
        skipped = gap.match(text, start + after)
        start = skipped.end() if skipped else start + after
    yield start, len(text)


def _cut(window: str, role: Role) -> tuple[int, int]:
    """Where a part that begins with ``window`` ends, and what comes after its separator."""
    # A cut near the beginning would leave a crumb, and could leave very many.
    low = len(window) // 2
    separator = {Role.LISTING: "\n", Role.ROW: CELL_SEPARATOR}.get(role)
    place = window.rfind(separator, low) if separator else -1
    if separator and place >= 0:
        return place, place + len(separator)
    # Mostly the end is near the end, and the look into the rest is saved.
    place = _sentence_end(window, low + 2 * low // 3) or _sentence_end(window, low) or window.rfind(" ")
    return (place, place) if place > 0 else (len(window), len(window))


def _sentence_end(window: str, low: int) -> int | None:
    """Where the last sentence ends that ends behind ``low`` and certainly does not go on behind the window."""
    tail = max(0, low - _LOOK_BACK)
    ends = [tail + end for _, end in sentence_spans(window[tail:])[:-1]]
    return ends[-1] if ends and ends[-1] > low else None
