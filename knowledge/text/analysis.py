"""Turns text into terms; the same analyzer is used for passages and questions, so that their terms match.

A *token* is a word with its offsets in the text. Its *form* is folded (compatibility forms, case, accents, typographic
apostrophes, a possessive ``'s``), its *stem* is Snowball's for the language. Scripts without spaces between words
(Chinese, Japanese, Thai …) give overlapping character bigrams. The text itself is never changed: only the index uses
forms and stems.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import snowballstemmer

from knowledge.text.detection import stop_words_of
from knowledge.text.stopwords import EVERYDAY_WORDS, STOP_WORDS
from knowledge.text.wordforms import FAMILY

if TYPE_CHECKING:
    from collections.abc import Callable

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts without spaces between words, as the content of a regular expression's character class."""
_TOKEN = re.compile(
    rf"(?P<unspaced>[{UNSPACED}]+)"
    rf"|(?P<acronym>(?:[^\W\d_{UNSPACED}]\.){{2,}}(?![^\W_]))"
    rf"|(?P<word>[^\W_{UNSPACED}][^\W_{UNSPACED}\u0300-\u036f]*"
    rf"(?:['’ʼ\u0300-\u036f][^\W_{UNSPACED}\u0300-\u036f]+|[\u0300-\u036f])*)"
)
_REMEMBERED = 500_000
"""Maximum words in the cache of analyses: more than a library of a million passages has; questions add to them."""
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


class Token(NamedTuple):
    """A word of a text at ``[start, end)``.

    ``is_stop`` marks stop words, ``is_unspaced`` the overlapping pairs of characters of a script without spaces.
    ``others`` are alternative stems of a word of a question, in another language or with another spelling.
    """

    text: str
    form: str
    stem: str
    is_stop: bool
    start: int
    end: int
    is_unspaced: bool = False
    others: tuple[str, ...] = ()

    def or_stem(self, stem: str) -> Token:
        """The token with one more alternative stem."""
        return self if stem in {self.stem, *self.others} else self._replace(others=(*self.others, stem))


class Analyzer:
    """Analyses text of one language (ISO 639-1); an unknown language gets folding without stems."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._stop_words = STOP_WORDS[language] if language in STOP_WORDS else stop_words_of(language)
        self._everyday_words = EVERYDAY_WORDS.get(language, frozenset())
        self._families = FAMILY if language == "en" else {}
        self._known: dict[str, tuple[str, str, bool]] = {}
        self._stem_word = _stemmer(language)
        self._stemming = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        """Everything except the stemmer and its lock, which a copy in another process creates itself."""
        return {name: value for name, value in vars(self).items() if name not in {"_stem_word", "_stemming"}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._stem_word = _stemmer(self.language)
        self._stemming = threading.Lock()

    def tokens(self, text: str) -> list[Token]:
        """The tokens of ``text`` in reading order."""
        tokens = []
        known = self._known
        for match in _TOKEN.finditer(text):
            word, (start, end) = match[0], match.span()
            if match.lastgroup == "unspaced":
                tokens += _bigrams(word, start)
                continue
            form, stem, is_stop = known.get(word) or self._analysed(word)
            if form:
                tokens.append(Token(word, form, stem, is_stop, start, end))
        return tokens

    def is_everyday(self, form: str) -> bool:
        """Whether the folded word is small talk (see ``knowledge.text.stopwords``)."""
        return form in self._everyday_words or form in self._stop_words

    def _analysed(self, word: str) -> tuple[str, str, bool]:
        """Form, stem and whether it is a stop word; cached, because words recur."""
        folded = unicodedata.normalize("NFKC", word).replace("’", "'").replace("ʼ", "'").replace(".", "").casefold()
        folded = folded.removesuffix("'s").removesuffix("'")
        # "US" and "WHO" are names, "us" and "who" are not.
        is_stop = folded in self._stop_words and not (len(word) > 1 and word.isupper())
        folded = folded.replace("'", "")
        stem = strip_accents(folded)
        if self._stem_word is not None and not folded.isdecimal():
            # A Snowball stemmer has an internal buffer and is not thread-safe.
            with self._stemming:
                stem = strip_accents(self._stem_word(self._families.get(folded, folded)))
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        known = self._known[word] = (strip_accents(folded), stem, is_stop)
        return known


def _stemmer(language: str) -> Callable[[str], str] | None:
    """Snowball's stemmer, compiled where the extra ``speed`` is installed; ``None`` for an unsupported language."""
    return snowballstemmer.stemmer(_SNOWBALL[language]).stemWord if language in _SNOWBALL else None


def strip_accents(text: str) -> str:
    """``text`` without combining marks: "Lüshun" becomes "Lushun"."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not unicodedata.combining(char)))


def _bigrams(run: str, offset: int) -> list[Token]:
    pairs = [run] if len(run) == 1 else [run[index : index + 2] for index in range(len(run) - 1)]
    return [
        Token(pair, pair, pair, is_stop=False, start=offset + index, end=offset + index + len(pair), is_unspaced=True)
        for index, pair in enumerate(pairs)
    ]
