"""The current state of an edition that is no longer in the state for which a control was made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import explain
from bot.features.described import edited
from bot.features.desk import Done
from bot.ids.library import Deed
from bot.replies import audit, library_list
from bot.replies.library_changes import details
from bot.texts import library as texts
from knowledge import NotInLibrary, Status

if TYPE_CHECKING:
    from bot.features.described import Submitted
    from bot.features.desk import Desk
    from bot.i18n import Message
    from bot.ids.library import Order
    from bot.replies import Reply
    from knowledge import AuditEntry, By, EditionInfo, Store

_WENT_LIVE = ("document.add", "document.approve", "document.replace")
_TYPED_ROOM = 150


def became(desk: Desk, store: Store, by: By, order: Order, form: Submitted) -> Done:
    """Show an edition's current state, who changed it, and that ``order`` (perhaps with a ``form``) was not done."""
    key = order.number
    try:
        shown = desk.show(store, by, key).reply
    except NotInLibrary as error:
        made = _made_of(desk, store, key)
        return Done(_vanished(desk, store, key, error)) if made is None else desk.show(store, by, made)
    info = desk.seen(store, key)
    if info.status is Status.PENDING:  # the preview itself says that it is pending
        notes = [desk.tr(texts.NOT_SUCCEEDED)] if order.deed is Deed.SUCCEED else []
        return Done(_noted(shown, notes))
    entry = _last(desk, store, info)
    notes = [] if entry is None else [desk.tr(texts.MEANWHILE, line=audit.line(entry, desk.tr))]
    if order.deed in {Deed.REMOVE, Deed.REMOVE_NOW} and info.status is not Status.REMOVED:
        notes.append(desk.tr(texts.NOTHING_REMOVED))
    result = edited(info.metadata, form)
    typed = details(info.metadata, result.metadata, desk.tr, _TYPED_ROOM)
    if typed:
        notes += [desk.tr(texts.NOTHING_SAVED), typed]
    notes += [desk.tr(texts.NOT_SAVED, sentence=explain(error, desk.tr).sentence) for error in result.refused]
    if typed or result.refused:
        shown = replace(shown, body=())  # to make room for the typed values
    return Done(_noted(shown, notes))


def _noted(shown: Reply, notes: list[str]) -> Reply:
    """The reply with lines before its text."""
    return replace(shown, lead="\n\n".join(["\n".join(notes), shown.lead])) if notes else shown


def _last(desk: Desk, store: Store, info: EditionInfo) -> AuditEntry | None:
    """The log entry of an edition's last change of state; if superseded, that of its successor's approval."""
    if info.status is not Status.SUPERSEDED:
        return store.audit.last_of(desk.guild_id, info.key)
    history = store.documents.history(desk.guild_id, info.id)
    successors = [one.key for one in history if one.replaces == info.key and one.status is not Status.PENDING]
    return store.audit.last_of(desk.guild_id, successors[-1], *_WENT_LIVE) if successors else None


def _made_of(desk: Desk, store: Store, key: int) -> int | None:
    """The key of the preview of a newer edition that was made of a discarded preview, in the same step."""
    entry = store.audit.last_of(desk.guild_id, key)
    if entry is None or entry.action != "document.discard":
        return None
    waiting = store.documents.list(desk.guild_id, Status.PENDING)
    step = entry.at, entry.user_id
    return next((one.key for one in waiting if one.replaces and (one.added_at, one.added_by) == step), None)


def _vanished(desk: Desk, store: Store, key: int, error: NotInLibrary) -> Reply:
    """That an edition is gone: discarded by somebody, or deleted when its retention period was over."""
    tr, entry = desk.tr, store.audit.last_of(desk.guild_id, key)
    if entry is None:
        return library_list.vanished("", tr.wording(error.wording), tr)
    expired: Message | None = None
    if entry.action == "document.remove":
        expired = texts.REMOVED_FOR_GOOD
    elif store.audit.last_of(desk.guild_id, key, *_WENT_LIVE) is None:
        expired = texts.PREVIEW_EXPIRED
    if entry.action == "document.discard":
        said = tr(texts.MEANWHILE, line=audit.line(entry, tr))
    else:
        said = tr.wording(error.wording) if expired is None else tr(expired)
    return library_list.vanished(entry.title, said, tr)
