"""Reader for EPUB 2 and 3: the chapters in reading order as one tree, read as a web page is.

- A page begins at a page break in the text, or where the publication's list of pages leads; without either there are
  none. An anchor is "member#id", the place in the archive.
- Notes may stand in another member than their marks. Annotations that no mark leads to are notes as well.
- The table of contents is left out. What is protected by DRM is refused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from knowledge.errors import DocumentError
from knowledge.readers import html_page, xmltree
from knowledge.readers.archive import Archive
from knowledge.readers.blocks import Anchor, Heading, NoteBody, PageBreak, Paragraph, Reading
from knowledge.readers.decode import decode
from knowledge.readers.epub_package import member_at, open_package
from knowledge.readers.html import Walker
from knowledge.readers.html_notes import notes_of, page_break
from knowledge.readers.xmltree import Doctype, tag
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.readers.blocks import Block, Content
    from knowledge.readers.epub_package import Package
    from knowledge.readers.xmltree import Element

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold: https://www.w3.org/TR/xml/#charsets."""
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_NOTES: Final = frozenset({"annotation", "footnote", "endnote", "rearnote", "note"})
_UNMARKED: Final = "*"
"""The mark of a note that has none."""


def read(data: bytes, name: str) -> Reading:
    """Read an EPUB file.

    Raises DocumentError when its archive or its XML is refused or damaged, or when it is protected.
    """
    archive = Archive(data, name)
    package = open_package(archive, name)
    book = _Book(package.chapters)
    for member in package.chapters:
        book.add(member, archive.read(member), name)
    book.mark_pages(package)
    notes = notes_of(book.root)
    for aside in book.root.iter("aside"):
        if _NOTES & set(aside.get(_TYPE, "").split()):
            notes.bodies.setdefault(aside, _UNMARKED)
    walker = Walker(notes)
    walker.walk(book.root)
    blocks = tuple(book.with_places(block) for block in walker.flow.blocks)
    return Reading(blocks, package.found, tuple(book.warnings), walker.visible)


class _Book:
    """All chapters under one root. Inside the tree the place "member#id" is written "3#id", by the chapter's number."""

    def __init__(self, chapters: Sequence[str]) -> None:
        self.root = etree.Element("div")
        self.warnings: list[str] = []
        self._chapters = chapters
        self._numbers = {member: number for number, member in enumerate(chapters)}

    def add(self, member: str, data: bytes, name: str) -> None:
        """Append a chapter."""
        root = self._parse(member, data, name)
        body = next(root.iter("body"), root)
        body.tag = "div"
        for element in body.iter():
            self._place(element, member)
        self.root.append(body)

    def mark_pages(self, package: Package) -> None:
        """Put page breaks where the list of pages leads, unless the text has its own."""
        if any(page_break(element) is not None for element in self.root.iter()):
            return
        targets = {element.get("id", ""): element for element in self.root.iter() if "#" in element.get("id", "")}
        for place, label in package.page_list.items():
            member, _, fragment = place.partition("#")
            target = targets.get(f"{self._numbers.get(member)}#{fragment}")
            if target is not None and (parent := target.getparent()) is not None:
                mark = etree.Element("span", {"role": "doc-pagebreak", "title": label, "id": target.get("id", "")})
                parent.insert(parent.index(target), mark)

    def with_places(self, block: Block) -> Block:
        """A block with the places in the archive for its anchors."""
        match block:
            case PageBreak() | Anchor():
                return self._placed(block)
            case Heading() | Paragraph() | NoteBody():
                return replace(block, content=self._content(block.content))
            case _:
                return block

    def _parse(self, member: str, data: bytes, name: str) -> Element:
        try:
            root = xmltree.parse(xmltree.name_characters(data), name, doctype=Doctype.FOREIGN)
        except DocumentError as error:
            if not xmltree.is_not_well_formed(error):
                raise
            self.warnings.append(Wording("{part} is not well-formed; it was read as browsers do.", part=member))
            decoded = decode(data, name)
            self.warnings += decoded.warnings
            return html_page.parse(decoded.text, name)
        for element in root.iter():
            element.tag = tag(element).lower()
        return root

    def _place(self, element: Element, member: str) -> None:
        """Make the ids of an element unique in the book, and its links lead to them."""
        page = page_break(element)
        if page is not None and page.label is not None:
            _set(element, "title", page.label)
        number = self._numbers[member]
        for name in ("id", "name"):
            if element.get(name):
                _set(element, name, f"{number}#{element.get(name)}")
        target = member_at(member, element.get("href"))
        if target is not None:
            other, _, fragment = target.partition("#")
            _set(element, "href", f"#{self._numbers.get(other, '')}#{fragment}")

    def _content(self, content: Content) -> Content:
        return tuple([self._placed(piece) if isinstance(piece, PageBreak | Anchor) else piece for piece in content])

    def _placed(self, piece: PageBreak | Anchor) -> PageBreak | Anchor:
        if isinstance(piece, Anchor):
            return Anchor(self._member(piece.name))
        return replace(piece, anchor=self._member(piece.anchor)) if piece.anchor else piece

    def _member(self, place: str) -> str:
        number, _, fragment = place.partition("#")
        return f"{self._chapters[int(number)]}#{fragment}" if number.isdecimal() else place


def _set(element: Element, name: str, value: str) -> None:
    """Set an attribute, without the characters that percent signs and a browser's way of reading let through."""
    element.set(name, _NOT_XML.sub("", value))
