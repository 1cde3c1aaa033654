"""Turns a typed question into a query: resolves names, corrects spelling, and records words unknown to the library.

The order matters: a glossary name is known even where the library never uses it, so names are found first; only words
that are still unknown are corrected, and a corrected word may in turn be a name ("Bejing" → "Beijing" → "Peiping").
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.answers import AliasUse, Correction
from knowledge.ranking.query import Name, Query, QueryTerm, Synonyms
from knowledge.search.glossary import without_possessive
from knowledge.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.ranking.index import Index
    from knowledge.search.glossary import Glossary, NameUse
    from knowledge.text.analysis import Analyzer, Token
    from knowledge.text.analyzers import Languages
    from knowledge.text.lexicon import Lexicon
    from knowledge.text.spelling import Speller

_RELATED_WEIGHT = 0.5
_MOST_REPAIRS = 20
"""Maximum words of a question that are corrected: searching for near words takes time."""
_QUOTATION = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]")
_SHORTEST_QUOTATION = 3
"""Minimum words of a quotation that is searched for verbatim; fewer are a name or a word in scare quotes."""
_QUOTATION_BEGINS = re.compile(r"[\"“„«]\s*")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that the question asks about: a word, or a name of several words.

    ``start`` is its offset in the question. ``names`` are the stems of the word or name itself, then of the other names
    of the same thing that the library uses; ``known`` says whether the library uses any of them; ``is_related``, that
    it uses none of them, but a related name, and the glossary has no other name for the same thing. ``is_everyday``
    marks small talk, ``is_name`` words written like a name or with digits, ``is_unspaced`` pairs of characters.
    ``related`` are the names of related things that the library uses.
    """

    start: int
    typed: str
    names: tuple[Name, ...]
    known: bool
    is_everyday: bool = False
    is_related: bool = False
    is_name: bool = False
    is_unspaced: bool = False
    related: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """An interpreted question: the query, and everything that an answer says about the interpretation."""

    query: Query
    concepts: tuple[Concept, ...]
    corrections: tuple[Correction, ...]
    aliases: tuple[AliasUse, ...]
    unknown_words: tuple[str, ...]


class Interpreter:
    """Interprets questions with the vocabulary of one library."""

    def __init__(
        self, languages: Languages, index: Index, lexicon: Lexicon, glossary: Glossary, speller: Speller
    ) -> None:
        self._languages = languages
        self._index = index
        self._lexicon = lexicon
        self._glossary = glossary
        self._speller = speller

    def interpret(self, question: str, *, as_typed: bool = False) -> Interpretation:
        """Interpret ``question``, without correction if ``as_typed``; one without a word has an empty query."""
        analyzer = self._languages.asked_in(question)
        tokens = self._languages.tokens(question)
        corrections: tuple[Correction, ...] = ()
        if not as_typed:
            tokens, corrections = self._repaired(tokens, question, analyzer)
        uses = self._glossary.find(tokens, question)
        if any(not token.is_stop for token in tokens):
            kept = {index for use in uses for index in range(use.first, use.last)}
            content = [not token.is_stop or index in kept for index, token in enumerate(tokens)]
        else:
            content = [True] * len(tokens)
        concepts = self._concepts(question, tokens, content, uses, analyzer)
        return Interpretation(
            query=self._query(tokens, content, concepts, _quotations(question, tokens)),
            concepts=concepts,
            corrections=corrections,
            aliases=self._aliases(uses),
            unknown_words=tuple(
                dict.fromkeys(c.typed for c in concepts if not c.known and not c.is_everyday and len(c.typed) > 1)
            ),
        )

    def _repaired(
        self, tokens: list[Token], text: str, analyzer: Analyzer
    ) -> tuple[list[Token], tuple[Correction, ...]]:
        """The tokens with unknown words replaced by the nearest known ones, and the corrections made."""
        named = {index for use in self._glossary.find(tokens, text) for index in range(use.first, use.last)}
        openings = {start for start, _ in sentence_spans(text)}
        corrections: dict[str, Correction] = {}
        repaired = []
        for index, token in enumerate(tokens):
            is_right = index in named or self._is_known(token) or self._exists(token, analyzer)
            near = [] if is_right or len(corrections) >= _MOST_REPAIRS else self._nearest(token, openings)
            if not near:
                repaired.append(token)
                continue
            corrections[token.text] = Correction(token.text, near[0])
            best, *others = (analyzer.tokens(word)[0] for word in near)
            fixed = best._replace(start=token.start, end=token.end)
            for other in others:
                fixed = fixed.or_stem(other.stem)
            repaired.append(fixed)
        return repaired, tuple(corrections.values())

    def _nearest(self, token: Token, openings: set[int]) -> list[str]:
        """The words that may be meant; an unknown name is not taken for a misspelt common word."""
        near = [self._lexicon.written(one) for one in self._speller.nearest(token.form)]
        is_name = token.text.istitle() and token.start not in openings
        return [word for word in near if not (is_name and word.islower())]

    def _exists(self, token: Token, analyzer: Analyzer) -> bool:
        """Whether the word exists in its language, used by the library or not."""
        return analyzer.is_everyday(token.form) or self._languages.exists(token.form, analyzer.language)

    def _is_known(self, token: Token) -> bool:
        return any(stem in self._index.stems for stem in (token.stem, *token.others))

    def _concepts(
        self,
        question: str,
        tokens: Sequence[Token],
        content: Sequence[bool],
        uses: Sequence[NameUse],
        analyzer: Analyzer,
    ) -> tuple[Concept, ...]:
        concepts: list[Concept] = []
        covered: set[int] = set()
        for use in uses:
            covered.update(range(use.first, use.last))
            own = tuple(token.stem for token in tokens[use.first : use.last])
            others = self._used(use.same)
            known = bool(others) or self._index.uses(own)
            # "Taiwan" has another name ("Formosa"): if the library uses neither, a related name does not stand for it.
            # "Kremlin" has no other name, so a related one may.
            absent = bool(use.same) or use.typed.casefold() in map(str.casefold, use.related)
            related = tuple(self._used(use.related))
            names = tuple(dict.fromkeys((own, *others)))
            start = tokens[use.first].start
            is_related = not known and not absent and bool(related)
            concepts.append(
                Concept(start, use.typed, names, known, is_related=is_related, is_name=True, related=related)
            )
        openings = {start for start, _ in sentence_spans(question)}
        openings |= {match.end() for match in _QUOTATION_BEGINS.finditer(question)}
        for index, token in enumerate(tokens):
            if content[index] and index not in covered:
                concepts.append(self._word(token, analyzer, is_opening=token.start in openings))
        return tuple(concepts)

    def _word(self, token: Token, analyzer: Analyzer, *, is_opening: bool) -> Concept:
        capital = token.text[0].isupper() and not is_opening
        has_digit = any(character.isdigit() for character in token.text)
        return Concept(
            start=token.start,
            typed=without_possessive(token.text),
            names=tuple(dict.fromkeys(((token.stem,), *((stem,) for stem in token.others)))),
            known=self._is_known(token),
            is_everyday=analyzer.is_everyday(token.form),
            is_name=capital or has_digit or self._lexicon.is_name(token.form),
            is_unspaced=token.is_unspaced,
        )

    def _used(self, names: Sequence[str]) -> dict[Name, str]:
        """The ``names`` that the library uses, keyed by their stems."""
        stems = {tuple(token.stem for token in self._languages.tokens(name)): name for name in names}
        return {name: written for name, written in stems.items() if self._index.uses(name)}

    def _aliases(self, uses: Sequence[NameUse]) -> tuple[AliasUse, ...]:
        found = (AliasUse(use.typed, self._other_names(use)) for use in uses)
        return tuple(alias for alias in found if alias.also)

    def _other_names(self, use: NameUse) -> tuple[str, ...]:
        names = self._used((*use.same, *use.related)).values()
        return tuple(name for name in names if name.casefold() != use.typed.casefold())

    def _synonyms(self, names: tuple[Name, ...], weight: float) -> Synonyms:
        return Synonyms(names, self._index.idf_of_any(names), weight)

    def _query(
        self,
        tokens: Sequence[Token],
        content: Sequence[bool],
        concepts: Sequence[Concept],
        quotations: tuple[Name, ...],
    ) -> Query:
        stems: dict[str, float] = defaultdict(float)
        forms: dict[str, float] = defaultdict(float)
        for token, keep in zip(tokens, content, strict=True):
            if keep:
                forms[token.form] += 1.0
        synonyms = []
        seen: set[tuple[Name, ...]] = set()
        for concept in concepts:
            if len(concept.names) > 1 and concept.names in seen:
                continue
            seen.add(concept.names)
            if len(concept.names) > 1:
                synonyms.append(self._synonyms(concept.names, 1.0))
            else:
                for stem in concept.names[0]:
                    stems[stem] += 1.0
            if concept.related:
                synonyms.append(self._synonyms(concept.related, _RELATED_WEIGHT))
        terms = (QueryTerm(t.stem, t.form, keep, t.is_unspaced) for t, keep in zip(tokens, content, strict=True))
        return Query(dict(stems), dict(forms), tuple(synonyms), tuple(terms), quotations)


def _quotations(question: str, tokens: Sequence[Token]) -> tuple[Name, ...]:
    """The stems of each stretch in quotation marks, or of the whole question if it is one."""
    spans = [match.span(1) for match in _QUOTATION.finditer(question)]
    found = (tuple(token.stem for token in tokens if start <= token.start < end) for start, end in spans)
    return tuple(quotation for quotation in found if len(quotation) >= _SHORTEST_QUOTATION)
