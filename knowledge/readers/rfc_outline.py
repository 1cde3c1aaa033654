"""The outline of an RFC: its table of contents, and the headings in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.readers.blocks import PageBreak
from knowledge.readers.characters import seen
from knowledge.readers.lines import Chunk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TITLE_OF_CONTENTS = re.compile(r"(?:table of )?contents:?", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:\d{1,4}|[ivxlc]{1,8})$")
_LONGEST_TITLE = 200
_NUMBERED = re.compile(r"\s*(?:Appendix\s+)?(\d{1,2}(?:\.\d{1,3})*|[A-Z](?:\.\d{1,3})*)(?:\.|:|\s)\s*(?=\S)")
_LONGEST = 75
_KNOWN = re.compile(
    r"abstract|status of this memo|copyright(?: notice| statement)?|full copyright statement|introduction"
    r"|(?:table of )?contents|(?:normative |informative )?references|acknowledge?ments?"
    r"|authors?['’]s?'? address(?:es)?|(?:security|iana) considerations|notices|iesg note:?|intellectual property",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the title of each numbered section, and how many characters the table has."""

    titles: Mapping[str, str]
    visible: int = 0


def contents_in(row: Sequence[PageBreak | Chunk]) -> tuple[Contents, list[PageBreak | Chunk]]:
    """Remove the table of contents from ``row``; its heading stays."""
    rest: list[PageBreak | Chunk] = []
    lines: list[str] | None = None
    for index, one in enumerate(row):
        if isinstance(one, PageBreak):
            rest.append(one)
        elif lines is None and _TITLE_OF_CONTENTS.fullmatch(one.strings[0].strip()):
            rest.append(Chunk(tuple(one.strings[:1]), one.gap))
            lines = one.strings[1:]
        elif lines is None:
            rest.append(one)
        elif _lists_sections(one):
            lines += one.strings
        else:
            rest += row[index:]
            break
    lines = lines or []
    return Contents(_titles(lines), sum(map(seen, lines))), rest


def _lists_sections(chunk: Chunk) -> bool:
    """Whether the lines of a chunk are entries of a table of contents; a heading at the margin is not one."""
    entries = [_NUMBERED.match(line) is not None or _entry(line)[1] for line in chunk.strings]
    return 2 * sum(entries) >= len(entries) and (chunk.indent > 0 or _entry(chunk.strings[-1])[1])


def _titles(lines: Sequence[str]) -> dict[str, str]:
    """The entries of the table, as section number → title; a wrapped entry continues on the next line."""
    titles: dict[str, str] = {}
    number: str | None = None
    for line in lines:
        numbered = _NUMBERED.match(line)
        words, complete = _entry(line[numbered.end() :] if numbered else line)
        if numbered:
            number = numbered[1]
            titles[number] = words
        elif number is not None:
            titles[number] = f"{titles[number]} {words}".strip()
        if complete or (number is not None and len(titles[number]) > _LONGEST_TITLE):
            number = None
    return {number: title for number, title in titles.items() if title}


def _entry(line: str) -> tuple[str, bool]:
    """The words of a line of the table, and whether it ends with dots or blanks and a page number."""
    bare = line.strip()
    page = _PAGE_NUMBER.search(bare[-8:])
    before = bare[: -len(page[0])] if page else bare
    words = before.rstrip(" .")
    leader = before[len(words) :]
    if leader.count(".") > 1 or (page and len(leader) > 1):
        return words, True
    return bare, False


class Headings:
    """Tells headings from text, by the table of contents if there is one, else by number and position."""

    def __init__(self, contents: Contents, chunks: Sequence[Chunk]) -> None:
        self._titles = contents.titles
        # Where the text is indented, every line at the margin is a heading.
        self._set_in = 2 * sum(chunk.indent > 0 for chunk in chunks) > len(chunks)
        self._last: tuple[int, ...] = ()

    def find(self, chunk: Chunk) -> tuple[str, int, str] | None:
        """Heading, level and the text after it in the chunk; ``None`` where the chunk has no heading."""
        text = " ".join(chunk.text.split())
        numbered = _NUMBERED.match(text)
        if numbered:
            title = self._titles.get(numbered[1])
            found = _prefix(text[numbered.end() :], title) if title else None
            if found is not None:
                end = numbered.end() + found
                return text[:end], _level(numbered[1]), text[end:].strip()
            if not self._titles and _is_short(chunk, text) and self._follows(numbered[1]):
                return text, _level(numbered[1]), ""
        if self._is_plain_heading(chunk, text):
            return text, 1, ""
        return None

    def _is_plain_heading(self, chunk: Chunk, text: str) -> bool:
        if chunk.indent or len(chunk.lines) > 1 or not _is_short(chunk, text):
            return False
        return bool(_KNOWN.fullmatch(text)) or (self._set_in and text[0].isalpha())

    def _follows(self, number: str) -> bool:
        """Whether a section number may come next: 3.2 or 3.1.1 or 4 after 3.1."""
        if not number[0].isdecimal():
            return True
        parts = tuple(map(int, number.split(".")))
        depth = len(parts) - 1
        expected = self._last[depth] + 1 if depth < len(self._last) else 1
        if parts[:depth] != self._last[:depth] or parts[depth] != expected:
            return False
        self._last = parts
        return True


def _is_short(chunk: Chunk, text: str) -> bool:
    return len(chunk.lines) <= 2 and len(text) <= _LONGEST and not text.endswith((".", ";", ",")) and not chunk.is_drawn


def _level(number: str) -> int:
    return 1 + number.count(".")


def _prefix(text: str, title: str) -> int | None:
    """Where ``title`` ends at the beginning of ``text``, ignoring case; ``None`` where ``text`` begins otherwise."""
    if not text.casefold().startswith(title.casefold()):
        return None
    end = len(title)
    return end if end == len(text) or not text[end].isalnum() else None
