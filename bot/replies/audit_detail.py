"""What an audit entry says beyond its action: changed fields of a document, new values of settings, glossary rows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from bot import markup
from bot import texts as general
from bot.guilds import GuildSettings
from bot.ids.settings import Setting
from bot.replies.glossary import line
from bot.replies.library import language_name
from bot.replies.settings import NAMES, value_of
from bot.texts import library as library_texts
from bot.texts import settings as settings_texts
from knowledge import GlossaryRow, Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.i18n import Message, Translation
    from knowledge import AuditEntry

_VALUE_ROOM: Final = 80
_MORE_ROOM: Final = 20
_NAME_ROOM: Final = 80
"""Room for the first name in a row, and for what is around the names."""
_SEPARATOR: Final = " · "
_FIELDS: Final[dict[str, Message]] = {
    "title": library_texts.TITLE,
    "author": library_texts.AUTHOR,
    "series": library_texts.SERIES,
    "year": library_texts.DATE,
    "publisher": library_texts.PUBLISHER,
    "licence": library_texts.LICENCE,
    "url": library_texts.ADDRESS,
    "language": library_texts.LANGUAGE,
    "file_name": library_texts.FILE,
}
"""The name of each field of a document that moderators can change."""
_SETTINGS: Final = {setting.field: setting for setting in Setting}
_ROW: Final = re.compile(r"([^\t]+)\t([^\t]+)\t(same|related)(?:; |$)")
"""A glossary row as the store records it; a name contains neither tabs nor semicolons."""


def fields(entry: AuditEntry, tr: Translation) -> str:
    """The changed fields of a document with their former and new values (plain text); empty if none is recorded."""
    return _SEPARATOR.join(
        _field(name, values, tr) for name, values in _recorded(entry).items() if name in _FIELDS and _is_pair(values)
    )


def settings(entry: AuditEntry, tr: Translation, room: int) -> str:
    """The changed settings with their new values (Markdown)."""
    values = {name: value for name, value in _recorded(entry).items() if name in _SETTINGS}
    try:
        now = GuildSettings.model_validate(values)
    except ValidationError:  # written by another version
        now = None
    if now is None or not values:
        return markup.short(entry.target, room)
    pairs = [(tr(NAMES[_SETTINGS[name]][0]), value_of(_SETTINGS[name], now, tr)) for name in values]
    said = [tr(settings_texts.CHOICE, setting=name, value=value) for name, value in pairs]
    # A list of channels can be too long: then only the setting is named.
    fitting = [one if markup.weight(one) <= room // 2 else name for one, (name, _) in zip(said, pairs, strict=True)]
    return _joined(fitting, room, tr)


def names(entry: AuditEntry, tr: Translation, room: int) -> str:
    """The added or removed rows of the glossary (Markdown)."""
    rows = [
        GlossaryRow(name, tuple(others.split("; ")), "same" if relation == "same" else "related")
        for name, others, relation in _ROW.findall(entry.detail)
    ]
    return (
        _joined([line(row, tr, max(room - _NAME_ROOM, _MORE_ROOM)) for row in rows], room, tr)
        if rows
        else markup.short(entry.target, room)
    )


def _recorded(entry: AuditEntry) -> dict[str, Any]:
    """The detail of an entry as JSON; empty if it is none, as in entries of earlier versions."""
    try:
        said = json.loads(entry.detail)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _is_pair(values: object) -> bool:
    return isinstance(values, list) and len(values) == len(("former", "new"))


def _field(name: str, values: list[str | None], tr: Translation) -> str:
    old, new = (_value(name, value, tr) for value in values)
    if old and new:
        sentence = library_texts.DETAIL_CHANGED
    else:
        sentence = library_texts.DETAIL_ADDED if new else library_texts.DETAIL_REMOVED
    return tr(sentence, name=tr(_FIELDS[name]), before=old, after=new)


def _value(name: str, value: str | None, tr: Translation) -> str:
    if name == "language" and value:
        return language_name(Metadata(title=name, language=value), tr)
    return markup.shorten(markup.one_line(value or ""), _VALUE_ROOM)


def _joined(pieces: Iterable[str], room: int, tr: Translation) -> str:
    """As many of the pieces (Markdown) as fit, and how many more there are."""
    shown: list[str] = []
    left = room - _MORE_ROOM
    waiting = list(pieces)
    while waiting and (markup.weight(waiting[0]) <= left or not shown):
        left -= markup.weight(waiting[0]) + len(_SEPARATOR)
        shown.append(waiting.pop(0))
    if waiting:
        shown.append(tr.count(general.AND_MORE, len(waiting)))
    return _SEPARATOR.join(shown)
