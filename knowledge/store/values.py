"""What the store gives and takes, beside documents: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - programs may write these values as JSON
from enum import StrEnum
from typing import Final

from knowledge.models import Document, Metadata, Status  # noqa: TC001 - see above

BETWEEN = "\t"
"""What divides the title of a document, the number of its edition and that one's key in the audit log."""
HOST = 0
"""The user id that stands for whoever runs the bot, on the command line or through the mounted folder."""


@dataclass(frozen=True, slots=True)
class By:
    """Who did something (a person's id, or ``HOST``), and when (with a time zone)."""

    user_id: int
    at: datetime


class Origin(StrEnum):
    """Where a document came from."""

    BUNDLED = "bundled"
    """With Pincite: read-only."""
    FOLDER = "folder"
    """From the folder that the host mounted: kept as the folder is."""
    ADDED = "added"
    """By a moderator, or by the host on the command line."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """An edition of a document without its text.

    ``key`` is its own for good; ``id`` is the document's name, which its editions share; ``guild_id`` is ``None`` for
    what all servers share; ``edition`` counts from 1; ``replaces`` is the key of the edition that it was made to
    replace; ``size`` is that of its file, in bytes; ``is_current`` tells that today's readers would read the file as it
    was read; ``ended_at`` is when it was removed or superseded.
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
        """Whether all servers have it, and none may change it."""
        return self.guild_id is None

    @property
    def entry(self) -> str:
        """What the audit log keeps of it; ``AuditEntry`` reads it back."""
        return f"{self.title}{BETWEEN}{self.edition}{BETWEEN}{self.key}"


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition with its document."""

    info: EditionInfo
    document: Document


_KEPT: Final = 4
"""How many times as much as for all that is live there is for what was."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How large the documents of a library are together."""

    passages: int
    characters: int


@dataclass(frozen=True, slots=True)
class Usage:
    """What a guild has stored: its live documents and those that await approval.

    Of a document and what may replace it, whichever is larger counts. ``kept_bytes`` are those of earlier and of
    removed editions.
    """

    documents: int = 0
    passages: int = 0
    bytes: int = 0
    kept_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Quota:
    """How much a guild may store; for earlier and removed editions there is room of its own."""

    documents: int
    passages: int
    bytes: int

    @property
    def kept_bytes(self) -> int:
        """The most that earlier and removed editions may take, so that nobody fills the disk by replacing."""
        return _KEPT * self.bytes


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that found no answer; nothing tells who asked."""

    key: int
    question: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to the bot, for the statistics: nothing tells who asked.

    ``cited`` are the references of the passages that were shown as its answer. ``keep_gap`` says whether the question's
    text may be kept where there was none.
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
    """Something that a moderator or the host did; ``action`` is one of a few fixed words such as ``document.add``."""

    key: int
    at: datetime
    user_id: int
    action: str
    target: str
    detail: str

    @property
    def title(self) -> str:
        """The title of the document that it tells of; empty where it tells of none."""
        return self._edition[0]

    @property
    def edition(self) -> int | None:
        """The number of the edition that it tells of, if it tells of one."""
        return self._edition[1]

    @property
    def _edition(self) -> tuple[str, int | None]:
        if not self.action.startswith("document."):
            return "", None
        title, *numbers = self.detail.rsplit(BETWEEN, 2)
        is_told = len(numbers) == 2 and all(number.isdecimal() for number in numbers)
        return (title, int(numbers[0])) if is_told else (self.detail, None)
