"""The pages of a DOCX file: where they turn, and their numbers (ECMA-376, Part 1, 17.6).

All are approximate: they are where the program that last saved the file broke its lines; without its records, only the
breaks of the author are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.models import PageKind
from knowledge.readers.blocks import PageBreak
from knowledge.readers.docx_styles import child, value
from knowledge.readers.numerals import numeral
from knowledge.readers.xmltree import attribute, every, tag

if TYPE_CHECKING:
    from knowledge.readers.xmltree import Element

_PARITY: Final = {"evenPage": 0, "oddPage": 1}
_NEW_PAGE: Final = frozenset({"nextPage", *_PARITY})
_LONGEST_NUMBER: Final = 9


@dataclass(frozen=True, slots=True)
class _Section:
    """A section (17.6.17): how it begins (17.6.22), and the format and the start of its page numbers (17.6.12)."""

    begins: str = "nextPage"
    style: str = "decimal"
    start: int | None = None


class Paging:
    """Counts the pages of a document; ``document`` is its main part.

    ``is_recorded`` says whether the file records its page breaks; ``is_known`` whether any page break is known.
    """

    def __init__(self, document: Element) -> None:
        self._sections = [_section(one) for one in every(document, "sectPr") if not _is_former(one)]
        if child(child(document, "body"), "sectPr") is None:
            # The last section has no properties of its own.
            self._sections.append(_Section())
        self._index = 0
        self._number = 0
        self._restarts = self._sections[0].start is not None
        self._is_fresh = False
        self.is_recorded = next(every(document, "lastRenderedPageBreak"), None) is not None
        self.is_known = (
            self.is_recorded
            or any(map(is_page_break, every(document, "br")))
            or any(one.begins in _NEW_PAGE for one in self._sections[1:])
        )

    def turn(self) -> PageBreak:
        """The next page."""
        section = self._sections[self._index]
        if self._restarts and section.start is not None:
            self._number = section.start
        else:
            self._number += 1
        self._restarts = False
        return PageBreak(numeral(self._number, section.style), PageKind.APPROXIMATE)

    def turn_unless_fresh(self) -> PageBreak | None:
        """The next page, unless a section has just begun it: such a page break may be recorded a second time."""
        page = None if self._is_fresh else self.turn()
        self._is_fresh = False
        return page

    def end_section(self) -> PageBreak | None:
        """Begin the next section; return its first page, if it begins one."""
        if self._index + 1 == len(self._sections):
            return None
        self._index += 1
        section = self._sections[self._index]
        self._restarts = section.start is not None
        if section.begins not in _NEW_PAGE:
            return None
        parity = _PARITY.get(section.begins)
        if section.start is None and parity is not None and (self._number + 1) % 2 != parity:
            # The page between is left empty.
            self._number += 1
        self._is_fresh = True
        return self.turn()

    def use(self) -> None:
        """Note that the page has content."""
        self._is_fresh = False


def is_page_break(element: Element) -> bool:
    """Whether an element is a page break made by the author."""
    return tag(element) == "br" and attribute(element, "type") == "page"


def _section(element: Element) -> _Section:
    numbers = child(element, "pgNumType")
    style = attribute(numbers, "fmt") if numbers is not None else None
    start = (attribute(numbers, "start") if numbers is not None else None) or ""
    return _Section(
        begins=value(child(element, "type")) or "nextPage",
        style=style or "decimal",
        start=int(start) if start.isdecimal() and len(start) <= _LONGEST_NUMBER else None,
    )


def _is_former(element: Element) -> bool:
    """Whether these are the properties that a section had before a tracked change."""
    parent = element.getparent()
    return parent is not None and tag(parent) == "sectPrChange"
