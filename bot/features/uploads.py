"""Files that moderators send: looked at, fetched, read in a child process, and kept as previews.

Reading a document takes seconds and never the event loop: at most two commands fetch and read at once, in threads of
their own, and the bot answers questions meanwhile. The files of one command come one after the other, and a bad one
does not stop the rest.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, Protocol

import aiohttp
import discord

from bot.errors import Refused, explain
from bot.libraries.following import read_next
from bot.libraries.ingest import SUFFIXES
from bot.replies.library_progress import Line, Stage
from bot.texts import library as texts
from knowledge import KnowledgeError, Source, Status, StorageError, read_in_child

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.i18n import Translation
    from bot.libraries import Libraries
    from knowledge import By, Document, EditionInfo, Quota, Store

MAX_BYTES: Final = 25 * 2**20
"""The largest file that is fetched; the readers take no larger one."""
_AT_ONCE = 2
_DOWNLOAD_SECONDS = 120.0
_TICK_SECONDS = 1.0
"""How often is told how long a file is being read."""
_TYPES: Final = frozenset(
    {
        "application/epub+zip",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/xhtml+xml",
        "application/xml",
    }
)


class File(Protocol):
    """A file that somebody sent, as ``discord.Attachment`` has it."""

    filename: str
    size: int
    content_type: str | None

    async def read(self) -> bytes:
        """Fetch it."""


class Who(Protocol):
    """Somebody who sends files to a server's library, as ``bot.moderating.Moderator``."""

    @property
    def guild_id(self) -> int:
        """The server."""

    @property
    def tr(self) -> Translation:
        """Their language."""

    def by(self) -> By:
        """Who does something, and that it is now."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done with files: for which moderator, within which quota.

    ``title`` is what the document is to be called; ``replaces`` is the live edition that the one file is to replace.
    """

    who: Who
    quota: Quota
    title: str | None = None
    replaces: EditionInfo | None = None


@dataclass(slots=True)
class _Sheet:
    """The lines of one command, and whoever shows them."""

    lines: list[Line]
    show: Callable[[Sequence[Line]], Awaitable[None]] = field(repr=False)

    async def set(self, number: int, **changes: Any) -> None:
        self.lines[number] = replace(self.lines[number], **changes)
        await self.show(tuple(self.lines))


class Uploads:
    """Takes files in; its methods are called in the event loop, and never hold it."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="reading")
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def take(
        self, files: Sequence[File], task: Task, show: Callable[[Sequence[Line]], Awaitable[None]]
    ) -> tuple[Line, ...]:
        """Make previews of files; ``show`` is told of everything that happens.

        Raises:
            StorageError: the store failed.
        """
        sheet = _Sheet([Line(file.filename) for file in files], show)
        for number, file in enumerate(files):
            try:
                look_at(file)
            except Refused as error:
                sentence = explain(error, task.who.tr).sentence
                sheet.lines[number] = replace(sheet.lines[number], stage=Stage.FAILED, sentence=sentence)
        await show(tuple(sheet.lines))
        async with self._turn:
            for number, file in enumerate(files):
                if sheet.lines[number].stage is Stage.WAITING:
                    await self._take_one(number, file, task, sheet)
        return tuple(sheet.lines)

    def close(self) -> None:
        """Begin nothing any more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _take_one(self, number: int, file: File, task: Task, sheet: _Sheet) -> None:
        try:
            await self._libraries.store(partial(_check_room, task=task, file=file))
            await sheet.set(number, stage=Stage.FETCHING)
            data = await _fetch(file)
            sha256 = await asyncio.to_thread(_digest, data)
            known = await self._libraries.store(lambda store: store.documents.find(task.who.guild_id, sha256))
            if known is not None and (found := _there_already(known, task)) is not None:
                await sheet.set(number, stage=found[0], info=known, sentence=found[1])
                return
            # What today's readers would read otherwise becomes the next edition of what it is.
            former = task.replaces or (known if known is not None and not known.is_shared else None)
            read = await self._reader(data, file.filename, former, task)
            document = await self._read(read, number, sheet)
            keep = partial(_keep, document=document, data=data, name=file.filename, task=task, former=former)
            await sheet.set(number, stage=Stage.KEPT, info=await self._libraries.store(keep))
        except StorageError:
            raise
        except (KnowledgeError, Refused) as error:
            await sheet.set(number, stage=Stage.FAILED, sentence=explain(error, task.who.tr).sentence)

    async def _reader(self, data: bytes, name: str, former: EditionInfo | None, task: Task) -> Callable[[], Document]:
        """What reads a file: on its own, or as what follows an edition."""
        if former is None:
            return partial(read_in_child, data, name)
        source = await self._libraries.store(lambda store: store.documents.source(task.who.guild_id, former.key))
        return partial(read_next, data, name, former, source)

    async def _read(self, read: Callable[[], Document], number: int, sheet: _Sheet) -> Document:
        """Read a file, and tell every second how long it has been read."""
        begun = time.monotonic()
        await sheet.set(number, stage=Stage.READING)
        loop = asyncio.get_running_loop()
        reading = loop.run_in_executor(self._pool, read)
        while not (await asyncio.wait({reading}, timeout=_TICK_SECONDS))[0]:
            await sheet.set(number, seconds=round(time.monotonic() - begun))
        return await reading


def look_at(file: File) -> None:
    """Look at what is known of a file before it is fetched.

    Raises:
        Refused: it cannot be a document.
    """
    if not file.size:
        raise Refused(texts.EMPTY_FILE, name=file.filename)
    if file.size > MAX_BYTES:
        raise Refused(texts.TOO_LARGE, name=file.filename, size=-(-file.size // 2**20), most=MAX_BYTES // 2**20)
    suffix = PurePath(file.filename).suffix.lower()
    kind = (file.content_type or "").partition(";")[0].strip().lower()
    unknown = not suffix and kind in {"", "application/octet-stream"}
    if not (suffix in SUFFIXES or kind in _TYPES or kind.startswith("text/") or unknown):
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


def _there_already(known: EditionInfo, task: Task) -> tuple[Stage, str] | None:
    """What to say of a file that is not read since it is ``known``; nothing where it is to be read all the same.

    Whoever wants to replace a document with it is told that this did not happen.
    """
    wanted, tr = task.replaces, task.who.tr
    if known.status is Status.PENDING:
        is_other = wanted is not None and known.replaces != wanted.key
        return Stage.AWAITING, tr(texts.DISCARD_FIRST) if is_other else ""
    if known.is_current or (wanted is not None and known.key != wanted.key):
        return Stage.UNCHANGED, "" if wanted is None else tr(texts.NOTHING_REPLACED)
    return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _check_room(store: Store, *, task: Task, file: File) -> None:
    """Refuse what does not fit into the server's quota before it is fetched."""
    usage, quota = store.documents.usage(task.who.guild_id), task.quota
    if task.replaces is None and usage.documents >= quota.documents:
        raise Refused(texts.FULL_OF_DOCUMENTS, name=file.filename, most=quota.documents)
    replaced = 0 if task.replaces is None else task.replaces.size
    if usage.bytes + file.size - replaced > quota.bytes:
        raise Refused(texts.FULL_OF_BYTES, name=file.filename, most=quota.bytes // 10**6)


def _keep(
    store: Store, *, document: Document, data: bytes, name: str, task: Task, former: EditionInfo | None
) -> EditionInfo:
    if task.title is not None:
        metadata = document.metadata.model_copy(update={"title": task.title})
        document = replace(document, metadata=metadata)
    replaces = None if former is None else former.key
    return store.documents.add_pending(
        task.who.guild_id, document, Source(name, data), task.who.by(), replaces=replaces, quota=task.quota
    )
