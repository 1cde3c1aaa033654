"""Texts of buttons and menus: one line, no Markdown, and little room."""

from __future__ import annotations

from bot import markup

OPTIONS = 25
"""Lines that a menu has at most."""
OPTION_ROOM = 90
"""What a line of a menu weighs at most; Discord allows 100."""


def shortened(text: str, room: int) -> str:
    """Foreign text in one line, with an ellipsis where it weighs more than ``room``."""
    line = markup.one_line(text)
    if markup.weight(line) <= room:
        return line
    return markup.shorten(line, room)


def option_text(text: str) -> str:
    """Foreign text for a line of a menu or a label; never empty."""
    return shortened(text, OPTION_ROOM) or markup.ELLIPSIS
