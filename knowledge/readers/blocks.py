"""What a reader yields: a document's blocks in reading order, in the terms that all formats share.

A reader turns the bytes of one format into blocks and does nothing else. Pages and footnote marks are *inline*: they
may stand between two blocks or in the middle of a sentence. The one assembler (``knowledge.readers.assembler``) makes
the text, the sections, the page spans and the passages of them, for every format alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from knowledge.models import PageKind, Role

MAX_BLOCKS: Final = 100_000
"""Paragraphs, headings, rows and notes of a document; a printed volume of a thousand pages has some ten thousand."""


class TooManyBlocksError(Exception):
    """A file has more than ``MAX_BLOCKS``: who knows its name refuses it, before more of it is read."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """From here on the text stands on the page ``label``; ``None``: on a page whose number is not known."""

    label: str | None
    kind: PageKind = PageKind.PRINTED
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A reference to the footnote ``mark``; it is not part of the text."""

    mark: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """From here on the fragment ``name`` of the document's URL (or, in an archive, ``member#name``) leads here."""

    name: str


CELL_SEPARATOR = " | "
"""What stands between the cells of a table's row."""

Inline = str | PageBreak | NoteMark | Anchor
Content = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Opens a section; level 1 is the outermost."""

    content: Content
    level: int = 1


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """Opens a section whose heading the source leaves out."""

    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a piece of apparatus according to ``role``.

    ``number`` is the number printed before it and ``lead`` that number as it stands in the source ("6. "): it stays in
    the document's text but is no part of the passage. White space is folded, except in a ``Role.LISTING``, which keeps
    its lines.
    """

    content: Content
    number: str | None = None
    lead: str = ""
    role: Role = Role.PARAGRAPH


@dataclass(frozen=True, slots=True)
class NoteBody:
    """The text of the footnote ``mark``, wherever the source prints it."""

    mark: str
    content: Content


Block = PageBreak | Anchor | Heading | SectionBreak | Paragraph | NoteBody


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says of itself; the fields are those of ``knowledge.models.Metadata``."""

    title: str | None = None
    author: str | None = None
    editors: tuple[str, ...] = ()
    series: str | None = None
    subseries: str | None = None
    volume_title: str | None = None
    volume: str | None = None
    part: str | None = None
    number: str | None = None
    publisher: str | None = None
    place: str | None = None
    year: str | None = None
    language: str | None = None
    licence: str | None = None
    url: str | None = None
    page_anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file: blocks in reading order, what it says of itself, and what the reader was unsure of.

    ``visible`` is the number of characters, without white space, that a person would see in the file, where the reader
    can tell apart what is seen from what it yielded: a reading of less than half of them is refused.
    """

    blocks: tuple[Block, ...]
    found: Found = Found()
    warnings: tuple[str, ...] = ()
    visible: int | None = None
