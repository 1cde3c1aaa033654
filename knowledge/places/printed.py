"""Whether the number of a passage is printed in its document, or only counted in its section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.models import Document, Passage

_LONGEST_LEAD: Final = 70
"""Maximum characters before a passage in its block that can be its number."""
_BETWEEN_BLOCKS: Final = "\n\n"
_FIGURES = re.compile(r"[^\W_]+")


def is_printed(document: Document, passage: Passage) -> bool:
    """Whether the number of a passage is printed before it: "6. ", or "(a) " for the paragraph 2(a)."""
    before = document.text[max(0, passage.start - _LONGEST_LEAD) : passage.start]
    if _BETWEEN_BLOCKS not in before and passage.start > _LONGEST_LEAD:
        return False
    lead = _FIGURES.findall(before.rpartition(_BETWEEN_BLOCKS)[2])
    return bool(lead) and _FIGURES.findall(passage.number or "")[-1:] == lead[-1:]


def printed_first(document: Document, passages: Sequence[Passage]) -> list[Passage]:
    """``passages`` without those whose counted number is the printed one of another in the same section."""
    printed: set[tuple[int | None, str | None]] = set()
    kept: set[int] = set()
    for passage in passages:
        # The later parts of a long passage have its number, which is printed once.
        continues = passage.ordinal - 1 in kept and not _begins_block(document, passage)
        if continues or is_printed(document, passage):
            kept.add(passage.ordinal)
            printed.add((passage.section_index, passage.number))
    return [one for one in passages if one.ordinal in kept or (one.section_index, one.number) not in printed]


def _begins_block(document: Document, passage: Passage) -> bool:
    return document.text.endswith(_BETWEEN_BLOCKS, 0, passage.start)
