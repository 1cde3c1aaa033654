"""Passages that say the same, word for word, such as those of one paper that is there as a PDF and as a Word file.

Two texts are the same where their letters and digits are, whatever their case, breaks and hyphens. Nothing is kept for
it: a twin has the rarest words of a passage in it too, and there are few passages to compare that have them.
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
"""Words by which twins are looked for: one of them may be broken by a hyphen in one of the two."""
_MOST: Final = 50
"""Passages with such a word that are compared, at most."""


class Twins:
    """Finds them among ``located`` passages, whose words ``concordance`` knows."""

    def __init__(self, located: Sequence[Located], concordance: Concordance, languages: Languages) -> None:
        self._located = located
        self._concordance = concordance
        self._languages = languages

    def of(self, document: Document, passage: Passage) -> tuple[Located, ...]:
        """The other passages that say the same as one of ``document``, in the order of the library."""
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
        """The numbers of passages that have one of the passage's rarest words."""
        tokens = self._languages.of(document.metadata.language).tokens(passage.text)
        places = [self._concordance.places(form) for form in dict.fromkeys(token.form for token in tokens)]
        # A word that is nowhere else cannot lead to another passage.
        shared = sorted((one for one in places if len(one) > 1), key=len)[:_RARE]
        for one in shared:
            yield from map(int, self._concordance.entries(one[:_MOST]))


def fold(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The hits without those that say the same as one before them."""
    first: dict[str, Hit] = {}
    for hit in hits:
        # What has no words says nothing that another could say again.
        first.setdefault(words_of(hit.text) or hit.ref, hit)
    return tuple(first.values())


def words_of(text: str) -> str:
    """What makes two texts the same: letters and digits, whatever their case."""
    return _NO_WORDS.sub("", text.casefold())
