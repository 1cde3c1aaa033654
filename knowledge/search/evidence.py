"""Computes the evidence that the best passage is an answer (see ``knowledge.search.confidence``)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.search.confidence import Evidence
from knowledge.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.ranking.index import Index
    from knowledge.ranking.passage import PassageWords
    from knowledge.search.interpreter import Concept, Interpretation

_ASKS_NUMBER = re.compile(
    r"\bhow (?:many|long|old|far|often|tall|large|big)\b"
    r"|\b(?:what|which) (?:percentage|percent|number|amount|proportion|population|fraction)\b",
    re.IGNORECASE,
)
_ASKS_DATE = re.compile(r"^\W*when\b|\b(?:what|which) (?:year|date|day|month|century|decade|time)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand"
    r"|million|billion|dozen|half|third|quarter|percent|twice|once)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(?:noon|midnight|mornings?|evenings?|daily|weekly)\b"
    r"|\b(?:centur(?:y|ies)|years?|decade|days?|weeks?|months?|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b"
)
_FOREIGN = 0.88
"""Share of unknown words from which on a question of which nothing else matches is about another subject."""
_SMALL_TALK = 0.2
"""The weight of an everyday word that the library does not use, relative to any other unknown word."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A concept with its weight, and whether the best passage and its best sentence contain it."""

    concept: Concept
    idf: float
    is_held: bool
    is_in_sentence: bool


class Judge:
    """Weighs a question against its best passage with the word weights of one library."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def evidence(
        self,
        question: str,
        understood: Interpretation,
        *,
        words: PassageWords,
        score: float,
        best_sentence: int | None,
        texts: Sequence[str],
    ) -> list[Evidence]:
        """The evidence for a passage and its ``score``: for the whole question, then for its sentences.

        ``best_sentence`` is the index of the passage's best sentence, ``texts`` are its best sentences. Related names
        are left out, since they are not what was asked for.
        """
        concepts = {concept.names: concept for concept in understood.concepts if not concept.is_related}
        weighed = [self._weighed(concept, words, best_sentence) for concept in concepts.values()]
        held = sum(one.idf for one in weighed if one.is_held)
        score_per_idf = score / held if held else 0.0
        related = sum(concept.is_related for concept in understood.concepts)
        no_number = bool(_ASKS_NUMBER.search(question)) and not any(map(_NUMBER.search, texts))
        no_date = bool(_ASKS_DATE.search(question)) and not any(map(_DATE.search, texts))
        groups = [weighed]
        spans = sentence_spans(question)
        if len(spans) > 1:
            parts = ([one for one in weighed if start <= one.concept.start < end] for start, end in spans)
            groups += [part for part in parts if len(part) > 1]
        return [
            _evidence(group, score_per_idf, related=related, no_number=no_number, no_date=no_date)
            for group in groups
            if group or related
        ]

    def _weighed(self, concept: Concept, words: PassageWords, best_sentence: int | None) -> _Weighed:
        holding = words.sentences(concept.names)
        return _Weighed(concept, self._idf(concept), bool(holding), best_sentence in holding)

    def _idf(self, concept: Concept) -> float:
        """The idf of the concept; one that the library never names has the highest, except small talk."""
        if not concept.known:
            return self._index.stems.max_idf * (_SMALL_TALK if concept.is_everyday else 1.0)
        if len(concept.names) > 1:
            return self._index.idf_of_any(concept.names)
        return max(float(self._index.stems.idf.get(stem, 0.0)) for stem in concept.names[0])


def _evidence(
    weighed: Sequence[_Weighed], score_per_idf: float, *, related: int, no_number: bool, no_date: bool
) -> Evidence:
    """The features for some of the question's concepts."""
    # "Hi everyone" must not lower the confidence: small talk that the passage lacks hardly counts.
    attainable = sum(one.idf * (_SMALL_TALK if _is_noise(one) else 1.0) for one in weighed) or 1.0
    names = [one.concept for one in weighed if one.concept.is_name and not one.concept.is_everyday]
    unknown_names = sum(not name.known for name in names)
    matched = sum(one.is_held and not one.concept.is_everyday for one in weighed)
    # Here small talk has little weight whether the library uses it or not.
    damped = [
        (one, one.idf * (_SMALL_TALK if one.concept.is_everyday and one.concept.known else 1.0)) for one in weighed
    ]
    total = sum(weight for _, weight in damped) or 1.0
    unknown = sum(weight for one, weight in damped if not one.concept.known) / total
    # A related name shows that the question is about the library's subject, unless something else in it is foreign.
    has_subject = any(not one.concept.is_everyday for one in weighed)
    is_subjectless = not has_subject and not related
    return Evidence(
        support=score_per_idf * sum(one.idf for one in weighed if one.is_held) / attainable,
        terms=math.log1p(sum(not one.concept.is_everyday for one in weighed)),
        unknown_names=unknown_names / len(names) if names else 0.0,
        # Many passages contain "help"; in a question without a subject that is no evidence.
        coverage=0.0 if is_subjectless else sum(weight for one, weight in damped if one.is_held) / total,
        sentence_coverage=0.0 if is_subjectless else sum(w for one, w in damped if one.is_in_sentence) / total,
        missing_names=unknown_names / (unknown_names + matched) if unknown_names else 0.0,
        is_foreign=float(matched == 0 and (is_subjectless or (unknown > _FOREIGN and has_subject))),
        no_number=float(no_number),
        no_date=float(no_date),
    )


def _is_noise(one: _Weighed) -> bool:
    """Whether it is small talk used elsewhere in the library; the weight of unknown small talk is reduced already."""
    return one.concept.is_everyday and one.concept.known and not one.is_held
