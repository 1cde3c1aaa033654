"""The body of a DOCX file, from paragraphs, tables and notes to blocks (ECMA-376, Part 1, 17.2 to 17.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.models import PageKind, Role
from knowledge.readers.blocks import CELL_SEPARATOR, NoteBody, NoteMark, PageBreak
from knowledge.readers.characters import seen
from knowledge.readers.docx_styles import Style, Styles, child
from knowledge.readers.flow import Flow, words
from knowledge.readers.numerals import roman
from knowledge.readers.xmltree import attribute, every, tag
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.readers.blocks import Content
    from knowledge.readers.xmltree import Element

_TRANSPARENT: Final = frozenset(
    {"document", "body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"} | {"AlternateContent", "Choice"}
)
"""What stands around paragraphs or tables without being one."""
_SKIPPED: Final = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sdtPr", "tblPr", "Fallback"}
)
_SPACES: Final = frozenset({"tab", "ptab", "cr"})
_ARROWS: Final = {"F0DF": "←", "F0E0": "→", "F0E1": "↑", "F0E2": "↓"}
"""The arrows that Word makes of ``-->`` and its like, in the font "Wingdings"."""
_HYPHENS: Final = {"noBreakHyphen": "\N{NON-BREAKING HYPHEN}", "softHyphen": ""}
_HEADING_LENGTH: Final = 90
_STOPS: Final = (".", "!", "?", ";", ",", "。", "！", "？")
_CONTENTS_LEFT_OUT: Final = Wording("The table of contents was left out: it repeats the headings.")
_HIDDEN_LEFT_OUT: Final = Wording("Hidden text was left out.")
_EMBEDDED_LEFT_OUT: Final = Wording("A part of the document that is embedded in another format was left out.")


class Body:
    """Reads the parts of a document into ``flow``.

    ``bold`` holds, for the blocks that are bold throughout and could be headings, the size of their letters; ``title``
    is the text of the style "Title"; ``left_out`` counts the characters that were left out on purpose. ``paged`` says
    that the file notes where its pages broke; otherwise breaks that its author made are all that is known.
    """

    def __init__(
        self, styles: Styles, footnotes: Mapping[str, Element], endnotes: Mapping[str, Element], *, paged: bool
    ) -> None:
        self.flow = Flow()
        self.bold: dict[int, float] = {}
        self.title: str | None = None
        self.warnings: list[str] = []
        self.left_out = 0
        self._styles = styles
        self._bodies = {"footnoteReference": footnotes, "endnoteReference": endnotes}
        self._counts = dict.fromkeys(self._bodies, 0)
        self._page = 0
        self._paged = paged
        self._depth = 0

    def read(self, document: Element) -> None:
        """Read the main part."""
        if self._paged or any(_is_page_break(one) for one in every(document, "br")):
            self._turn_page()
        self._blocks(document)
        self.flow.finish()

    def _blocks(self, element: Element) -> None:
        for one in _through(element):
            name = tag(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                self._table(one)
            elif name == "altChunk":
                self._warn(_EMBEDDED_LEFT_OUT)

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self._styles.paragraph(properties)
        if style.name.startswith("toc ") or style.name == "toc heading":
            self.left_out += seen("".join(one.text or "" for one in every(element, "t")))
            self._warn(_CONTENTS_LEFT_OUT)
            return
        if not self._paged and child(properties, "pageBreakBefore") is not None and self._page:
            self._turn_page()
        boxes = self._runs(element, style)
        self._close(element, style)
        for box in boxes:
            self._blocks(box)

    def _close(self, element: Element, style: Style) -> None:
        """Close the paragraph that has been gathered, as what its style says it is."""
        if style.name == "title" and self.title is None and not self.flow.is_empty:
            self.title = words(self.flow.pieces)
            self.flow.paragraph(Role.TITLE)
        elif style.level:
            self.flow.heading(style.level)
        elif style.is_list:
            self.flow.paragraph(Role.ITEM)
        else:
            text = words(self.flow.pieces)
            index = self.flow.paragraph()
            size = self._bold_size(element, style)
            if index is not None and size and len(text) < _HEADING_LENGTH and not text.endswith(_STOPS):
                self.bold[index] = size

    def _bold_size(self, element: Element, style: Style) -> float | None:
        """The largest letters of a paragraph that is bold throughout; ``None`` for any other, and in a table."""
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
            characters = _characters(one)
            if characters is not None:
                self.flow.add(characters)
            elif name in {"br", "lastRenderedPageBreak"}:
                self._break(one)
            elif name in self._bodies:
                self._note(name, attribute(one, "id") or "")
            elif name == "txbxContent":
                boxes.append(one)
            elif name == "r" and self._styles.run(child(one, "rPr"), style).hidden:
                self._hide(one)
            elif name not in _SKIPPED:
                boxes += self._runs(one, style)
        return boxes

    def _hide(self, run: Element) -> None:
        """Leave out what Word neither shows nor prints (17.3.2.41)."""
        ink = seen("".join(one.text or "" for one in every(run, "t")))
        if ink:
            self.left_out += ink
            self._warn(_HIDDEN_LEFT_OUT)

    def _break(self, element: Element) -> None:
        if tag(element) == "lastRenderedPageBreak" or (not self._paged and _is_page_break(element)):
            self._turn_page()
        else:
            self.flow.add(" ")

    def _turn_page(self) -> None:
        self._page += 1
        self.flow.add(PageBreak(str(self._page), PageKind.APPROXIMATE))

    def _note(self, kind: str, identifier: str) -> None:
        """A mark, and the note that answers to it; Word counts footnotes in figures and endnotes in roman numerals."""
        note = self._bodies[kind].get(identifier)
        if note is None:
            return
        self._counts[kind] += 1
        mark = str(self._counts[kind]) if kind == "footnoteReference" else roman(self._counts[kind])
        self.flow.add(NoteMark(mark))
        self.flow.note(NoteBody(mark, self._aside(note)))

    def _aside(self, element: Element) -> Content:
        """The text of a note or of a cell as the content of one block."""
        flow, self.flow = self.flow, Flow()
        self._gather(element)
        content = self.flow.content(flow)
        self.flow = flow
        return content

    def _gather(self, element: Element) -> None:
        for paragraph in _paragraphs(element):
            for box in self._runs(paragraph, self._styles.paragraph(child(paragraph, "pPr"))):
                self._gather(box)
            self.flow.add(" ")

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
        """Whether a cell holds more than one short text: paragraphs, a heading, a table of its own."""
        paragraphs = [one for one in _through(cell) if tag(one) == "p" and next(every(one, "t"), None) is not None]
        return (
            len(paragraphs) > 1
            or any(tag(one) == "tbl" for one in _through(cell))
            or any(self._styles.paragraph(child(one, "pPr")).level for one in paragraphs)
        )

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)


def _characters(element: Element) -> str | None:
    """What an element that stands for characters shows; ``None`` for any other."""
    name = tag(element)
    if name == "t":
        return element.text or ""
    if name in _SPACES:
        return " "
    if name == "sym":
        return _ARROWS.get((attribute(element, "char") or "").upper(), "")
    return _HYPHENS.get(name)


def _through(element: Element) -> Iterator[Element]:
    """The children of an element, and of what stands around them without being a block."""
    for one in element:
        if tag(one) in _TRANSPARENT:
            yield from _through(one)
        elif tag(one) not in _SKIPPED:
            yield one


def _paragraphs(element: Element) -> Iterator[Element]:
    """All paragraphs inside an element, those of its tables too."""
    for one in _through(element):
        if tag(one) == "p":
            yield one
        else:
            yield from _paragraphs(one)


def _is_page_break(element: Element) -> bool:
    return tag(element) == "br" and attribute(element, "type") == "page"
