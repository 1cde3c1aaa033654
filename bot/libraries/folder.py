"""A folder that the host mounted: its files are documents that all servers share, kept as the folder is."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from bot.libraries.ingest import Outcome, files_in, ingest
from knowledge import HOST, By, Origin, Status

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge import EditionInfo, Store

log = logging.getLogger(__name__)

_SETTLED_SECONDS = 1.0
"""A file that was written more recently may not be whole yet."""

_Stamp = tuple[int, int]
"""What tells that a file changed: when it was written, in nanoseconds, and its size."""


class Folder:
    """The folder and what of it was seen last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: dict[str, _Stamp] = {}
        self._is_away = False
        self._at_work = Lock()
        self._is_stopped = False

    def sync(self, store: Store) -> None:
        """Bring new and changed files into the store, take those out that are gone; what was not touched costs little.

        A file that cannot be read is logged, once, and changes nothing.

        Raises:
            StorageError: the store failed.
        """
        with self._at_work:
            if not self._is_stopped and self._is_there():
                self._sync(store)

    def stop(self) -> None:
        """Let nothing begin any more, and wait for the file that is being read."""
        self._is_stopped = True
        with self._at_work:
            pass

    def _sync(self, store: Store) -> None:
        by = By(HOST, datetime.now(UTC))
        files = {name: path for path, name in files_in([self._path])}
        live: dict[str, EditionInfo] = {}
        for one in store.documents.list(None):
            if one.origin is not Origin.FOLDER:
                continue
            if one.file_name in live:  # two processes over one folder were equally quick
                store.documents.remove(None, one.id, by)
            else:
                live[one.file_name] = one
        for name in live.keys() - files.keys():
            store.documents.remove(None, live[name].id, by)
            self._seen.pop(name, None)
            log.info("%s is gone from the folder, and from the library", name)
        removed = {
            one.file_name: one for one in store.documents.list(None, Status.REMOVED) if one.origin is Origin.FOLDER
        }
        for name, path in files.items():
            stamp = _stamp(path)
            if self._is_stopped:
                return
            if stamp is None or self._seen.get(name) == stamp:
                continue
            if name not in live and name in removed:
                # A file that is back is the document that it was; if it changed, its next edition.
                store.documents.restore(None, removed[name].id, by)
            self._take_in(store, path, name, by)
            self._seen[name] = stamp

    def _take_in(self, store: Store, path: Path, name: str, by: By) -> None:
        done = ingest(store, path, name, by, guild_id=None, origin=Origin.FOLDER)
        if done.outcome is Outcome.FAILED:
            log.warning("A file of the folder is left out: %s", done.sentence)
        elif done.outcome is not Outcome.UNCHANGED:
            log.info("%s from the folder: %s", name, done.outcome)

    def _is_there(self) -> bool:
        """Whether there is a folder; one that is away for a while takes no documents with it."""
        was_away, self._is_away = self._is_away, not self._path.is_dir()
        if self._is_away and not was_away:
            log.warning("The folder %s is not there: its documents stay as they are until it is back", self._path)
        return not self._is_away


def _stamp(path: Path) -> _Stamp | None:
    """The state of a file; ``None`` where it is still being written, or went away just now."""
    try:
        status = path.stat()
    except OSError:
        return None
    if time.time() - status.st_mtime < _SETTLED_SECONDS:
        return None
    return status.st_mtime_ns, status.st_size
