"""``/library add``: what is read, what is refused and with which sentence, and what is there already."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord
import pytest

from bot import texts as general
from bot.cogs.library import Report
from bot.errors import Refused
from bot.features import uploads
from bot.features.uploads import MOST_COMMANDS, Task, Uploads, look_at
from bot.i18n import translation
from bot.libraries import Libraries
from bot.replies.library_progress import Line, Stage
from bot.texts import library as texts
from knowledge import By, Quota, Status, Store, database_url, read_in_child
from knowledge.readers.sandbox import Limits
from tests.bot.conftest import NEVER
from tests.bot.librarians import RULES, House, add, house, in_store
from tests.bot.seen import labels, shown
from tests.knowledge.readers.builders_pdf import Text, pdf

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Sequence
    from pathlib import Path

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

simulated = pytest.mark.simcord(approved_intents=discord.Intents.default())

PAPER = pdf(
    [Text("Clause one grants the garden to the public for ever and a day.")],
    [Text("Clause two lets the gardeners close the gate at dusk.")],
    info="/Title (The Garden Deed)",
)
ENCRYPTED = PAPER.replace(b"/Root", b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4 >> /Root")
QUOTA = Quota(documents=2, passages=1000, bytes=10**6)


@pytest.fixture
def hall(scene: Scene) -> House:
    """A server with a moderator."""
    return house(scene, "hall")


@simulated
async def test_one_file_ends_in_its_preview(hall: House) -> None:
    """Title, file, pages, outline, warnings and first lines; buttons to approve, throw away and edit; all private."""
    preview = await add(hall, ("deed.pdf", PAPER))
    assert preview.ephemeral
    said = shown(preview)
    assert "### The Garden Deed" in said
    assert texts.PREVIEW_NOTES in said
    assert texts.FACT.format(name=texts.PAGES, value=f"pp. 1–2 · {texts.PAGES_PHYSICAL}") in said
    assert "> Clause one grants the garden" in said
    assert "English" in said
    assert labels(preview) == [texts.APPROVE, texts.DISCARD, texts.DETAILS, texts.ORIGIN, texts.READING_BUTTON]


@simulated
async def test_several_files_one_bad(hall: House) -> None:
    """Each file has its line; what cannot be read does not stop the rest; the previews are turned through."""
    report = await add(
        hall,
        ("rules.md", RULES),
        ("photo.zip", b"PK\x05\x06" + bytes(18)),
        ("locked.pdf", ENCRYPTED),
        ("deed.pdf", PAPER),
    )
    said = shown(report)
    assert texts.LINE_KEPT.format(name="rules.md", count="5 passages") in said
    assert texts.LINE_FAILED.format(sentence=texts.NO_READER.format(name="photo.zip")) in said
    assert "❌ locked.pdf" in said
    assert "password" in said
    assert texts.LINE_KEPT.format(name="deed.pdf", count="2 passages") in said
    await hall.moderator.click(report, label="Open 2 previews")
    assert "### House rules" in shown(report)
    await hall.moderator.click(report, label=general.NEXT)
    assert "### The Garden Deed" in shown(report)
    await hall.moderator.click(report, label=texts.DISCARD)
    assert "1 preview still waits" in shown(report)
    await hall.moderator.click(report, label=texts.NEXT_PREVIEW)
    assert "### House rules" in shown(report)


@simulated
async def test_what_is_there_already_is_recognised(hall: House, simcord_bot: PinciteBot) -> None:
    """The same content under any name is no second document, whether it waits or is live, here but not elsewhere."""
    await add(hall, ("rules.md", RULES), name="The Rules")
    again = await add(hall, ("other.md", RULES))
    assert "### The Rules" in shown(again)
    await hall.moderator.click(again, label=texts.APPROVE)
    third = await add(hall, ("third.md", RULES))
    assert texts.LINE_UNCHANGED.format(name="third.md", title="The Rules") in shown(third)
    assert labels(third) == [texts.SHOW_DOCUMENT]
    assert await in_store(simcord_bot, lambda store: store.documents.list(hall.guild.id, Status.PENDING)) == ()


@simulated
async def test_what_discord_has_no_more_is_told(hall: House, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """An expired address, or a connection that breaks: one sentence, and nothing is kept."""
    monkeypatch.setattr(scene.env.backend.cdn, "get", lambda url: None if "rules" in url else b"")
    assert texts.NOT_FETCHED.format(name="rules.md") in shown(await add(hall, ("rules.md", RULES)))
    assert texts.EMPTY_FILE.format(name="none.md") in shown(await add(hall, ("none.md", RULES)))


@simulated
async def test_titles(hall: House) -> None:
    """A title for several files, or one of blanks, is refused."""
    two = await add(hall, ("a.md", RULES), ("b.md", PAPER), name="Both")
    assert two.content == texts.ONE_TITLE
    assert (await add(hall, ("a.md", RULES), name="   ")).content == texts.NO_TITLE


class Clerk:
    """Somebody who brings files to the library of a server."""

    tr = translation("en")

    def __init__(self, guild_id: int = 1) -> None:
        self.guild_id = guild_id

    def by(self) -> By:
        """They, now."""
        return By(2, datetime.now(UTC))


class Sent:
    """A file as Discord announces it; reading it may fail."""

    def __init__(self, filename: str, data: bytes | Exception, *, size: int | None = None, kind: str = "") -> None:
        self.filename = filename
        self.size = size if size is not None else len(data) if isinstance(data, bytes) else 1
        self.content_type = kind or None
        self._data = data

    async def read(self) -> bytes:
        """Fetch it."""
        await asyncio.sleep(0)
        if isinstance(self._data, Exception):
            raise self._data
        return self._data


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (Sent("empty.md", b""), texts.EMPTY_FILE.format(name="empty.md")),
        (Sent("big.pdf", b"x", size=2**30), texts.TOO_LARGE.format(name="big.pdf", size=1074, most=25)),
        (Sent("cat.png", b"x", kind="image/png"), texts.NO_READER.format(name="cat.png")),
    ],
)
def test_what_is_refused_before_it_is_fetched(file: Sent, sentence: str) -> None:
    """Size and type are looked at first."""
    with pytest.raises(Refused) as caught:
        look_at(file)
    assert caught.value.message.format(**caught.value.values) == sentence


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.TXT", ""),
        ("a.mkd", ""),
        ("README", ""),
        ("notes.log", "text/plain; charset=utf-8"),
        ("x", "application/pdf"),
    ],
)
def test_what_may_be_a_document_is_let_through(name: str, kind: str) -> None:
    """A known name, a type that a reader may take, or neither."""
    look_at(Sent(name, b"x", kind=kind))


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Libraries]:
    """Libraries over a new store."""
    one = Libraries(Store.open(database_url(tmp_path)), poll_seconds=NEVER)
    yield one
    await one.close()


async def taken(shelf: Libraries, files: Sequence[Sent], quota: Quota = QUOTA) -> tuple[Line, ...]:
    """Take files in."""
    one = Uploads(shelf)
    told: list[Sequence[Line]] = []

    async def show(lines: Sequence[Line]) -> None:
        told.append(lines)

    lines = await one.take(files, Task(Clerk(), quota), show)
    one.close()
    assert told[-1] == lines
    return lines


async def test_the_quota_is_kept(shelf: Libraries) -> None:
    """Documents, bytes and passages beyond what a server may have are refused, each with its sentence."""
    files = [Sent(f"{number}.txt", b"One paragraph, number %d." % number) for number in range(3)]
    lines = await taken(shelf, files)
    assert [line.stage for line in lines] == [Stage.KEPT, Stage.KEPT, Stage.FAILED]
    assert lines[2].sentence == texts.FULL_OF_DOCUMENTS.format(name="2\\.txt", most=2)
    (line,) = await taken(shelf, [Sent("large.txt", b"x y " * 300_000)], Quota(9, 9, 10**6))
    assert line.sentence == texts.FULL_OF_BYTES.format(name="large.txt", most=1)
    (line,) = await taken(
        shelf, [Sent("long.txt", b"\n\n".join(b"Paragraph %d." % n for n in range(30)))], Quota(9, 9, 10**6)
    )
    assert "the limit is 9" in line.sentence


async def unseen(lines: Sequence[Line]) -> None:
    """Nobody looks at how far files are."""
    del lines


async def test_of_two_at_the_same_moment_the_second_gets_the_preview_of_the_first(shelf: Libraries) -> None:
    """Two processes read the same file, since neither had it yet; the store keeps one, and both are led to it."""
    processes = {"a.pdf": Uploads(shelf), "b.pdf": Uploads(shelf)}
    takings = (one.take([Sent(name, PAPER)], Task(Clerk(), QUOTA), unseen) for name, one in processes.items())
    (first,), (second,) = await asyncio.gather(*takings)
    for one in processes.values():
        one.close()
    assert {first.stage, second.stage} == {Stage.KEPT, Stage.AWAITING}
    assert first.info == second.info


class Slow(Sent):
    """A file that is on its way until the gate opens."""

    def __init__(self, filename: str, data: bytes, gate: asyncio.Event) -> None:
        super().__init__(filename, data)
        self._gate = gate

    async def read(self) -> bytes:
        """Fetch it."""
        await self._gate.wait()
        return await super().read()


async def test_many_files_of_one_server_hold_up_no_other(shelf: Libraries) -> None:
    """However many commands it gave, another server's file is read; beyond a number it is told to wait."""
    one, gate = Uploads(shelf), asyncio.Event()

    def bring(number: int) -> Coroutine[Any, Any, tuple[Line, ...]]:
        files = [Slow(f"{number}-{count}.txt", b"Text %d.%d." % (number, count), gate) for count in range(2)]
        return one.take(files, Task(Clerk(1), Quota(99, 99, 10**6)), unseen)

    many = [asyncio.create_task(bring(number)) for number in range(MOST_COMMANDS)]
    await asyncio.sleep(0)
    with pytest.raises(Refused) as caught:
        await bring(99)
    assert caught.value.message is texts.MANY_UPLOADS
    async with asyncio.timeout(60):
        (line,) = await one.take([Sent("tiny.txt", b"A tiny text.")], Task(Clerk(2), QUOTA), unseen)
    assert (line.stage, [task.done() for task in many]) == (Stage.KEPT, [False] * MOST_COMMANDS)
    gate.set()
    assert {line.stage for lines in await asyncio.gather(*many) for line in lines} == {Stage.KEPT}
    assert [line.stage for line in await bring(99)] == [Stage.KEPT, Stage.KEPT]
    one.close()


@pytest.mark.parametrize("error", [aiohttp.ClientError("gone"), TimeoutError(), ConnectionResetError()])
async def test_a_download_that_breaks_is_told(shelf: Libraries, error: Exception) -> None:
    """Whatever breaks on the way, the person gets a sentence, and the next file is read."""
    lines = await taken(shelf, [Sent("a.txt", error), Sent("b.txt", b"A paragraph of text.")])
    assert lines[0].sentence == texts.NOT_FETCHED.format(name="a.txt")
    assert lines[1].stage is Stage.KEPT


async def test_the_loop_runs_on_while_files_are_read(shelf: Libraries, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a file is read, the message tells the seconds, and questions are answered."""
    monkeypatch.setattr(uploads, "_TICK_SECONDS", 0.01)
    await shelf.load()
    one, told = Uploads(shelf), []

    async def show(lines: Sequence[Line]) -> None:
        told.append(lines[0].stage)
        if lines[0].stage is Stage.READING:
            assert await shelf.use(None, lambda library: library.ask("What is the direct lever?").hits)

    await one.take([Sent("a.pdf", PAPER)], Task(Clerk(), QUOTA), show)
    one.close()
    assert told[:2] == [Stage.WAITING, Stage.FETCHING]
    assert told.count(Stage.READING) > 2
    assert told[-1] is Stage.KEPT


async def test_closing_ends_the_reader_of_a_file(shelf: Libraries, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops the bot does not wait for the limit of the reader's time."""
    read = partial(read_in_child, limits=Limits(wall=120), entry="tests.knowledge.readers.hostile_children:sleep")
    monkeypatch.setattr(uploads, "read_in_child", read)
    monkeypatch.setattr(uploads, "_TICK_SECONDS", 0.1)
    one, begun, told = Uploads(shelf), asyncio.Event(), []

    async def show(lines: Sequence[Line]) -> None:
        told.append(lines[0].stage)
        if told.count(Stage.READING) > 1:
            begun.set()

    taking = asyncio.create_task(one.take([Sent("a.txt", b"Text.")], Task(Clerk(), QUOTA), show))
    async with asyncio.timeout(60):
        await begun.wait()
        await shelf.close()
        assert [line.stage for line in await taking] == [Stage.FAILED]
    one.close()


class Dismissed:
    """An interaction whose message its owner dismissed."""

    def __init__(self) -> None:
        self.edits = 0

    async def edit_original_response(self, **_: object) -> None:
        """As Discord answers then."""
        self.edits += 1
        raise discord.NotFound(cast("Any", SimpleNamespace(status=404, reason="")), {"code": 10008, "message": ""})


async def test_dismissing_the_message_stops_nothing(shelf: Libraries) -> None:
    """Files are read to the end, and the message is edited once a second at most."""
    interaction, one = Dismissed(), Uploads(shelf)
    report = Report(cast("Any", interaction), translation("en"))
    lines = await one.take([Sent(f"{n}.txt", b"Text %d." % n) for n in range(2)], Task(Clerk(), QUOTA), report.show)
    one.close()
    assert [line.stage for line in lines] == [Stage.KEPT, Stage.KEPT]
    assert 1 <= interaction.edits < 8
