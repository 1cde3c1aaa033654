"""Words that exist, whether a library uses them or not: those need no repair.

A small library lacks most words of its language. Without a dictionary "bread" would be taken for a misspelt "broad".
The dictionaries are those of the ``pyspellchecker`` package (MIT).
"""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from importlib import resources

from knowledge.analysis import strip_accents


@lru_cache(maxsize=4)
def real_words(language: str) -> frozenset[str]:
    """The words of a language (ISO 639-1), folded; none for a language without a dictionary."""
    entry = resources.files("spellchecker") / "resources" / f"{language}.json.gz"
    if not entry.is_file():
        return frozenset()
    words: dict[str, int] = json.loads(gzip.decompress(entry.read_bytes()))
    return frozenset(words) if language == "en" else frozenset(map(strip_accents, words))
