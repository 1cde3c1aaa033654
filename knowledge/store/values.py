"""The frozen values, besides documents, that the store accepts and returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - programs may write these values as JSON
from enum import StrEnum
from typing import Final

from knowledge.models import Document, Metadata, Status  # noqa: TC001 - see above

HOST = 0
"""The user id of the person who runs the bot, for actions on the command line or through the mounted folder."""


@dataclass(frozen=True, slots=True)
class By:
    """Who did something (a person's id, or ``HOST``), and when (with a time zone)."""

    user_id: int
    at: datetime


class Origin(StrEnum):
    """Where a document came from."""

    BUNDLED = "bundled"
    """Bundled with Pincite: read-only."""
    FOLDER = "folder"
    """From the folder that the host mounted: kept in sync with it."""
    ADDED = "added"
    """Added by a moderator, or by the host on the command line."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """An edition of a document without its text.

    ``key`` is unique and never reused; ``id`` is the document's name, which its editions share; ``guild_id`` is
    ``None`` for shared documents; ``edition`` counts from 1; ``replaces`` is the key of the edition that it was made to
    replace; ``size`` is that of its file, in bytes; ``is_current`` says whether the current readers would give the same
    result for the file; ``ended_at`` is when it was removed or superseded.
    """

    key: int
    guild_id: int | None
    id: str
    edition: int
    status: Status
    origin: Origin
    metadata: Metadata
    passages: int
    size: int
    file_name: str
    sha256: str
    warnings: tuple[str, ...]
    added_at: datetime
    added_by: int
    ended_at: datetime | None
    replaces: int | None
    is_current: bool

    @property
    def title(self) -> str:
        """The title to show."""
        return self.metadata.title

    @property
    def is_shared(self) -> bool:
        """Whether all guilds have it, and none may change it."""
        return self.guild_id is None


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition with its document."""

    info: EditionInfo
    document: Document


_KEPT: Final = 4
"""Space for earlier and removed editions, as a multiple of the quota for live ones."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The total size of the documents of a library."""

    passages: int
    characters: int


@dataclass(frozen=True, slots=True)
class Usage:
    """The storage used by a guild's live and pending documents.

    Of a live edition and those that may replace it, the larger counts. ``kept_bytes`` are those of earlier and removed
    editions.
    """

    documents: int = 0
    passages: int = 0
    bytes: int = 0
    kept_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Quota:
    """How much a guild may store; earlier and removed editions have a separate limit, ``kept_bytes``."""

    documents: int
    passages: int
    bytes: int

    @property
    def kept_bytes(self) -> int:
        """Maximum bytes of earlier and removed editions, so that nobody fills the disk by replacing documents."""
        return _KEPT * self.bytes


@dataclass(frozen=True, slots=True)
class Gap:
    """An unanswered question; it is not stored who asked."""

    key: int
    question: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to the bot, for the statistics; it does not say who asked.

    ``cited`` are the references of the passages that were shown as its answer. ``keep_gap`` says whether the question's
    text may be stored if it was not answered.
    """

    guild_id: int
    question: str
    answered: bool
    at: datetime
    cited: tuple[str, ...] = ()
    keep_gap: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """How many questions a guild asked on a day (in UTC, as ``2026-01-31``), and how many were answered."""

    day: str
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An action of a moderator or the host; ``action`` is one of a few fixed words such as ``document.add``.

    ``title`` and ``edition`` (its number) are those of the document that it is about; empty and ``None`` if it is about
    none. ``detail`` says more about the action: a question, glossary rows (tab-separated), the new values of settings
    (JSON), or the changed fields of a document (JSON: each field's former and new value); it may be empty.
    """

    key: int
    at: datetime
    user_id: int
    action: str
    target: str
    detail: str
    title: str = ""
    edition: int | None = None
