"""Joins the lines of a PDF: resolves hyphens at line ends, and keeps the line breaks of listings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.readers.blocks import Inline, NoteMark, PageBreak
from knowledge.readers.pdf_page import HYPHEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.readers.blocks import Content
    from knowledge.readers.pdf_page import Line

_HYPHENATED = re.compile(r"\b\w+-\w+(?=\W)")
_HYPHENS: Final = frozenset("\x02-\u2010\xad")
_FIRST_WORD = re.compile(r"\w+")
_CONJUNCTIONS: Final = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "o"})
"""Words before which a hyphen is a suspended one, as in "pre- and post-war", and is kept."""
_UNSPACED: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Scripts without spaces between words, in which lines are joined without a space."""


class Words:
    """Joins lines, using the words that the document writes with a hyphen inside a line."""

    def __init__(self, pages: Iterable[Iterable[Line]]) -> None:
        self._hyphenated = {
            match[0].casefold() for lines in pages for line in lines for match in _HYPHENATED.finditer(line.text + " ")
        }

    def content(self, lines: Sequence[Line], turn: Callable[[int], PageBreak]) -> Content:
        """The lines as running text; ``turn`` gives the page break before the page of an index."""
        pieces: list[Inline] = []
        glue, page = "", lines[0].page
        for line, following in zip(lines, [*lines, None][1:], strict=True):
            text, joint = self._end(line.text, following.text if following else None)
            own = _with_marks(text, line.marks)
            if line.page != page:
                # A word that runs over a page break belongs to the first page: a break inside would split it.
                own = [turn(line.page), *own] if glue else _after_first_word(own, turn(line.page))
                page = line.page
            pieces += [glue, *own]
            glue = joint
        return tuple(piece for piece in pieces if piece != "")

    def _end(self, text: str, following: str | None) -> tuple[str, str]:
        """``text`` with its line-end hyphen resolved, and the separator between it and the line ``following``."""
        last = _hyphenated_word(text)
        if following is None or last is None:
            both_unspaced = following and _UNSPACED.match(text[-1:]) and _UNSPACED.match(following[0])
            return text.replace(HYPHEN, "-"), "" if both_unspaced else " "
        first = _FIRST_WORD.match(following)
        whole = f"{text[:-1]}-"
        if first is None or first[0].casefold() in _CONJUNCTIONS:
            return whole, " "
        keeps = not first[0][0].islower() or f"{last}-{first[0]}".casefold() in self._hyphenated
        return (whole if keeps else text[:-1]), ""


def _hyphenated_word(line: str) -> str | None:
    """The word before the hyphen that ends a line; searched from the end, since a line may have a million letters."""
    if line[-1:] not in _HYPHENS:
        return None
    start = end = len(line) - 1
    while start and (line[start - 1].isalnum() or line[start - 1] == "_"):
        start -= 1
    return line[start:end] or None


def listing(lines: Sequence[Line]) -> Content:
    """The lines with their line breaks, indented as on the page; empty lines are not kept."""
    left = min(line.left for line in lines)
    shown = []
    for line in lines:
        letter = max((line.right - line.left) / max(len(line.text), 1), 1.0)
        shown.append(" " * round((line.left - left) / letter) + line.plain)
    return ("\n".join(shown),)


def _with_marks(text: str, marks: Sequence[tuple[int, str]]) -> list[Inline]:
    pieces: list[Inline] = []
    done = 0
    for place, mark in marks:
        pieces += [text[done:place], NoteMark(mark)]
        done = place
    return [*pieces, text[done:]]


def _after_first_word(pieces: Sequence[Inline], page_break: PageBreak) -> list[Inline]:
    first = pieces[0] if pieces and isinstance(pieces[0], str) else ""
    word, space, rest = first.partition(" ")
    return [word, page_break, space + rest, *pieces[1:]]
