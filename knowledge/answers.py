"""The results of a question: frozen values that the command line writes as JSON and the bot renders.

Their fields are the JSON of ``pincite ask --json``: fields may be added, existing ones do not change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

# JSON serialisers need these annotations at run time.
from knowledge.models import Metadata, Pages, Role, Status


class Strictness(StrEnum):
    """How confident the library has to be to give an answer."""

    STRICT = "strict"
    NORMAL = "normal"
    GENEROUS = "generous"


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document as named in an answer; ``status`` marks earlier and removed editions, which an old button may open."""

    id: str
    title: str
    status: Status = Status.LIVE


@dataclass(frozen=True, slots=True)
class Highlight:
    """A sentence of a passage that answers.

    ``start`` and ``end`` count from the start of the passage's text; ``url`` leads to the page of the sentence.
    """

    start: int
    end: int
    text: str
    pages: Pages
    url: str | None = None


class MatchKind(StrEnum):
    """How a word of a passage matches a word of the question."""

    WORD = "word"
    """The same word."""
    STEM = "stem"
    """A word with the same stem."""
    ALIAS = "alias"
    """Another name of the same thing."""
    RELATED = "related"
    """The name of something related."""
    CORRECTION = "correction"
    """The probable correction of a misspelled word of the question."""
    NEIGHBOURS = "neighbours"
    """Words that are adjacent in both."""


@dataclass(frozen=True, slots=True)
class Match:
    """A word or name of a passage, the word of the question that it matches, and how."""

    typed: str
    word: str
    by: MatchKind


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage as an answer shows it.

    ``score`` is ``None`` for a look-up; ``matched_terms`` are the words of the ``matches``, each once; ``ref`` is the
    passage in few characters (see ``knowledge.refs``), for places where a passage id is too long; ``start`` and ``end``
    are offsets into the document's text.
    """

    rank: int
    score: float | None
    passage_id: str
    ref: str
    document: DocumentRef
    role: Role
    section: tuple[str, ...]
    paragraph: str | None
    pages: Pages
    text: str
    start: int
    end: int
    highlights: tuple[Highlight, ...]
    matched_terms: tuple[str, ...] = field(init=False, default=())
    url: str | None
    citation: str
    matches: tuple[Match, ...] = ()

    def __post_init__(self) -> None:
        """Derive a field that is stored since it is part of the JSON."""
        object.__setattr__(self, "matched_terms", tuple(dict.fromkeys(match.word for match in self.matches)))


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question that the library does not have, and the library's word that was used for it."""

    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class AliasUse:
    """A name in the question, and the library's names for the same thing that were searched as well."""

    typed: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a question or a look-up.

    Of the kind "nothing" it is not ``answered``: its hits, if any, are only the nearest passages. ``confidence`` is in
    0..1 and is comparable between questions; ``unknown_words`` are the content words of the question that the library
    never uses; ``message`` is a sentence about the library itself, if any (counts, places that do not exist);
    ``is_outline`` marks a look-up of the outline, whose hits are headings.
    """

    question: str
    kind: Literal["passages", "lookup", "nothing"]
    answered: bool = field(init=False, default=False)
    confidence: float
    hits: tuple[Hit, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[AliasUse, ...] = ()
    unknown_words: tuple[str, ...] = ()
    message: str | None = None
    elapsed_ms: float = 0.0
    is_outline: bool = False

    def __post_init__(self) -> None:
        """Derive a field that is stored since it is part of the JSON."""
        object.__setattr__(self, "answered", self.kind != "nothing")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of a document's outline: a section, or the passages before the first section."""

    path: tuple[str, ...]
    heading: str | None
    pages: Pages
    paragraphs: tuple[str, ...] = field(default=())
    """The numbers of its paragraphs, in reading order."""
    ref: str = ""
    """The reference that opens it for reading."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The contents of a document; ``ref`` opens the whole document for reading."""

    document: DocumentRef
    metadata: Metadata
    pages: Pages
    paragraphs: int
    sections: tuple[OutlineEntry, ...]
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item of an autocomplete list: its value and the label to show, each at most 100 UTF-16 units."""

    value: str
    label: str
