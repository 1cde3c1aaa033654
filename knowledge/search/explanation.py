"""Explains why a passage matched: which of its words match which words of the question, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.answers import AliasUse, Correction, Hit, Match, MatchKind
from knowledge.hits import make_hit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from knowledge.models import Document, Passage, Status
    from knowledge.places.finder import Located
    from knowledge.ranking.passage import PassageWords
    from knowledge.ranking.query import Name
    from knowledge.search.interpreter import Concept, Interpretation
    from knowledge.search.searcher import Searcher
    from knowledge.text.analyzers import Languages
    from knowledge.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a passage matches a question.

    ``rank`` counts from 1 and is ``None`` for a passage that is not among the first. ``matches`` are the matching words
    of the passage, ``phrases`` the words of the question that are adjacent in it, and ``headings`` those in its title
    and section headings: all of them contribute to the score. ``missing`` are the words of the question that the
    library has, but not this passage.
    """

    question: str
    hit: Hit
    rank: int | None
    matches: tuple[Match, ...]
    phrases: tuple[Match, ...]
    headings: tuple[Match, ...]
    missing: tuple[str, ...]
    corrections: tuple[Correction, ...]
    aliases: tuple[AliasUse, ...]
    unknown_words: tuple[str, ...]


class Explainer:
    """Explains any passage of a library, found or not."""

    def __init__(self, located: Sequence[Located], searcher: Searcher, languages: Languages) -> None:
        self._entries = {(document.key, passage.ordinal): entry for entry, (document, passage) in enumerate(located)}
        self._searcher = searcher
        self._languages = languages

    def explain(
        self, question: str, document: Document, passage: Passage, status: Status, *, as_typed: bool = False
    ) -> Explanation:
        """Why ``passage`` matches; of one that is not searched, such as one of an earlier edition, nothing is known."""
        entry = self._entries.get((document.key, passage.ordinal))
        understood = self._searcher.understand(question, as_typed=as_typed)
        rank: int | None = None
        spans: tuple[tuple[int, int], ...] = ()
        matches: tuple[Match, ...] = ()
        phrases: tuple[Match, ...] = ()
        missing: tuple[str, ...] = ()
        if entry is not None:
            rank = self._searcher.rank_of(entry, question, understood)
            spans = self._searcher.shown(entry, understood)
            matches = self._searcher.matches(entry, understood)
            phrases = tuple(_phrases(self._searcher.index.words_of(entry), understood, self._searcher.written))
            missing = tuple(_missing(understood, matches))
        return Explanation(
            question=question,
            hit=make_hit(document, passage, spans=spans, matches=matches, status=status),
            rank=rank,
            matches=matches,
            phrases=phrases,
            headings=tuple(self._headings(document, passage, understood)),
            missing=missing,
            corrections=understood.corrections,
            aliases=understood.aliases,
            unknown_words=understood.unknown_words,
        )

    def _headings(self, document: Document, passage: Passage, understood: Interpretation) -> Iterator[Match]:
        """The words of title and headings that the ranking counts: single words, matched by stem."""
        heading = self._languages.of(document.metadata.language).tokens(ranked_heading(document, passage))
        found = {token.stem: token for token in heading}
        for concept in understood.concepts:
            stem = concept.names[0][0]
            if len(concept.names) == 1 and len(concept.names[0]) == 1 and stem in found:
                word = found[stem].text
                is_same = word.casefold() == concept.typed.casefold()
                yield Match(concept.typed, word, MatchKind.WORD if is_same else MatchKind.STEM)


def _missing(understood: Interpretation, matches: Sequence[Match]) -> Iterator[str]:
    """The words of the question that the library has and the passage has not, as they were typed."""
    met = {match.typed.casefold() for match in matches}
    typed = {correction.used: correction.typed for correction in understood.corrections}
    named = ((typed.get(concept.typed, concept.typed), concept) for concept in understood.concepts)
    found = (word for word, one in named if one.known and not one.is_everyday and word.casefold() not in met)
    yield from dict.fromkeys(found)


def _phrases(words: PassageWords, understood: Interpretation, written: Callable[[str], str]) -> Iterator[Match]:
    """The longest runs of the question's words that are adjacent in the passage, with at least two content words.

    The ranking counts each pair of such a run.
    """
    terms, start = understood.query.terms, 0
    while start < len(terms):
        end = start + 1
        while end < len(terms) and words.places(tuple(term.stem for term in terms[start : end + 1])):
            end += 1
        run = terms[start:end]
        if sum(term.is_content for term in run) > 1 and not any(term.is_unspaced for term in run):
            forms = words.forms(tuple(term.stem for term in run))[0]
            typed, found = (" ".join(written(form) for form in one) for one in ([term.form for term in run], forms))
            yield Match(typed, found, MatchKind.NEIGHBOURS)
        start = max(start + 1, end)


def ranked_heading(document: Document, passage: Passage) -> str:
    """The text ranked as the heading of a body passage: title and section headings, each once."""
    return " ".join(dict.fromkeys((document.title, *passage.section))) if passage.role.is_body else ""


def explain(words: PassageWords, understood: Interpretation, lexicon: Lexicon) -> tuple[Match, ...]:
    """Each word or name of the passage that matches the question, in the order of the question, each once."""
    corrected = {correction.used: correction.typed for correction in understood.corrections}
    matches: dict[tuple[str, str], Match] = {}
    for concept in understood.concepts:
        typed = corrected.get(concept.typed, concept.typed)
        for name, kind in _names(concept, is_corrected=concept.typed in corrected):
            for forms in words.forms(name):
                word = " ".join(lexicon.written(form) for form in forms)
                is_same = kind is MatchKind.STEM and word.casefold() == typed.casefold()
                match = Match(typed, word, MatchKind.WORD if is_same else kind)
                matches.setdefault((typed, word.casefold()), match)
    return tuple(matches.values())


def _names(concept: Concept, *, is_corrected: bool) -> Iterator[tuple[Name, MatchKind]]:
    own, *others = concept.names
    yield own, MatchKind.CORRECTION if is_corrected else MatchKind.STEM
    for name in others:
        yield name, MatchKind.CORRECTION if is_corrected else MatchKind.ALIAS
    for name in concept.related:
        yield name, MatchKind.RELATED
