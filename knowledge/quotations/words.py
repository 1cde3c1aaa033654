"""The words of quotations and of passages as a quote check compares them, each with its offsets.

A word's *key* is folded for typography (compatibility forms such as ligatures, soft hyphens, kinds of apostrophe) and
case; ``exact`` keeps the case. In scripts without spaces every character is a word.
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
    # "[T]he": a letter in brackets, whose case was adapted, is still part of the word.
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
    """The words of a quotation; ``omissions`` are the indexes of the words that follow an omission."""

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
    """``text`` for an analyzer: without soft hyphens, other invisible characters and brackets."""
    return text.translate(_FOLDED)


def quotation_of(text: str) -> Quotation:
    """A quotation including its text in brackets: the library may have the same brackets."""
    return _quotation(text, [match.span() for match in _OMISSION.finditer(text)])


def without_insertions(text: str) -> Quotation | None:
    """The quotation with text in brackets treated as omissions; ``None`` if there is none or it is most of the text."""
    gaps = [match.span() for match in (*_OMISSION.finditer(text), *_INSERTION.finditer(text))]
    quotation = _quotation(text, sorted(gaps))
    inserted = len(words_of(text)) - len(quotation.words)
    return quotation if 0 < inserted < len(quotation.words) else None


def _quotation(text: str, gaps: list[tuple[int, int]]) -> Quotation:
    # Spaces keep the offsets of all other words.
    for start, end in gaps:
        text = text[:start] + " " * (end - start) + text[end:]
    words = words_of(text)
    after = (next((i for i, word in enumerate(words) if word.start >= end), None) for _, end in gaps)
    return Quotation(words, frozenset(place for place in after if place))
