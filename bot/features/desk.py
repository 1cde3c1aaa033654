"""What moderators do with the documents of their server, as jobs with the store that end in a reply.

Each method is one job: it looks up the edition among those of the moderator's server, makes its change in one
transaction, and renders the reply. Editions of other servers are treated as missing.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from bot.errors import Refused, explain
from bot.features.described import edited
from bot.features.naming import listed, namesake
from bot.features.rehearsal import rehearse
from bot.replies import Attachment, Kept, Reply, Tone, heading, library_changes, library_list
from bot.replies import library as replies
from bot.replies.library import HEADING_ROOM, Waiting
from bot.texts import library as texts
from bot.wire import inspection_json
from knowledge import NotInLibrary, Status, Strictness, diff_editions, document_gone, megabytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.described import Submitted
    from bot.i18n import Message, Translation
    from bot.libraries.children import Children
    from bot.replies.golden import Rehearsal
    from knowledge import By, Edition, EditionDiff, EditionInfo, Quota, Store

_UNSAFE: Final = re.compile(r"[^\w.\-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Done:
    """The reply to show and, if something was changed, the line for the log channel: a text and its gaps."""

    reply: Reply
    log: Message | None = None
    title: str = ""
    edition: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """A preview and the edition it replaces, with two slow jobs for other threads: diff and golden questions."""

    info: EditionInfo
    former: EditionInfo
    diff: Callable[[], EditionDiff]
    rehearse: Callable[[Children], Rehearsal]
    waiting: Waiting
    golden: int


@dataclass(frozen=True, slots=True)
class Desk:
    """The library of one server, for a moderator with the language of ``tr``."""

    guild_id: int
    tr: Translation
    quota: Quota
    strictness: Strictness = Strictness.NORMAL

    def show(self, store: Store, _by: By, key: int) -> Done:
        """An edition: its preview while it is pending, else its details.

        Raises NotInLibrary.
        """
        edition = self._edition(store, key)
        if edition.info.status is Status.PENDING:
            former = self._replaced(store, edition.info)
            if edition.info.replaces is not None and (former is None or former.status is not Status.LIVE):
                return Done(library_changes.stranded(edition.info, former, self.tr))
            return Done(replies.preview(edition, self.waiting(store), self.tr, namesake(store, edition.info)))
        history = store.documents.history(self.guild_id, edition.info.id)
        golden = sum(one.document_id == edition.info.id for one in store.golden.list(self.guild_id))
        return Done(replies.known(edition, history, golden, self.tr))

    def listing(self, store: Store, _by: By, key: int = 0) -> Done:
        """A page of the list; ``key`` is the number of the page here, not the key of an edition."""
        live = listed(store, self.guild_id)
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
        """Approve a preview.

        Raises NotInLibrary if it is no longer a preview, or its predecessor is gone; InputError if another document
        comes from the same file.
        """
        info = store.documents.approve(self.guild_id, key, by)
        reply = library_list.approved(info, self.waiting(store).keys, self.tr)
        return Done(reply, texts.LOG_APPROVED, info.title, info.edition)

    def discard(self, store: Store, by: By, key: int) -> Done:
        """Discard a preview.

        Raises NotInLibrary if it is no longer a preview.
        """
        info = store.documents.discard(self.guild_id, key, by)
        return Done(library_list.discarded(info, self.waiting(store).keys, self.tr), texts.LOG_DISCARDED, info.title)

    def ask_removal(self, store: Store, _by: By, key: int) -> Done:
        """The confirmation prompt before a document is removed.

        Raises NotInLibrary if it is no longer live, Refused if it is shared.
        """
        info = self._own(store, key, Status.LIVE)
        golden = [one for one in store.golden.list(self.guild_id) if one.document_id == info.id]
        name = library_list.names(listed(store, self.guild_id), self.tr).get(info.key, info.title)
        return Done(library_list.confirm_removal(info, name, golden, self.tr))

    def remove(self, store: Store, by: By, key: int) -> Done:
        """Remove a document: only this edition, not a newer one that the moderator has not seen.

        Raises NotInLibrary if it is no longer live, Refused if it is shared.
        """
        info = store.documents.remove(self.guild_id, self._own(store, key, Status.LIVE).id, by)
        return Done(library_list.removed(info, self.tr), texts.LOG_REMOVED, info.title)

    def restore(self, store: Store, by: By, key: int) -> Done:
        """Restore a removed document.

        Raises NotInLibrary if it is not removed, InputError if it would exceed the quota.
        """
        removed = self._own(store, key, Status.REMOVED)
        info = store.documents.restore(self.guild_id, removed.id, by, quota=self.quota)
        return Done(library_list.restored(info, self.tr), texts.LOG_RESTORED, info.title)

    def describe(self, store: Store, by: By, key: int, form: Submitted) -> Done:
        """Set the metadata of a preview or a live document from a form; empty fields become unknown.

        Fields left unchanged in the form keep their current values. The reply names invalid values; the rest is saved.

        Raises NotInLibrary, or Refused if it is shared.
        """
        info = self.editable(store, key)
        result = edited(info.metadata, form)
        saved = result.metadata != info.metadata
        if saved:
            store.documents.describe(self.guild_id, key, result.metadata, by)
        shown = self.show(store, by, key).reply
        notes = [self.tr(texts.NOT_SAVED, sentence=explain(error, self.tr).sentence) for error in result.refused]
        if result.overwritten:
            over = replace(info.metadata, **{name: getattr(result.metadata, name) for name in result.overwritten})
            notes += [self.tr(texts.OVERWRITTEN), library_changes.details(info.metadata, over, self.tr)]
        if notes:  # they take the room of the outline and the first lines
            shown = replace(shown, lead="\n\n".join(["\n".join(notes), shown.lead]), body=())
        return Done(shown, texts.LOG_DESCRIBED if saved else None, result.metadata.title)

    def export(self, store: Store, by: By, key: int, *, most: int, as_json: bool = False) -> Done:
        """The file of an edition, or its extracted text as JSON; at most ``most`` bytes can be sent.

        Raises NotInLibrary, or Refused if it is too large to be sent.
        """
        info = self.seen(store, key)
        name = file_name(info.file_name)
        if as_json:
            said = inspection_json(self._edition(store, key).document)
            name, data = f"{PurePath(name).stem}.json", _json(said)
        else:
            data = store.documents.source(self.guild_id, key).data
        if len(data) > most:
            raise Refused(texts.TOO_LARGE_TO_SEND, name=name, size=megabytes(len(data)))
        store.audit.exported(self.guild_id, by, info)
        lead = self.tr(texts.FORMAT_JSON if as_json else texts.FORMAT_FILE)
        kept = Kept(heading(info.title, HEADING_ROOM))
        return Done(Reply(kept, Tone.PLAIN, lead, files=(Attachment(name, data),)), texts.LOG_EXPORTED, info.title)

    def compare(self, store: Store, key: int) -> Compared | None:
        """A preview with the edition that it replaces; ``None`` if it replaces none.

        Raises NotInLibrary if it is no longer a preview, or its predecessor is gone.
        """
        newer = self._edition(store, key)
        if newer.info.status is not Status.PENDING:
            raise document_gone()
        if newer.info.replaces is None:
            return None
        older = self._edition(store, newer.info.replaces)
        if older.info.status is not Status.LIVE:
            raise document_gone()
        return Compared(
            newer.info,
            older.info,
            partial(diff_editions, older.document, newer.document),
            partial(rehearse, store, self.guild_id, key, self.strictness),
            self.waiting(store),
            len(store.golden.list(self.guild_id)),
        )

    def editable(self, store: Store, key: int) -> EditionInfo:
        """A preview or a live document whose metadata this server may change.

        Raises NotInLibrary, or Refused if it is shared.
        """
        info = store.documents.info(self.guild_id, key)
        if info.status not in {Status.PENDING, Status.LIVE}:
            raise document_gone()
        if info.is_shared:
            raise Refused(texts.SHARED, title=info.title)
        return info

    def seen(self, store: Store, key: int) -> EditionInfo:
        """An edition in any state, if it is the server's own, or shared and live.

        Raises NotInLibrary.
        """
        info = store.documents.info(self.guild_id, key)
        # Pending or removed editions of shared documents are not visible to servers.
        if info.is_shared and info.status is not Status.LIVE:
            raise document_gone()
        return info

    def waiting(self, store: Store) -> Waiting:
        """The pending previews."""
        return Waiting(tuple(one.key for one in store.documents.list(self.guild_id, Status.PENDING)))

    def _replaced(self, store: Store, info: EditionInfo) -> EditionInfo | None:
        """The edition that a preview was made to replace, if it still exists."""
        if info.replaces is None:
            return None
        try:
            return store.documents.info(self.guild_id, info.replaces)
        except NotInLibrary:
            return None

    def _edition(self, store: Store, key: int) -> Edition:
        self.seen(store, key)
        edition = store.documents.edition(self.guild_id, key)
        if edition is None:
            raise document_gone()
        return edition

    def _own(self, store: Store, key: int, status: Status) -> EditionInfo:
        info = self.seen(store, key)
        if info.is_shared:
            raise Refused(texts.SHARED, title=info.title)
        if info.status is not status:
            raise document_gone()
        return info


def file_name(name: str) -> str:
    """A file name as Discord accepts it: ASCII letters, digits, dots, hyphens, without folders."""
    plain = _UNSAFE.sub("_", PurePath(name).name).strip("._-")
    stem, suffix = PurePath(plain).stem[:80], PurePath(plain).suffix[:16]
    return f"{stem}{suffix}" if stem else f"document{suffix}"


def _json(said: object) -> bytes:
    """The value as JSON, written in chunks: joining millions of pieces at once would hold the GIL."""
    written = io.StringIO()
    json.dump(said, written, ensure_ascii=False, indent=1)
    return written.getvalue().encode()
