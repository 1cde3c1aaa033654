"""Why a passage matched: which of its words, for which word of the question, and by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.answers import Match, MatchKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.lexicon import Lexicon
    from knowledge.question import Concept, Interpretation
    from knowledge.ranking.passage import PassageWords
    from knowledge.ranking.query import Name


def explain(words: PassageWords, understood: Interpretation, lexicon: Lexicon) -> tuple[Match, ...]:
    """Each word or name of the passage that the question reached, in the order of the question, each once."""
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
