"""Converts the body of a DOCX file, its paragraphs, tables and notes, to blocks (ECMA-376, Part 1, 17.2 to 17.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.models import Role
from knowledge.readers.blocks import CELL_SEPARATOR, NoteBody, NoteMark
from knowledge.readers.characters import seen
from knowledge.readers.docx_notes import has_own_mark, own_mark, without_mark
from knowledge.readers.docx_numbering import Label
from knowledge.readers.docx_pages import Paging, is_page_break
from knowledge.readers.docx_styles import Style, Styles, child
from knowledge.readers.docx_symbols import symbol
from knowledge.readers.flow import Flow, words
from knowledge.readers.numerals import roman
from knowledge.readers.xmltree import attribute, every, tag
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.readers.blocks import Content, PageBreak
    from knowledge.readers.docx_numbering import Numbering
    from knowledge.readers.xmltree import Element

_TRANSPARENT: Final = frozenset(
    {"document", "body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"} | {"AlternateContent", "Choice"}
)
"""Elements that contain paragraphs or tables without being a block themselves."""
_SKIPPED: Final = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sdtPr", "tblPr", "Fallback"}
)
_SPACES: Final = frozenset({"tab", "ptab", "cr"})
_PICTURES: Final = frozenset({"drawing", "pict", "object"})
_UNKNOWN: Final = "□"
_HYPHENS: Final = {"noBreakHyphen": "\N{NON-BREAKING HYPHEN}", "softHyphen": ""}
_HEADING_LENGTH: Final = 90
_STOPS: Final = (".", "!", "?", ";", ",", "。", "！", "？")
_CONTENTS_LEFT_OUT: Final = Wording("The table of contents was left out: it repeats the headings.")
_HIDDEN_LEFT_OUT: Final = Wording("Hidden text was left out.")
_EMBEDDED_LEFT_OUT: Final = Wording("Embedded content in another format was left out.")
_SYMBOLS_UNKNOWN: Final = Wording("Some characters of a symbol font could not be read: each is shown as □.")
_NO_LABEL: Final = Label("", None)


class Body:
    """Reads the parts of a document into ``flow``.

    ``bold`` holds, for the blocks that are bold throughout and could be headings, the size of their letters; ``title``
    is the text of the style "Title" and ``heading`` the first heading, without its number; ``left_out`` counts the
    characters that were left out on purpose.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        paging: Paging,
        footnotes: Mapping[str, Element],
        endnotes: Mapping[str, Element],
    ) -> None:
        self.flow = Flow()
        self.bold: dict[int, float] = {}
        self.title: str | None = None
        self.heading: str | None = None
        self.warnings: list[str] = []
        self.left_out = 0
        self._styles = styles
        self._numbering = numbering
        self._paging = paging
        self._bodies = {"footnoteReference": footnotes, "endnoteReference": endnotes}
        self._counts = dict.fromkeys(self._bodies, 0)
        self._marks: set[Element] = set()
        self._depth = 0

    def read(self, document: Element) -> None:
        """Read the main part."""
        if self._paging.is_known:
            self._turn(self._paging.turn())
        self._blocks(document)
        self.flow.finish()

    def _blocks(self, element: Element) -> None:
        for one in _through(element):
            name = tag(one)
            if name == "p":
                self._paragraph(one)
                self._end_section(one)
            elif name == "tbl":
                self.flow.paragraph()
                self._table(one)
            elif name == "altChunk":
                self._warn(_EMBEDDED_LEFT_OUT)
        self.flow.paragraph()

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self._styles.paragraph(properties)
        if style.name.startswith("toc ") or style.name == "toc heading":
            self.left_out += seen("".join(one.text or "" for one in every(element, "t")))
            self._warn(_CONTENTS_LEFT_OUT)
            for one in every(element, "br", "lastRenderedPageBreak"):
                self._break(one)
            return
        if self._paging.is_known and not self._paging.is_recorded and child(properties, "pageBreakBefore") is not None:
            self._turn(self._paging.turn_unless_fresh())
        boxes = self._runs(element, style)
        if boxes or not _runs_on(properties):
            self._close(element, style, self._label(style))
        for box in boxes:
            self._blocks(box)

    def _end_section(self, paragraph: Element) -> None:
        """Begin the next section after the paragraph that has the properties of a section (17.6.18)."""
        if child(child(paragraph, "pPr"), "sectPr") is not None:
            self._turn(self._paging.end_section())

    def _label(self, style: Style) -> Label:
        """Count the paragraph in its list; its number and the text before it."""
        if style.list_id is None or not style.is_list:
            return _NO_LABEL
        return self._numbering.next(style.list_id, style.depth or 0) or _NO_LABEL

    def _close(self, element: Element, style: Style, label: Label) -> None:
        """Close the gathered paragraph as the kind of block that its style says."""
        if style.name == "title" and self.title is None and not self.flow.is_empty:
            self.title = words(self.flow.pieces)
            self.flow.paragraph(Role.TITLE)
        elif style.level:
            self.heading = self.heading or words(self.flow.pieces) or None
            self.flow.heading(style.level, label.lead)
        elif style.is_list:
            self.flow.paragraph(Role.ITEM, label.number, label.lead)
        else:
            text = words(self.flow.pieces)
            index = self.flow.paragraph()
            size = self._bold_size(element, style)
            if index is not None and size and len(text) < _HEADING_LENGTH and not text.endswith(_STOPS):
                self.bold[index] = size

    def _bold_size(self, element: Element, style: Style) -> float | None:
        """The largest letter size of a paragraph that is wholly bold; ``None`` for any other, and in a table."""
        runs = [one for one in every(element, "r") if any(tag(text) == "t" and text.text for text in one)]
        styles = [self._styles.run(child(run, "rPr"), style) for run in runs]
        shown = [one for one in styles if not one.hidden]
        if self._depth or not shown or not all(one.bold for one in shown):
            return None
        return max(one.size or 0 for one in shown)

    def _runs(self, element: Element, style: Style) -> list[Element]:
        """Gather the text of a paragraph of this style; return the text boxes that are anchored in it."""
        boxes: list[Element] = []
        for one in element:
            name = tag(one)
            characters = self._characters(one)
            if characters is not None:
                self._text(characters)
            elif name in {"br", "lastRenderedPageBreak"}:
                self._break(one)
            elif name in self._bodies:
                self._note(one)
            elif name == "txbxContent":
                boxes.append(one)
            elif name == "r" and self._styles.run(child(one, "rPr"), style).hidden:
                self._hide(one)
            elif name not in _SKIPPED:
                if name in _PICTURES:
                    self._paging.use()
                boxes += self._runs(one, style)
        return boxes

    def _text(self, characters: str) -> None:
        if characters.strip():
            self._paging.use()
        self.flow.add(characters)

    def _hide(self, run: Element) -> None:
        """Leave out text that Word neither shows nor prints (17.3.2.41)."""
        ink = seen("".join(one.text or "" for one in every(run, "t")))
        if ink:
            self.left_out += ink
            self._warn(_HIDDEN_LEFT_OUT)

    def _break(self, element: Element) -> None:
        if tag(element) == "lastRenderedPageBreak":
            self._turn(self._paging.turn_unless_fresh())
        elif not self._paging.is_recorded and is_page_break(element):
            self._turn(self._paging.turn())
        else:
            self.flow.add(" ")

    def _turn(self, page: PageBreak | None) -> None:
        if page is not None:
            self.flow.add(page)

    def _note(self, reference: Element) -> None:
        """Add a mark and its note; Word numbers footnotes in figures and endnotes in roman numerals."""
        kind = tag(reference)
        note = self._bodies[kind].get(attribute(reference, "id") or "")
        if note is None:
            return
        if has_own_mark(reference):
            mark, elements = own_mark(reference)
            self._marks.update(elements)
            body = without_mark(self._aside(note), mark)
        else:
            self._counts[kind] += 1
            mark = str(self._counts[kind]) if kind == "footnoteReference" else roman(self._counts[kind])
            body = self._aside(note)
        self.flow.add(NoteMark(mark))
        self.flow.note(NoteBody(mark, body))

    def _aside(self, element: Element) -> Content:
        """The text of a note or of a cell as the content of one block."""
        flow, self.flow = self.flow, Flow()
        self._gather(element)
        content = self.flow.content(flow)
        self.flow = flow
        return content

    def _gather(self, element: Element) -> None:
        for paragraph in _paragraphs(element):
            properties = child(paragraph, "pPr")
            style = self._styles.paragraph(properties)
            self._text(self._label(style).lead)
            for box in self._runs(paragraph, style):
                self._gather(box)
            self.flow.add("" if _runs_on(properties) else " ")

    def _table(self, table: Element) -> None:
        self._depth += 1
        for row in _through(table):
            if tag(row) == "tr":
                self._row([one for one in _through(row) if tag(one) == "tc"])
        self._depth -= 1

    def _row(self, cells: list[Element]) -> None:
        if any(self._is_layout(cell) for cell in cells):
            for cell in cells:
                self._blocks(cell)
            return
        filled = [content for content in map(self._aside, cells) if content]
        shown = 0
        for content in filled:
            self.flow.add(*([CELL_SEPARATOR] if shown and words(content) else []), *content)
            shown += bool(words(content))
        self.flow.paragraph(Role.ROW)

    def _is_layout(self, cell: Element) -> bool:
        """Whether a cell holds more than one short text: several paragraphs, a heading, a nested table."""
        paragraphs = [one for one in _through(cell) if tag(one) == "p" and next(every(one, "t"), None) is not None]
        return (
            len(paragraphs) > 1
            or any(tag(one) == "tbl" for one in _through(cell))
            or any(self._styles.paragraph(child(one, "pPr")).level for one in paragraphs)
        )

    def _characters(self, element: Element) -> str | None:
        """The characters that an element such as a tab represents; ``None`` for any other element."""
        name = tag(element)
        if element in self._marks:
            return ""
        if name == "t":
            return element.text or ""
        if name in _SPACES:
            return " "
        if name == "sym":
            return self._symbol(element)
        return _HYPHENS.get(name)

    def _symbol(self, element: Element) -> str:
        known = symbol(attribute(element, "font") or "", attribute(element, "char") or "")
        if known is None:
            self._warn(_SYMBOLS_UNKNOWN)
        return _UNKNOWN if known is None else known

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)


def _runs_on(properties: Element | None) -> bool:
    """Whether the next paragraph continues this one: it is a drop cap (17.3.1.11), or its end was deleted (17.13.5)."""
    frame, mark = child(properties, "framePr"), child(child(properties, "rPr"), "del")
    return mark is not None or (frame is not None and attribute(frame, "dropCap") in {"drop", "margin"})


def _through(element: Element) -> Iterator[Element]:
    """The children of an element, with transparent elements replaced by their children."""
    for one in element:
        if tag(one) in _TRANSPARENT:
            yield from _through(one)
        elif tag(one) not in _SKIPPED:
            yield one


def _paragraphs(element: Element) -> Iterator[Element]:
    """All paragraphs inside an element, including those of its tables."""
    for one in _through(element):
        if tag(one) == "p":
            yield one
        else:
            yield from _paragraphs(one)
