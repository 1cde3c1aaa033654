"""How sure an answer is, as a number in 0..1 that can be compared between questions.

What tells best is how much of the question the best passage covers, weighed by how rare each word is; a word that the
library never uses weighs as much as the rarest. A name that the library never uses is the strongest sign that the
question is about something else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a question and its best passage say about whether the passage answers.

    ``coverage`` and ``sentence_coverage`` are shares in 0..1 of the question's weight that the passage, or its best
    sentence, holds; ``unknown_share`` is the share that the library never uses; ``missing_names`` is the share of
    unknown names among names and matched words; ``is_foreign`` tells that next to nothing of the question is known and
    none of its subject matched; ``wants_number`` that it asks for a number or a date and the best sentence has none.
    """

    coverage: float
    sentence_coverage: float
    unknown_share: float
    missing_names: float
    is_foreign: bool
    wants_number: bool


THRESHOLD = 0.5
"""Below this confidence the hits are the nearest passages, not an answer."""


def confidence(evidence: Evidence) -> float:
    """The probability, by a logistic model, that the best passage answers."""
    logit = (
        0.3
        + 4.0 * evidence.coverage
        + 1.0 * evidence.sentence_coverage
        - 1.3 * evidence.missing_names
        - 3.0 * evidence.is_foreign
        - 3.0 * evidence.wants_number
    )
    return 1 / (1 + math.exp(-logit))
