"""Dictionaries of existing words, which need no spelling correction even if a library does not use them.

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
    """The words of a language (ISO 639-1), folded as by ``knowledge.text.analysis``; empty without a dictionary.

    Loading takes about a tenth of a second, so the words are cached, once for all libraries.
    """
    entry = resources.files("spellchecker") / "resources" / f"{language}.json.gz"
    if not entry.is_file():
        return frozenset()
    words: dict[str, int] = json.loads(gzip.decompress(entry.read_bytes()))
    return frozenset(strip_accents(word.casefold().replace("'", "")) for word in words)
