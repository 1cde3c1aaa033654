"""Detects the language of a text: by its script, then by the language whose stop words it uses most.

The lists are those of the ``stop-words`` package (BSD-3-Clause). A stop word that many languages have is weak evidence,
so each counts one over the number of languages that list it; a long list must not win by its length.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from stop_words import LANGUAGE_MAPPING, get_stop_words

_LETTERS_READ = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Scripts that identify a language, most specific first, with the minimum share of the letters.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 0.05),
    ("ko", re.compile(r"[\uac00-\ud7af]"), 0.3),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), 0.3),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), 0.3),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), 0.3),
    ("he", re.compile(r"[\u0590-\u05ff]"), 0.3),
    ("hi", re.compile(r"[\u0900-\u097f]"), 0.3),
)
_RUSSIAN = re.compile(r"[ыэё]")  # letters that Bulgarian does not have
_UKRAINIAN = re.compile(r"[іїєґ]")
_ENGLISH = frozenset({"and", "for", "of", "the"})  # the package's Slovak list has them
_NAMED = {"no": "nb"}  # Bokmål, as the package calls it
_VOTERS = (
    "ar", "bg", "ca", "cs", "da", "de", "en", "es", "fa", "fi", "fr", "hu", "id", "it", "nl", "no", "pl", "pt", "ro",
    "ru", "sk", "sv", "tr", "uk", "vi",
)  # fmt: skip


def stop_words_of(language: str) -> frozenset[str]:
    """The package's stop words for a language, folded; empty where it has no list."""
    name = _NAMED.get(language, language)
    return frozenset(map(str.casefold, get_stop_words(name))) if name in LANGUAGE_MAPPING else frozenset()


def language_of(text: str, default: str = "en") -> str:
    """The language of ``text`` (ISO 639-1); a few sentences suffice."""
    text = text[:_LETTERS_READ].casefold()
    letters = sum(character.isalpha() for character in text)
    if not letters:
        return default
    for language, letter, share in _SCRIPTS:
        if len(letter.findall(text)) > share * letters:
            return language
    votes: defaultdict[str, float] = defaultdict(float)
    for word, times in Counter(_WORD.findall(text)).items():
        for language, weight in _votes().get(word, ()):
            votes[language] += weight * times
    if not votes:
        return default
    winner = max(votes, key=lambda language: votes[language])
    if winner in {"bg", "ru", "uk"}:
        if _UKRAINIAN.search(text):
            return "uk"
        return "ru" if _RUSSIAN.search(text) else "bg"
    return winner


@cache
def _votes() -> dict[str, list[tuple[str, float]]]:
    """For each stop word, the languages that list it and its weight for them."""
    lists = {language: stop_words_of(language) for language in _VOTERS}
    lists["sk"] -= _ENGLISH
    listed = Counter(word for words in lists.values() for word in words)
    votes: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for language, words in lists.items():
        for word in words:
            votes[word].append((language, 1 / listed[word] / len(words) ** 0.25))
    return dict(votes)
