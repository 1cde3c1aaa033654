"""The cited work and the pinpoint in it, in terms shared by all styles.

The kind of work follows from the document's metadata. Rules for *Foreign Relations of the United States* (FRUS), after
the Office of the Historian's advice: a volume has its own series, years, title, volume and part; volumes of 1955–57 and
later are cited by document number, earlier ones by printed page, because their document numbers are not in print. The
page is given either way, because it is more precise than the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from knowledge.citations.names import Name, name_of, names_in
from knowledge.models import PageKind

if TYPE_CHECKING:
    from knowledge.models import Metadata, Pages

_FRUS = "foreign relations of the united states"
_FIRST_BY_NUMBER = 1955
_YEAR = re.compile(r"\d{4}")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_UNCERTAIN = frozenset({PageKind.NONE, PageKind.APPROXIMATE})


class WorkKind(Enum):
    """The bibliographic type of a document."""

    CHAPTER = auto()
    """A document in a volume."""
    REPORT = auto()
    """A numbered paper of a series, such as an RFC."""
    BOOK = auto()
    WEB_PAGE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """The location of a passage in a document.

    ``key`` names it for a reference manager ("frus1952-54v14p1-d183:p6"); ``paragraph`` is a number that the source
    prints, ``section`` the heading above the passage.
    """

    key: str
    pages: Pages
    paragraph: str | None = None
    section: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A document with a pinpoint, as the styles use it; everything but title and key may be missing.

    ``container`` is the volume that has it, without ``volume`` and ``part``; ``number`` its number in the container
    or series; ``first`` and ``last`` are page labels; ``by_number`` says whether the number is cited.
    """

    kind: WorkKind
    key: str
    title: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    container: str | None
    volume: str | None
    part: str | None
    number: str | None
    publisher: str | None
    place: str | None
    year: str | None
    language: str
    url: str | None
    first: str | None
    last: str | None
    paragraph: str | None
    section: str | None
    is_frus: bool
    by_number: bool

    @property
    def is_range(self) -> bool:
        """Whether the passage runs over more than one page."""
        return self.last is not None and self.last != self.first

    @property
    def note(self) -> str | None:
        """The location of the passage in words, without its page."""
        if self.paragraph:
            return f"Paragraph {self.paragraph}"
        return f"Section “{self.section}”" if self.section else None


def work_of(metadata: Metadata, pinpoint: Pinpoint) -> Work:
    """The work of a document and a pinpoint in it."""
    is_frus = (metadata.series or "").casefold().startswith(_FRUS)
    kind = _kind(metadata, is_frus=is_frus)
    parts = (metadata.series, metadata.subseries, metadata.volume_title)
    container = ", ".join(_clean(part) for part in parts if part)
    # Page breaks estimated by Word are not reliable enough to cite.
    known = pinpoint.pages.kind not in _UNCERTAIN
    year = _YEAR.search(metadata.subseries or "")
    first = _clean(pinpoint.pages.first) if known and pinpoint.pages.first else None
    is_late = year is None or int(year[0]) >= _FIRST_BY_NUMBER
    return Work(
        kind=kind,
        key=pinpoint.key,
        title=_clean(metadata.title),
        authors=names_in(metadata.author and _clean(metadata.author)),
        editors=tuple(name_of(_clean(editor)) for editor in metadata.editors if editor.strip()),
        container=container or None,
        volume=_optional(metadata.volume),
        part=_optional(metadata.part),
        number=_optional(metadata.number),
        publisher=_optional(metadata.publisher),
        place=_optional(metadata.place),
        year=_optional(metadata.year),
        language=metadata.language,
        url=pinpoint.url or metadata.url,
        first=first,
        last=_clean(pinpoint.pages.last) if first and pinpoint.pages.last else first,
        paragraph=_optional(pinpoint.paragraph),
        section=_optional(pinpoint.section),
        is_frus=is_frus,
        by_number=is_frus and metadata.number is not None and (is_late or first is None),
    )


def _kind(metadata: Metadata, *, is_frus: bool) -> WorkKind:
    if is_frus or metadata.volume_title or (metadata.series and metadata.volume):
        return WorkKind.CHAPTER
    if metadata.series and metadata.number:
        return WorkKind.REPORT
    if metadata.publisher or metadata.place:
        return WorkKind.BOOK
    return WorkKind.WEB_PAGE if metadata.url else WorkKind.OTHER


def _optional(value: str | None) -> str | None:
    return (_clean(value) or None) if value else None


def _clean(value: str) -> str:
    """``value`` on one line: a line break would end a field of RIS."""
    return _SPACE.sub(" ", value).strip()
