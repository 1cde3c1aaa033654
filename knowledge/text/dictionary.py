"""Words that exist, whether a library uses them or not: those need no repair.

A small library lacks most words of its language. Without a dictionary "bread" would be taken for a misspelt "broad".
The dictionaries are those of the ``pyspellchecker`` package (MIT).
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib import resources

from knowledge.text.analysis import strip_accents


@cache
def real_words(language: str) -> frozenset[str]:
    """The words of a language (ISO 639-1), folded as ``knowledge.text.analysis`` folds; none without a dictionary.

    Reading takes about a tenth of a second, so the words are kept, once for all libraries.
    """
    entry = resources.files("spellchecker") / "resources" / f"{language}.json.gz"
    if not entry.is_file():
        return frozenset()
    words: dict[str, int] = json.loads(gzip.decompress(entry.read_bytes()))
    return frozenset(strip_accents(word.casefold().replace("'", "")) for word in words)
