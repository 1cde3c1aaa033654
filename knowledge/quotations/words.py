"""The words of quotations and of passages as a quote check compares them, each with its place.

A word's *key* has folded what typography changes (compatibility forms such as ligatures, soft hyphens, kinds of
apostrophe) and case; ``exact`` keeps the case. In scripts without spaces every character is a word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from knowledge.text.analysis import UNSPACED

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ACCENTS = "\u0300-\u036f"
_WORD = re.compile(
    rf"[{UNSPACED}]"
    # "[T]he": a letter that was changed to fit is still the word's.
    rf"|(?:\[[^\W\d_]{{1,2}}\](?=[^\W_]))?[^\W_{UNSPACED}](?:[{_INVISIBLE}{_ACCENTS}'’ʼ]*[^\W_{UNSPACED}])*[{_ACCENTS}]*"
)
_FOLDED = str.maketrans({"’": "'", "ʼ": "'", "[": None, "]": None, **dict.fromkeys(_INVISIBLE)})
_OMISSION = re.compile(r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.{3,}|\.(?:\s\.){2,}|\*(?:\s?\*){2,}")
_INSERTION = re.compile(r"\[[^\[\]]{3,200}\]|\[[^\[\]]{1,2}\](?![^\W_])")


class Word(NamedTuple):
    """A word at ``[start, end)`` of its text."""

    key: str
    exact: str
    start: int
    end: int


class Quotation(NamedTuple):
    """The words of a quotation; ``omissions`` are the numbers of those before which something is left out."""

    words: tuple[Word, ...]
    omissions: frozenset[int]


def words_of(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in reading order."""
    return tuple(_word(match) for match in _WORD.finditer(text))


def _word(match: re.Match[str]) -> Word:
    exact = match[0]
    if not exact.isalnum() or not exact.isascii():
        exact = unicodedata.normalize("NFKC", exact.translate(_FOLDED)).translate(_FOLDED)
    return Word(exact.casefold(), exact, match.start(), match.end())


def plain(text: str) -> str:
    """``text`` without soft hyphens, other invisible characters and brackets, as an analyzer reads it best."""
    return text.translate(_FOLDED)


def quotation_of(text: str) -> Quotation:
    """A quotation as it stands, what is in brackets included: the library may have brackets of its own."""
    return _quotation(text, [match.span() for match in _OMISSION.finditer(text)])


def without_insertions(text: str) -> Quotation | None:
    """The quotation without what was put into brackets, as if left out there; ``None`` if that is most of it."""
    gaps = [match.span() for match in (*_OMISSION.finditer(text), *_INSERTION.finditer(text))]
    quotation = _quotation(text, sorted(gaps))
    inserted = len(words_of(text)) - len(quotation.words)
    return quotation if 0 < inserted < len(quotation.words) else None


def _quotation(text: str, gaps: list[tuple[int, int]]) -> Quotation:
    # Spaces keep every other word where it is.
    for start, end in gaps:
        text = text[:start] + " " * (end - start) + text[end:]
    words = words_of(text)
    after = (next((i for i, word in enumerate(words) if word.start >= end), None) for _, end in gaps)
    return Quotation(words, frozenset(place for place in after if place))
