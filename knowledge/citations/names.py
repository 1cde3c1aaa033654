"""Names of authors and editors: separated, and split into family and given name where they are a person's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_AND = re.compile(r"\s*(?:,\s*)?(?:\band\b|&)\s*")
_PARTICLE_WORDS = "af al ap bin da das de del della den der di do dos du el ibn la le ten ter van von zu zur"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIX = re.compile(r",?\s+(?P<suffix>[JS]r\b\.?|I{2,3}\b|IV\b)")
_LONGEST = 4
"""Most words of a person's name; a longer name is taken for an organisation's."""
_BODY = re.compile(
    r"\b(?:academy|administration|agency|army|association|authority|bank|board|bureau|cent(?:er|re)|college|commission"
    r"|committee|company|conference|congress|consortium|corporation|council|department|division|embassy|force"
    r"|foundation|government|group|inc|institute|laborator(?:y|ies)|library|ltd|ministry|museum|nations|office"
    r"|organi[sz]ation|parliament|press|project|section|service|societ(?:y|ies)|state|states|team|union|university)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, or that of an organisation, which has no ``given`` name and is never inverted."""

    family: str
    given: str | None = None
    suffix: str | None = None
    """What follows a name in either order: "Jr."."""

    @property
    def in_order(self) -> str:
        """Given name first: "Louis J. Smith", "Martin Luther King Jr."."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """Family name first, as in a sorted list: "Smith, Louis J.", "King, Martin Luther, Jr."."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


def names_in(text: str | None) -> tuple[Name, ...]:
    """The names in a line of authors: separated by ";", or by commas and "and" where each is a person's."""
    if not text or not text.strip():
        return ()
    if ";" in text:
        return tuple(name_of(part) for part in text.split(";") if part.strip())
    # The comma before "Jr." does not separate names.
    text = _SUFFIX.sub(r" \g<suffix>", text)
    parts = [part.strip() for part in _AND.split(text) if part.strip()]
    # "Smith, Louis" is one name, "Louis Smith, David Herschler" are two.
    listed = [piece.strip() for part in parts for piece in part.split(",") if piece.strip()]
    for candidates in (listed, parts):
        if len(candidates) > 1 and all(name_of(one).given for one in candidates):
            return tuple(name_of(one) for one in candidates)
    return (name_of(text),)


def name_of(text: str) -> Name:
    """Parse one name, written in either order."""
    text = " ".join(text.split())
    match = _SUFFIX.search(text)
    if match is not None:
        name = name_of(text[: match.start()] + text[match.end() :])
        return replace(name, suffix=match["suffix"]) if name.given else Name(text)
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma and given and not _BODY.search(text) and len(text.split()) <= _LONGEST + 1:
        return Name(family, given)
    words = text.split()
    is_person = 1 < len(words) <= _LONGEST and all(word[0].isupper() or word in _PARTICLES for word in words)
    if comma or not is_person or _BODY.search(text) or (words[-1].isupper() and len(words[-1]) > 1):
        return Name(text)
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return Name(" ".join(words[first:]), " ".join(words[:first]))


def listed(names: Sequence[Name], *, inverted: bool = False, most: int = 3) -> str:
    """Names in a sentence: "A, B, and C"; more than ``most`` become "A et al."; ``inverted`` inverts the first name."""
    first = names[0].inverted if inverted else names[0].in_order
    others = [name.in_order for name in names[1:]]
    comma = "," if inverted or len(names) > 2 else ""
    if len(names) > most:
        return f"{first}{',' if inverted else ''} et al."
    if not others:
        return first
    return ", ".join([first, *others[:-1]]) + f"{comma} and {others[-1]}"
