"""How sure an answer is, as a number in 0..1 that can be compared between questions.

Two logistic models share the work, because a library of a thousand passages and one of twenty are two different things:

- In a *large* library nearly every word of a language occurs. What tells is the support: the best passage's score over
  what the question's words could attain; and names that the library never uses speak against an answer, whatever else
  matches. Its coefficients are fitted by ``training/confidence.py``, which also says on what.
- In a *small* library a missing word says little, since twenty paragraphs use a thousand words. What tells is the share
  of the question that the passage holds, missing names, and whether anything of the question's subject is known at
  all. Its coefficients are set by hand: there is no public collection of small documents with people's questions.

Between the two the weight of the small model falls with the square of the library's size. A question for a number or a
date wants one in the best sentences in both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.answers import Strictness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THRESHOLDS = {Strictness.STRICT: 0.62, Strictness.NORMAL: 0.40, Strictness.GENEROUS: 0.18}
"""Below this confidence the hits are the nearest passages, not an answer."""

LARGE = {
    "intercept": -2.23,
    "support": 3.11,
    "terms": -1.19,
    "unknown_names": -1.87,
    "no_date": -0.66,
    # Set, not fitted: five to one by the counts, but the fit cannot tell it from the other readings.
    "no_number": -2.0,
}
SMALL = {
    "intercept": 0.3,
    "coverage": 4.0,
    "sentence_coverage": 1.0,
    "missing_names": -1.3,
    "is_foreign": -3.0,
    "no_number": -6.0,
    "no_date": -6.0,
}
"""What each reading adds to the log-odds in a large and in a small library."""

_HALF_SMALL = 200
"""Passages at which both models count the same."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The readings for a question, or for one sentence of it.

    ``support`` is the best passage's score over what the question's words could attain, ``terms`` the logarithm of one
    more than the number of its words but for small talk, ``unknown_names`` the share of its names that the library
    never uses. ``coverage`` and ``sentence_coverage`` are the shares of the question's weight that the passage and its
    best sentence hold, ``missing_names`` the share of unknown names among names and matched words. The rest are 0 or 1:
    ``is_foreign`` where nothing of the subject matches and next to nothing is known, or where there is no subject;
    ``no_number`` and ``no_date`` where one is asked for and the best sentences have none.
    """

    support: float
    terms: float
    unknown_names: float
    coverage: float
    sentence_coverage: float
    missing_names: float
    is_foreign: float
    no_number: float
    no_date: float

    def weighed(self, coefficients: Mapping[str, float]) -> float:
        """The log-odds of one model."""
        return coefficients["intercept"] + sum(
            weight * float(getattr(self, name)) for name, weight in coefficients.items() if name != "intercept"
        )

    def log_odds(self, passages: int) -> float:
        """The log-odds of both models together, in a library of so many passages."""
        share = 1 / (1 + (passages / _HALF_SMALL) ** 2)
        return share * self.weighed(SMALL) + (1 - share) * self.weighed(LARGE)


def confidence(evidence: Sequence[Evidence], passages: int) -> float:
    """The probability that the best passage answers; a question is as sure as its best supported sentence."""
    if not evidence:
        return 0.0
    return 1 / (1 + math.exp(-max(one.log_odds(passages) for one in evidence)))
