"""The audit log in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot import markup
from bot.ids.moderation import Deed, Feature, encode
from bot.replies import HEADING, Kept, Press, Reply, Tone, audit_detail
from bot.texts import moderation as texts
from knowledge import HOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Message, Translation
    from knowledge import AuditEntry

_TARGET_ROOM: Final = 100
_PAGE_ROOM: Final = 1600
"""Room for the objects of all entries of a page."""
_MOST_ROOM: Final = 400

_DEEDS: Final[dict[str, Message]] = {
    "document.preview": texts.DID_PREVIEW,
    "document.add": texts.DID_ADD,
    "document.approve": texts.DID_APPROVE,
    "document.replace": texts.DID_REPLACE,
    "document.discard": texts.DID_DISCARD,
    "document.describe": texts.DID_DESCRIBE,
    "document.remove": texts.DID_REMOVE,
    "document.restore": texts.DID_RESTORE,
    "document.export": texts.DID_EXPORT,
    "settings.change": texts.DID_SET,
    "glossary.add": texts.DID_ADD_NAME,
    "glossary.remove": texts.DID_REMOVE_NAME,
    "glossary.import": texts.DID_IMPORT,
    "glossary.export": texts.DID_EXPORT_NAMES,
    "golden.add": texts.DID_ADD_GOLDEN,
    "golden.remove": texts.DID_REMOVE_GOLDEN,
    "gaps.dismiss": texts.DID_DISMISS,
}
"""The text for each action that the store records."""


def listed(entries: Sequence[AuditEntry], size: int, tr: Translation, *, newest: bool) -> Reply:
    """A page of the log: the first ``size`` of ``entries``; one entry more means that there are older ones."""
    shown = entries[:size]
    room = min(_MOST_ROOM, _PAGE_ROOM // size)
    row = []
    if not newest:
        row.append(Press(encode(Feature.AUDIT, Deed.LIST, f"{size:02}"), tr(texts.NEWEST)))
    if len(entries) > size:
        # The size of a page, and the key after which the next one starts.
        row.append(Press(encode(Feature.AUDIT, Deed.OPEN, f"{size:02}{shown[-1].key}"), tr(texts.OLDER)))
    return Reply(
        Kept(f"{HEADING}{tr(texts.AUDIT_LOG)}", f"-# {tr(texts.AUDIT_KEPT)}"),
        Tone.PLAIN,
        lead="\n".join(line(one, tr, room) for one in shown) or tr(texts.NOTHING_THERE),
        rows=(tuple(row),) if row else (),
    )


def line(entry: AuditEntry, tr: Translation, room: int = _TARGET_ROOM) -> str:
    """Who did what, and when, in two lines (Markdown), with ``room`` for the object and what changed in it."""
    who = tr(texts.THE_HOST) if entry.user_id == HOST else f"<@{entry.user_id}>"
    return tr(texts.AUDIT_LINE, when=f"<t:{int(entry.at.timestamp())}:f>", who=who, what=_what(entry, tr, room))


def _what(entry: AuditEntry, tr: Translation, room: int) -> str:
    deed = _DEEDS.get(entry.action, texts.DID_OTHERWISE)
    target = _target(entry, deed, tr, room)
    if deed is texts.DID_REPLACE:
        # Editions are numbered consecutively: the replaced one has the number before.
        edition = entry.edition or 1
        return tr(deed, target=target, edition=tr.number(edition), former=tr.number(edition - 1))
    return tr(deed, target=target, action=markup.short(entry.action, _TARGET_ROOM))


def _target(entry: AuditEntry, deed: Message, tr: Translation, room: int) -> str:
    """The object of an action, and what changed in it (Markdown)."""
    if deed is texts.DID_SET:
        return audit_detail.settings(entry, tr, room)
    if deed in {texts.DID_ADD_NAME, texts.DID_REMOVE_NAME}:
        return audit_detail.names(entry, tr, room)
    if deed in {texts.DID_ADD_GOLDEN, texts.DID_REMOVE_GOLDEN}:
        return markup.short(entry.detail or entry.target, room)
    fields = audit_detail.fields(entry, tr)
    title = markup.short(entry.title or entry.target, room // 3 if fields else min(room, _TARGET_ROOM))
    if entry.edition is not None and entry.edition > 1 and deed is not texts.DID_REPLACE:
        title = tr(texts.WITH_EDITION, title=title, edition=tr.number(entry.edition))
    return f"{title} · {markup.short(fields, room - room // 3)}" if fields else title
