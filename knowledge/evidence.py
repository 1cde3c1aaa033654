"""What speaks for and against the best passage being an answer (see ``knowledge.confidence``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.confidence import Evidence
from knowledge.ranking.query import Synonyms

if TYPE_CHECKING:
    from knowledge.question import Concept, Interpretation
    from knowledge.ranking.index import Index

_SMALL_TALK = 0.2
_FOREIGN = 0.88
_WANTS_NUMBER = re.compile(
    r"\bhow (?:many|old|tall)\b|\bwhen (?:was|did|were|is|will)\b|\b(?:what|which|on what) (?:date|year|day)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion|first|second"
    r"|third|dozen|half|january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)


class Judge:
    """Weighs a question against a passage with the word weights of one library."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def evidence(
        self, question: str, understood: Interpretation, entry: int, sentence: int | None, sentence_text: str
    ) -> Evidence:
        """The evidence for the passage ``entry`` as the answer, ``sentence`` of it (a number) being the best."""
        forward = self._index.forward
        passage = (int(forward.starts[entry]), int(forward.starts[entry + 1]))
        concepts = [
            (concept, self._weight(concept) * (_SMALL_TALK if concept.is_everyday else 1))
            for concept in understood.concepts
        ]
        total = sum(weight for _, weight in concepts) or 1.0
        unknown = sum(weight for concept, weight in concepts if not (concept.known or concept.is_related)) / total
        held = [(concept, weight) for concept, weight in concepts if self._holds(concept, *passage)]
        in_sentence = (
            []
            if sentence is None
            else [weight for concept, weight in held if self._holds(concept, *forward.sentence(entry, sentence))]
        )
        subject = [concept for concept in understood.concepts if not concept.is_everyday]
        matched = sum(not concept.is_everyday for concept, _ in held)
        related = sum(concept.is_related for concept in subject)
        names = sum(_is_name(concept, question) for concept in subject if not (concept.known or concept.is_related))
        return Evidence(
            coverage=sum(weight for _, weight in held) / total,
            sentence_coverage=sum(in_sentence) / total,
            unknown_share=unknown,
            missing_names=names / (names + matched + related) if names else 0.0,
            is_foreign=matched == 0 and unknown > _FOREIGN,
            wants_number=bool(_WANTS_NUMBER.search(question)) and not _NUMBER.search(sentence_text),
        )

    def _holds(self, concept: Concept, start: int, end: int) -> bool:
        return any(len(self._index.forward.within(name, start, end)) for name in concept.names)

    def _weight(self, concept: Concept) -> float:
        """The idf of the concept; one that the library never names weighs most."""
        if not concept.known:
            return self._index.stems.max_idf
        if len(concept.names) > 1:
            return self._index.idf_of_any(Synonyms(concept.names))
        return max(float(self._index.stems.idf.get(stem, 0.0)) for stem in concept.names[0])


def _is_name(concept: Concept, question: str) -> bool:
    """Whether the concept is written like a name, inside a sentence."""
    return concept.typed[:1].isupper() and not question.lstrip().startswith(concept.typed)
