"""Reader for EPUB 2 and 3: the chapters in reading order are joined into one tree and read like a web page.

- A page begins at a page break in the text, or at a target of the publication's page list; without either there are
  no pages. An anchor is "member#id", the place in the archive.
- A chapter without headings has those of its entries in the table of contents.
- Notes may be in another member than their marks. Annotations without a mark are notes as well.
- The table of contents is left out. Files protected by DRM are refused.
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
from knowledge.readers.flow import words
from knowledge.readers.html import Walker
from knowledge.readers.html_notes import notes_of, page_break
from knowledge.readers.xmltree import Doctype, tag
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.readers.blocks import Block, Content
    from knowledge.readers.epub_package import Entry, Package
    from knowledge.readers.xmltree import Element

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that are not allowed in XML: https://www.w3.org/TR/xml/#charsets."""
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_NOTES: Final = frozenset({"annotation", "footnote", "endnote", "rearnote", "note"})
_UNMARKED: Final = "*"
"""The mark given to a note that has none."""


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
    blocks = tuple(map(book.with_places, book.with_headings(walker.flow.blocks, package)))
    return Reading(blocks, package.found, tuple(book.warnings), walker.visible)


class _Book:
    """All chapters under one root.

    Inside the tree "member#id" is written as "3#id", with the chapter's number; "3#" is the start of the chapter.
    """

    def __init__(self, chapters: Sequence[str]) -> None:
        self.root = etree.Element("div")
        self.warnings: list[str] = []
        self._chapters = chapters
        self._numbers = {member: number for number, member in enumerate(chapters)}
        self._unnamed: set[str] = set()

    def add(self, member: str, data: bytes, name: str) -> None:
        """Append a chapter."""
        root = self._parse(member, data, name)
        body = next(root.iter("body"), root)
        body.tag = "div"
        for element in body.iter():
            self._place(element, member)
        if not any(html_page.words(heading) for heading in body.iter(*_HEADINGS)):
            self._unnamed.add(member)
        start = etree.SubElement(self.root, "div", {"id": self._inside(member)})
        start.append(body)

    def mark_pages(self, package: Package) -> None:
        """Insert page breaks at the targets of the page list, unless the text has its own."""
        if any(page_break(element) is not None for element in self.root.iter()):
            return
        targets = {element.get("id", ""): element for element in self.root.iter() if "#" in element.get("id", "")}
        for place, label in package.page_list.items():
            target = targets.get(self._inside(place))
            if target is not None and (parent := target.getparent()) is not None:
                identifier = target.get("id", "")
                mark = etree.Element("span", {"role": "doc-pagebreak", "title": label})
                if not identifier.endswith("#"):
                    mark.set("id", identifier)
                parent.insert(parent.index(target), mark)

    def with_headings(self, blocks: Sequence[Block], package: Package) -> Iterator[Block]:
        """``blocks`` without the marks of where chapters start, and with headings for chapters that have none.

        A paragraph that is the label of its entry in the table of contents is the heading; otherwise one is added.
        """
        entries = self._entries(package)
        waiting: list[Entry] = []
        for block in blocks:
            is_start = isinstance(block, Anchor) and block.name.endswith("#")
            if is_start:
                # The chapter before may have only pictures, and no text for its entry.
                waiting = []
            waiting += [entries.pop(name) for name in _anchors(block) if name in entries]
            if isinstance(block, PageBreak | Anchor):
                if not is_start:
                    yield block
                continue
            named = waiting.pop() if waiting and _is_named(block, waiting[-1]) else None
            yield from (Heading((entry.label,), entry.level) for entry in waiting)
            waiting = []
            if named is not None and isinstance(block, Paragraph):
                yield Heading(block.content, named.level)
            else:
                yield block

    def _entries(self, package: Package) -> dict[str, Entry]:
        """The entries of chapters without headings by place in the tree; the start, where the place does not exist."""
        places = {element.get("id") for element in self.root.iter()}
        entries: dict[str, Entry] = {}
        for place, entry in package.contents.items():
            member = place.partition("#")[0]
            if member in self._unnamed:
                inside = self._inside(place)
                entries.setdefault(inside if inside in places else self._inside(member), entry)
        return entries

    def with_places(self, block: Block) -> Block:
        """``block`` with its anchors mapped back to places in the archive ("member#id")."""
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
            self.warnings.append(
                Wording("{part} is not well-formed; it was read the way browsers read it.", part=member)
            )
            decoded = decode(data, name)
            self.warnings += decoded.warnings
            return html_page.parse(decoded.text, name)
        for element in root.iter():
            element.tag = tag(element).lower()
        return root

    def _place(self, element: Element, member: str) -> None:
        """Make the ids of an element unique in the book, and adjust its links to them."""
        page = page_break(element)
        if page is not None and page.label is not None:
            _set(element, "title", page.label)
        number = self._numbers[member]
        for name in ("id", "name"):
            if element.get(name):
                _set(element, name, f"{number}#{element.get(name)}")
        target = member_at(member, element.get("href"))
        if target is not None:
            # A link to a whole chapter is not one to the mark of its start, which would make the chapter a note.
            _set(element, "href", f"#{self._inside(target).removesuffix('#')}")

    def _inside(self, place: str) -> str:
        """A place in the archive as it is written in the tree."""
        member, _, fragment = place.partition("#")
        return f"{self._numbers.get(member, '')}#{fragment}"

    def _content(self, content: Content) -> Content:
        return tuple([self._placed(piece) if isinstance(piece, PageBreak | Anchor) else piece for piece in content])

    def _placed(self, piece: PageBreak | Anchor) -> PageBreak | Anchor:
        if isinstance(piece, Anchor):
            return Anchor(self._member(piece.name))
        return replace(piece, anchor=self._member(piece.anchor)) if piece.anchor else piece

    def _member(self, place: str) -> str:
        number, _, fragment = place.partition("#")
        return f"{self._chapters[int(number)]}#{fragment}" if number.isdecimal() else place


def _anchors(block: Block) -> Iterator[str]:
    """The places that a block begins at or contains."""
    match block:
        case Anchor(name):
            yield name
        case PageBreak(anchor=str(name)):
            yield name
        case Heading() | Paragraph() | NoteBody():
            for piece in block.content:
                if isinstance(piece, Anchor | PageBreak):
                    yield from _anchors(piece)


def _is_named(block: Block, entry: Entry) -> bool:
    """Whether a block is a paragraph that has the words of an entry of the table of contents."""
    return isinstance(block, Paragraph) and words(block.content).casefold() == entry.label.casefold()


def _set(element: Element, name: str, value: str) -> None:
    """Set an attribute without characters invalid in XML, which percent-encoding and lenient parsing let through."""
    element.set(name, _NOT_XML.sub("", value))
