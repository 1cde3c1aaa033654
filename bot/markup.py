r"""Escapes untrusted text so that Discord shows it unchanged.

Questions and passages come from people and from documents: they must not format, link or ping. Everything that Discord
would read as markup gets a backslash before it, and nothing else does, so that the text stays readable where a client
shows it raw. Two kinds of characters are removed because a backslash does not disarm them: control characters (line
breaks of every kind become ``\n``) and invisible characters that reorder or hide text. Joiners are kept: emoji, Persian
and the Indic scripts need them.

For every text ``x`` without those characters, ``unescape(escape(x)) == x``.
"""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters, except tab and line breaks
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directional formatting characters
    "\u00ad\u034f\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # zero-width characters
    "\u115f\u1160\u2800\u3164\uffa0"  # blank characters that take up space
    "\U0001d173-\U0001d17a"  # musical begin and end beams, ties, slurs and phrases
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef"  # tags and variation selectors: both can encode hidden text
    "\ud800-\udfff"  # unpaired surrogates, which cannot be encoded in UTF-8
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
    """Markdown of our own, such as the mention of a channel: not escaped again."""

    __slots__ = ()


def shown(value: object) -> str:
    """A value for a gap in a text: unchanged if it is ``Ready``, else escaped."""
    return value if isinstance(value, Ready) else escape(str(value))


def clean(text: str) -> str:
    r"""The text without control and invisible characters, with all line breaks as ``\n``."""
    return _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))


def escape(text: str) -> str:
    """The text with Markdown escaped, so that Discord shows it unchanged.

    The start of the text counts as the start of a line. ``@everyone`` and mentions are only made to look inert:
    ``AllowedMentions.none()`` is what prevents pings.
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
    """The original text given to ``escape``, except for what ``clean`` removed."""
    return _ESCAPED.sub(r"\1", text)


def bold(text: str) -> str:
    """The text, escaped, in bold, each line separately, since bold cannot span every kind of line.

    Blanks at the ends of a line stay outside the asterisks: inside, Discord would show the asterisks.
    """
    return "\n".join(_bold_line(line) for line in clean(text).split("\n"))


def _bold_line(line: str) -> str:
    body = line.strip()
    if not body:
        return line
    start = line.index(body)
    return f"{line[:start]}**{escape(body)}**{line[start + len(body) :]}"


def quote(markdown: str) -> str:
    """Markdown as a block quotation, line by line."""
    return "\n".join(f"> {line}" for line in markdown.split("\n"))


def link(text: str, url: str | None) -> str:
    """The text, escaped, as a link if that is safe; else the text alone.

    Discord does not render links whose text contains brackets or looks like a URL.
    """
    shown = escape(one_line(text))
    if url is None or not is_web_address(url) or "[" in text or "]" in text or "://" in text:
        return shown
    target = _LINK_UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", url)
    return f"[{shown}]({target})"


def is_web_address(url: str) -> bool:
    """Whether Discord accepts it as the URL of a link: http or https, printable ASCII, at most 512 characters."""
    return re.fullmatch(r"https?://[!-~]+", url) is not None and weight(url) <= 512


def one_line(text: str) -> str:
    """The text without line breaks and repeated blanks, for headings and small print."""
    return " ".join(clean(text).split())


def shorten(text: str, limit: int) -> str:
    """The text, or its beginning and ``…`` if it is longer than ``limit``; cut between words if possible."""
    if weight(escape(text)) <= limit:
        return text
    used = weight(ELLIPSIS) + 1
    end = 0
    for index, char in enumerate(text):
        # The worst case for each character: a backslash before it.
        used += 2 if char.isascii() and not char.isalnum() and char != " " else weight(char)
        if used > limit:
            break
        end = index + 1
    blank = text.rfind(" ", end // 2, end + 1)
    end = safe_cut(text, blank if blank > 0 else end)
    return text[:end].rstrip() + ELLIPSIS


def short(text: str, limit: int) -> str:
    """The text on one line, escaped, and shortened to ``limit``."""
    return escape(shorten(one_line(text), limit))


def label(text: str, limit: int) -> str:
    """Like ``short``, for a title or a name: never empty, since empty text cannot be bold or quoted."""
    return short(text, limit) or ELLIPSIS


def both_ends(text: str, limit: int) -> str:
    """The text, or its beginning and its end with ``…`` between them if it is longer than ``limit``.

    Titles of volumes often differ only at their end.
    """
    if weight(text) <= limit:
        return text
    room = limit - weight(ELLIPSIS) - 2  # minus a blank on either side
    head = safe_cut(text, _fitting(text, room // 2))
    tail = len(text) - _fitting(text[::-1], room - room // 2)
    while tail < len(text) and safe_cut(text, tail) != tail:
        tail += 1
    return f"{text[:head].rstrip()} {ELLIPSIS} {text[tail:].lstrip()}".strip()


def _fitting(text: str, room: int) -> int:
    """The number of characters at the start of the text that fit into ``room``."""
    for index, char in enumerate(text):
        room -= weight(char)
        if room < 0:
            return index
    return len(text)


def weight(text: str) -> int:
    """Length as the strictest client counts it, in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def safe_cut(text: str, index: int) -> int:
    """The last position at or before ``index`` that does not split a character from its combining marks or joiners."""
    while 0 < index < len(text) and (_clings(text[index]) or text[index - 1] == "\u200d"):
        index -= 1
    return index


def _clings(char: str) -> bool:
    return (
        char in "\u200c\u200d"
        or unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )
