"""The library: the façade that everything outside uses.

A question goes straight through: look-up or search; understood, ranked, put in order, judged, highlighted. A library is
built from documents once and never changes, so any number of threads may ask it at the same time.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from knowledge import apparatus, places
from knowledge.analysis import Analyzer
from knowledge.citations import citation_line
from knowledge.confidence import THRESHOLD, confidence
from knowledge.errors import NotInLibrary, QuestionError
from knowledge.evidence import Judge
from knowledge.glossary import Glossary, GlossaryRow
from knowledge.highlight import best_sentences
from knowledge.lookup import LookUp, Parser
from knowledge.models import Answer, Document, DocumentRef, Highlight, Hit, Outline, Passage, Role
from knowledge.pages import address, anchor_at, pages_between
from knowledge.question import Interpretation, Interpreter
from knowledge.ranking.index import Entry, Index, Ranked
from knowledge.refs import parse_ref, passage_id, passage_ref
from knowledge.sentences import sentence_spans
from knowledge.spelling import Speller

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge.analysis import Token

    Mask = NDArray[np.bool_]

MAX_QUESTION = 8_000
"""Characters of a question that are read; more is refused. Discord sends at most 6,000."""
_POOL = 50


class Library:
    """Documents that can be asked."""

    def __init__(self, documents: Iterable[Document], glossary: Iterable[GlossaryRow] = ()) -> None:
        self._documents = tuple(documents)
        self._analyzer = Analyzer("en")
        # A section's heading is found as a field of its passages; as a hit it would only repeat the question.
        self._located = [
            (document, passage)
            for document in self._documents
            for passage in document.passages
            if passage.role is not Role.HEADING or passage.section_index is None
        ]
        rows = tuple(glossary)
        self._surfaces: dict[str, str] = {}
        self._index = Index(self._entry(document, passage) for document, passage in self._located)
        for name in (name for row in rows for name in (row.name, *row.others)):
            self._note_surfaces(self._analyzer.tokens(name))
        self._interpreter = Interpreter(
            self._analyzer,
            self._index,
            self._surfaces,
            Glossary(rows, self._analyzer),
            Speller(self._surfaces, self._index.forward.frequency),
        )
        self._judge = Judge(self._index)
        headings = {section.heading: None for document in self._documents for section in document.sections}
        self._places = Parser((heading for heading in headings if heading), self._analyzer)
        self._apparatus = [entry for entry, (_, passage) in enumerate(self._located) if not passage.role.is_body]

    def documents(self) -> tuple[Document, ...]:
        """The documents, in the order in which they came."""
        return self._documents

    def contents(self, document: str | None = None) -> tuple[Outline, ...]:
        """The outline of one document, or of all.

        Raises NotInLibrary for an unknown id.
        """
        return tuple(places.outline(one) for one in self._chosen(document))

    def ask(self, question: str, *, limit: int = 3, document: str | None = None) -> Answer:
        """Answer ``question`` with at most ``limit`` passages (a look-up: with all of the place), best first.

        Raises QuestionError for an empty or an overlong question, NotInLibrary for an unknown ``document``.
        """
        started = time.perf_counter()
        self._check(question)
        chosen = self._chosen(document)
        asked = self._places.parse(question)
        if asked.places and asked.is_pure:
            answer = self._look_up(question, asked, chosen)
        else:
            answer = self._search(question, asked, chosen, limit)
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
        return self._hit(document, passage, spans=spans)

    def context(self, ref: str, *, before: int = 1, after: int = 1) -> tuple[Hit, ...]:
        """The paragraphs around a passage, itself among them, in reading order.

        Raises NotInLibrary when it is gone.
        """
        document, passage = self._by_ref(ref)
        body = [one for one in document.passages if one.role.is_body or one is passage]
        place = body.index(passage)
        around = body[max(0, place - before) : place + after + 1]
        return tuple(self._hit(document, one, rank=rank) for rank, one in enumerate(around, start=1))

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
            self._hit(document, passage, rank=rank) for rank, (document, passage) in enumerate(found.passages, start=1)
        )
        return Answer(question, "lookup", answered=True, confidence=1.0, hits=hits, message=message)

    def _search(self, question: str, asked: LookUp, chosen: Sequence[Document], limit: int) -> Answer:
        found = places.find(asked.places, chosen) if asked.places else places.Found((), ())
        if found.missing and not found.passages:
            return Answer(question, "nothing", answered=False, confidence=1.0, message=" ".join(found.missing))
        understood = self._interpreter.interpret(asked.rest if found.passages else question)
        allowed = self._allowed(chosen, found)
        ranked = self._index.rank(understood.query, _POOL, allowed)
        ranked, is_asked = self._in_order(question, ranked, allowed)
        if not ranked:
            return self._answer(question, understood, (), 0.0)
        hits: list[Hit] = []
        best: list[int] = []
        for rank, one in enumerate(ranked[:limit], start=1):
            document, passage = self._located[one.entry]
            sentences = best_sentences(self._index, one.entry, understood.query)
            best = best if hits else sentences
            spans = sentence_spans(passage.text) if sentences else []
            matched = self._matched_words(one.entry, understood)
            highlighted = [spans[number] for number in sentences]
            score = round(one.score, 4)
            hits.append(self._hit(document, passage, rank=rank, score=score, spans=highlighted, matched=matched))
        sure = 1.0
        if not is_asked:
            text = hits[0].highlights[0].text if hits[0].highlights else ""
            sure = confidence(
                self._judge.evidence(question, understood, ranked[0].entry, best[0] if best else None, text)
            )
        return self._answer(question, understood, tuple(hits), sure)

    def _matched_words(self, entry: int, understood: Interpretation) -> tuple[str, ...]:
        """The words and names of a passage that the query looks for, as the library writes them."""
        forms = self._index.matching_forms(entry, understood.query)
        return tuple(dict.fromkeys(self._surfaces.get(form, form) for form in forms))

    def _answer(self, question: str, understood: Interpretation, hits: tuple[Hit, ...], sure: float) -> Answer:
        answered = bool(hits) and sure >= THRESHOLD
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

    def _allowed(self, chosen: Sequence[Document], found: places.Found) -> Mask | None:
        if found.passages:
            wanted = {(document.key, passage.ordinal) for document, passage in found.passages}
            return np.array([(document.key, passage.ordinal) in wanted for document, passage in self._located])
        if len(chosen) < len(self._documents):
            return np.array([document in chosen for document, _ in self._located])
        return None

    def _in_order(self, question: str, ranked: list[Ranked], allowed: Mask | None) -> tuple[list[Ranked], bool]:
        """Apparatus first where the question asks for it, else after the body's own passages."""
        roles = apparatus.roles_asked_for(question)
        met = {one.entry for one in ranked}
        ranked += [
            Ranked(entry, 0.0)
            for entry in self._apparatus
            if self._located[entry][1].role in roles and entry not in met and (allowed is None or allowed[entry])
        ]
        body = [one for one in ranked if self._located[one.entry][1].role.is_body]
        rest = [one for one in ranked if not self._located[one.entry][1].role.is_body]
        asked = [one for one in rest if self._located[one.entry][1].role in roles]
        return asked + body + [one for one in rest if one not in asked], bool(asked)

    def _hit(
        self,
        document: Document,
        passage: Passage,
        *,
        rank: int = 1,
        score: float | None = None,
        spans: Sequence[tuple[int, int]] = (),
        matched: tuple[str, ...] = (),
    ) -> Hit:
        return Hit(
            rank=rank,
            score=score,
            passage_id=passage_id(document, passage),
            ref=passage_ref(document, passage),
            document=DocumentRef(document.id, document.title),
            role=passage.role,
            section=passage.section,
            paragraph=passage.number,
            pages=passage.pages,
            text=passage.text,
            start=passage.start,
            end=passage.end,
            highlights=tuple(_highlight(document, passage, start, end) for start, end in spans),
            matched_terms=matched,
            url=passage.url,
            citation=citation_line(passage),
        )

    def _entry(self, document: Document, passage: Passage) -> Entry:
        sentences = [self._analyzer.tokens(passage.text[start:end]) for start, end in sentence_spans(passage.text)]
        for sentence in sentences:
            self._note_surfaces(sentence)
        heading = " ".join(dict.fromkeys((document.title, *passage.section))) if passage.role.is_body else ""
        return Entry(sentences, self._analyzer.tokens(heading))

    def _note_surfaces(self, tokens: Iterable[Token]) -> None:
        """Remember how each form is written: as first met in the documents, else in the glossary."""
        for token in tokens:
            if not token.is_stop:
                self._surfaces.setdefault(token.form, token.text)


def _highlight(document: Document, passage: Passage, start: int, end: int) -> Highlight:
    """A sentence of a passage; a footnote stands where its mark stands, not where the file prints it."""
    text = passage.text[start:end]
    if passage.role is Role.NOTE:
        return Highlight(start, end, text, passage.pages, passage.url)
    first, last = passage.start + start, passage.start + end
    anchor = anchor_at(document.pages, first)
    return Highlight(start, end, text, pages_between(document.pages, first, last), address(document.metadata, anchor))


def _shortened(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
