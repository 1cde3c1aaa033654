"""The library: the façade that everything outside uses.

A question is either for a place, which is looked up, or goes to the searcher. A library is built from documents once
and never changes, so any number of threads may ask it at the same time.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from knowledge import places
from knowledge.answers import Answer, Hit, Outline, Strictness
from knowledge.confidence import THRESHOLDS, confidence
from knowledge.errors import NotInLibrary, QuestionError
from knowledge.hits import make_hit
from knowledge.languages import Languages
from knowledge.lookup import LookUp, Parser
from knowledge.models import Document, Passage, Role
from knowledge.refs import parse_ref
from knowledge.search import Searcher
from knowledge.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge.glossary import GlossaryRow
    from knowledge.search import Finding

    Mask = NDArray[np.bool_]

MAX_QUESTION = 8_000
"""Characters of a question that are read; more is refused. Discord sends at most 6,000."""


class Library:
    """Documents that can be asked."""

    def __init__(self, documents: Iterable[Document], glossary: Iterable[GlossaryRow] = ()) -> None:
        self._documents = tuple(documents)
        self._languages = Languages(dict.fromkeys(document.metadata.language for document in self._documents))
        # A section's heading is found as a field of its passages; as a hit it would only repeat the question.
        self._located = [
            (document, passage)
            for document in self._documents
            for passage in document.passages
            if passage.role is not Role.HEADING or passage.section_index is None
        ]
        self.searcher = Searcher(self._located, self._languages, tuple(glossary))
        headings = {section.heading: None for document in self._documents for section in document.sections}
        self._places = Parser((heading for heading in headings if heading), self._languages)

    def documents(self) -> tuple[Document, ...]:
        """The documents, in the order in which they came."""
        return self._documents

    def contents(self, document: str | None = None) -> tuple[Outline, ...]:
        """The outline of one document, or of all.

        Raises NotInLibrary for an unknown id.
        """
        return tuple(places.outline(one) for one in self._chosen(document))

    def ask(
        self,
        question: str,
        *,
        limit: int = 3,
        document: str | None = None,
        strictness: Strictness = Strictness.NORMAL,
    ) -> Answer:
        """Answer ``question`` with at most ``limit`` passages (a look-up: with all of the place), best first.

        ``strictness`` says how sure an answer has to be to count as one.

        Raises QuestionError for an empty or an overlong question, NotInLibrary for an unknown ``document``.
        """
        started = time.perf_counter()
        self._check(question)
        chosen = self._chosen(document)
        asked = self._places.parse(question)
        if asked.places and asked.is_pure:
            answer = self._look_up(question, asked, chosen)
        else:
            answer = self._search(question, asked, chosen, limit, strictness)
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 3))

    def lookup(self, reference: str, *, document: str | None = None) -> Answer:
        """The passages at a place: "p. 404", "¶17", "section doctrinal differences", "footnote 1".

        Raises QuestionError when ``reference`` names no place, NotInLibrary for an unknown ``document``.
        """
        started = time.perf_counter()
        self._check(reference)
        asked = self._places.parse(reference, bare=True)
        if not asked.places:
            raise QuestionError(
                f"“{_shortened(reference)}” is not a place I know: try “page 404”, “¶ 17”, “section …” or “footnote 1”."
            )
        answer = self._look_up(reference, asked, self._chosen(document))
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 3))

    def resolve(self, ref: str, *, highlight: int | None = None) -> Hit:
        """The passage of a short reference; ``highlight`` is where the sentence to highlight starts in its text.

        Raises NotInLibrary when it is gone.
        """
        document, passage = self._by_ref(ref)
        spans = [] if highlight is None else [s for s in sentence_spans(passage.text) if s[0] == highlight]
        return make_hit(document, passage, spans=spans)

    def context(self, ref: str, *, before: int = 1, after: int = 1) -> tuple[Hit, ...]:
        """The paragraphs around a passage, itself among them, in reading order.

        Raises NotInLibrary when it is gone.
        """
        document, passage = self._by_ref(ref)
        body = [one for one in document.passages if one.role.is_body or one is passage]
        place = body.index(passage)
        around = body[max(0, place - before) : place + after + 1]
        return tuple(make_hit(document, one, rank=rank) for rank, one in enumerate(around, start=1))

    def _check(self, question: str) -> None:
        if not question.strip():
            raise QuestionError(
                "The question is empty: ask one in a few words, for example “What is said about trade?”"
            )
        if len(question) > MAX_QUESTION:
            raise QuestionError(
                f"The question has {len(question):,} characters; please ask in at most {MAX_QUESTION:,}."
            )

    def _chosen(self, document: str | None) -> tuple[Document, ...]:
        if document is None:
            return self._documents
        chosen = tuple(one for one in self._documents if one.id == document)
        if not chosen:
            raise NotInLibrary(
                f"There is no document “{_shortened(document)}” in this library: `pincite list` names all."
            )
        return chosen

    def _by_ref(self, ref: str) -> tuple[Document, Passage]:
        key_and_ordinal = parse_ref(ref)
        if key_and_ordinal is not None:
            key, ordinal = key_and_ordinal
            for document in self._documents:
                if document.key == key and ordinal < len(document.passages):
                    return document, document.passages[ordinal]
        raise NotInLibrary("That passage is no longer in this library: its document was removed or replaced.")

    def _look_up(self, question: str, asked: LookUp, chosen: Sequence[Document]) -> Answer:
        found = places.find(asked.places, chosen)
        message = " ".join(found.missing) or None
        if any(place.kind == "outline" for place in asked.places):
            message = places.counts(places.outline(document) for document in chosen)
        if not found.passages and message is not None and found.missing:
            return Answer(question, "nothing", answered=False, confidence=1.0, message=message)
        hits = tuple(
            make_hit(document, passage, rank=rank) for rank, (document, passage) in enumerate(found.passages, start=1)
        )
        return Answer(question, "lookup", answered=True, confidence=1.0, hits=hits, message=message)

    def _search(
        self, question: str, asked: LookUp, chosen: Sequence[Document], limit: int, strictness: Strictness
    ) -> Answer:
        found = places.find(asked.places, chosen) if asked.places else places.Found((), ())
        if found.missing and not found.passages and len(chosen) == 1:
            return Answer(question, "nothing", answered=False, confidence=1.0, message=" ".join(found.missing))
        # In a library of many documents "paragraph 25 of the Guidance" may be a place of anything: search everywhere.
        topic = asked.rest if found.passages else question
        allowed = self._allowed(chosen, found)
        result = self.searcher.search(topic, count=limit, allowed=allowed)
        hits = tuple(self._hit(rank, finding) for rank, finding in enumerate(result.findings, start=1))
        # A short paper asked alone is a small library, whatever stands beside it.
        size = len(self._located) if allowed is None else int(allowed.sum())
        sure = 1.0 if result.is_asked else confidence(result.evidence, size)
        answered = bool(hits) and sure >= THRESHOLDS[strictness]
        understood = result.understood
        return Answer(
            question,
            "passages" if answered else "nothing",
            answered,
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

    def _allowed(self, chosen: Sequence[Document], found: places.Found) -> Mask | None:
        if found.passages:
            wanted = {(document.id, passage.ordinal) for document, passage in found.passages}
            return np.array([(document.id, passage.ordinal) in wanted for document, passage in self._located])
        if len(chosen) < len(self._documents):
            return np.array([document in chosen for document, _ in self._located])
        return None


def _shortened(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
