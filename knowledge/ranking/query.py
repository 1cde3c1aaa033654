"""A question as the ranking uses it: weighted words, and sets of synonymous names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Name = tuple[str, ...]
"""The stems of a name, in order; it matches where they are adjacent."""


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A word of the question; ``is_content`` is false for a stop word."""

    stem: str
    form: str
    is_content: bool = True
    is_unspaced: bool = False


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Names that count as one term, whichever of them a passage uses (as in Lucene's SynonymQuery).

    ``idf`` is that of the one term: how rare passages with any of the names are.
    """

    names: tuple[Name, ...]
    idf: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for.

    ``stems`` and ``forms`` are single words with their weights, ``synonyms`` the names; ``terms`` are the words in
    order, stop words included; ``quotations`` are the stems of the text in quotation marks.
    """

    stems: Mapping[str, float]
    forms: Mapping[str, float]
    synonyms: tuple[Synonyms, ...]
    terms: tuple[QueryTerm, ...]
    quotations: tuple[Name, ...] = ()
