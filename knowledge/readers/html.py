"""Reader for HTML: the main part of a page, its outline, lists, tables, footnotes and page markers.

The tree is walked once, without recursion, so that deep nesting is no problem. An element that a browser displays as a
block ends the paragraph before it, whether or not the page closes its paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from knowledge.errors import DocumentError
from knowledge.models import Role
from knowledge.readers.blocks import CELL_SEPARATOR, Anchor, NoteBody, NoteMark, Reading
from knowledge.readers.flow import Flow
from knowledge.readers.html_notes import Notes, notes_of, page_break
from knowledge.readers.html_page import crude_length, found_in, is_left_out, main_part, parse, tree_length
from knowledge.readers.html_tables import is_data

if TYPE_CHECKING:
    from knowledge.readers.html_page import Element

MAX_ELEMENTS: Final = 500_000
"""Maximum elements of a page; the longest books in one page have some 200,000."""
_BEGINNING = re.compile(r"<[A-Za-z]")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
        "legend", "li", "listing", "main", "ol", "p", "plaintext", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul", "xmp",
    }
)  # fmt: skip
_PREFORMATTED = frozenset({"listing", "plaintext", "pre", "xmp"})
_CELLS = frozenset({"td", "th"})


def read(content: str, name: str) -> Reading:
    """Read a page into blocks.

    Raises DocumentError where it has no element at all, or far too many.
    """
    if sum(1 for _ in _BEGINNING.finditer(content)) > MAX_ELEMENTS:
        raise DocumentError(
            "{name} has more than {most} elements: save it as text or PDF, or split it.", name=name, most=MAX_ELEMENTS
        )
    root = parse(content, name)
    main = main_part(root)
    walker = Walker(notes_of(main))
    walker.walk(main)
    lost = max(0, crude_length(content) - tree_length(root))
    return Reading(tuple(walker.flow.blocks), found_in(root, main, content), visible=walker.visible + lost)


class Walker:
    """Turns a tree into the blocks of a flow."""

    def __init__(self, notes: Notes) -> None:
        self.flow = Flow()
        self.visible = 0
        self._notes = notes
        self._outer: list[Flow] = []
        # The kind of the current block: the role of a paragraph or the level of a heading, innermost last.
        self._kinds: list[Role | int] = [Role.PARAGRAPH]
        # Inside a table row or a footnote, nested blocks are only separated by a space.
        self._within = 0
        self._broken = False
        self._skipped: Element | None = None

    def walk(self, main: Element) -> None:
        """Read everything in ``main``."""
        walker = etree.iterwalk(main, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if not self._start(element):
                    walker.skip_subtree()
                    # The end event of a skipped element still arrives; its content is ignored.
                    self._skipped = element
                continue
            if element is self._skipped:
                self._skipped = None
            else:
                self._end(element)
            if element is not main and element.tail:
                self._text(element.tail)
        self._close()
        self.flow.finish()

    def _start(self, element: Element) -> bool:
        """Handle the start of an element; return whether its content is read."""
        if element in self._notes.ways_back or (element not in self._notes.bodies and is_left_out(element)):
            return False
        page = page_break(element)
        if page is not None:
            self.flow.add(page)
            return False
        if element in self._notes.marks:
            self.flow.add(NoteMark(self._notes.marks[element]))
            return False
        tag = str(element.tag)
        if tag in _BLOCKS and tag != "dd":
            self._close()
        elif tag == "br":
            self._line_break()
        if element in self._notes.bodies:
            self._close()
            self._outer.append(self.flow)
            self.flow, self._within = Flow(), self._within + 1
        anchor = element.get("id") or (element.get("name") if tag == "a" else None)
        if anchor:
            self.flow.add(Anchor(anchor))
        self._enter(element, tag)
        if element.text:
            self._text(element.text)
        return True

    def _enter(self, element: Element, tag: str) -> None:
        """Set the kind of block that the following words belong to."""
        if tag in _HEADINGS:
            self._kinds.append(_HEADINGS[tag])
        elif tag in _PREFORMATTED:
            self._kinds.append(Role.LISTING)
        elif tag in {"li", "dt"}:
            self._kinds.append(Role.ITEM)
        elif tag == "dd":
            # A term and its definition are one item.
            self._kinds.append(Role.ITEM)
            self.flow.add(" ")
        elif tag == "tr" and is_data(element):
            self._kinds.append(Role.ROW)
            self._within += 1
        elif tag in _CELLS and self._kinds[-1] is Role.ROW and not self.flow.is_empty:
            self.flow.add(CELL_SEPARATOR)

    def _end(self, element: Element) -> None:
        tag = str(element.tag)
        if element in self._notes.bodies:
            self._end_note(element)
        if tag == "tr" and self._kinds[-1] is Role.ROW:
            self._within -= 1
        if tag == "dt":
            self._kinds.pop()
            return
        if tag in _BLOCKS:
            self._close()
        if tag in _HEADINGS or tag in _PREFORMATTED or tag in {"li", "dd"} or (tag == "tr" and is_data(element)):
            self._kinds.pop()

    def _end_note(self, element: Element) -> None:
        note, self.flow = self.flow, self._outer.pop()
        self._within -= 1
        self.flow.place(NoteBody(self._notes.bodies[element], note.content(self.flow)))

    def _text(self, text: str) -> None:
        self.visible += sum(map(str.isalnum, text))
        if text.strip():
            self._broken = False
        self.flow.add(text)

    def _line_break(self) -> None:
        """Handle a line break; two in a row end the paragraph, for pages that mark paragraphs in no other way."""
        if self._broken and self._kinds[-1] is not Role.LISTING:
            self._close()
        self.flow.add("\n")
        self._broken = True

    def _close(self) -> None:
        """End the current block."""
        if self._within:
            self.flow.add(" ")
            return
        kind = self._kinds[-1]
        if isinstance(kind, int):
            self.flow.heading(kind)
            return
        had_words = not self.flow.is_empty
        self.flow.paragraph(kind)
        if had_words and kind is Role.ITEM:
            # The rest of the same item is read as paragraphs.
            self._kinds[-1] = Role.PARAGRAPH
