"""Characters that nobody sees and that change what is read: they leave every text before anything else is done."""

from __future__ import annotations

import re

# C0 and C1 controls but for line and page layout, directions, zero-width characters but for the two joiners that some
# scripts are spelt with, and halves of surrogate pairs, which no file can hold.
_INVISIBLE = re.compile(
    "[\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)


def clean(text: str) -> str:
    """``text`` without characters that nobody sees."""
    return _INVISIBLE.sub("", text)


def seen(text: str) -> int:
    """How many characters of ``text`` leave ink: all but white space."""
    return sum(map(len, text.split()))
