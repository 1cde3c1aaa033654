"""A reader of Discord's Markdown that knows no mercy: what it calls plain is plain in every client.

It is stricter than Discord. A delimiter without its partner counts as live markup here, though a client would show it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_LINE = re.compile(r" *(#{1,3} |-# |>|[-*+] |\d+[.)] |-{3,} *$|={1,} *$)")
_LIVE = re.compile(
    r"""
      [*_~`|]                                        # emphasis, strike-through, code, spoilers
    | <(?:@[!&]?\d|\#\d|a?:\w+:\d|/\w|t:|id:|https?:)  # mentions, emoji, commands, times, links
    | https?://\S                                    # bare links
    | \[[^\]]*\]\(                                   # links with words
    | @(?:everyone|here)
    | :[\w+-]+:                                      # emoji by name
    | &\#?\w+;
    """,
    re.VERBOSE,
)


class Char(NamedTuple):
    """A character as it is shown."""

    char: str
    bold: bool


class LiveMarkupError(AssertionError):
    """Something would be formatted, linked or pinged."""


def read(markdown: str, *, quoted: bool = False) -> list[Char]:
    """The characters that Discord shows; ``quoted`` text has ``> `` before every line.

    Raises:
        LiveMarkupError: there is markup other than bold (and the quotation).
    """
    shown: list[Char] = []
    for number, raw in enumerate(markdown.split("\n")):
        if quoted and not raw.startswith("> "):
            raise LiveMarkupError(f"not quoted: {raw!r}")
        line = raw.removeprefix("> ") if quoted else raw
        if _LINE.match(line):
            raise LiveMarkupError(f"live at the start of a line: {line!r}")
        if number:
            shown.append(Char("\n", bold=False))
        shown += _read_line(line)
    return shown


def text(markdown: str, *, quoted: bool = False) -> str:
    """The characters that Discord shows, as a string."""
    return "".join(char.char for char in read(markdown, quoted=quoted))


def _read_line(line: str) -> list[Char]:
    shown = []
    bold = False
    position = 0
    while position < len(line):
        if match := _ESCAPE.match(line, position):
            shown.append(Char(match[1], bold))
            position = match.end()
        elif line.startswith("**", position):
            bold = not bold
            position += 2
            if bold and line[position : position + 1].isspace():
                raise LiveMarkupError(f"bold begins with a blank: {line!r}")
        elif _LIVE.match(line, position):
            raise LiveMarkupError(f"live at {position}: {line!r}")
        else:
            shown.append(Char(line[position], bold))
            position += 1
    if bold:
        raise LiveMarkupError(f"bold never ends: {line!r}")
    return shown
