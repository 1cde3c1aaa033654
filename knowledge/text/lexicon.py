"""How the library writes its words: the written form of each, and which of them are names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView, Sequence

    from knowledge.text.analysis import Token

_MOSTLY = 0.8
_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages that capitalise every noun: there a capital tells nothing."""


class Lexicon:
    """Filled while a library is built, read afterwards."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._seen: defaultdict[str, int] = defaultdict(int)
        self._capitals: defaultdict[str, int] = defaultdict(int)

    def note_sentence(self, tokens: Sequence[Token], language: str) -> None:
        """Take up a sentence; its first word is capitalised anyway and tells nothing about names."""
        self.note_words(tokens)
        if language not in _CAPITAL_NOUNS:
            for token in tokens[1:]:
                self._seen[token.form] += 1
                self._capitals[token.form] += token.text[0].isupper()

    def note_words(self, tokens: Iterable[Token]) -> None:
        """Take up words without a sentence around them, such as names of the glossary."""
        for token in tokens:
            if not token.is_stop:
                self._written.setdefault(token.form, token.text)

    def forms(self) -> KeysView[str]:
        """All forms but stop words."""
        return self._written.keys()

    def written(self, form: str) -> str:
        """How a form was first met."""
        return self._written.get(form, form)

    def is_name(self, form: str) -> bool:
        """Whether the library capitalises the word four times in five."""
        return self._capitals.get(form, 0) >= max(1.0, _MOSTLY * self._seen.get(form, 0))
