"""The interface in the reader's language.

The code holds the English texts (``bot.texts``, and the sentences of the retrieval layer); each other language has a
gettext catalogue in ``bot/locales``. A text that a catalogue lacks is shown in English, and a test fails. Numbers and
lists are formatted by Babel, following Unicode's CLDR.
"""

from __future__ import annotations

import gettext
import io
import string
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from knowledge import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("en", "de", "fr", "es", "ja")
"""The languages of the interface, the source language first."""


class Message(str):
    """An English text of the interface, a template with named gaps."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Plural:
    """A text that depends on a number ``n``: the English singular and plural."""

    one: str
    other: str


class Translation:
    """The interface in one language; call it to translate a text."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue
        self._locale = Locale.parse(language)

    def __call__(self, message: Message, /, **values: object) -> str:
        """The translated text with its gaps filled."""
        text = self._catalogue.gettext(message) if message else ""
        return text.format(**values) if values else text

    def count(self, plural: Plural, n: int, /, **values: object) -> str:
        """The text for the number ``n``, which also fills the gap ``{n}``."""
        return self._catalogue.ngettext(plural.one, plural.other, n).format(n=self.number(n), **values)

    def wording(self, sentence: str) -> str:
        """A translated sentence of the retrieval layer; any other text is returned unchanged."""
        if not isinstance(sentence, Wording):
            return sentence
        template = self._catalogue.gettext(sentence.template)
        values = {name: self._value(value) for name, value in sentence.values.items()}
        return _Filling(self).vformat(template, (), values) if values else template

    def number(self, number: float) -> str:
        """A number with grouped digits: 4,000 or 4.000."""
        return format_decimal(number, locale=self._locale)

    def percent(self, share: float) -> str:
        """A share of 0 to 1 in whole per cent."""
        return format_percent(share, locale=self._locale)

    def listed(self, items: Iterable[str]) -> str:
        """A list as a phrase: "a, b and c"."""
        return format_list(list(items), locale=self._locale)

    def _value(self, value: Any) -> Any:
        return self.wording(value) if isinstance(value, str) else value


class _Filling(string.Formatter):
    """Fills gaps; numbers with ``{count:,}`` get the digit grouping of the language."""

    def __init__(self, tr: Translation) -> None:
        self._tr = tr

    def format_field(self, value: Any, format_spec: str) -> str:
        """A formatted value."""
        return self._tr.number(value) if format_spec == "," else super().format_field(value, format_spec)


def warm() -> None:
    """Load all catalogues and Babel's locale data, some tenths of a second that no user should wait for.

    Blocking: not to be called on the event loop.
    """
    for language in LANGUAGES:
        tr = translation(language)
        tr.number(1000)
        tr.percent(0.5)
        tr.listed(("a", "b", "c"))


@cache
def translation(locale: str) -> Translation:
    """The interface for one of Discord's locales ("de", "en-GB", "es-419"): in its language, else in English."""
    language = locale.partition("-")[0]
    if language not in LANGUAGES or language == "en":
        return Translation("en", gettext.NullTranslations())
    with (resources.files("bot") / "locales" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translation(language, gettext.GNUTranslations(compiled))
