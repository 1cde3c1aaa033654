"""The data model of a library: frozen values without behaviour beyond small derivations.

A *document* is one text with an outline and page spans. A *passage* is the unit that is ranked and quoted: a numbered
or unnumbered paragraph, or a piece of the document's apparatus (title, source line, footnote …). All offsets are
Unicode code points into ``Document.text``, half-open ``[start, end)``, and
``document.text[passage.start:passage.end] == passage.text`` holds for every passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final


class Role(StrEnum):
    """What a passage is in its source."""

    PARAGRAPH = "paragraph"
    NOTE = "note"
    TITLE = "title"
    HEADING = "heading"
    SOURCE = "source"
    NUMBER = "number"
    CODE = "code"
    ROW = "row"
    """A row of a table."""
    ITEM = "item"
    """An item of a list."""
    LISTING = "listing"
    """Preformatted text: program code, a diagram in characters."""

    @property
    def is_body(self) -> bool:
        """Whether this is the text itself rather than its apparatus."""
        return self in _BODY


_BODY = frozenset({Role.PARAGRAPH, Role.ROW, Role.ITEM, Role.LISTING})


class Status(StrEnum):
    """The state of an edition of a document."""

    PENDING = "pending"
    """A preview that is not approved yet."""
    LIVE = "live"
    """The edition that questions are answered from."""
    SUPERSEDED = "superseded"
    """An earlier edition."""
    REMOVED = "removed"
    """Removed; it can be restored for some time."""


class PageKind(StrEnum):
    """Where a page label comes from."""

    PRINTED = "printed"
    """A marker in the source."""
    LABEL = "label"
    """The page label of a PDF."""
    PHYSICAL = "physical"
    """A PDF page without a label, counted from 1."""
    INFERRED = "inferred"
    """Inferred from others, for example the page before the first marker."""
    APPROXIMATE = "approximate"
    """A page break that the program which wrote the file guessed (DOCX)."""
    NONE = "none"
    """The source has no pages."""


@dataclass(frozen=True, slots=True)
class PageSpan:
    """The stretch ``[start, end)`` of a document's text that is on one page.

    ``anchor`` is the fragment of the document's URL that leads to the page, without ``#``, where there is one.
    """

    start: int
    end: int
    label: str | None
    kind: PageKind
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """First and last page of a stretch of text; labels are strings ("402", "xiv"), ``None`` where unknown."""

    first: str | None
    last: str | None
    kind: PageKind

    def __str__(self) -> str:
        """``p. 402``, ``pp. 402–403``, or the empty string where the pages are unknown."""
        if self.first is None:
            return ""
        if self.last is None or self.last == self.first:
            return f"p. {self.first}"
        return f"pp. {self.first}–{self.last}"


NO_PAGES = Pages(None, None, PageKind.NONE)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document under one heading.

    ``path`` runs from the outermost heading to this section's own. Where the source leaves the heading out, it is the
    parent's path, possibly empty: no heading is invented.
    """

    path: tuple[str, ...]
    heading: str | None
    start: int
    end: int
    pages: Pages


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable unit of a document: ``document.text[start:end] == text``.

    ``ordinal`` counts the document's passages in reading order from 0; ``name`` names the passage within its document
    ("p6", "title", "note-1") and is what people see in a passage id; ``number`` is the paragraph's number as printed,
    else its running number in its section, else ``None`` (apparatus); ``section_index`` points into
    ``Document.sections`` and is ``None`` before the first.
    """

    ordinal: int
    name: str
    role: Role
    number: str | None
    section: tuple[str, ...]
    section_index: int | None
    start: int
    end: int
    text: str
    pages: Pages
    url: str | None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A footnote mark that was removed from the text at ``offset``."""

    mark: str
    offset: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark, its text, and the pages of the place it belongs to."""

    mark: str
    text: str
    pages: Pages


TITLE_LENGTH: Final = 500
"""Characters that a title may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about a document beyond its text; the file beside a bundled document has these fields.

    ``page_anchor`` is the fragment of the URL that leads to a page, with ``{page}`` in it ("pg_{page}").

    Raises ValueError for a title that is empty or longer than ``TITLE_LENGTH``.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    title: str
    author: str | None = None
    editors: tuple[str, ...] = ()
    series: str | None = None
    subseries: str | None = None
    volume_title: str | None = None
    volume: str | None = None
    part: str | None = None
    number: str | None = None
    pages: str | None = None
    publisher: str | None = None
    place: str | None = None
    year: str | None = None
    language: str = "en"
    licence: str | None = None
    url: str | None = None
    page_anchor: str | None = None

    def __post_init__(self) -> None:
        """Check the length of the title."""
        if not 1 <= len(self.title) <= TITLE_LENGTH:
            raise ValueError(f"a title has 1 to {TITLE_LENGTH} characters, not {len(self.title)}")


@dataclass(frozen=True, slots=True)
class Document:
    """One text of the library with everything that can be cited in it.

    ``id`` is the name that people use and that citations carry; ``key`` is the number that the store gave this edition
    (0 until it is stored); ``sha256`` is the digest of the bytes it was read from, in hexadecimal.
    """

    id: str
    key: int
    metadata: Metadata
    text: str
    sections: tuple[Section, ...]
    pages: tuple[PageSpan, ...]
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...]
    references: tuple[NoteReference, ...]
    warnings: tuple[str, ...]
    sha256: str

    @property
    def title(self) -> str:
        """The title to show."""
        return self.metadata.title
