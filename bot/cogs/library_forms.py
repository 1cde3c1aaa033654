"""The forms of ``/library``: the details of a document, and its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot import texts as general
from bot.features.described import DETAILS, ORIGIN, Submitted, by_field, digests, longest, shown
from bot.forms import Field, form
from bot.ids.library import Deed, encode
from bot.texts import library as texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord import ui

    from bot.i18n import Message, Translation
    from bot.ids.library import Order
    from knowledge import EditionInfo

FORMS: Final[dict[Deed, tuple[Message, tuple[str, ...]]]] = {
    Deed.DETAILS: (texts.DETAILS_FORM, DETAILS),
    Deed.ORIGIN: (general.SOURCE, ORIGIN),
}
"""The title and the fields of each form."""
_REQUIRED: Final = frozenset({"title", "language"})
_LABELS: Final[dict[str, Message]] = {
    "title": texts.TITLE,
    "author": texts.AUTHOR,
    "series": texts.SERIES,
    "year": texts.DATE,
    "language": texts.LANGUAGE_FIELD,
    "url": texts.ADDRESS_FIELD,
    "licence": texts.LICENCE,
    "publisher": texts.PUBLISHER,
}


def form_of(info: EditionInfo, order: Order, tr: Translation) -> ui.Modal:
    """The form that ``order`` opens, filled with the current values; its id holds their digests."""
    title, names = FORMS[order.deed]
    fields = [
        Field(name, tr(_LABELS[name]), shown(info.metadata, name), longest(name), required=name in _REQUIRED)
        for name in names
    ]
    return form(tr(title), encode(replace(order, opened=digests(info.metadata, names))), fields)


def submitted(order: Order, fields: Mapping[str, str]) -> Submitted:
    """The submitted values of the form of ``order``."""
    return Submitted(fields, by_field(FORMS[order.deed][1], order.opened)) if order.deed in FORMS else NOTHING


NOTHING: Final = Submitted({}, {})
"""The empty form, for the press of a button."""
