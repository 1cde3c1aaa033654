"""Hits: passages with their location, their citation and the sentences that answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.answers import DocumentRef, Highlight, Hit
from knowledge.citations import Pinpoint, citation_line
from knowledge.models import Role, Status
from knowledge.places.pages import address, anchor_at, pages_between
from knowledge.places.printed import is_printed
from knowledge.refs import passage_id, passage_ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.answers import Match
    from knowledge.models import Document, Passage


def document_ref(document: Document, status: Status = Status.LIVE) -> DocumentRef:
    """The document as an answer names it."""
    return DocumentRef(document.id, document.title, status)


def make_hit(
    document: Document,
    passage: Passage,
    *,
    rank: int = 1,
    score: float | None = None,
    spans: Sequence[tuple[int, int]] = (),
    matches: tuple[Match, ...] = (),
    status: Status = Status.LIVE,
) -> Hit:
    """A hit; ``spans`` are its answering sentences, best first, as ``(start, end)`` in the passage's text."""
    return Hit(
        rank=rank,
        score=score,
        passage_id=passage_id(document, passage),
        ref=passage_ref(document, passage),
        document=document_ref(document, status),
        role=passage.role,
        section=passage.section,
        paragraph=passage.number,
        pages=passage.pages,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        highlights=tuple(_highlight(document, passage, start, end) for start, end in spans),
        matches=matches,
        url=passage.url,
        citation=citation_line(passage),
    )


def pinpoint_of(document: Document, passage: Passage, hit: Hit) -> Pinpoint:
    """The pinpoint with which a hit of ``passage``, or its first highlight, is cited."""
    cited = hit.highlights[0] if hit.highlights else hit
    # Running numbers are ours, not printed, so they are not cited.
    return Pinpoint(
        key=hit.passage_id,
        pages=cited.pages,
        paragraph=passage.number if is_printed(document, passage) else None,
        section=passage.section[-1] if passage.section else None,
        url=cited.url,
    )


def _highlight(document: Document, passage: Passage, start: int, end: int) -> Highlight:
    """A sentence of a passage; the pages of a footnote are those of its mark, not those that print the footnote."""
    text = passage.text[start:end]
    if passage.role is Role.NOTE:
        return Highlight(start, end, text, passage.pages, passage.url)
    first, last = passage.start + start, passage.start + end
    anchor = anchor_at(document.pages, first)
    return Highlight(start, end, text, pages_between(document.pages, first, last), address(document.metadata, anchor))
