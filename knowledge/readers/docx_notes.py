"""Footnotes and endnotes of a DOCX file whose mark was typed by the author (ECMA-376, Part 1, 17.11).

Such a mark is a text after the reference; it is not counted (17.11.14, ``w:customMarkFollows``).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from knowledge.readers.docx_symbols import symbol
from knowledge.readers.xmltree import attribute, tag

if TYPE_CHECKING:
    from knowledge.readers.blocks import Content
    from knowledge.readers.xmltree import Element

_LONGEST_MARK: Final = 10
_OFF: Final = frozenset({None, "0", "false", "off"})
_WITHOUT_TEXT: Final = "*"
"""The mark given to a note whose own mark was not found."""


def has_own_mark(reference: Element) -> bool:
    """Whether the mark of a note follows its reference."""
    return attribute(reference, "customMarkFollows") not in _OFF


def own_mark(reference: Element) -> tuple[str, list[Element]]:
    """The mark after a reference, and its elements: those after it in its run, or else a short next run."""
    run = reference.getparent()
    following = run.getnext() if run is not None else None
    in_next = [] if following is None else [one for one in following if tag(one) != "rPr"]
    for elements in (reference.itersiblings(), in_next):
        printed = list(itertools.takewhile(lambda one: tag(one) in {"t", "sym"}, elements))
        mark = "".join(map(_text, printed)).strip()
        if 0 < len(mark) <= _LONGEST_MARK:
            return mark, printed
    return _WITHOUT_TEXT, []


def without_mark(content: Content, mark: str) -> Content:
    """The text of a note without its mark, which the author typed before it as well."""
    for place, piece in enumerate(content):
        if isinstance(piece, str) and piece.strip():
            rest = piece.lstrip().removeprefix(mark)
            is_word = mark[-1].isalnum() and rest[:1].isalnum()
            return content if is_word else (*content[:place], rest, *content[place + 1 :])
    return content


def _text(element: Element) -> str:
    if tag(element) == "sym":
        return symbol(attribute(element, "font") or "", attribute(element, "char") or "") or ""
    return element.text or ""
