"""Translates words for places in German, French, Spanish and Japanese to English, and numbers in words to figures."""

from __future__ import annotations

import re
from typing import Final

_NUMBER_SIGN = r"(?:n[ro]?[.º°]+\s*)?"
_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("page", r"seiten?|p[áa]ginas?|p[áa]gs?\.?|ページ|頁"),
    ("paragraph", r"abs[aä]tze?s?|abs\.|paragraphes?|alin[ée]as?|p[áa]rrafos?|段落"),
    ("footnote", r"fu(?:ß|ss)noten?|notes? de bas de page|notas? al pie(?: de p[áa]gina)?|脚注"),
    ("section", r"abschnitte?s?|secci[óo]n(?:es)?|chapitres?|cap[íi]tulos?|kapiteln?|節"),
)
_LOOSE: Final[tuple[tuple[str, str], ...]] = (("page", r"ss?\."), ("footnote", r"notes?|notas?"))
"""Words with another meaning in a question: "S. 404" is a bill of the Senate, a "note" a diplomatic one."""
_COUNTERS: Final[tuple[tuple[str, str], ...]] = (("page", "ページ|頁"), ("paragraph", "段落"), ("section", "節|章"))
_RANGE = r"\d{1,5}(?:\s*(?:[-–—~〜～]|から)\s*\d{1,5})?"
_TO = re.compile(r"(?<=\d)\s*(?:\b(?:bis|à|al?|hasta)\b|から|[〜～~])\s*(?=\d)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:\b(?:und|et|y)\b|[と、])\s*", re.IGNORECASE)
_AND_NUMBERS = re.compile(rf"(?<=\d){_AND.pattern}(?=\d)", re.IGNORECASE)
_AROUND = re.compile(
    r"(?<!\w)(?:zeig(?:e|t)?|mir|uns|bitte|was|steht|auf|der|die|das|dem|den|im|lies|öffne|gib|montre[zr]?|moi"
    r"|lis(?:ez)?|ouvre[zr]?|le|la|les|de|du|des|à|en|dans|sur|affiche[zr]?|s'il (?:te|vous) pla[îi]t"
    r"|mu[ée]strame|muestra|abre|lee|el|los|las|del|qu[ée] dice|por favor)(?!\w)"
    r"|を|は|の|に|見せて|表示して|読んで|開いて|教えて|ください|下さい|何",
    re.IGNORECASE,
)

_ONE_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = _ONE_WORDS.split()
_TENS = _TEN_WORDS.split()
_COUNT = rf"(?:{'|'.join(sorted((*_ONES, *_TENS), key=len, reverse=True))})"
SPOKEN: Final = rf"{_COUNT}(?:[\s-]+(?:hundred(?:\s+and)?\s+)?{_COUNT}|\s+hundred)*"
"""The pattern of a number in words: "four hundred (and) four", "twenty-one", "one hundred"."""


def in_english(text: str, *, loose: bool = False) -> str:
    """``text`` with foreign words for numbered places replaced by the English ones.

    ``loose`` also replaces the words with another meaning in a question, and words without a number: it is for text
    that can only be a reference.
    """
    found = text
    for english, counters in _COUNTERS:
        found = re.sub(rf"第?({_RANGE})\s*(?:{counters})目?", rf" {english} \1 ", found)
    number = rf"\s*{_NUMBER_SIGN}(?=\d)"
    for english, words in (*_WORDS, *_LOOSE) if loose else _WORDS:
        found = re.sub(rf"(?<![^\W\d_])(?:{words}){number}", f"{english} ", found, flags=re.IGNORECASE)
        if loose and (english, words) != _LOOSE[0]:
            found = re.sub(rf"(?<!\w)(?:{words})(?!\w)", english, found, flags=re.IGNORECASE)
    if loose:
        found = _AND_NUMBERS.sub(" and ", _TO.sub("-", found))
    if found == text:
        return text
    return _AROUND.sub(" ", _AND.sub(" and ", _TO.sub("-", found)))


def value_of(spoken: str) -> int:
    """The number that ``SPOKEN`` matched."""
    total = 0
    for word in re.split(r"[\s-]+", spoken.lower()):
        if word == "hundred":
            total *= 100
        elif word in _TENS:
            total += 10 * (_TENS.index(word) + 2)
        elif word in _ONES:
            total += _ONES.index(word) + 1
    return total
