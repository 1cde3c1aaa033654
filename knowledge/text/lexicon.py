"""The written forms of the library's words, and which of them are names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView, Sequence

    from knowledge.text.analysis import Token

_MOSTLY = 0.8
_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages that capitalise every noun, where a capital is no sign of a name."""


class Lexicon:
    """The written forms of words; filled while a library is built, read-only afterwards."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._seen: defaultdict[str, int] = defaultdict(int)
        self._capitals: defaultdict[str, int] = defaultdict(int)

    def note_sentence(self, tokens: Sequence[Token], language: str) -> None:
        """Add a sentence; its first word is always capitalised and is no evidence of a name."""
        self.note_words(tokens)
        if language not in _CAPITAL_NOUNS:
            for token in tokens[1:]:
                self._seen[token.form] += 1
                self._capitals[token.form] += token.text[0].isupper()

    def note_words(self, tokens: Iterable[Token]) -> None:
        """Add words outside a sentence, such as names of the glossary."""
        for token in tokens:
            if not token.is_stop:
                self._written.setdefault(token.form, token.text)

    def forms(self) -> KeysView[str]:
        """All forms except stop words."""
        return self._written.keys()

    def written(self, form: str) -> str:
        """The written form in which ``form`` first occurred."""
        return self._written.get(form, form)

    def is_name(self, form: str) -> bool:
        """Whether the library capitalises the word in at least four of five cases."""
        return self._capitals.get(form, 0) >= max(1.0, _MOSTLY * self._seen.get(form, 0))
