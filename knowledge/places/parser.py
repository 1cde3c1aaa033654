"""Look-ups: "p. 404", "¶ 17", "paras 3 to 5", "section doctrinal differences", "footnote 1", "how many paragraphs".

A question is a look-up when it names a place and nothing else but small talk; "on page 404, what is said about trade?"
is a search within the page instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from knowledge.places.words import SPOKEN, in_english, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.text.analyzers import Languages

PlaceKind = Literal["page", "paragraph", "note", "section", "outline"]

_TO = r"(?:-|–|—|to|through|until|till)"
_AND = r"(?:,\s*(?:and|&)|,|&|and)"
_PARTS = re.compile(r",\s*(?:and\b|&)|,|&|\band\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_WORD = r"(?:pages?|pgs?\.?|pp?\.)"
_PARAGRAPH_WORD = r"(?:paragraphs?|paras?\.?|pars?\.|¶{1,2})"


def _reference(word: str, number: str) -> re.Pattern[str]:
    """The pattern of one place or range, or of a list of them, which ``_parts`` splits."""
    one = rf"{number}(?:\s*{_TO}\s*(?:{word}\s*)?{number})?"
    more = rf"(?:\s*{_AND}\s*(?:{word}\s*)?{one})*"
    return re.compile(rf"(?<!\w){word}\s*(?:no\.?\s*|number\s*|#\s*)?((?:{one}){more})(?!\w)", re.IGNORECASE)


_PAGE = _reference(_PAGE_WORD, r"(?:\[?\d{1,5}\]?|[ivxlc]{2,8}|[vx])")
# In lower case, unless the question begins with it: "the P5" are five powers.
_PAGE_SHORT = re.compile(r"(?:(?<!\w)pp?|^\s*Pp?)\s?(\d{1,5}(?:\s*[-–—]\s*\d{1,5})?)(?!\w)")
_PARAGRAPH = _reference(_PARAGRAPH_WORD, r"\d{1,4}")
_PARAGRAPH_ORDINAL = re.compile(r"(?<!\w)(\d{1,4})(?:st|nd|rd|th)\s+paragraph(?!\w)", re.IGNORECASE)
_NOTE = re.compile(r"(?<!\w)(?:foot-?notes?|fn\.?)(?:\s*(?:no\.?\s*|number\s*)?(\d{1,3}))?(?!\w)", re.IGNORECASE)
_NOTE_NUMBERED = re.compile(r"(?<!\w)(?:foot-?notes?|fn\.?)\s*(?:no\.?\s*|number\s*)?(\d{1,3})(?!\w)", re.IGNORECASE)
_SECTION_WORD = re.compile(
    r"(?<!\w)(?:sub-?sections?|sections?|chapters?|headings?|(?:comes?|falls?|listed|stands?) under|§{1,2})(?!\w)",
    re.IGNORECASE,
)
_SECTION_NUMBER = re.compile(r"(?<!\w)(?:sections?|chapters?|§{1,2})\s*(?:no\.?\s*)?(\d{1,3})(?!\w)", re.IGNORECASE)
_IN_SECTION = re.compile(
    r"\b(?:in|under|from) (?:the |its )?(?:section|chapter|part) (?:on|about|called|titled|entitled|named|headed)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\bhow (?:many|long)\b|\bnumber of\b|\boutline\b|\b(?:table of )?contents\b|\bstructure\b|\borgani[sz]ed\b"
    r"|\b(?:what|which|list|name|show|all)\b[^.?!\n]{0,60}?\b(?:sections|headings|chapters|parts)\b|\bdivided\b"
    r"|\b(?:what|which) pages\b|\bpage range\b",
    re.IGNORECASE,
)
_COUNTABLE = re.compile(
    r"\b(?:paragraphs?|paras?|sections?|pages?|headings?|chapters?|parts?|foot-?notes?|notes?|contents|outline|structure"
    r"|long|organi[sz]ed|divided)\b",
    re.IGNORECASE,
)

_COUNT_WORD = re.compile(
    rf"(?<!\w)((?:{_PARAGRAPH_WORD}|{_PAGE_WORD}|sections?|\d+\s*{_TO}|\d+\s*and)\s+)({SPOKEN})(?!\w)", re.IGNORECASE
)
_ORDINAL_WORDS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_ORDINAL = re.compile(
    rf"(?<!\w)({'|'.join(_ORDINAL_WORDS)}|last|final)\s+(paragraph|page|section)(?!\w)", re.IGNORECASE
)
_KINDS: Final[dict[str, PlaceKind]] = {"paragraph": "paragraph", "page": "page", "section": "section"}

_NUMBERED: Final[tuple[tuple[PlaceKind, re.Pattern[str]], ...]] = (
    ("page", _PAGE),
    ("page", _PAGE_SHORT),
    ("paragraph", _PARAGRAPH),
    ("paragraph", _PARAGRAPH_ORDINAL),
)
_FOUND = "\ue000"
"""Replaces each place found in a question, so that the words that join two places can be examined."""
_JOINED = re.compile(
    rf"{_FOUND}\s*(?:,\s*and\b|[,;&]|and\b|as well as\b|plus\b)\s*(?:also\s+)?(?:the\s+)?{_FOUND}", re.IGNORECASE
)
_MENTIONED: Final[tuple[tuple[PlaceKind, re.Pattern[str]], ...]] = (
    ("page", _PAGE),
    ("paragraph", _PARAGRAPH),
    ("note", _reference(r"(?:foot-?notes?|fns?\.)", r"\d{1,3}")),
    ("section", _reference(r"(?:sections?|chapters?|§{1,2})", r"\d{1,3}")),
)
_MOST_PLACES = 20
"""Maximum places of one question that are looked up."""
_READ = 600
"""Characters at the start of a question that are searched for what it asks to count."""
_MOST = 0.8
"""Minimum share of a heading's words that must be in the question."""

# Words that people write around a place. They are not stop words: in other questions each may be the subject.
_AROUND_PLACES = """
hi hello hey thanks thank please pls kindly show give pull open print display bring quote read see look find get need
want like know tell text full whole entire complete exact verbatim wording word words say says said saying state states
stated stand stands contain contains contained cover covers covered come comes fall falls belong belongs run runs
running across span spans start starts begin begins end ends page pages pp pg paragraph paragraphs para paras section
sections subsection subsections chapter chapters heading headings headed part parts place places located appear appears
listed list content contents outline structure table numbered number numbers total altogether there document documents
paper papers texts file report memo memorandum footnote footnotes note notes many long organized organised divided
overall everything anything something let lets go jump take ask check call called title titles name names quickly
exactly printed
"""
_SMALL_TALK = frozenset(_AROUND_PLACES.split())


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was asked for: ``first`` to ``last`` (the same for a single one), empty for "the footnote".

    A signed number is a count: "+2" is the second of the document, "-1" the last.
    """

    kind: PlaceKind
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class LookUp:
    """The places in a question, and the question without them; ``is_pure`` if nothing else is asked.

    ``are_joined`` says whether places of several kinds are each asked for ("page 404 and paragraph 3"), rather than one
    within the other ("paragraph 12 on page 404").
    """

    places: tuple[Place, ...]
    rest: str
    is_pure: bool
    are_joined: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named at ``[start, end)`` of a text."""

    start: int
    end: int
    place: Place


def mentions(text: str) -> list[Mention]:
    """The pages, paragraphs, footnotes and numbered sections that a text names with their marker, in order.

    Each of several places after one marker ("paragraphs 3 and 4") is a mention; the first includes the marker.
    """
    found = []
    for kind, pattern in _MENTIONED:
        for match in pattern.finditer(text):
            start, begins = match.start(), match.start(1)
            for separator in (*_PARTS.finditer(match[1]), None):
                end = match.end(1) if separator is None else match.start(1) + separator.start()
                part = text[begins:end]
                numbers = _NUMBER.findall(part)
                end -= len(part) - len(part.rstrip())
                found.append(Mention(start, end, _ranged(kind, numbers[0], numbers[-1])))
                if separator is not None:
                    begins = match.start(1) + separator.end()
                    start = begins + len(text[begins : begins + 9]) - len(text[begins : begins + 9].lstrip())
    return sorted(found, key=lambda mention: mention.start)


class Parser:
    """Finds the places that a question names, in a library with these ``headings``."""

    def __init__(self, headings: Iterable[str], languages: Languages) -> None:
        self._languages = languages
        stems = ((h, frozenset(t.stem for t in languages.tokens(h) if not t.is_stop)) for h in headings)
        self._headings = [(heading, words) for heading, words in stems if words]

    def parse(self, question: str, *, bare: bool = False) -> LookUp:
        """The places in ``question``.

        ``bare`` allows a heading without the word "section", as in ``pincite lookup "doctrinal differences"``. Words of
        other languages for places are accepted there, and in a question that asks for nothing but a place.
        """
        if bare:
            return self._parse(in_english(question, loose=True), bare=True)
        asked = self._parse(question, bare=False)
        in_words_of_ours = question if asked.places else in_english(question)
        if in_words_of_ours == question:
            return asked
        other = self._parse(in_words_of_ours, bare=False)
        return other if other.places and other.is_pure else asked

    def is_guess(self, reference: str, asked: LookUp) -> bool:
        """Whether a section was found only because its heading has words of the reference."""
        return (
            all(place.kind == "section" and not place.first.isdecimal() for place in asked.places)
            and not _SECTION_WORD.search(reference)
            and all(place.first.casefold() != reference.casefold() for place in asked.places)
        )

    def _parse(self, question: str, *, bare: bool) -> LookUp:
        places, rest = _numbered(question)
        if places:
            return self._with_numbered(question, places, rest)
        named = self._section(question, bare=bare)
        if named is not None:
            place, rest = named
            places = [place]
        else:
            notes = [Place("note", match[1] or "", match[1] or "") for match in _NOTE.finditer(question)]
            counted = _COUNTED.search(question[:_READ])
            places, rest = ([], question) if counted else (notes, _NOTE.sub(" ", question) if notes else question)
        is_pure = not self.subject(rest)
        if is_pure and not places and _COUNTED.search(question[:_READ]) and _COUNTABLE.search(question[:_READ]):
            return LookUp((Place("outline"),), rest, is_pure=True)
        return self._narrowed(question, LookUp(tuple(places), rest, is_pure))

    def _with_numbered(self, question: str, places: list[Place], rest: str) -> LookUp:
        """Pages and paragraphs, with footnotes and a section where nothing else is asked for."""
        more, left = list(places), rest
        for match in _NOTE_NUMBERED.finditer(rest):
            more.append(Place("note", match[1], match[1]))
            left = _marked(left, match)
        if _SECTION_WORD.search(left):
            named = self._section(left.replace(_FOUND, " "), bare=False)
            if named is not None:
                more.append(named[0])
                left = named[1]
        if len(more) > len(places) and not self.subject(left):
            places, rest = more, left
        are_joined = _JOINED.search(rest) is not None
        rest = rest.replace(_FOUND, " ")
        asked = LookUp(tuple(places), rest, not self.subject(rest), are_joined)
        return self._narrowed(question, asked)

    def _narrowed(self, question: str, asked: LookUp) -> LookUp:
        """``asked`` without its places, if they do not narrow a longer question."""
        if not asked.is_pure and not all(_narrows(place, question) for place in asked.places):
            return LookUp((), question, is_pure=False)
        return replace(asked, places=tuple(dict.fromkeys(asked.places))[:_MOST_PLACES])

    def subject(self, rest: str) -> set[str]:
        """The stems of the words of ``rest`` that are neither stop words nor small talk."""
        tokens = self._languages.tokens(rest)
        return {token.stem for token in tokens if not token.is_stop and token.form not in _SMALL_TALK}

    def _section(self, question: str, *, bare: bool) -> tuple[Place, str] | None:
        """The section whose heading's words are in the question, or whose heading has all of the question's words."""
        numbered = _SECTION_NUMBER.search(question)
        if numbered:
            return Place("section", numbered[1], numbered[1]), _SECTION_NUMBER.sub(" ", question)
        is_guess = not _SECTION_WORD.search(question)
        if is_guess and not bare:
            return None
        asked = {token.stem: token for token in self._languages.tokens(question) if not token.is_stop}
        subject = self.subject(question)
        best: tuple[float, str, frozenset[str]] | None = None
        for heading, stems in self._headings:
            shared = len(stems & asked.keys())
            # Either the heading is in the question, or the question's whole subject is in the heading.
            is_part = bool(subject) and subject <= stems and (not is_guess or shared == len(asked) or shared > 1)
            if shared and (shared >= _MOST * len(stems) or is_part):
                score = shared / len(stems | subject)
                if best is None or score > best[0]:
                    best = (score, heading, stems)
        if best is None:
            return None
        rest = list(question)
        for stem in best[2] & asked.keys():
            rest[asked[stem].start : asked[stem].end] = " " * (asked[stem].end - asked[stem].start)
        return Place("section", best[1], best[1]), "".join(rest)


def _numbered(question: str) -> tuple[list[Place], str]:
    """Pages and paragraphs, and the question with a mark in place of each."""
    places: list[Place] = []
    rest = question.replace(_FOUND, " ")
    for _ in range(2):  # "three to five": the second word follows the first one's figure
        rest = _COUNT_WORD.sub(lambda match: f"{match[1]}{value_of(match[2])}", rest)
    for match in _ORDINAL.finditer(rest):
        word = match[1].lower()
        count = _ORDINAL_WORDS.index(word) + 1 if word in _ORDINAL_WORDS else -1
        places.append(Place(_KINDS[match[2].lower()], f"{count:+d}", f"{count:+d}"))
        rest = _marked(rest, match)
    for kind, pattern in _NUMBERED:
        for match in pattern.finditer(rest):
            for part in _PARTS.split(match[1]):
                numbers = _NUMBER.findall(part)
                places.append(_ranged(kind, numbers[0], numbers[-1]))
            rest = _marked(rest, match)
    return places, rest


def _marked(text: str, match: re.Match[str]) -> str:
    """``text`` with a mark in place of the match; all other offsets stay the same."""
    return text[: match.start()] + _FOUND.ljust(match.end() - match.start()) + text[match.end() :]


def _ranged(kind: PlaceKind, first: str, last: str) -> Place:
    """A place or a range, given in either order."""
    if first.isdecimal() and last.isdecimal() and int(last) < int(first):
        first, last = last, first
    return Place(kind, first, last)


def _narrows(place: Place, question: str) -> bool:
    """Whether a place narrows a question that asks for something else besides.

    "I need a source for my footnote" does not ask for a footnote of the library; "section 58" in the middle of a
    question about a law may be a section of any text, and a heading's words may occur by chance.
    """
    if place.kind == "section":
        return not place.first.isdecimal() and _IN_SECTION.search(question) is not None
    return place.kind != "note" or bool(place.first)
