"""What moderators did, in the reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.ids.moderation import Deed, Feature, encode
from bot.replies import HEADING, Kept, Press, Reply, Tone
from bot.replies.listing import short
from bot.texts import moderation as texts
from knowledge import HOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Message, Translation
    from knowledge import AuditEntry

_TARGET_ROOM: Final = 100

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
"""Each action that the store writes down, in words."""
_BY_DETAIL: Final = frozenset({"golden", "glossary"})
"""Kinds of things whose detail tells more than their name: a question, a row."""


def listed(entries: Sequence[AuditEntry], size: int, tr: Translation, *, newest: bool) -> Reply:
    """A page of the log: the first ``size`` of ``entries``, one more of which says that there are older ones."""
    shown = entries[:size]
    row = []
    if not newest:
        row.append(Press(encode(Feature.AUDIT, Deed.LIST, f"{size:02}"), tr(texts.NEWEST)))
    if len(entries) > size:
        # The size of a page and where it goes on.
        row.append(Press(encode(Feature.AUDIT, Deed.OPEN, f"{size:02}{shown[-1].key}"), tr(texts.OLDER)))
    return Reply(
        Kept(f"{HEADING}{tr(texts.AUDIT_LOG)}", f"-# {tr(texts.AUDIT_KEPT)}"),
        Tone.PLAIN,
        lead="\n".join(line(one, tr) for one in shown) or tr(texts.NOTHING_THERE),
        rows=(tuple(row),) if row else (),
    )


def line(entry: AuditEntry, tr: Translation) -> str:
    """Who did what, and when, in two lines (Markdown)."""
    who = tr(texts.THE_HOST) if entry.user_id == HOST else f"<@{entry.user_id}>"
    return tr(texts.AUDIT_LINE, when=f"<t:{int(entry.at.timestamp())}:f>", who=who, what=_what(entry, tr))


def _what(entry: AuditEntry, tr: Translation) -> str:
    deed = _DEEDS.get(entry.action, texts.DID_OTHERWISE)
    by_detail = entry.detail and entry.action.partition(".")[0] in _BY_DETAIL
    target = short((entry.title or (entry.detail if by_detail else entry.target)).replace("\t", " · "), _TARGET_ROOM)
    if deed is texts.DID_REPLACE:
        # Editions of a document are numbered in a row: what is replaced is the one before.
        edition = entry.edition or 1
        return tr(deed, target=target, edition=tr.number(edition), former=tr.number(edition - 1))
    if entry.edition is not None and entry.edition > 1:
        target = tr(texts.WITH_EDITION, title=target, edition=tr.number(entry.edition))
    return tr(deed, target=target, action=short(entry.action, _TARGET_ROOM))
