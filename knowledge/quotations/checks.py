"""Quotations: what a check of one says, and which there are in a message.

A quotation is *verbatim* when its words are the library's words, in their order. What typography changes does not
count: kinds of quotation marks, dashes and spaces, soft hyphens, ligatures, punctuation, the case of the first letter.
Omissions ("…", "[…]") and insertions in brackets are the quoting person's right and are remarked upon, and so are other
capitals. A quotation is *altered* when some words differ but it is still recognised, and *absent* otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

# Whoever writes these values as JSON needs their annotations at run time.
from knowledge.answers import Hit  # noqa: TC001 - see above
from knowledge.quotations.words import words_of
from knowledge.text.analysis import UNSPACED

SHORTEST = 4
"""Words from which on what stands in quotation marks is taken for a quotation; fewer are a name, or scare quotes."""
_MARKS = re.compile(
    r"“(?P<curly>[^“”]{1,8000})”|„(?P<low>[^„“”]{1,8000})[“”]|«(?P<angle>[^«»]{1,8000})»|»(?P<turned>[^«»]{1,8000})«"
    r"|「(?P<corner>[^「」]{1,8000})」|『(?P<white>[^『』]{1,8000})』|(?<!\w)\"(?P<straight>[^\"]{1,8000})\"(?!\w)"
)
_BLOCK = re.compile(r"(?:^[ \t]{0,3}>[ \t]?[^\n]*(?:\n|\Z))+", re.MULTILINE)
_ALL_BELOW = re.compile(r"^[ \t]{0,3}>>>[ \t]?(.*)", re.MULTILINE | re.DOTALL)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_BLOCK_MARK = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)


class QuoteVerdict(StrEnum):
    """What a quotation is to the library."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    ABSENT = "absent"


class DifferenceKind(StrEnum):
    """How some words of a quotation and of the library differ."""

    REPLACED = "replaced"
    ADDED = "added"
    """The quotation has words that the library does not have there."""
    MISSING = "missing"
    """The library has words there that the quotation leaves out without saying so."""
    OMITTED = "omitted"
    """The quotation leaves them out and says so."""
    CAPITALS = "capitals"
    """The same word with other capital letters."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that differ: ``quoted`` at ``[start, end)`` of the quotation, ``original`` in the library.

    The original stands at ``[original_start, original_end)`` of the text of the check's hit number ``passage``. Of
    words that one side does not have, the other side's text is empty and its place is where they would stand.
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
    """What became of a quotation.

    ``similarity`` is 1 less the changed words over all of its words: 1 for a verbatim one, 0 for an absent one.
    ``hits`` are the passages in which it stands, in reading order; the highlight of each are the very words with their
    pages. ``differences`` are what makes it altered, ``remarks`` what does not. ``elsewhere`` are the first other
    places where it stands verbatim.
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

    A quotation within a block is the block's.
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
