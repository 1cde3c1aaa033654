"""Walks through the text of a TEI file in reading order, and turns elements into blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.models import PageKind, Role
from knowledge.readers import tei_elements as elements
from knowledge.readers.blocks import CELL_SEPARATOR, Anchor, NoteBody, NoteMark, PageBreak, SectionBreak
from knowledge.readers.flow import Flow, words
from knowledge.readers.tei_header import is_address_part
from knowledge.readers.tei_notes import notes_apart
from knowledge.readers.xmltree import attribute, every, tag

if TYPE_CHECKING:
    from knowledge.readers.blocks import Content
    from knowledge.readers.xmltree import Element


class Walker:
    """Walks the text once, in reading order.

    ``address`` is the URL of a volume whose documents are separate web pages; ``None`` if there is at most one web
    page, of which anchors are fragments.
    """

    def __init__(self, text: Element, address: str | None) -> None:
        self.flow = Flow()
        self.warnings: list[str] = []
        self._volume = address
        self._home: str | None = None
        self._page: PageBreak | None = None
        self._labelled = False
        self._flat = False
        self._in_note = False
        self._notes = 0
        self._apart = notes_apart(text)
        outside = (one for one in every(text, "pb") if next(one.iterancestors("{*}note"), None) is None)
        self._in_text = {elements.page_label(one) for one in outside}

    def read(self, text: Element) -> None:
        """Read the whole text."""
        self._child(text, Role.PARAGRAPH, 0)
        self._close(Role.PARAGRAPH)
        self.flow.finish()

    def aside(self, element: Element) -> Content:
        """The content of an element that is one block, whatever it contains: a note, a cell, a title."""
        flow, flat, self.flow, self._flat = self.flow, self._flat, Flow(), True
        self._walk(element, Role.PARAGRAPH, 0)
        content = self.flow.content(flow)
        self.flow, self._flat = flow, flat
        return content

    def _walk(self, element: Element, role: Role, level: int) -> None:
        self._text(element.text)
        for child in element:
            self._child(child, role, level)
            self._text(child.tail)

    def _child(self, child: Element, role: Role, level: int) -> None:  # noqa: C901 - a table of elements
        name = tag(child)
        if name == "pb":
            self._break(child)
        elif child in self._apart.marks:
            self._mark(child)
        elif name == "note":
            self._note(child, role, level)
        elif name in elements.DIVISIONS:
            self._division(child, level)
        elif name in elements.LISTS:
            listed = self._list if name == "list" else self._entries
            listed(child, role, level)
        elif name == "row":
            self._row(child)
        elif name == "choice":
            self._choice(child, role, level)
        elif name == "p" and not self._flat and elements.is_subheading(child):
            self._subheading(child, role, level)
        elif name in elements.APPARATUS:
            self._block(child, Role.SOURCE, role, level)
        elif name in elements.QUOTES and any(tag(one) in elements.BLOCKS for one in child):
            self._block(child, Role.PARAGRAPH, role, level)
        elif name in elements.PARAGRAPHS:
            self._block(child, role, role, level)
        elif name not in elements.NO_TEXT:
            self._text(" " if name in elements.SET_OFF and child.get("break") != "no" else None)
            self._walk(child, role, level)

    def _block(self, element: Element, role: Role, around: Role, level: int) -> None:
        """Read a nested block inside one of the role ``around``; the first in a list item continues after its label."""
        if not self._labelled:
            self._close(around)
        self._walk(element, role, level)
        self._close(role)

    def _close(self, role: Role) -> None:
        self._labelled = False
        if self._flat:
            self.flow.add(" ")
        else:
            self.flow.paragraph(role)

    def _text(self, text: str | None) -> None:
        if text:
            self.flow.add(text)
            self._labelled = self._labelled and text.isspace()

    def _division(self, element: Element, level: int) -> None:
        """Read a division as a section; one that is published as a separate web page has its own anchors."""
        kind = attribute(element, "type") or ""
        if kind in elements.LEFT_OUT:
            self.warnings += [] if elements.LEFT_OUT[kind] in self.warnings else [elements.LEFT_OUT[kind]]
            return
        self._close(Role.PARAGRAPH)
        home, identifier = self._home, attribute(element, "id")
        if kind in {"document", "section"} and is_address_part(identifier):
            self._move(f"{self._volume}/{identifier}" if self._volume else "")
        children = elements.heading_first(element)
        if kind == "document" and not any(tag(child) == "head" for child in children):
            self.flow.place(SectionBreak(level + 1))
        for child in children:
            if tag(child) == "head":
                self._heading(child, level + 1)
            else:
                self._child(child, Role.PARAGRAPH, level + 1)
            self._text(child.tail)
        self._close(Role.PARAGRAPH)
        self._move(home)

    def _move(self, home: str | None) -> None:
        """Continue on the web page ``home``; the printed page is begun again there, since ``home`` has no anchor."""
        if home != self._home:
            self._home = home
            if self._page is not None:
                self._page = replace(self._page, anchor=home or None)
                self.flow.place(self._page)
            if self._volume is not None:
                self.flow.place(Anchor(home or self._volume))

    def _heading(self, head: Element, level: int) -> None:
        self._close(Role.PARAGRAPH)
        self._walk(head, Role.PARAGRAPH, level)
        self.flow.heading(level)

    def _subheading(self, element: Element, role: Role, level: int) -> None:
        """Read a paragraph whose beginning, up to the first block in it, is a heading."""
        self._close(role)
        self._text(element.text)
        opened = False
        for child in element:
            if tag(child) in elements.BLOCKS and not opened:
                opened = True
                self.flow.heading(level + 1)
            self._child(child, role, level)
            self._text(child.tail)
        if opened:
            self._close(role)
        else:
            self.flow.heading(level + 1)

    def _list(self, element: Element, role: Role, level: int) -> None:
        """Read each item with its label as a block; the heading of a list is put before its first item."""
        if not self._labelled:
            self._close(role)
        self._text(element.text)
        for child in element:
            name = tag(child)
            if name in {"label", "head"}:
                if not self._labelled:
                    self._close(Role.ITEM)
                self._walk(child, Role.ITEM, level)
                self._text(" ")
                self._labelled = True
            elif name == "item":
                self._block(child, Role.ITEM, Role.ITEM, level)
            else:
                self._child(child, Role.ITEM, level)
            self._text(child.tail)
        self._close(Role.ITEM)

    def _entries(self, element: Element, role: Role, level: int) -> None:
        """Read each entry of a list of persons, places or books as a block, including the notes in it."""
        self._close(role)
        for child in element:
            if tag(child) in elements.LISTS | {"head", "pb", "note"}:
                self._child(child, role, level)
                continue
            in_pieces = elements.is_in_pieces(child)
            self._text(child.text)
            for piece in child:
                self._text(" " if in_pieces else None)
                walk = self._walk if tag(piece) == "note" else self._child
                walk(piece, Role.ITEM, level)
                self._text(piece.tail)
            self._close(Role.ITEM)

    def _row(self, row: Element) -> None:
        self._close(Role.PARAGRAPH)
        filled = [cell for cell in map(self.aside, row) if words(cell)]
        for index, cell in enumerate(filled):
            self.flow.add(*([CELL_SEPARATOR] if index else []), *cell)
        self._close(Role.ROW)

    def _choice(self, element: Element, role: Role, level: int) -> None:
        options = {tag(one): one for one in element}
        chosen = next((options[name] for name in elements.CHOICES if name in options), None)
        if chosen is None and len(element):
            chosen = element[0]
        if chosen is not None:
            self._walk(chosen, role, level)

    def _note(self, note: Element, role: Role, level: int) -> None:
        if attribute(note, "rend") == "inline" and not self._flat:
            self._block(note, Role.SOURCE, role, level)
        elif attribute(note, "rend") == "inline":
            self._walk(note, role, level)
        elif note in self._apart.bodies:
            self._note_apart(note, role)
        else:
            self._notes += 1
            mark = (attribute(note, "n") or "").strip() or str(self._notes)
            self.flow.add(NoteMark(mark))
            inside, self._in_note = self._in_note, True
            body = self.aside(note)
            self._in_note = inside
            self.flow.note(NoteBody(mark, body))

    def _mark(self, mark: Element) -> None:
        """Add the mark of an endnote; a page may begin in it."""
        for one in every(mark, "pb"):
            self._break(one)
        if self._apart.marks[mark]:
            self.flow.add(NoteMark(self._apart.marks[mark]))

    def _note_apart(self, note: Element, role: Role) -> None:
        """Read an endnote as a block of its own; inside an element that is one block, it follows that block."""
        self._close(role)
        body = NoteBody(self._apart.bodies[note], self.aside(note))
        if self._flat:
            self.flow.note(body)
        else:
            self.flow.place(body)

    def _break(self, element: Element) -> None:
        """Begin a page; where a note runs on to the next page, the text may have the same page break again."""
        label = elements.page_label(element)
        if self._in_note and label in self._in_text:
            return
        identifier = attribute(element, "id")
        anchor = None
        if self._home is not None and is_address_part(identifier):
            anchor = f"{self._home}#{identifier}" if self._home else identifier
        printed = label is not None and label == (attribute(element, "n") or "").strip() and "[" not in label
        kind = PageKind.PRINTED if printed else PageKind.INFERRED
        self._page = PageBreak(label, kind, anchor, in_word=element.get("break") == "no")
        self.flow.add(self._page)
