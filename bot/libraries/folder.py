"""Synchronises the library with a mounted folder, whose files are documents that all servers share."""

from __future__ import annotations

import hashlib
import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from bot.libraries.children import Children
from bot.libraries.ingest import Outcome, ingest
from bot.libraries.walking import walk
from knowledge import HOST, By, InputError, KnowledgeError, Origin, Status, file_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bot.libraries.ingest import Ingested
    from bot.libraries.walking import Walk
    from knowledge import EditionInfo, Store

log = logging.getLogger(__name__)

_SETTLED_SECONDS = 1.0
"""A file modified more recently may be incomplete, unless it is unchanged since the last look."""

_Stamp = tuple[int, int, int]
"""Detects changes of a file: modification and status change time in nanoseconds, and size."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file to skip until it changes, or until the edition with this key, which was made from it, is no longer live.

    ``key`` is ``None`` if the file could not be read. Files with the same content are the same edition.
    """

    stamp: _Stamp
    key: int | None


class Folder:
    """The folder and the state in which its files were last seen."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: dict[str, _Seen] = {}
        self._unsettled: dict[str, _Stamp] = {}
        self._told: set[str] = set()
        self._to_tell: set[str] = set()
        self._at_work = Lock()
        self._children = Children()
        self._is_stopped = False

    def sync(self, store: Store) -> None:
        """Add new and changed files to the store, and remove documents whose files are gone.

        Unchanged files cost little. A failure does not affect the other files and is not raised: it is logged, once for
        as long as it lasts, and retried the next time. If the folder cannot be read, its documents stay.
        """
        with self._at_work:
            if self._is_stopped:
                return
            try:
                self._sync(store, walk(self._path))
            except KnowledgeError as error:
                self._tell(f"The folder cannot be followed just now: {error}")
            except OSError as error:
                self._tell(f"The folder {self._path} cannot be read ({error.strerror}): its documents stay as they are")
            except Exception as error:  # noqa: BLE001 - whatever it is, it must not end this for good
                self._tell(f"The folder cannot be followed just now: {error!r}", error)
            self._told, self._to_tell = self._to_tell, set()

    def stop(self) -> None:
        """Start no more work, abort the file being read, and wait for documents being stored."""
        self._is_stopped = True
        self._children.end()
        with self._at_work:
            pass

    def _sync(self, store: Store, found: Walk) -> None:
        by = By(HOST, datetime.now(UTC))
        files = {name: path for path, name in found.files}
        for one in found.left_out:
            self._tell(f"In the folder, {one.sentence}")
        listed = store.documents.list(None)
        live = _live(store, listed, by)
        gone = {name: live.pop(name) for name in live.keys() - files.keys() if not found.is_unreadable(name)}
        self._move(store, files, live, gone, by)
        if gone and not files and not found.left_out:
            self._tell(
                f"The folder {self._path} has no documents any more: those that it had ({len(gone)}) leave the "
                "library; if its disk is only not mounted, they return with their files"
            )
        for name, info in gone.items():
            store.documents.remove(None, info.id, by)
            log.info("%s is gone from the folder, and from the library", name)
        keys = {None, *(one.key for one in listed)} - {one.key for one in gone.values()}
        self._seen = {name: seen for name, seen in self._seen.items() if name in files and seen.key in keys}
        self._unsettled = {name: stamp for name, stamp in self._unsettled.items() if name in files}
        for name, path in files.items():
            if self._is_stopped:
                return
            stamp = self._stamp(name, path)
            if stamp is None or (name in self._seen and self._seen[name].stamp == stamp):
                continue
            if name not in live:
                _bring_back(store, path, name, by)
            done = self._take_in(store, path, name, by)
            if done is not None:
                self._seen[name] = _Seen(stamp, None if done.info is None else done.info.key)

    def _move(
        self,
        store: Store,
        files: Mapping[str, Path],
        live: dict[str, EditionInfo],
        gone: dict[str, EditionInfo],
        by: By,
    ) -> None:
        """Rename documents whose files were renamed, recognised by content; they move from ``gone`` to ``live``."""
        for name in files.keys() - live.keys() if gone else ():
            former = _same(files[name], gone.values())
            if former is not None:
                del gone[former.file_name]
                live[name] = store.documents.move(None, former.key, name, by)
                log.info("%s of the folder is called %s now", former.file_name, name)

    def _take_in(self, store: Store, path: Path, name: str, by: By) -> Ingested | None:
        """Add a file to the store; ``None`` after a failure that may pass without a change of the file."""
        try:
            done = ingest(store, path, name, by, guild_id=None, origin=Origin.FOLDER, children=self._children)
        except OSError as error:  # a failure of the machine: those of the file itself are in the result
            self._tell(f"Files of the folder cannot be taken in just now ({error.strerror})")
            return None
        if self._is_stopped and done.outcome is Outcome.FAILED:
            return None  # its reading process was ended
        if done.may_pass:
            self._tell(f"A file of the folder is left out: {done.sentence}")
        elif done.outcome is Outcome.FAILED:
            log.warning("A file of the folder is left out: %s", done.sentence)
        elif done.outcome is not Outcome.UNCHANGED:
            log.info("%s from the folder: %s", name, done.outcome)
        return None if done.may_pass else done

    def _stamp(self, name: str, path: Path) -> _Stamp | None:
        """The state of a file; ``None`` if it is still being written, or has just disappeared.

        mtime may be in the future; a file unchanged since the last look counts as complete.
        """
        try:
            status = path.stat()
        except OSError:
            return None
        stamp = status.st_mtime_ns, status.st_ctime_ns, status.st_size
        if time.time() - status.st_mtime < _SETTLED_SECONDS and self._unsettled.get(name) != stamp:
            self._unsettled[name] = stamp
            return None
        return stamp

    def _tell(self, sentence: str, unforeseen: Exception | None = None) -> None:
        """Log a warning, or an error with its traceback, unless it was also logged the last time."""
        if sentence not in self._told | self._to_tell:
            log.log(logging.WARNING if unforeseen is None else logging.ERROR, "%s", sentence, exc_info=unforeseen)
        self._to_tell.add(sentence)


def _live(store: Store, listed: Iterable[EditionInfo], by: By) -> dict[str, EditionInfo]:
    """The live documents of the folder, by file name."""
    live: dict[str, EditionInfo] = {}
    for one in listed:
        if one.origin is not Origin.FOLDER:
            continue
        if one.file_name in live:  # two processes added the same file at the same time
            store.documents.remove(None, one.id, by)
        else:
            live[one.file_name] = one
    return live


def _bring_back(store: Store, path: Path, name: str, by: By) -> None:
    """Restore the removed document of a file, found by name or else by content, unless another one has its text.

    If the file has changed meanwhile, it becomes that document's next edition.
    """
    removed = [one for one in store.documents.list(None, Status.REMOVED) if one.origin is Origin.FOLDER]
    former = next((one for one in removed if one.file_name == name), None) or _same(path, removed)
    if former is not None:
        with suppress(InputError):
            store.documents.restore(None, former.id, by)
            if former.file_name != name:
                store.documents.move(None, former.key, name, by)


def _same(path: Path, infos: Iterable[EditionInfo]) -> EditionInfo | None:
    """The edition that was read from a file with exactly the same bytes as this one."""
    try:
        size = path.stat().st_size
        alike = [one for one in infos if one.size == size]
        digest = hashlib.sha256(file_content(path)).hexdigest() if alike else ""
    except (OSError, KnowledgeError):
        return None
    return next((one for one in alike if one.sha256 == digest), None)
