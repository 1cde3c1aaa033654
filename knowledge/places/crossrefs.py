"""References to places: those of a passage to others of its document, and those that people write in a chat.

A passage that says "see paragraph 17" means its own document, one that says "paragraph 17 of the Treaty" or "Article 5,
paragraph 2" does not. A page number alone usually belongs to another work: it counts only after "see", "on", "ante" and
the like, or before "above" and "below".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.places.excerpts import runs
from knowledge.places.finder import find, pages_named, sections_named
from knowledge.places.parser import Mention, Place, mentions
from knowledge.refs import ExcerptKind, PlaceRef

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.models import Document, Passage

_AROUND = 48
"""Characters before and after a reference that are searched for the work that it refers to."""
_OF_ANOTHER = re.compile(
    r"(?:\s*\([\w ]{1,8}\)){0,3}\s*,?\s*(?:of|in|to|under)\s+(?!this\b|the present\b|these\b|our\b)"
)
_IN_ANOTHER = re.compile(
    r"\b(?:articles?|resolutions?|acts?|regulations?|rules?|treaty|protocol|annex|schedule|directive|code|ibid)"
    r"\.?(?:\s[\w./()-]{1,16}){0,2}?,?\s*$",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:\b(?:see(?: also)?|cf|compare|on|at|from|ante|post|supra|infra|printed|and|to)\b[.,]?\s*|\(\s*)(?:the\s)?$",
    re.IGNORECASE,
)
_NEARBY = re.compile(r"\s*,?\s*\(?(?:above|below|ante|post|supra|infra|of this|of the present)\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"\b[Dd]ocuments?\s+(?:[Nn]o\.\s*)?(\d{1,4})\b")
_MOST = 20

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|https?://\S+|<[^<>\s]{1,200}>", re.DOTALL)
_ANOTHERS = re.compile(
    r"\s*(?:of|in|from|on|at)\s+(?:my|your|his|her|their|our|a|an|chapter|google|the\s(?:book|novel|manga|comic|wiki))\b",
    re.IGNORECASE,
)
_MINE = re.compile(r"\b(?:my|your|his|her|their|our)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference at ``[start, end)`` of a passage's text; ``target`` opens the place that it means."""

    start: int
    end: int
    text: str
    target: str
    kind: ExcerptKind
    label: str


@dataclass(frozen=True, slots=True)
class ChatReference:
    """A reference at ``[start, end)`` of a message; ``text`` is fit for a look-up."""

    start: int
    end: int
    text: str


def cross_references(document: Document, passage: Passage, library: Sequence[Document]) -> tuple[CrossReference, ...]:
    """The references of a passage to existing other places of its document, or to documents of its volume."""
    found = [*_to_places(document, passage), *_to_documents(document, passage, library)]
    return tuple(sorted(found, key=lambda one: one.start))[:_MOST]


def references_in_chat(text: str) -> tuple[ChatReference, ...]:
    """The places that a message names, each with an explicit marker: "p. 404", "¶ 17", "para 5", "footnote 1".

    References in code and URLs are left out, and so are those to other papers ("page 3 of my essay").
    """
    plain = _CODE.sub(lambda match: " " * len(match[0]), text)
    found = []
    for mention in mentions(plain):
        before, after = (
            plain[max(0, mention.start - _AROUND) : mention.start],
            plain[mention.end : mention.end + _AROUND],
        )
        if mention.place.kind == "section" and "§" not in plain[mention.start : mention.end]:
            continue
        if _ANOTHERS.match(after) or _MINE.search(before):
            continue
        found.append(ChatReference(mention.start, mention.end, _spoken(mention.place)))
    return tuple(found)[:_MOST]


def _to_places(document: Document, passage: Passage) -> Iterator[CrossReference]:
    text = passage.text
    for mention in mentions(text):
        before, after = text[max(0, mention.start - _AROUND) : mention.start], text[mention.end : mention.end + _AROUND]
        is_near = _NEARBY.match(after) is not None
        if not is_near and (_OF_ANOTHER.match(after) or _IN_ANOTHER.search(before)):
            continue
        if mention.place.kind == "page" and not is_near and not _POINTS.search(before):
            continue
        target = _target(document, passage, mention.place)
        if target is not None:
            yield _reference(mention, text, target)


def _reference(mention: Mention, text: str, target: PlaceRef) -> CrossReference:
    start, end = mention.start, mention.end
    return CrossReference(start, end, text[start:end], str(target), target.kind, _spoken(mention.place))


def _target(document: Document, passage: Passage, place: Place) -> PlaceRef | None:
    """The place that a reference leads to, if it is exactly one and not the passage itself."""
    match place.kind:
        case "page":
            pages = pages_named(place, document)
            return PlaceRef(document.key, ExcerptKind.PAGE, pages[0]) if pages else None
        case "section":
            sections = sections_named(place.first, document)
            return PlaceRef(document.key, ExcerptKind.SECTION, min(sections)) if len(sections) == 1 else None
    standing = [one for _, one in find([place], [document]).passages]
    if place.kind == "paragraph":
        # Where paragraph numbers restart in every section, the passage's own section is meant.
        own = [one for one in standing if one.section_index == passage.section_index]
        standing = own if len({one.number for one in standing}) < len(standing) else standing
    found = runs(document, standing)
    is_itself = passage in standing
    return found[0] if len(found) == 1 and not is_itself else None


def _to_documents(document: Document, passage: Passage, library: Sequence[Document]) -> Iterator[CrossReference]:
    """References to other documents of the same volume, by their number."""
    metadata = document.metadata
    volume = (metadata.series, metadata.subseries, metadata.volume, metadata.part)
    if metadata.series is None:
        return
    for match in _DOCUMENT.finditer(passage.text):
        for other in library:
            theirs = other.metadata
            same = (theirs.series, theirs.subseries, theirs.volume, theirs.part) == volume
            if same and theirs.number == match[1] and other is not document:
                target = PlaceRef(other.key, ExcerptKind.DOCUMENT)
                yield CrossReference(*match.span(), match[0], str(target), target.kind, match[0])
                break


def _spoken(place: Place) -> str:
    """The place in words that a look-up understands and a button shows."""
    numbers = place.first if place.first == place.last else f"{place.first}–{place.last}"
    several = place.first != place.last
    match place.kind:
        case "page":
            return f"{'pp.' if several else 'p.'} {numbers}"
        case "paragraph":
            return f"{'¶¶' if several else '¶'} {numbers}"
        case "note":
            return f"footnote {numbers}"
    return f"section {numbers}"
