"""Uploaded files: checked, downloaded, read in a child process, and kept as previews.

Reading a document takes seconds but never blocks the event loop: at most two files are read at once, in their own
threads, and the bot answers questions meanwhile. Each server has one file in progress at a time, so that a server with
many files does not delay the others. A bad file does not stop the rest.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, Protocol

import aiohttp
import discord

from bot.errors import Refused, explain
from bot.libraries.following import read_next
from bot.libraries.turns import Turns
from bot.replies.library_progress import Line, Stage
from bot.texts import library as texts
from knowledge import (
    FILE_SUFFIXES,
    MAX_BYTES,
    MEDIA_TYPES,
    AlreadyThere,
    KnowledgeError,
    Source,
    Status,
    StorageError,
    megabytes,
    read_in_child,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.i18n import Translation
    from bot.libraries import Libraries
    from knowledge import By, Document, EditionInfo, Quota, Store

_READ_AT_ONCE = 2
_HELD_AT_ONCE = 4
"""Most files being downloaded or in memory at the same time: a slow connection does not keep others from being read."""
MOST_COMMANDS: Final = 5
"""The most upload commands of one server in progress."""
_DOWNLOAD_SECONDS = 120.0
_TICK_SECONDS = 1.0
"""Seconds between progress updates."""


class File(Protocol):
    """An uploaded file, with the attributes of ``discord.Attachment``."""

    filename: str
    size: int
    content_type: str | None

    async def read(self) -> bytes:
        """Download it."""


class Who(Protocol):
    """Somebody who uploads files to a server's library, such as ``bot.moderating.Moderator``."""

    @property
    def guild_id(self) -> int:
        """The server."""

    @property
    def tr(self) -> Translation:
        """The user's language."""

    def by(self) -> By:
        """The moderator and the current time, for the audit log."""


@dataclass(frozen=True, slots=True)
class Task:
    """An upload: for which moderator, within which quota.

    ``title`` is the title to give the document; ``replaces`` is the live edition that the single file is to replace.
    """

    who: Who
    quota: Quota
    title: str | None = None
    replaces: EditionInfo | None = None


@dataclass(slots=True)
class _Sheet:
    """The progress lines of one command, and the function that shows them."""

    lines: list[Line]
    show: Callable[[Sequence[Line]], Awaitable[None]] = field(repr=False)

    async def set(self, number: int, **changes: Any) -> None:
        self.lines[number] = replace(self.lines[number], **changes)
        await self.show(tuple(self.lines))


class Uploads:
    """Processes uploads; its methods are called in the event loop and never block it."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self._pool = ThreadPoolExecutor(_READ_AT_ONCE, thread_name_prefix="reading")
        self._reading = asyncio.Semaphore(_READ_AT_ONCE)
        self._holding = asyncio.Semaphore(_HELD_AT_ONCE)
        self._turns = Turns()
        self._commands: Counter[int] = Counter()

    async def take(
        self, files: Sequence[File], task: Task, show: Callable[[Sequence[Line]], Awaitable[None]]
    ) -> tuple[Line, ...]:
        """Make previews of files; ``show`` is called after every change of their progress.

        Raises:
            Refused: too many upload commands of the server are in progress.
            StorageError: the store failed.
        """
        guild_id = task.who.guild_id
        if self._commands[guild_id] >= MOST_COMMANDS:
            raise Refused(texts.MANY_UPLOADS, most=MOST_COMMANDS)
        self._commands[guild_id] += 1
        try:
            return await self._take(files, task, show)
        finally:
            self._commands[guild_id] -= 1
            if not self._commands[guild_id]:
                del self._commands[guild_id]

    def close(self) -> None:
        """Start no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _take(
        self, files: Sequence[File], task: Task, show: Callable[[Sequence[Line]], Awaitable[None]]
    ) -> tuple[Line, ...]:
        sheet = _Sheet([Line(file.filename) for file in files], show)
        for number, file in enumerate(files):
            try:
                look_at(file)
            except Refused as error:
                sentence = explain(error, task.who.tr).sentence
                sheet.lines[number] = replace(sheet.lines[number], stage=Stage.FAILED, sentence=sentence)
        await show(tuple(sheet.lines))
        for number, file in enumerate(files):
            if sheet.lines[number].stage is Stage.WAITING:
                # The server's own turn comes first, so that those waiting for a slot are all of different servers.
                async with self._turns.of(task.who.guild_id), self._holding:
                    await self._take_one(number, file, task, sheet)
        return tuple(sheet.lines)

    async def _take_one(self, number: int, file: File, task: Task, sheet: _Sheet) -> None:
        try:
            await self._libraries.store(partial(_check_room, task=task, file=file))
            await sheet.set(number, stage=Stage.FETCHING)
            data = await _fetch(file)
            sha256 = await asyncio.to_thread(_digest, data)
            known = await self._libraries.store(partial(_known, task=task, sha256=sha256))
            if known is not None and (found := _there_already(known, task)) is not None:
                await sheet.set(number, stage=found[0], info=known, sentence=found[1])
                return
            # A known file that the current readers parse differently becomes a new edition of that document.
            former = task.replaces or (known if known is not None and not known.is_shared else None)
            read = await self._reader(data, file.filename, former, task)
            async with self._reading:
                document = await self._read(read, number, sheet)
            keep = partial(_keep, document=document, data=data, name=file.filename, task=task, former=former)
            await sheet.set(number, stage=Stage.KEPT, info=await self._libraries.documents(task.who.guild_id, keep))
        except StorageError:
            raise
        except AlreadyThere as error:  # somebody else uploaded the same file meanwhile
            found = _there_already(error.edition, task) or (Stage.UNCHANGED, "")
            await sheet.set(number, stage=found[0], info=error.edition, sentence=found[1])
        except (KnowledgeError, Refused) as error:
            await sheet.set(number, stage=Stage.FAILED, sentence=explain(error, task.who.tr).sentence)

    async def _reader(self, data: bytes, name: str, former: EditionInfo | None, task: Task) -> Callable[[], Document]:
        """The function that reads a file: on its own, or as the next edition of ``former``."""
        children = self._libraries.children
        if former is None:
            return partial(read_in_child, data, name, started=children.add)
        guild_id = task.who.guild_id
        source = await self._libraries.documents(guild_id, lambda store: store.documents.source(guild_id, former.key))
        return partial(read_next, data, name, former, source, children)

    async def _read(self, read: Callable[[], Document], number: int, sheet: _Sheet) -> Document:
        """Read a file, and report every second how long it has taken so far."""
        begun = time.monotonic()
        await sheet.set(number, stage=Stage.READING)
        loop = asyncio.get_running_loop()
        reading = loop.run_in_executor(self._pool, read)
        while not (await asyncio.wait({reading}, timeout=_TICK_SECONDS))[0]:
            await sheet.set(number, seconds=round(time.monotonic() - begun))
        return await reading


def look_at(file: File) -> None:
    """Check a file's name, type and size before it is downloaded.

    Raises:
        Refused: it cannot be a document.
    """
    if not file.size:
        raise Refused(texts.EMPTY_FILE, name=file.filename)
    if file.size > MAX_BYTES:
        raise Refused(texts.TOO_LARGE, name=file.filename, size=megabytes(file.size), most=megabytes(MAX_BYTES))
    suffix = PurePath(file.filename).suffix.lower()
    kind = (file.content_type or "").partition(";")[0].strip().lower()
    unknown = not suffix and kind in {"", "application/octet-stream"}
    if not (suffix in FILE_SUFFIXES or kind in MEDIA_TYPES or kind.startswith("text/") or unknown):
        raise Refused(texts.NO_READER, name=file.filename)


async def _fetch(file: File) -> bytes:
    try:
        async with asyncio.timeout(_DOWNLOAD_SECONDS):
            data = await file.read()
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Refused(texts.NOT_FETCHED, name=file.filename) from error
    if not data:
        raise Refused(texts.EMPTY_FILE, name=file.filename)
    return data


def _known(store: Store, *, task: Task, sha256: str) -> EditionInfo | None:
    """The server's edition with the same content. Removed documents are not offered when the file is to replace one."""
    guild_id = task.who.guild_id
    known = store.documents.find(guild_id, sha256, bundled=store.settings.uses_bundled(guild_id))
    if known is None and task.replaces is None:
        return store.documents.find_removed(guild_id, sha256)
    return known


def _there_already(known: EditionInfo, task: Task) -> tuple[Stage, str] | None:
    """The stage and the sentence for a file that is ``known`` and so not read; ``None`` if it has to be read anyway.

    The sentence tells a moderator that the file did not replace a document, or that its title was not set.
    """
    wanted, tr = task.replaces, task.who.tr
    later = "" if task.title is None else tr(texts.TITLE_LATER)
    if known.status is Status.REMOVED:
        return Stage.REMOVED, later
    if known.status is Status.PENDING:
        is_other = wanted is not None and known.replaces != wanted.key
        return Stage.AWAITING, tr(texts.DISCARD_FIRST) if is_other else ""
    if known.is_current or (wanted is not None and known.key != wanted.key):
        return Stage.UNCHANGED, later if wanted is None else tr(texts.NOTHING_REPLACED)
    return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _check_room(store: Store, *, task: Task, file: File) -> None:
    """Refuse a file that exceeds the server's quota before it is downloaded."""
    usage, quota = store.documents.usage(task.who.guild_id), task.quota
    if task.replaces is None and usage.documents >= quota.documents:
        raise Refused(texts.FULL_OF_DOCUMENTS, name=file.filename, most=quota.documents)
    replaced = 0 if task.replaces is None else task.replaces.size
    if usage.bytes + file.size - replaced > quota.bytes:
        raise Refused(texts.FULL_OF_BYTES, name=file.filename, most=megabytes(quota.bytes))


def _keep(
    store: Store, *, document: Document, data: bytes, name: str, task: Task, former: EditionInfo | None
) -> EditionInfo:
    if task.title is not None:
        metadata = replace(document.metadata, title=task.title)
        document = replace(document, metadata=metadata)
    replaces = None if former is None else former.key
    return store.documents.add_pending(
        task.who.guild_id, document, Source(name, data), task.who.by(), replaces=replaces, quota=task.quota
    )
