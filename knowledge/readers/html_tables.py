"""Tables of a web page: distinguishes rows of data from tables that only lay out the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.readers.html_page import Element

_LAID_OUT = frozenset({"table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "blockquote"})
_CELLS = frozenset({"td", "th"})


def is_data(row: Element) -> bool:
    """Whether a row has several cells, none of which contains page structure."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    if len(cells) < 2:
        return False
    return all(sum(one.tag == "p" for one in cell) <= 1 and _is_simple(cell) for cell in cells)


def _is_simple(cell: Element) -> bool:
    return next(cell.iter(*_LAID_OUT), None) is None
