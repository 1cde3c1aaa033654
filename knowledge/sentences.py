"""Sentences with exact spans, for prose full of abbreviations ("U.S.", "No. 183", "Art. 5(2)(b)", "Mr. Dulles").

A full stop ends a sentence unless the word before it is a known abbreviation, an initial or an acronym, or the text
goes on in lower case. Every look-back is over a fixed window, so that the time stays linear in the text's length.
"""

from __future__ import annotations

import re

_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘„«(\\["
# A terminator with its closing quotes, then white space; or a terminator that needs no space; or a line break after
# a terminator, a semicolon or a colon (enumerations of legal prose).
_BOUNDARY = re.compile(
    rf"(?P<stop>[.!?…]+)[{_CLOSERS}]*(?=\s)|(?P<wide>[。！？]+[」』”’）]*)|(?P<line>[;:.,]?(?:\s(?:and|or))?\s*\n)"
)
_NEXT_IS_LOWER = re.compile(rf"\s*[{_OPENERS}]*[a-zà-öø-ÿа-я]")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘']+$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_INITIAL = re.compile(r"[A-ZÀ-ÖØ-Þ]$")
_STARTER = re.compile(
    rf"\s*[{_OPENERS}]*(?:The|This|These|Those|It|Its|He|She|They|We|In|On|At|As|But|And|However|Nevertheless|Moreover"
    r"|Therefore|Although|While|When|If|There|Such|For|To|No|Neither|Both|An?)\b"
)
_WINDOW = 24
# Abbreviations that only a number after them keeps from ending a sentence: "No. 183", but "The answer is no."
_BEFORE_NUMBERS = """
no nos nr art arts sec secs par para paras p pp vol vols ch chap fig figs eq pt ser ca approx v vs § §§ abs s
"""
_ANYWHERE = """
mr mrs ms dr prof rev hon gen col lt capt maj sgt adm amb gov sen rep pres messrs mme mlle st ste jr sr
e.g i.e cf etc viz al ibid op cit ed eds trans dept jan feb mar apr jun jul aug sept sep oct nov dec inc ltd co corp
bros z.b d.h u.a bzw usw vgl ggf evtl inkl hr fr bd hrsg т.е т.д т.п др г гг им стр см
"""
_NEEDS_NUMBER = frozenset(_BEFORE_NUMBERS.split())
_ABBREVIATIONS = frozenset(_ANYWHERE.split())


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` as ``(start, end)``, white space trimmed, in order, without overlap.

    Together they cover every character of ``text`` that is not white space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match["stop"] and not _ends_sentence(text, match.start(), match["stop"], match.end()):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    stretch = text[start:end]
    if stretch.strip():
        spans.append((start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())))


def _ends_sentence(text: str, stop: int, mark: str, end: int) -> bool:
    """Whether the terminator at ``stop`` ends a sentence; ``end`` is where its closing quotes end."""
    if _NEXT_IS_LOWER.match(text, end):
        return False
    if mark != ".":
        return True
    word_match = _LAST_WORD.search(text[max(0, stop - _WINDOW) : stop])
    if word_match is None:
        return True
    word = word_match[0]
    folded = word.casefold()
    following = text[end : end + 2].strip()
    if folded in _NEEDS_NUMBER and following[:1].isdecimal():
        return False
    if _ACRONYM.search(word) or _INITIAL.fullmatch(word):
        # "the U.S. Government" goes on, "in the U.S. The paper" does not; an initial is followed by a name.
        return bool(_STARTER.match(text, end))
    return folded not in _ABBREVIATIONS
