"""The output of a reader: a document's blocks in reading order, in terms shared by all formats.

A reader turns the bytes of one format into blocks and does nothing else. Page breaks and footnote marks are *inline*:
they may occur between two blocks or in the middle of a sentence. The assembler (``knowledge.readers.assembler``) makes
the text, the sections, the page spans and the passages from them, in the same way for every format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from knowledge.models import PageKind, Role

MAX_BLOCKS: Final = 100_000
"""Maximum blocks (paragraphs, headings, rows, notes) of a document; a volume of a thousand pages has some 10,000."""


class TooManyBlocksError(Exception):
    """A file has more than ``MAX_BLOCKS``. Caught where the file name is known, and turned into a DocumentError."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The beginning of the page ``label``; ``None`` if its number is not known.

    ``in_word`` says whether the break may be inside a word, so that it is not replaced by a space.
    """

    label: str | None
    kind: PageKind = PageKind.PRINTED
    anchor: str | None = None
    in_word: bool = False


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A reference to the footnote ``mark``; it is not part of the text."""

    mark: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The target of the fragment ``name`` of the document's URL (or, in an archive, of ``member#name``)."""

    name: str


CELL_SEPARATOR = " | "
"""Separates the cells of a table row."""

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

    ``number`` is the number printed before it and ``lead`` that number as written in the source ("6. "): it stays in
    the document's text but is not part of the passage. White space is folded, except in a ``Role.LISTING``, which keeps
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
    """The metadata found in a file; the fields are those of ``knowledge.models.Metadata``."""

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
    """The result of reading a file: blocks in reading order, the metadata found in it, and the reader's warnings.

    ``visible`` is the number of characters, without white space, that a person would see in the file, where the reader
    can count them apart from its output: a reading of less than half of them is refused.
    """

    blocks: tuple[Block, ...]
    found: Found = Found()
    warnings: tuple[str, ...] = ()
    visible: int | None = None
