"""What is said of a document, as moderators write it into forms."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from babel import Locale
from babel.core import get_global

from bot import markup
from bot.errors import Refused
from bot.texts import library as texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge import Metadata

DETAILS: Final = ("title", "author", "series", "year", "language")
"""The fields of the form for details, as ``Metadata`` has them."""
ORIGIN: Final = ("url", "licence", "publisher")
"""The fields of the form for the source."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def changed(metadata: Metadata, fields: Mapping[str, str]) -> Metadata:
    """What is known of a document, with the fields of a form in it.

    Raises Refused for what cannot be.
    """
    values: dict[str, Any] = {
        name: markup.one_line(value) or None for name, value in fields.items() if name in {*DETAILS, *ORIGIN}
    }
    if "title" in values and values["title"] is None:
        raise Refused(texts.NO_TITLE)
    language, url = values.get("language"), values.get("url")
    if "language" in values and (language is None or not _is_language(language)):
        raise Refused(texts.NOT_A_LANGUAGE, value=language or "")
    if url is not None and not markup.is_web_address(url):
        raise Refused(texts.NOT_AN_ADDRESS, value=markup.shorten(url, 200))
    return replace(metadata, **values)


def _is_language(tag: str) -> bool:
    """Whether a tag has the form of one (RFC 5646) and begins with the code of a language that Unicode's CLDR knows."""
    code = tag.partition("-")[0].lower()
    is_known = code in Locale("en").languages or code in get_global("language_aliases")
    return is_known and _LANGUAGE.fullmatch(tag) is not None
