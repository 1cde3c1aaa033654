"""Texts of buttons and menus: one line, no Markdown, limited length."""

from __future__ import annotations

from bot import markup

OPTIONS = 25
"""The most options in a menu."""
OPTION_ROOM = 90
"""The greatest length of an option's text; Discord allows 100."""


def shortened(text: str, room: int) -> str:
    """Untrusted text in one line, cut with an ellipsis if it is longer than ``room``."""
    line = markup.one_line(text)
    if markup.weight(line) <= room:
        return line
    return markup.shorten(line, room)


def option_text(text: str) -> str:
    """Untrusted text for a menu option or a label; never empty."""
    return shortened(text, OPTION_ROOM) or markup.ELLIPSIS
