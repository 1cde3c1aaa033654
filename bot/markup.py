r"""Foreign text as Discord Markdown that shows exactly as it is.

Questions and passages come from people and from documents: whatever they hold, it must neither format, link nor ping.
Everything that Discord would take for markup gets a backslash before it, and nothing else does, so that text stays
readable where a client shows it raw. Two things are taken out because no backslash can disarm them: control characters
(line breaks of every kind become ``\n``) and the invisible ones that reorder or hide text. Joiners stay: emoji,
Persian and the scripts of India need them.

For every text ``x`` without those characters, ``unescape(escape(x)) == x``.
"""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls, but for tab and line breaks
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # these turn the direction of what follows
    "\u00ad\u034f\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # these take no room at all
    "\u115f\u1160\u2800\u3164\uffa0"  # these take room, and show nothing in it
    "\U0001d173-\U0001d17a"  # beams and slurs of music, where they begin and end
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef"  # tags: a whole hidden alphabet; variants, which could be another
    "\ud800-\udfff"  # halves of characters, which no message can carry
    "]"
)

_SPECIAL = re.compile(
    r"""
      [\\*_~`|<@\[\]]              # wherever they stand
    | :(?=\S|\Z)                   # :emoji:, and links by their ://
    | &(?=[#\w])                   # entities, in clients that read them
    | ^(?P<indent>[ \t]*)(?:
          (?P<list>\d{1,20})(?P<dot>[.)])   # 1. and 1)
        | (?P<mark>[-#>+=])                 # headings, quotations, lists, small print
      )
    """,
    re.VERBOSE | re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_LINK_UNSAFE = re.compile(r"[\s()<>\\\[\]]")


class Ready(str):
    """Markdown of our own, such as the mention of a channel: not to be escaped again."""

    __slots__ = ()


def shown(value: object) -> str:
    """A value for a gap in a text: as it is where it is Markdown already, else escaped."""
    return value if isinstance(value, Ready) else escape(str(value))


def clean(text: str) -> str:
    r"""The text without controls and invisible characters, its line breaks all ``\n``."""
    return _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))


def escape(text: str) -> str:
    """The text so that Discord shows it as it is.

    The start of the text counts as the start of a line. ``@everyone`` and mentions are disarmed for the eye only:
    that nobody is pinged is the business of ``AllowedMentions.none()``.
    """

    def disarm(match: re.Match[str]) -> str:
        indent = match["indent"]
        if indent is None:
            return "\\" + match[0]
        if match["mark"]:
            return f"{indent}\\{match['mark']}"
        return f"{indent}{match['list']}\\{match['dot']}"

    return _SPECIAL.sub(disarm, clean(text))


def unescape(text: str) -> str:
    """The text that ``escape`` was given, but for what ``clean`` took out."""
    return _ESCAPED.sub(r"\1", text)


def bold(text: str) -> str:
    """The text, escaped, in bold: line by line, since bold does not reach over every kind of line.

    Blanks at the ends of a line stay outside the asterisks: inside, they would not be bold but two asterisks.
    """
    return "\n".join(_bold_line(line) for line in clean(text).split("\n"))


def _bold_line(line: str) -> str:
    body = line.strip()
    if not body:
        return line
    start = line.index(body)
    return f"{line[:start]}**{escape(body)}**{line[start + len(body) :]}"


def quote(markdown: str) -> str:
    """Markdown as a quotation, line by line."""
    return "\n".join(f"> {line}" for line in markdown.split("\n"))


def link(text: str, url: str | None) -> str:
    """The text, escaped, as a link where that is safe; else the text alone.

    Discord does not read links whose words hold brackets or look like an address.
    """
    shown = escape(one_line(text))
    if url is None or not is_web_address(url) or "[" in text or "]" in text or "://" in text:
        return shown
    target = _LINK_UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", url)
    return f"[{shown}]({target})"


def is_web_address(url: str) -> bool:
    """Whether Discord takes it as the address of a link: http or https, printable ASCII, at most 512 characters."""
    return re.fullmatch(r"https?://[!-~]+", url) is not None and weight(url) <= 512


def one_line(text: str) -> str:
    """The text without line breaks and doubled blanks, for headings and small print."""
    return " ".join(clean(text).split())


def shorten(text: str, limit: int) -> str:
    """The text, or its beginning and ``…`` where it weighs more than ``limit``; cut between words if it can be."""
    if weight(escape(text)) <= limit:
        return text
    used = weight(ELLIPSIS) + 1
    end = 0
    for index, char in enumerate(text):
        # Each character at its dearest: a backslash before it.
        used += 2 if char.isascii() and not char.isalnum() and char != " " else weight(char)
        if used > limit:
            break
        end = index + 1
    blank = text.rfind(" ", end // 2, end + 1)
    end = safe_cut(text, blank if blank > 0 else end)
    return text[:end].rstrip() + ELLIPSIS


def weight(text: str) -> int:
    """Length as the strictest client counts it: in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def safe_cut(text: str, index: int) -> int:
    """The nearest place at or before ``index`` that does not tear a character from its accents and joiners."""
    while 0 < index < len(text) and (_clings(text[index]) or text[index - 1] == "\u200d"):
        index -= 1
    return index


def _clings(char: str) -> bool:
    return (
        char in "\u200c\u200d"
        or unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )
