"""The languages of a library: each passage is analysed in its own, a question in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.text.analysis import Analyzer, Token
from knowledge.text.detection import language_of
from knowledge.text.dictionary import real_words

if TYPE_CHECKING:
    from collections.abc import Collection


class Languages:
    """Analyzers for ``languages`` (ISO 639-1), the first being the one to take where a question does not tell."""

    def __init__(self, languages: Collection[str]) -> None:
        self._analyzers = {language: Analyzer(language) for language in languages} or {"en": Analyzer("en")}

        # Read now rather than during the first question that needs it.
        self._real_words = {language: real_words(language) for language in self._analyzers}

    def __reduce__(self) -> tuple[type[Languages], tuple[tuple[str, ...]]]:
        """A copy in another process reads the dictionaries there: they are large, and all libraries share them."""
        return Languages, (tuple(self._analyzers),)

    def exists(self, form: str, language: str) -> bool:
        """Whether a folded word is one of the language, as far as there is a dictionary."""
        return form in self._real_words[language]

    def of(self, language: str) -> Analyzer:
        """The analyzer of one of the library's languages."""
        return self._analyzers[language]

    def asked_in(self, question: str) -> Analyzer:
        """The analyzer of the language of ``question``, as far as it is one of the library's."""
        first = next(iter(self._analyzers))
        if len(self._analyzers) == 1:
            return self._analyzers[first]
        return self._analyzers.get(language_of(question, default=first), self._analyzers[first])

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a question: as its own language has them, with the stems that the others would give them."""
        main = self.asked_in(text)
        tokens = main.tokens(text)
        for analyzer in self._analyzers.values():
            if analyzer is not main:
                # The words of a text are the same in every language, only their stems differ.
                tokens = [token.or_stem(other.stem) for token, other in zip(tokens, analyzer.tokens(text), strict=True)]
        return tokens
