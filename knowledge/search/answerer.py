"""Answers a question: a place is looked up, anything else is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge.answers import Answer
from knowledge.hits import make_hit
from knowledge.places import finder as places
from knowledge.places.parser import Parser
from knowledge.search.confidence import THRESHOLDS, confidence
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from knowledge.answers import Hit, Strictness
    from knowledge.models import Document
    from knowledge.places.finder import Located
    from knowledge.places.parser import LookUp
    from knowledge.search.searcher import Finding, Result, Searcher
    from knowledge.text.analyzers import Languages

    Mask = NDArray[np.bool_]

PassageKey = tuple[str, int]
"""A document's id and the ordinal of one of its passages."""


class Answerer:
    """Answers questions from ``located``, the passages that ``searcher`` searches."""

    def __init__(
        self, documents: Sequence[Document], located: Sequence[Located], searcher: Searcher, languages: Languages
    ) -> None:
        self._documents = documents
        self._located = located
        self._searcher = searcher
        headings = {section.heading: None for document in documents for section in document.sections}
        self.parser = Parser((heading for heading in headings if heading), languages)

    def answer(
        self,
        question: str,
        chosen: Sequence[Document],
        within: Collection[PassageKey] | None,
        *,
        limit: int,
        strictness: Strictness,
        as_typed: bool,
    ) -> Answer:
        """Answer from the ``chosen`` documents; a search, but not a look-up, is limited to the passages ``within``."""
        asked = self.parser.parse(question)
        if asked.places and asked.is_pure:
            return look_up(question, asked, chosen)
        found = places.find(asked.places, chosen, are_joined=asked.are_joined) if asked.places else places.Found((), ())
        if found.missing and not found.passages and len(chosen) == 1:
            message = Wording.joined(found.missing)
            return Answer(question, "nothing", confidence=1.0, message=message)
        # With several documents, "paragraph 25 of the Guidance" may be a place in another text: search everywhere.
        topic = asked.rest if found.passages else question
        allowed = self._allowed(chosen, found, within)
        result = self._searcher.search(topic, count=limit, allowed=allowed, as_typed=as_typed)
        return self._judged(question, result, allowed, strictness)

    def _judged(self, question: str, result: Result, allowed: Mask | None, strictness: Strictness) -> Answer:
        """The result of a search, as an answer or as the nearest passages."""
        hits = tuple(self._hit(rank, finding) for rank, finding in enumerate(result.findings, start=1))
        # A search limited to a short paper counts as a small library, whatever else the library has.
        size = len(self._located) if allowed is None else int(allowed.sum())
        sure = 1.0 if result.is_asked else confidence(result.evidence, size)
        answered = bool(hits) and sure >= THRESHOLDS[strictness]
        understood = result.understood
        return Answer(
            question,
            "passages" if answered else "nothing",
            round(sure, 4),
            hits,
            understood.corrections,
            understood.aliases,
            understood.unknown_words,
        )

    def _hit(self, rank: int, finding: Finding) -> Hit:
        document, passage = self._located[finding.entry]
        score = round(finding.score, 4)
        return make_hit(document, passage, rank=rank, score=score, spans=finding.shown, matches=finding.matches)

    def _allowed(
        self, chosen: Sequence[Document], found: places.Found, within: Collection[PassageKey] | None
    ) -> Mask | None:
        """Which passages may answer; ``None`` for all."""
        wanted: Collection[PassageKey] | None = within
        if found.passages:
            named = {(document.id, passage.ordinal) for document, passage in found.passages}
            wanted = named if within is None else named.intersection(within)
        if wanted is not None:
            return np.array([(document.id, passage.ordinal) in wanted for document, passage in self._located])
        if len(chosen) < len(self._documents):
            ids = {document.id for document in chosen}
            return np.array([document.id in ids for document, _ in self._located])
        return None


def look_up(question: str, asked: LookUp, chosen: Sequence[Document]) -> Answer:
    """The passages at the places that a question or a reference names."""
    found = places.find(asked.places, chosen, are_joined=asked.are_joined)
    message = Wording.joined(found.missing) if found.missing else None
    is_outline = any(place.kind == "outline" for place in asked.places)
    if is_outline:
        message = places.counts(places.outline(document) for document in chosen)
    if not found.passages and found.missing:
        return Answer(question, "nothing", confidence=1.0, message=message)
    hits = tuple(
        make_hit(document, passage, rank=rank) for rank, (document, passage) in enumerate(found.passages, start=1)
    )
    return Answer(question, "lookup", confidence=1.0, hits=hits, message=message, is_outline=is_outline)
