"""What moderators do with the documents of their server, as store work that ends in a reply.

Each method is one piece of work: it looks the edition up under the server that asks, changes what is to be changed in
one transaction, and renders. An edition of another server is, for every one of them, no edition at all.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from bot import markup
from bot.errors import Refused
from bot.features.described import changed
from bot.features.rehearsal import rehearse
from bot.replies import Attachment, Kept, Reply, Tone, audit, heading, library_changes, library_list
from bot.replies import library as replies
from bot.replies.library import HEADING_ROOM, Waiting
from bot.texts import library as texts
from bot.wire import inspection_json
from knowledge import NotInLibrary, Status, Strictness, diff_editions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.features.rehearsal import Rehearsal
    from bot.i18n import Message, Translation
    from bot.libraries.children import Children
    from knowledge import By, Edition, EditionDiff, EditionInfo, Quota, Store

_UNSAFE: Final = re.compile(r"[^\w.\-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Done:
    """What to show, and what the log channel says of it, if anything was changed: a text and its gaps."""

    reply: Reply
    log: Message | None = None
    title: str = ""
    edition: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """A preview and what it takes to see what it changes: two pieces of work that take long, for another thread."""

    info: EditionInfo
    former: EditionInfo
    diff: Callable[[], EditionDiff]
    rehearse: Callable[[Children], Rehearsal]
    waiting: Waiting
    golden: int


@dataclass(frozen=True, slots=True)
class Desk:
    """The library of one server, for a moderator who reads ``tr``."""

    guild_id: int
    tr: Translation
    quota: Quota
    strictness: Strictness = Strictness.NORMAL

    def find(self, store: Store, name: str, *, own: bool, status: Status = Status.LIVE) -> EditionInfo:
        """The document that somebody named by its id or its title; ``own``: one that they may change.

        Raises Refused where there is none in this server's library.
        """
        typed = markup.one_line(name)
        infos = store.documents.list(self.guild_id, status)
        found = [one for one in infos if one.id == typed]
        found = found or [one for one in infos if markup.one_line(one.title).casefold() == typed.casefold()]
        if not found:
            unknown = texts.NOT_REMOVED if status is Status.REMOVED else texts.NO_SUCH
            raise Refused(unknown, name=markup.shorten(typed, 100))
        # Shared documents come first: their own goes before one of the same name that all have.
        if own and found[-1].is_shared:
            raise Refused(texts.SHARED, title=found[-1].title)
        return found[-1]

    def show(self, store: Store, _by: By, key: int) -> Done:
        """An edition: its preview while it waits, else what is known of it.

        Raises NotInLibrary.
        """
        edition = self._edition(store, key)
        if edition.info.status is Status.PENDING:
            former = self._replaced(store, edition.info)
            if edition.info.replaces is not None and (former is None or former.status is not Status.LIVE):
                return Done(library_changes.stranded(edition.info, former, self.tr))
            return Done(replies.preview(edition, self.waiting(store), self.tr))
        history = store.documents.history(self.guild_id, edition.info.id)
        golden = sum(one.document_id == edition.info.id for one in store.golden.list(self.guild_id))
        return Done(replies.known(edition, history, golden, self.tr))

    def became(self, store: Store, by: By, key: int) -> Done:
        """What became of an edition that is not any more what a button took it for, and who did that."""
        entry = store.audit.last_of(self.guild_id, key)
        said = "" if entry is None else self.tr(texts.MEANWHILE, line=audit.line(entry, self.tr))
        try:
            shown = self.show(store, by, key).reply
        except NotInLibrary as error:
            title = "" if entry is None else entry.title
            # What had its time is deleted by nobody in particular.
            by_hand = entry is not None and entry.action == "document.discard"
            return Done(library_list.vanished(title, said if by_hand else self.tr.wording(error.wording), self.tr))
        if not said or self._seen(store, key).status in {Status.PENDING, Status.SUPERSEDED}:
            return Done(shown)  # it says itself what it waits for, or that there is a newer one
        return Done(replace(shown, lead=f"{said}\n\n{shown.lead}"))

    def listing(self, store: Store, _by: By, key: int = 0) -> Done:
        """A page of the list: where other work has the key of an edition, this has the page's number."""
        live = store.documents.list(self.guild_id)
        shelves = library_list.Shelves(
            pending=store.documents.list(self.guild_id, Status.PENDING),
            own=tuple(one for one in live if not one.is_shared),
            removed=store.documents.list(self.guild_id, Status.REMOVED),
            shared=tuple(one for one in live if one.is_shared),
            usage=store.documents.usage(self.guild_id),
            quota=self.quota,
        )
        return Done(library_list.listing(shelves, key, self.tr))

    def approve(self, store: Store, by: By, key: int) -> Done:
        """Let a preview go live.

        Raises NotInLibrary where it is none any more, or has nothing to replace any more, InputError where another
        document comes from the same file.
        """
        info = store.documents.approve(self.guild_id, key, by)
        reply = library_list.approved(info, self.waiting(store).keys, self.tr)
        return Done(reply, texts.LOG_APPROVED, info.title, info.edition)

    def discard(self, store: Store, by: By, key: int) -> Done:
        """Throw a preview away.

        Raises NotInLibrary where it is none any more.
        """
        info = store.documents.discard(self.guild_id, key, by)
        return Done(library_list.discarded(info, self.waiting(store).keys, self.tr), texts.LOG_DISCARDED, info.title)

    def ask_removal(self, store: Store, _by: By, key: int) -> Done:
        """Ask whether a document is to be removed.

        Raises NotInLibrary where it is not live any more, Refused where it is shared.
        """
        info = self._own(store, key, Status.LIVE)
        golden = [one for one in store.golden.list(self.guild_id) if one.document_id == info.id]
        return Done(library_list.confirm_removal(info, golden, self.tr))

    def remove(self, store: Store, by: By, key: int) -> Done:
        """Remove a document: that very edition, not a newer one that the moderator has not seen.

        Raises NotInLibrary where it is not live any more, Refused where it is shared.
        """
        info = store.documents.remove(self.guild_id, self._own(store, key, Status.LIVE).id, by)
        return Done(library_list.removed(info, self.tr), texts.LOG_REMOVED, info.title)

    def restore(self, store: Store, by: By, key: int) -> Done:
        """Put a removed document back.

        Raises NotInLibrary where it is not removed, InputError beyond the quota.
        """
        removed = self._own(store, key, Status.REMOVED)
        info = store.documents.restore(self.guild_id, removed.id, by, quota=self.quota)
        return Done(library_list.restored(info, self.tr), texts.LOG_RESTORED, info.title)

    def describe(self, store: Store, by: By, key: int, fields: Mapping[str, str]) -> Done:
        """Set what a form says of a preview or a live document; empty fields are not known.

        Raises NotInLibrary, Refused for what cannot be.
        """
        info = self.editable(store, key)
        metadata = changed(info.metadata, fields)
        if metadata != info.metadata:
            info = store.documents.describe(self.guild_id, key, metadata, by)
            return Done(self.show(store, by, key).reply, texts.LOG_DESCRIBED, info.title)
        return self.show(store, by, key)

    def export(self, store: Store, by: By, key: int, *, most: int, as_json: bool = False) -> Done:
        """The file of an edition, or what was read of it; ``most`` bytes can be sent.

        Raises NotInLibrary, Refused where it is too large to be sent.
        """
        info = self._seen(store, key)
        name = file_name(info.file_name)
        if as_json:
            said = inspection_json(self._edition(store, key).document)
            name, data = f"{PurePath(name).stem}.json", _json(said)
        else:
            data = store.documents.source(self.guild_id, key).data
        if len(data) > most:
            raise Refused(texts.TOO_LARGE_TO_SEND, name=name, size=-(-len(data) // 2**20))
        store.audit.record(self.guild_id, by, "document.export", info.id, detail=info.entry)
        lead = self.tr(texts.EXPORTED, title=replies.words(info.title, HEADING_ROOM))
        kept = Kept(heading(info.title, HEADING_ROOM))
        return Done(Reply(kept, Tone.PLAIN, lead, files=(Attachment(name, data),)), texts.LOG_EXPORTED, info.title)

    def compare(self, store: Store, key: int) -> Compared | None:
        """A preview, and what compares it with the edition that it replaces; ``None`` where it replaces none.

        Raises NotInLibrary where it is none any more, or has nothing to replace any more.
        """
        newer = self._edition(store, key)
        if newer.info.status is not Status.PENDING:
            raise gone()
        if newer.info.replaces is None:
            return None
        older = self._edition(store, newer.info.replaces)
        if older.info.status is not Status.LIVE:
            raise gone()
        return Compared(
            newer.info,
            older.info,
            partial(diff_editions, older.document, newer.document),
            partial(rehearse, store, self.guild_id, key, self.strictness),
            self.waiting(store),
            len(store.golden.list(self.guild_id)),
        )

    def editable(self, store: Store, key: int) -> EditionInfo:
        """A preview or a live document whose details may be changed here.

        Raises NotInLibrary, Refused where it is shared.
        """
        info = store.documents.info(self.guild_id, key)
        if info.status not in {Status.PENDING, Status.LIVE}:
            raise gone()
        if info.is_shared:
            raise Refused(texts.SHARED, title=info.title)
        return info

    def waiting(self, store: Store) -> Waiting:
        """The previews that wait for approval."""
        return Waiting(tuple(one.key for one in store.documents.list(self.guild_id, Status.PENDING)))

    def _replaced(self, store: Store, info: EditionInfo) -> EditionInfo | None:
        """The edition that a preview was made to replace, if it is still there."""
        if info.replaces is None:
            return None
        try:
            return store.documents.info(self.guild_id, info.replaces)
        except NotInLibrary:
            return None

    def _edition(self, store: Store, key: int) -> Edition:
        self._seen(store, key)
        edition = store.documents.edition(self.guild_id, key)
        if edition is None:
            raise gone()
        return edition

    def _seen(self, store: Store, key: int) -> EditionInfo:
        info = store.documents.info(self.guild_id, key)
        # A preview of what all servers share, or what is removed of it, is none of theirs.
        if info.is_shared and info.status is not Status.LIVE:
            raise gone()
        return info

    def _own(self, store: Store, key: int, status: Status) -> EditionInfo:
        info = self._seen(store, key)
        if info.is_shared:
            raise Refused(texts.SHARED, title=info.title)
        if info.status is not status:
            raise gone()
        return info


def file_name(name: str) -> str:
    """A file's name as Discord leaves it: ASCII letters, digits, dots, hyphens, without folders."""
    plain = _UNSAFE.sub("_", PurePath(name).name).strip("._-")
    stem, suffix = PurePath(plain).stem[:80], PurePath(plain).suffix[:16]
    return f"{stem}{suffix}" if stem else f"document{suffix}"


def _json(said: object) -> bytes:
    """As JSON, written piece by piece: millions of pieces put together at once would hold the interpreter's lock."""
    written = io.StringIO()
    json.dump(said, written, ensure_ascii=False, indent=1)
    return written.getvalue().encode()


def gone() -> NotInLibrary:
    """The error for what is not there, or not any more; the same for what another server has."""
    return NotInLibrary("There is no such document in this library: it may have been removed or replaced meanwhile.")
