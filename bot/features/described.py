"""Document metadata as moderators enter it into forms.

A form is submitted with all its fields, changed or not. Its id holds a digest of each value that it was opened with:
fields that the moderator left unchanged are not written, so that two open forms do not undo each other.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import yarl
from babel import Locale
from babel.core import get_global

from bot import markup
from bot.errors import Refused
from bot.i18n import LANGUAGES
from bot.texts import library as texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge import Metadata

DETAILS: Final = ("title", "author", "series", "year", "language")
"""The fields of the details form, named as in ``Metadata``."""
ORIGIN: Final = ("url", "licence", "publisher")
"""The fields of the source form."""
DIGEST: Final = 6
"""Length of a digest in hexadecimal digits."""
_LONGEST, _TITLE_LONGEST = 1000, 500
_VALUE_ROOM: Final = 80
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submitted form: its fields, and the digests of the values that it was opened with.

    A field without a digest counts as changed.
    """

    fields: Mapping[str, str]
    opened: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edited:
    """The result of applying a submitted form to the metadata.

    ``refused`` has an error for each invalid value; ``overwritten`` names the fields that somebody else changed while
    the form was open, and that now have the value of the form.
    """

    metadata: Metadata
    refused: tuple[Refused, ...] = ()
    overwritten: tuple[str, ...] = ()


def longest(name: str) -> int:
    """The greatest length of a form field in characters."""
    return _TITLE_LONGEST if name == "title" else _LONGEST


def shown(metadata: Metadata, name: str) -> str:
    """The value of a field as a form shows it: cut to the field's greatest length."""
    return (getattr(metadata, name) or "")[: longest(name)]


def digests(metadata: Metadata, names: Iterable[str]) -> str:
    """The digests of the values that a form shows, concatenated."""
    return "".join(_digest(shown(metadata, name)) for name in names)


def by_field(names: Iterable[str], digits: str) -> dict[str, str]:
    """The digests by field, split again; empty if the form's id holds none."""
    parts = [digits[first : first + DIGEST] for first in range(0, len(digits), DIGEST)]
    return dict(zip(names, parts, strict=False))


def edited(metadata: Metadata, form: Submitted) -> Edited:
    """Apply the values that were changed in a form to the metadata."""
    values: dict[str, Any] = {}
    refused: list[Refused] = []
    overwritten: list[str] = []
    for name in (one for one in (*DETAILS, *ORIGIN) if one in form.fields):
        before = form.opened.get(name)
        if _digest(form.fields[name]) == before:
            continue
        try:
            values[name] = _accepted(name, markup.one_line(form.fields[name]))
        except Refused as error:
            refused.append(error)
            continue
        if before is not None and before != _digest(shown(metadata, name)) and values[name] != getattr(metadata, name):
            overwritten.append(name)
    return Edited(replace(metadata, **values), tuple(refused), tuple(overwritten))


def _digest(value: str) -> str:
    return hashlib.sha256(markup.one_line(value).encode()).hexdigest()[:DIGEST]


def _accepted(name: str, typed: str) -> str | None:
    """A value as it is stored; ``None`` for an empty one.

    Raises Refused for an invalid value.
    """
    match name:
        case "title" if not typed:
            raise Refused(texts.NO_TITLE)
        case "language":
            return _language(typed)
        case "url" if typed:
            return _address(typed)
    return typed or None


def _language(typed: str) -> str:
    """The language code that was typed, or that of the language whose name was typed."""
    code = typed if _is_language(typed) else _codes().get(typed.casefold())
    if code is None:
        raise Refused(texts.NOT_A_LANGUAGE, value=markup.shorten(typed, _VALUE_ROOM))
    return code


def _is_language(tag: str) -> bool:
    """Whether a tag has the form of a language tag (RFC 5646) and begins with a language code known to Unicode CLDR."""
    code = tag.partition("-")[0].lower()
    is_known = code in Locale("en").languages or code in get_global("language_aliases")
    return is_known and _LANGUAGE.fullmatch(tag) is not None


@cache
def _codes() -> dict[str, str]:
    """Language codes by the languages' case-folded names in all languages of the interface."""
    codes: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).languages.items():
            codes.setdefault(name.casefold(), code.replace("_", "-"))
    return codes


def _address(typed: str) -> str:
    """A web address in ASCII: other characters are percent-encoded, in the host IDNA-encoded."""
    if markup.is_web_address(typed):
        return typed
    try:
        address = str(yarl.URL(typed))
    except ValueError:
        address = ""
    if not markup.is_web_address(address):
        raise Refused(texts.NOT_AN_ADDRESS, value=markup.shorten(typed, _VALUE_ROOM))
    return address
