"""The front matter of a Markdown file: metadata between two lines of dashes or of plus signs.

Between dashes it is YAML, lines of ``key: value``; between plus signs TOML, lines of ``key = value`` (https://toml.io).

Only plain values are read; nested ones are skipped.
"""

from __future__ import annotations

import re

from knowledge.readers.blocks import Found

_YAML = re.compile(r"\A---[ \t]*\n(?=[A-Za-z][\w-]*[ \t]*:)(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_YAML_LINE = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:[ \t]+(\S.*)")
_LIST = re.compile(r"^([A-Za-z][\w-]{0,40}[ \t]*:)[ \t]*((?:\n[ \t]*-[ \t]+[^\n,]+)+)", re.MULTILINE)
"""A list of values below its key, one per line."""
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(?=[A-Za-z][\w-]*[ \t]*=)(.{0,20000}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML_LINE = re.compile(
    r"""([A-Za-z][\w-]{0,40})[ \t]*=[ \t]*("[^"]*"|'[^']*'|\[[^\]]*\]|[^\s"'\[{#][^#]*)[ \t]*(?:#.*)?"""
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def split_front_matter(text: str) -> tuple[Found, str]:
    """The metadata of the front matter, and the text after it; empty metadata where there is no front matter."""
    front = _YAML.match(text) or _TOML.match(text)
    if front is None:
        return Found(), text
    line_pattern, lines = (_YAML_LINE, front[1]) if text.startswith("-") else (_TOML_LINE, _outermost(front[1]))
    lines = _LIST.sub(_in_brackets, lines) if text.startswith("-") else lines
    matches = (line_pattern.fullmatch(line.rstrip()) for line in lines.splitlines())
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


def _outermost(head: str) -> str:
    """TOML front matter up to its first table, whose keys are not the document's."""
    return re.split(r"^[ \t]*\[", head, maxsplit=1, flags=re.MULTILINE)[0]


def _in_brackets(found: re.Match[str]) -> str:
    """A list of one value per line, rewritten in brackets on the line of its key."""
    return f"{found[1]} [{', '.join(line.strip()[1:].strip() for line in found[2].strip().splitlines())}]"


def _bare(value: str) -> str:
    """A value without quotation marks, a list of plain values without its brackets."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquoted(one.strip()) for one in value[1:-1].split(",") if one.strip())
    return _unquoted(value)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
