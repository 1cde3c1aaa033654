"""Quotations: the result of checking one, and the quotations found in a message.

A quotation is *verbatim* when its words are the library's words, in their order. Typographic differences do not count:
kinds of quotation marks, dashes and spaces, soft hyphens, ligatures, punctuation, the case of the first letter.
Omissions ("…", "[…]"), insertions in brackets and other changes of case are allowed but reported as remarks. A
quotation is *altered* when some words differ but it is still recognised, and *absent* otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

# JSON serialisers need these annotations at run time.
from knowledge.answers import Hit  # noqa: TC001 - see above
from knowledge.quotations.words import words_of
from knowledge.text.analysis import UNSPACED

SHORTEST = 4
"""Minimum words in quotation marks to count as a quotation; fewer are a name, or scare quotes."""
_MARKS = re.compile(
    r"“(?P<curly>[^“”]{1,8000})”|„(?P<low>[^„“”]{1,8000})[“”]|«(?P<angle>[^«»]{1,8000})»|»(?P<turned>[^«»]{1,8000})«"
    r"|「(?P<corner>[^「」]{1,8000})」|『(?P<white>[^『』]{1,8000})』|(?<!\w)\"(?P<straight>[^\"]{1,8000})\"(?!\w)"
)
_BLOCK = re.compile(r"(?:^[ \t]{0,3}>[ \t]?[^\n]*(?:\n|\Z))+", re.MULTILINE)
_ALL_BELOW = re.compile(r"^[ \t]{0,3}>>>[ \t]?(.*)", re.MULTILINE | re.DOTALL)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_BLOCK_MARK = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)


class QuoteVerdict(StrEnum):
    """The outcome of checking a quotation."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    ABSENT = "absent"


class DifferenceKind(StrEnum):
    """How some words of a quotation and of the library differ."""

    REPLACED = "replaced"
    ADDED = "added"
    """The quotation has words that the library does not have there."""
    MISSING = "missing"
    """The library has words there that the quotation leaves out without marking it."""
    OMITTED = "omitted"
    """The quotation leaves words out and marks the omission."""
    CAPITALS = "capitals"
    """The same word with other capital letters."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that differ: ``quoted`` at ``[start, end)`` of the quotation, ``original`` in the library.

    The original is at ``[original_start, original_end)`` of the text of the check's hit number ``passage``. For words
    that one side does not have, that side's text is empty and its position is where they would be.
    """

    kind: DifferenceKind
    quoted: str
    start: int
    end: int
    original: str
    passage: int
    original_start: int
    original_end: int


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """The result of checking a quotation.

    ``similarity`` is 1 minus the share of its words that are changed: 1 for a verbatim one, 0 for an absent one.
    ``hits`` are the passages that contain it, in reading order; the highlight of each is the quoted words with their
    pages. ``differences`` make it altered, ``remarks`` do not. ``elsewhere`` are the first other places that have it
    verbatim.
    """

    quote: str
    verdict: QuoteVerdict
    similarity: float
    hits: tuple[Hit, ...] = ()
    differences: tuple[Difference, ...] = ()
    remarks: tuple[Difference, ...] = ()
    elsewhere: tuple[Hit, ...] = ()


def quotations_in(text: str) -> tuple[str, ...]:
    """The quotations of at least four words in a message, in order: in quotation marks, or in a block after ">".

    A quotation within a block is part of the block.
    """
    found: list[tuple[int, str]] = []
    rest = text
    below = _ALL_BELOW.search(rest)
    if below is not None:
        found.append((below.start(), below[1].strip()))
        rest = rest[: below.start()]
    found += [(block.start(), _BLOCK_MARK.sub("", block[0]).strip()) for block in _BLOCK.finditer(rest)]
    rest = _BLOCK.sub(lambda block: " " * len(block[0]), rest)
    found += [(match.start(), match[match.lastgroup or 0].strip()) for match in _MARKS.finditer(rest)]
    return tuple(dict.fromkeys(quote for _, quote in sorted(found) if _length(quote) >= SHORTEST))


def _length(text: str) -> float:
    """The words of a text; two characters of a script without spaces count as one."""
    return sum(0.5 if _UNSPACED.match(word.key) else 1.0 for word in words_of(text))
