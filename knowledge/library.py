"""The library: the façade that other packages use.

A question that only names a place is looked up; any other goes to the searcher. A library is immutable once built, so
any number of threads may use it at the same time.
"""

from __future__ import annotations

import time
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.answers import Answer, Hit, Outline, Strictness
from knowledge.catalogue import Catalogue
from knowledge.citations import CitationStyle, cite
from knowledge.errors import NotInLibrary, QuestionError
from knowledge.hits import make_hit, pinpoint_of
from knowledge.models import Document, Role, Status
from knowledge.places import finder as places
from knowledge.places.crossrefs import CrossReference, cross_references
from knowledge.places.excerpts import Excerpt, page_ref, section_ref
from knowledge.places.opening import Excerpts, bare_numbers, meaning, open_places, refuse
from knowledge.quotations.checker import QuoteChecker
from knowledge.quotations.words import words_of
from knowledge.ranking.concordance import Concordance
from knowledge.search.answerer import Answerer, look_up
from knowledge.search.explanation import Explainer, Explanation
from knowledge.search.searcher import Searcher
from knowledge.search.twins import Twins
from knowledge.search.twins import fold as folded
from knowledge.suggestions.completer import Completer
from knowledge.text.analyzers import Languages
from knowledge.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from knowledge.answers import Suggestion
    from knowledge.quotations.checks import QuoteCheck
    from knowledge.search.glossary import GlossaryRow
    from knowledge.store.values import Edition

MAX_QUESTION = 8_000
"""Maximum characters of a question; a longer one is refused. Discord sends at most 6,000."""
FEWEST_QUOTED = 2
"""Minimum words of a quotation to check: a single letter is in every library."""
_FOLDED = 3
"""Over-fetch factor when duplicates are folded: enough for a paper in three formats."""
MAX_TYPED = 100
"""Characters of typed text that suggestions look at."""
_OFFERED = 25
"""Maximum suggestions, which is Discord's limit."""


class Library:
    """A searchable set of documents."""

    def __init__(self, documents: Iterable[Document], glossary: Iterable[GlossaryRow] = ()) -> None:
        self._catalogue = Catalogue(documents)
        self._documents = self._catalogue.documents
        self._languages = Languages(dict.fromkeys(document.metadata.language for document in self._documents))
        # Section headings are searched as a field of their passages; as hits they would only repeat the question.
        self._located = [
            (document, passage)
            for document in self._documents
            for passage in document.passages
            if passage.role is not Role.HEADING or passage.section_index is None
        ]
        self.searcher = Searcher(self._located, self._languages, tuple(glossary))
        self._answerer = Answerer(self._documents, self._located, self.searcher, self._languages)
        self._explainer = Explainer(self._located, self.searcher, self._languages)
        concordance = Concordance(self.searcher.index.forward)
        self._quotes = QuoteChecker(self._documents, self._located, concordance, self._languages)
        self._twins = Twins(self._located, concordance, self._languages)
        self._completer = Completer(self._documents, self._located, concordance)

    def with_earlier(self, find: Callable[[int], Edition | None]) -> Library:
        """A copy of this library in which references to earlier editions are resolved with ``find``, by key."""
        library = copy(self)
        library._catalogue = self._catalogue.with_earlier(find)  # noqa: SLF001 - a copy of our own
        return library

    def documents(self) -> tuple[Document, ...]:
        """The documents, in the order in which they were given."""
        return self._documents

    def contents(self, document: str | None = None) -> tuple[Outline, ...]:
        """The outline of one document, or of all.

        Raises NotInLibrary for an unknown id.
        """
        return tuple(places.outline(one) for one in self._catalogue.chosen(document))

    def ask(
        self,
        question: str,
        *,
        limit: int = 3,
        document: str | None = None,
        section: str | None = None,
        strictness: Strictness = Strictness.NORMAL,
        as_typed: bool = False,
        fold: bool = False,
    ) -> Answer:
        """Answer ``question`` with at most ``limit`` passages (a look-up: with all of the place), best first.

        ``document`` (its id or title) and ``section`` (its reference or heading) narrow a search; a look-up
        names its place itself, and only the document narrows it. ``strictness`` says how sure an answer has to be to
        count as one; ``as_typed`` turns spelling correction off; ``fold`` leaves out of search results each passage
        that has the same words as an earlier one (see ``twins``).

        Raises QuestionError for an empty or an overlong question, NotInLibrary for an unknown document or section.
        """
        started = time.perf_counter()
        _check_question(question)
        chosen = self._catalogue.chosen(document)
        within = None if section is None else self._catalogue.section(section, chosen)
        count = limit * (_FOLDED if fold else 1)
        answer = self._answerer.answer(question, chosen, within, limit=count, strictness=strictness, as_typed=as_typed)
        if fold and answer.kind != "lookup":
            hits = enumerate(folded(answer.hits)[:limit], start=1)
            answer = replace(answer, hits=tuple(replace(hit, rank=rank) for rank, hit in hits))
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 3))

    def lookup(self, reference: str, *, document: str | None = None) -> Answer:
        """The passages at a place: "p. 404", "¶17", "section doctrinal differences", "footnote 1".

        Raises QuestionError when ``reference`` names no place, NotInLibrary for an unknown ``document``.
        """
        started = time.perf_counter()
        _check_reference(reference)
        chosen = self._catalogue.chosen(document)
        meant = meaning(reference, self._catalogue, self._answerer.parser, chosen)
        if meant is None:
            raise refuse(reference)
        if isinstance(meant, str):
            opened = self._catalogue.excerpt(meant)
            answer = Answer(reference, "lookup", confidence=1.0, hits=opened.hits)
        else:
            answer = look_up(reference, meant, chosen)
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 3))

    def resolve(self, ref: str, *, highlight: int | None = None) -> Hit:
        """The passage of a short reference or an id; ``highlight`` is where the sentence to highlight starts in it.

        Raises NotInLibrary when it is gone.
        """
        document, passage, status = self._catalogue.passage(ref)
        spans = [] if highlight is None else [s for s in sentence_spans(passage.text) if s[0] == highlight]
        return make_hit(document, passage, spans=spans, status=status)

    def twins(self, ref: str) -> tuple[Hit, ...]:
        """The other passages with the same words, in the same document or in one in another format.

        Raises NotInLibrary when it is gone.
        """
        document, passage, status = self._catalogue.passage(ref)
        found = self._twins.of(document, passage)
        # For a passage of an earlier edition, the same document's live edition is not another place.
        return tuple(make_hit(other, one) for other, one in found if status is Status.LIVE or other.id != document.id)

    def context(self, ref: str, *, before: int = 1, after: int = 1) -> tuple[Hit, ...]:
        """The paragraphs around a passage, itself among them, in reading order.

        Raises NotInLibrary when it is gone.
        """
        document, passage, status = self._catalogue.passage(ref)
        body = [one for one in document.passages if one.role.is_body or one is passage]
        place = body.index(passage)
        around = body[max(0, place - before) : place + after + 1]
        return tuple(make_hit(document, one, rank=rank, status=status) for rank, one in enumerate(around, start=1))

    def cite(
        self, ref: str, style: CitationStyle, *, highlight: int | None = None, accessed: date | None = None
    ) -> str:
        """A citation of a passage, or of the sentence in it that starts at ``highlight``, with its exact page.

        ``accessed`` is the day on which its address was read.

        Raises NotInLibrary when it is gone.
        """
        document, passage, _ = self._catalogue.passage(ref)
        pinpoint = pinpoint_of(document, passage, self.resolve(ref, highlight=highlight))
        return cite(document.metadata, pinpoint, style, accessed)

    def verify(self, quote: str, *, document: str | None = None) -> QuoteCheck:
        """Whether a quotation is in the library: verbatim, altered (and how), or not at all.

        Raises QuestionError for an empty or an overlong one, NotInLibrary for an unknown ``document``.
        """
        _check_quotation(quote)
        return self._quotes.check(quote, self._catalogue.chosen(document))

    def explain(self, question: str, ref: str, *, as_typed: bool = False) -> Explanation:
        """Why a passage matches a question, and its rank; it need not be among the answers.

        Raises QuestionError for an empty or an overlong question, NotInLibrary when the passage is gone.
        """
        _check_question(question)
        document, passage, status = self._catalogue.passage(ref)
        return self._explainer.explain(question, document, passage, status, as_typed=as_typed)

    def read(self, reference: str, *, document: str | None = None) -> Excerpts:
        """The places that a reference names, each to be read whole: "pp. 402–403" are two pages.

        A number alone is a page or, if there is no such page, a paragraph; a title opens its document. If only some of
        the places exist, ``missing`` has a sentence on the others.

        Raises QuestionError when ``reference`` names no place, NotInLibrary for one that is not there.
        """
        _check_reference(reference)
        chosen = self._catalogue.chosen(document)
        parser = self._answerer.parser
        meant = meaning(reference, self._catalogue, parser, chosen) or bare_numbers(reference, parser, chosen)
        if meant is None:
            raise refuse(reference)
        if isinstance(meant, str):
            return Excerpts((self._catalogue.excerpt(meant),))
        return open_places(meant, chosen)

    def reread(self, ref: str) -> Excerpt:
        """The place of a short reference, or the passage of an id.

        Raises NotInLibrary when it is gone.
        """
        return self._catalogue.excerpt(ref)

    def section_of(self, ref: str) -> Excerpt:
        """The whole section that a passage is in, or everything before the first section.

        Raises NotInLibrary when it is gone.
        """
        document, passage, _ = self._catalogue.passage(ref)
        return self._catalogue.excerpt(str(section_ref(document, passage.section_index)))

    def page_of(self, ref: str, *, highlight: int = 0) -> Excerpt:
        """The whole page on which a passage, or the sentence in it that starts at ``highlight``, begins.

        Raises NotInLibrary when it is gone, or when its document has no pages.
        """
        document, passage, _ = self._catalogue.passage(ref)
        page = page_ref(document, passage.start + highlight)
        if page is None:
            raise NotInLibrary("This document has no pages: read the section instead.")
        return self._catalogue.excerpt(str(page))

    def cross_references(self, ref: str) -> tuple[CrossReference, ...]:
        """The places that a passage refers to ("see paragraph 17") and that the library has.

        Raises NotInLibrary when it is gone.
        """
        document, passage, _ = self._catalogue.passage(ref)
        return cross_references(document, passage, self._documents)

    def suggest_documents(self, typed: str) -> tuple[Suggestion, ...]:
        """Documents to choose from for what was typed so far, for ``document`` of the other methods."""
        return self._completer.documents(typed[:MAX_TYPED], _OFFERED)

    def suggest_sections(self, typed: str, *, document: str | None = None) -> tuple[Suggestion, ...]:
        """Sections to choose from, for ``section`` of a question and for look-ups; none for an unknown ``document``."""
        return self._completer.sections(typed[:MAX_TYPED], self._catalogue.known(document), _OFFERED)

    def suggest_places(self, typed: str, *, document: str | None = None) -> tuple[Suggestion, ...]:
        """Pages, paragraphs, sections, footnotes and documents to choose from, for look-ups and for reading."""
        return self._completer.places(typed[:MAX_TYPED], self._catalogue.known(document), _OFFERED)


def _check_question(question: str) -> None:
    if not question.strip():
        raise QuestionError("The question is empty: ask one in a few words, for example “What is said about trade?”")
    if len(question) > MAX_QUESTION:
        raise QuestionError(
            "The question has {length:,} characters; please use at most {most:,}.",
            length=len(question),
            most=MAX_QUESTION,
        )


def _check_reference(reference: str) -> None:
    if not reference.strip():
        raise QuestionError("The place is empty: name one, for example “page 404” or “¶ 17”.")
    if len(reference) > MAX_QUESTION:
        raise QuestionError(
            "The place has {length:,} characters: name one, for example “page 404” or “¶ 17”.", length=len(reference)
        )


def _check_quotation(quote: str) -> None:
    words = words_of(quote)
    if not quote.strip():
        raise QuestionError("The quotation is empty: give the words to check.")
    if len(quote) > MAX_QUESTION:
        raise QuestionError(
            "The quotation has {length:,} characters; please give at most {most:,}.",
            length=len(quote),
            most=MAX_QUESTION,
        )
    if len(words) < FEWEST_QUOTED or not any(character.isalpha() for character in quote):
        raise QuestionError("That is too short to check: give at least a few words of the quotation.")
