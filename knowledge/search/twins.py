"""Finds duplicate passages ("twins"), such as those of a paper that the library has as a PDF and as a Word file.

Two texts are equal if their letters and digits are, ignoring case, line breaks and hyphens. No extra index is kept: a
twin has the passage's rarest words too, and few passages have those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.answers import Hit
    from knowledge.models import Document, Passage
    from knowledge.places.finder import Located
    from knowledge.ranking.concordance import Concordance
    from knowledge.text.analyzers import Languages

_NO_WORDS: Final = re.compile(r"[\W_]+")
_RARE: Final = 3
"""Number of rarest words by which twins are searched for: one may be hyphenated at a line end in one of the two."""
_MOST: Final = 50
"""Maximum occurrences of such a word whose passages are compared."""


class Twins:
    """Finds twins among the ``located`` passages, with the word positions of ``concordance``."""

    def __init__(self, located: Sequence[Located], concordance: Concordance, languages: Languages) -> None:
        self._located = located
        self._concordance = concordance
        self._languages = languages

    def of(self, document: Document, passage: Passage) -> tuple[Located, ...]:
        """The other passages with the same text as ``passage`` of ``document``, in the order of the library."""
        wanted = words_of(passage.text)
        if not wanted:
            return ()
        found = (self._located[entry] for entry in sorted(set(self._candidates(document, passage))))
        return tuple(
            (other, one)
            for other, one in found
            if (other.id, one.ordinal) != (document.id, passage.ordinal) and words_of(one.text) == wanted
        )

    def _candidates(self, document: Document, passage: Passage) -> Iterator[int]:
        """The indexes of passages that have one of the passage's rarest words."""
        tokens = self._languages.of(document.metadata.language).tokens(passage.text)
        places = [self._concordance.places(form) for form in dict.fromkeys(token.form for token in tokens)]
        # A word that occurs only once cannot lead to another passage.
        shared = sorted((one for one in places if len(one) > 1), key=len)[:_RARE]
        for one in shared:
            yield from map(int, self._concordance.entries(one[:_MOST]))


def fold(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The hits without those that have the same text as an earlier one."""
    first: dict[str, Hit] = {}
    for hit in hits:
        # Hits without words are never duplicates of each other.
        first.setdefault(words_of(hit.text) or hit.ref, hit)
    return tuple(first.values())


def words_of(text: str) -> str:
    """The key by which two texts are equal: their letters and digits, case-folded."""
    return _NO_WORDS.sub("", text.casefold())
