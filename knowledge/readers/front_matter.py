"""The head of a Markdown file between two lines of dashes: what the file says of itself, as ``key: value`` lines.

Only plain values are understood; nested ones are no business of ours and are passed over.
"""

from __future__ import annotations

import re

from knowledge.readers.blocks import Found

_FRONT = re.compile(r"\A---[ \t]*\n(?=[A-Za-z][\w-]*[ \t]*:)(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:[ \t]+(\S.*)")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def split_front_matter(text: str) -> tuple[Found, str]:
    """What the head says, and the text after it; the text alone where there is no head."""
    front = _FRONT.match(text)
    if front is None:
        return Found(), text
    matches = (_LINE.fullmatch(line.rstrip()) for line in front[1].splitlines())
    entries = {match[1].lower(): _bare(match[2]) for match in matches if match}
    year = _YEAR.search(entries.get("date", entries.get("year", "")))
    return Found(
        title=entries.get("title"),
        author=entries.get("author", entries.get("authors")),
        series=entries.get("series"),
        publisher=entries.get("publisher"),
        year=year[1] if year else None,
        language=entries.get("lang", entries.get("language")),
        licence=entries.get("licence", entries.get("license")),
        url=entries.get("url", entries.get("canonical")),
    ), text[front.end() :]


def _bare(value: str) -> str:
    """A value without quotation marks, a list of plain values without its brackets."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(one.strip().strip("\"'") for one in value[1:-1].split(","))
    return value.strip("\"'")
