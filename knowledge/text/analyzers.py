"""The analyzers of a library's languages: a passage is analysed in its own language, a question in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.text.analysis import Analyzer, Token
from knowledge.text.detection import language_of
from knowledge.text.dictionary import real_words

if TYPE_CHECKING:
    from collections.abc import Collection


class Languages:
    """Analyzers for ``languages`` (ISO 639-1); the first is the default where a question's language is unclear."""

    def __init__(self, languages: Collection[str]) -> None:
        self._analyzers = {language: Analyzer(language) for language in languages} or {"en": Analyzer("en")}

        # Loaded now rather than during the first question that needs it.
        self._real_words = {language: real_words(language) for language in self._analyzers}

    def __reduce__(self) -> tuple[type[Languages], tuple[tuple[str, ...]]]:
        """Pickle only the languages: dictionaries are large, shared by all libraries, and loaded by each process."""
        return Languages, (tuple(self._analyzers),)

    def exists(self, form: str, language: str) -> bool:
        """Whether a folded word is in the dictionary of the language; false where there is no dictionary."""
        return form in self._real_words[language]

    def of(self, language: str) -> Analyzer:
        """The analyzer of one of the library's languages."""
        return self._analyzers[language]

    def asked_in(self, question: str) -> Analyzer:
        """The analyzer of the language of ``question``, if it is one of the library's, else the default one."""
        first = next(iter(self._analyzers))
        if len(self._analyzers) == 1:
            return self._analyzers[first]
        return self._analyzers.get(language_of(question, default=first), self._analyzers[first])

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a question: analysed in its own language, with the stems of the others as alternatives."""
        main = self.asked_in(text)
        tokens = main.tokens(text)
        for analyzer in self._analyzers.values():
            if analyzer is not main:
                # The words of a text do not depend on the language, only their stems do.
                tokens = [token.or_stem(other.stem) for token, other in zip(tokens, analyzer.tokens(text), strict=True)]
        return tokens
