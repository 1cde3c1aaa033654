"""Invisible characters: they are removed from every text before it is parsed."""

from __future__ import annotations

import re

# C0 and C1 controls except line and page layout, directional marks, zero-width characters except the two joiners that
# some scripts need for spelling, soft hyphens, and unpaired surrogates, which cannot be encoded.
_INVISIBLE = re.compile(
    "[\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
UNSPACED = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
"""Scripts without spaces between words or joined lines, as part of a regular expression's character class."""
_UNSPACED = re.compile(f"[{UNSPACED}]")


def clean(text: str) -> str:
    """``text`` without invisible characters."""
    return _INVISIBLE.sub("", text)


def between_lines(before: str, after: str) -> str:
    """The text that joins two lines of a paragraph: a space, or nothing for scripts without spaces or empty lines."""
    if not before or not after or (_UNSPACED.match(before[-1]) and _UNSPACED.match(after[0])):
        return ""
    return " "


def seen(text: str) -> int:
    """The number of characters of ``text`` that are not white space."""
    return sum(map(len, text.split()))
