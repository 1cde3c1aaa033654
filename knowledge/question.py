"""A question as typed becomes a query: names resolved, spelling repaired, and what the library never says noted.

The order matters: a glossary name is known even where the library never uses it, so names are found first; only words
that are then still unknown are repaired, and a repaired word may in turn be a name ("Bejing" → "Beijing" → "Peiping").
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.glossary import without_possessive
from knowledge.models import AliasUse, Correction
from knowledge.ranking.query import Name, Query, QueryTerm, Synonyms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.analysis import Analyzer, Token
    from knowledge.glossary import Glossary, NameUse
    from knowledge.ranking.index import Index
    from knowledge.spelling import Speller

_RELATED_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that the question asks about: a word, or a name of several words.

    ``names`` are the stems of the word or name itself, then of the other names of the same thing that the library uses;
    ``known`` tells whether the library uses any of them; ``is_related`` that it does not, but uses a related name
    and has no other name for the very thing to look for; ``is_everyday`` marks small talk.
    """

    typed: str
    names: tuple[Name, ...]
    known: bool
    is_everyday: bool = False
    is_related: bool = False


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question, understood: the query, and everything that an answer says about how it was understood."""

    query: Query
    concepts: tuple[Concept, ...]
    corrections: tuple[Correction, ...]
    aliases: tuple[AliasUse, ...]
    unknown_words: tuple[str, ...]


class Interpreter:
    """Understands questions in terms of one library's words."""

    def __init__(
        self,
        analyzer: Analyzer,
        index: Index,
        surfaces: dict[str, str],
        glossary: Glossary,
        speller: Speller,
    ) -> None:
        self._analyzer = analyzer
        self._index = index
        self._surfaces = surfaces
        self._glossary = glossary
        self._speller = speller

    def interpret(self, question: str) -> Interpretation:
        """Understand ``question``; one without any word gives an empty query."""
        tokens = self._analyzer.tokens(question)
        tokens, corrections = self._repaired(tokens, question)
        uses = self._glossary.find(tokens, question)
        if any(not token.is_stop for token in tokens):
            kept = {index for use in uses for index in range(use.first, use.last)}
            content = [not token.is_stop or index in kept for index, token in enumerate(tokens)]
        else:
            content = [True] * len(tokens)
        concepts = self._concepts(tokens, content, uses)
        return Interpretation(
            query=self._query(tokens, content, concepts, uses),
            concepts=concepts,
            corrections=corrections,
            aliases=self._aliases(uses),
            unknown_words=tuple(dict.fromkeys(c.typed for c in concepts if not c.known and not c.is_everyday)),
        )

    def _repaired(self, tokens: list[Token], text: str) -> tuple[list[Token], tuple[Correction, ...]]:
        named = {index for use in self._glossary.find(tokens, text) for index in range(use.first, use.last)}
        corrections: dict[str, Correction] = {}
        repaired = []
        for index, token in enumerate(tokens):
            word = None
            if (
                index not in named
                and token.stem not in self._index.stems
                and not self._analyzer.is_everyday(token.form)
            ):
                word = self._speller.repair(token.form)
            if word is not None:
                used = self._surfaces.get(word, word)
                corrections[token.text] = Correction(token.text, used)
                fixed = self._analyzer.tokens(used)[0]
                token = fixed._replace(start=token.start, end=token.end)  # noqa: PLW2901 - the repaired token
            repaired.append(token)
        return repaired, tuple(corrections.values())

    def _concepts(
        self, tokens: Sequence[Token], content: Sequence[bool], uses: Sequence[NameUse]
    ) -> tuple[Concept, ...]:
        concepts: list[Concept] = []
        covered: set[int] = set()
        for use in uses:
            covered.update(range(use.first, use.last))
            own = tuple(token.stem for token in tokens[use.first : use.last])
            others = self._used(use.same)
            known = bool(others) or self._index.uses(own)
            # "Taiwan" is "Formosa": where neither is used, a related name does not stand for it. "Kremlin" has no
            # other name.
            absent = bool(use.same) or use.typed.casefold() in map(str.casefold, use.related)
            related = not known and not absent and bool(self._used(use.related))
            concepts.append(Concept(use.typed, tuple(dict.fromkeys((own, *others))), known, is_related=related))
        for index, token in enumerate(tokens):
            if content[index] and index not in covered:
                everyday = self._analyzer.is_everyday(token.form)
                known = token.stem in self._index.stems
                concepts.append(Concept(without_possessive(token.text), ((token.stem,),), known, everyday))
        return tuple(concepts)

    def _used(self, names: Sequence[str]) -> dict[Name, str]:
        """Those of ``names`` that the library uses, by their stems."""
        stems = {tuple(token.stem for token in self._analyzer.tokens(name)): name for name in names}
        return {name: written for name, written in stems.items() if self._index.uses(name)}

    def _aliases(self, uses: Sequence[NameUse]) -> tuple[AliasUse, ...]:
        found = (AliasUse(use.typed, self._other_names(use)) for use in uses)
        return tuple(alias for alias in found if alias.also)

    def _other_names(self, use: NameUse) -> tuple[str, ...]:
        names = self._used((*use.same, *use.related)).values()
        return tuple(name for name in names if name.casefold() != use.typed.casefold())

    def _query(
        self, tokens: Sequence[Token], content: Sequence[bool], concepts: Sequence[Concept], uses: Sequence[NameUse]
    ) -> Query:
        stems: dict[str, float] = defaultdict(float)
        forms: dict[str, float] = defaultdict(float)
        for token, keep in zip(tokens, content, strict=True):
            if keep:
                forms[token.form] += 1.0
        synonyms = []
        for concept in concepts:
            if len(concept.names) > 1:
                synonyms.append(Synonyms(concept.names))
            else:
                for stem in concept.names[0]:
                    stems[stem] += 1.0
        for use in uses:
            related = tuple(self._used(use.related))
            if related:
                synonyms.append(Synonyms(related, _RELATED_WEIGHT))
        terms = (QueryTerm(t.stem, t.form, keep, t.is_unspaced) for t, keep in zip(tokens, content, strict=True))
        return Query(dict(stems), dict(forms), tuple(synonyms), tuple(terms))
