"""The confidence of an answer, as a number in 0..1 that can be compared between questions.

It combines two logistic models, because libraries of a thousand and of twenty passages behave differently:

- In a *large* library nearly every word of a language occurs. The useful features are the support, which is the best
  passage's score relative to the maximum for the question's words, and names that the library never uses, which are
  evidence against an answer, whatever else matches. Its coefficients are fitted by ``training/confidence.py``, which
  also names the data.
- In a *small* library a missing word proves little, since twenty paragraphs use a thousand words. The useful features
  are the share of the question that the passage contains, missing names, and whether any of the question's subject is
  known at all. Its coefficients are set by hand: there is no public collection of small documents with real questions.

Between the two the weight of the small model falls with the square of the library's size. In both models a question for
a number or a date expects one in the best sentences.
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
    # Set by hand: the counts say five to one, but the fit cannot separate it from the other features.
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
"""The coefficient of each feature in the log-odds, for a large and for a small library."""

_HALF_SMALL = 200
"""Number of passages at which both models have the same weight."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of both models for a question, or for one sentence of it.

    ``support`` is the best passage's score relative to the maximum for the question's words, ``terms`` the logarithm of
    one more than the number of its words without small talk, ``unknown_names`` the share of its names that the library
    never uses. ``coverage`` and ``sentence_coverage`` are the shares of the question's weight that the passage and its
    best sentence have, ``missing_names`` the share of unknown names among names and matched words. The rest are 0 or 1:
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
        """The log-odds of both models combined, in a library of that many passages."""
        share = 1 / (1 + (passages / _HALF_SMALL) ** 2)
        return share * self.weighed(SMALL) + (1 - share) * self.weighed(LARGE)


def confidence(evidence: Sequence[Evidence], passages: int) -> float:
    """The probability that the best passage answers: the maximum over the question and its sentences."""
    if not evidence:
        return 0.0
    return 1 / (1 + math.exp(-max(one.log_odds(passages) for one in evidence)))
