"""Sentences with exact spans, for prose full of abbreviations ("U.S.", "No. 183", "Art. 5(2)(b)", "Mr. Dulles").

A full stop ends a sentence unless the word before it is a known abbreviation, an initial or an acronym, or the text
continues in lower case. Every look-back has a fixed window and no pattern scans a run of characters twice, so that the
time is linear in the text's length for any text.
"""

from __future__ import annotations

import re

_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘„«(\\["
# A terminator with its closing quotes, brackets and note marks, then white space; or a terminator that needs no space;
# or a line break. Possessive, and never started inside a run, so that leader dots and runs of blanks take linear time.
_BOUNDARY = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<after>[{_CLOSERS}]*+(?:\[\d{{1,3}}\]|(?<!\d[.!?…])\d{{1,2}})?+)(?=\s)"
    rf"|(?P<wide>[。！？]++[」』”’）]*+)|(?P<line>\n)"
)
_LINE_ENDS = re.compile(r"(?:[.!?…:;。！？][\"'”’»)\]」』]*|[;,]\s(?:and|or|und|oder))$")
_NEXT_IS_LOWER = re.compile(rf"\s{{0,16}}+[{_OPENERS}]{{0,4}}+[a-zà-öø-ÿа-я]")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘']+$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_INITIAL = re.compile(r"[A-ZÀ-ÖØ-Þ]$")
_STARTER = re.compile(
    rf"\s{{0,16}}+[{_OPENERS}]{{0,4}}+(?:The|This|These|Those|It|Its|He|She|They|We|In|On|At|As|But|And|However"
    r"|Nevertheless|Moreover|Therefore|Although|While|When|If|There|Such|For|To|No|Neither|Both|An?)\b"
)
# "no" as an answer, not as the abbreviation of "number": "is no. 5 people left".
_IS_ANSWER = re.compile(r"\b(?:is|was|said|says|answered|be|with|of)\s+no$", re.IGNORECASE)
_NUMBER_NEXT = re.compile(r"[\d(§]|[IVXLC]+\b")
_MONTH_NEXT = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Auflage)\b"
)
_SPACED_ABBREVIATION = re.compile(r"\b(?:z|d|u|i|o|v)\.\s?(?:B|h|a|d|R|ä|Ä|U|E|e|g|T)$|\b(?:[zdu]|т|и)$")
_QUOTATIVE = "とってはがのをにでもや"
_WINDOW = 24
# Abbreviations only if a number follows: "No. 183", but "The answer is no."
_BEFORE_NUMBERS = """
no nos nr art arts sec secs par para paras p pp vol vols ch chap fig figs eq pt ser ca approx v vs § §§ abs s
reg regs cl sch app annex
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
        if match["stop"] and not _ends_sentence(text, start, match):
            continue
        if match["wide"] and not _ends_quoted(text, match):
            continue
        if match["line"] and _goes_on(text, match.end()):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    stretch = text[start:end]
    if stretch.strip():
        spans.append((start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())))


def _goes_on(text: str, end: int) -> bool:
    """Whether the line break before ``end`` only wraps a line: the text after it continues in lower case."""
    before = text[max(0, end - _WINDOW) : end].rstrip()
    return bool(_NEXT_IS_LOWER.match(text, end)) and not _LINE_ENDS.search(before)


def _ends_quoted(text: str, match: re.Match[str]) -> bool:
    """Whether a full-width terminator ends a sentence: 「…。」と言った continues after the quotation."""
    closed = match["wide"][-1] in "」』"
    following = text[match.end() : match.end() + 1]
    return not (closed and following and following in _QUOTATIVE)


def _ends_sentence(text: str, sentence: int, match: re.Match[str]) -> bool:  # noqa: PLR0911 - a rule a line
    """Whether the terminator of ``match`` ends the sentence that began at ``sentence``."""
    stop, mark, end = match.start(), match["stop"], match.end()
    if _NEXT_IS_LOWER.match(text, end):
        return False
    if mark != ".":
        return True
    before = text[max(sentence, stop - _WINDOW) : stop]
    word_match = _LAST_WORD.search(before)
    if word_match is None:
        return True
    word = word_match[0]
    folded = word.casefold()
    following = text[end : end + 12].lstrip()
    if folded in _NEEDS_NUMBER and _NUMBER_NEXT.match(following) and not _IS_ANSWER.search(before):
        return False
    if word.isdecimal() and (before.strip() == word or _MONTH_NEXT.match(following)):
        # "1. Introduction" numbers its sentence; "3. Oktober" is a date.
        return False
    if folded in {"v", "vs"} and before.strip() != word:
        return False
    if _SPACED_ABBREVIATION.search(before) and not match["after"]:
        return bool(_STARTER.match(text, end))
    if _ACRONYM.search(word) or _INITIAL.fullmatch(word):
        # "the U.S. Government" continues, "in the U.S. The paper" does not; an initial is followed by a name.
        return bool(_STARTER.match(text, end))
    return folded not in _ABBREVIATIONS
