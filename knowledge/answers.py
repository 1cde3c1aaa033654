"""What a question gets back: frozen values, as the command line's JSON shows them and the bot renders them.

Their fields are the JSON of ``pincite ask --json``: they may grow, they do not change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

# Whoever writes these values as JSON needs their annotations at run time.
from knowledge.models import Metadata, Pages, Role, Status


class Strictness(StrEnum):
    """How sure an answer has to be before it is given as one."""

    STRICT = "strict"
    NORMAL = "normal"
    GENEROUS = "generous"


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document as an answer names it; ``status`` tells an earlier or removed edition, to which an old button led."""

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
    """By what a word of a passage was reached from a word of the question."""

    WORD = "word"
    """It is the very word."""
    STEM = "stem"
    """It has the same stem."""
    ALIAS = "alias"
    """It is another name of the same thing."""
    RELATED = "related"
    """It is the name of something related."""
    CORRECTION = "correction"
    """It is what the question's word was probably meant to be."""
    NEIGHBOURS = "neighbours"
    """Words that stand side by side in both."""


@dataclass(frozen=True, slots=True)
class Match:
    """A word or name of a passage, the word of the question that reached it, and by what."""

    typed: str
    word: str
    by: MatchKind


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage as an answer shows it.

    ``score`` is ``None`` for a look-up; ``matches`` explain ``matched_terms``; ``ref`` is the passage in few characters
    (see ``knowledge.refs``), for places where a passage id is too long; ``start`` and ``end`` are offsets into the
    document's text.
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
    matched_terms: tuple[str, ...]
    url: str | None
    citation: str
    matches: tuple[Match, ...] = ()


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
    """What a question or a look-up gets back.

    ``answered`` is false when the hits, if any, are only the nearest passages and not an answer; ``confidence`` lies in
    0..1 and is comparable between questions; ``unknown_words`` are the content words of the question that the library
    never uses; ``message`` is a sentence about the library itself where one is due (counts, places that do not exist);
    ``is_outline`` marks a look-up of the outline, whose hits are headings.
    """

    question: str
    kind: Literal["passages", "lookup", "nothing"]
    answered: bool
    confidence: float
    hits: tuple[Hit, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[AliasUse, ...] = ()
    unknown_words: tuple[str, ...] = ()
    message: str | None = None
    elapsed_ms: float = 0.0
    is_outline: bool = False


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of a document's outline: a section, or the passages before the first section."""

    path: tuple[str, ...]
    heading: str | None
    pages: Pages
    paragraphs: tuple[str, ...] = field(default=())
    """The numbers of its paragraphs, in reading order."""
    ref: str = ""
    """What opens it to be read."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The contents of a document; ``ref`` opens the whole of it to be read."""

    document: DocumentRef
    metadata: Metadata
    pages: Pages
    paragraphs: int
    sections: tuple[OutlineEntry, ...]
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to choose from a list: what it stands for, and what to show; neither over 100 UTF-16 units."""

    value: str
    label: str
