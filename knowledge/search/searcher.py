"""Searches for a question that is not a look-up: interprets it, ranks passages, orders apparatus, gathers evidence.

A searcher is immutable once built; any number of threads may use it at the same time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.ranking.index import Entry, Index, Ranked
from knowledge.search import apparatus
from knowledge.search.evidence import Judge
from knowledge.search.explanation import explain, ranked_heading
from knowledge.search.glossary import Glossary
from knowledge.search.highlight import best_sentences, complements, holdings
from knowledge.search.interpreter import Interpretation, Interpreter
from knowledge.text.lexicon import Lexicon
from knowledge.text.sentences import sentence_spans
from knowledge.text.spelling import Speller

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.answers import Match
    from knowledge.models import Document, Passage
    from knowledge.search.confidence import Evidence
    from knowledge.search.glossary import GlossaryRow
    from knowledge.text.analyzers import Languages

_POOL = 50
"""How many ranked passages are reordered: apparatus ranked lower is not worth moving."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that was found: its index and its score.

    ``sentences`` are the indexes of its best sentences, ``spans`` the same as ``(start, end)`` in its text; ``matches``
    say which of its words match the question, and how.
    """

    entry: int
    score: float
    sentences: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    matches: tuple[Match, ...]
    needs_second: bool

    @property
    def shown(self) -> tuple[tuple[int, int], ...]:
        """The sentences to show as the answer: the best, and the second where the best leaves part of it out."""
        return self.spans[: 2 if self.needs_second else 1]


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a search, best first.

    ``is_asked`` says whether the question asks for the kind of apparatus that comes first; if not, ``evidence`` is the
    evidence that the first finding is an answer.
    """

    understood: Interpretation
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    is_asked: bool


class Searcher:
    """Searches passages, which are identified by their index in ``located``."""

    def __init__(
        self, located: Sequence[tuple[Document, Passage]], languages: Languages, glossary: Sequence[GlossaryRow]
    ) -> None:
        self._located = located
        self._languages = languages
        self._lexicon = Lexicon()
        self.index = Index(self._entry(document, passage) for document, passage in located)
        for row in glossary:
            for name in (row.name, *row.others):
                self._lexicon.note_words(languages.tokens(name))
        speller = Speller(self._lexicon.forms(), self.index.forward.frequency)
        self._interpreter = Interpreter(languages, self.index, self._lexicon, Glossary(glossary, languages), speller)
        self._judge = Judge(self.index)
        self._apparatus = [entry for entry, (_, passage) in enumerate(located) if not passage.role.is_body]

    def understand(self, question: str, *, as_typed: bool = False) -> Interpretation:
        """The question interpreted with the vocabulary of these passages; ``as_typed`` without spelling correction."""
        return self._interpreter.interpret(question, as_typed=as_typed)

    def rank_of(self, entry: int, question: str, understood: Interpretation) -> int | None:
        """The rank of a passage, from 1; ``None`` where it is not among the first 50."""
        ranked, _ = self._in_order(question, self.index.rank(understood.query, _POOL), None)
        return next((rank for rank, one in enumerate(ranked, start=1) if one.entry == entry), None)

    def shown(self, entry: int, understood: Interpretation) -> tuple[tuple[int, int], ...]:
        """The sentences of a passage that answer best."""
        return self._finding(Ranked(entry, 0.0), understood).shown

    def matches(self, entry: int, understood: Interpretation) -> tuple[Match, ...]:
        """Which words of a passage match a question, and how."""
        return explain(self.index.words_of(entry), understood, self._lexicon)

    def written(self, form: str) -> str:
        """The written form in which a folded word first occurs in the library."""
        return self._lexicon.written(form)

    def search(
        self, question: str, *, count: int, allowed: NDArray[np.bool_] | None = None, as_typed: bool = False
    ) -> Result:
        """The ``count`` best passages, among the ``allowed`` ones."""
        understood = self.understand(question, as_typed=as_typed)
        ranked = self.index.rank(understood.query, max(count, _POOL), allowed)
        ranked, is_asked = self._in_order(question, ranked, allowed)
        findings = tuple(self._finding(one, understood) for one in ranked[:count])
        evidence = () if is_asked or not findings else tuple(self._evidence(question, understood, findings[0]))
        return Result(understood, findings, evidence, is_asked)

    def _entry(self, document: Document, passage: Passage) -> Entry:
        language = document.metadata.language
        analyzer = self._languages.of(language)
        sentences = [analyzer.tokens(passage.text[start:end]) for start, end in sentence_spans(passage.text)]
        for sentence in sentences:
            self._lexicon.note_sentence(sentence, language)
        return Entry(sentences, analyzer.tokens(ranked_heading(document, passage)))

    def _in_order(
        self, question: str, ranked: list[Ranked], allowed: NDArray[np.bool_] | None
    ) -> tuple[list[Ranked], bool]:
        """The passages with apparatus first where the question asks for it, else after the passages of the body."""
        roles = apparatus.roles_asked_for(question)
        met = {one.entry for one in ranked}
        ranked = ranked + [
            Ranked(entry, 0.0)
            for entry in self._apparatus
            if self._located[entry][1].role in roles and entry not in met and (allowed is None or allowed[entry])
        ]
        body = [one for one in ranked if self._located[one.entry][1].role.is_body]
        rest = [one for one in ranked if not self._located[one.entry][1].role.is_body]
        asked = [one for one in rest if self._located[one.entry][1].role in roles]
        return asked + body + [one for one in rest if one not in asked], bool(asked)

    def _finding(self, one: Ranked, understood: Interpretation) -> Finding:
        words = self.index.words_of(one.entry)
        held = holdings(self.index, words, understood.query)
        numbers = best_sentences(self.index, words, understood.query, held)
        spans = sentence_spans(self._located[one.entry][1].text) if numbers else []
        return Finding(
            one.entry,
            one.score,
            sentences=tuple(numbers),
            spans=tuple(spans[number] for number in numbers),
            matches=explain(words, understood, self._lexicon),
            needs_second=len(numbers) > 1 and complements(held, *numbers),
        )

    def _evidence(self, question: str, understood: Interpretation, best: Finding) -> list[Evidence]:
        text = self._located[best.entry][1].text
        return self._judge.evidence(
            question,
            understood,
            words=self.index.words_of(best.entry),
            score=best.score,
            best_sentence=best.sentences[0] if best.sentences else None,
            texts=[text[start:end] for start, end in best.spans],
        )
