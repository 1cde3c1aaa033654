"""Libraries answer in a thread of their own, each server from its own, and what changes is seen."""

from __future__ import annotations

import asyncio
import queue
import signal
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import RestartingError
from bot.inflight import InFlight
from bot.libraries import Libraries
from bot.libraries.folder import Folder
from bot.libraries.notes import Notes
from knowledge import Asked, GlossaryRow, NotInLibrary, Status, Store, database_url, read_in_child
from knowledge.readers.sandbox import Limits
from tests.bot.folders import by_file, warnings, write
from tests.knowledge.stores import ALICE, NOW, OURS, THEIRS, add, preview

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.libraries.children import Children
    from knowledge import Document, EditionInfo, Library


@pytest.fixture
async def libraries(tmp_path: Path) -> AsyncIterator[Libraries]:
    """Libraries with the bundled document, which look for changes all the time."""
    made = Libraries(Store.open(database_url(tmp_path)), poll_seconds=0.01)
    await made.load()
    yield made
    await made.close()


def ids(library: Library) -> list[str]:
    """The documents of a library."""
    return [document.id for document in library.documents()]


def itself(library: Library) -> object:
    """What tells whether two libraries are one: the index that they search."""
    return library.searcher


SLEEP = "tests.knowledge.readers.hostile_children:sleep"
PAPER = "frus1952-54v14p1-d183"


async def test_the_library_is_never_used_in_the_loops_thread(libraries: Libraries) -> None:
    """Whatever is done with a library is done in the one thread for it, so that the loop stays free."""
    used = await asyncio.gather(*(libraries.use(guild, lambda _: threading.get_ident()) for guild in range(30)))
    assert threading.get_ident() not in used
    assert len(set(used)) == 1


async def test_a_question_waits_for_no_moderators_work(libraries: Libraries) -> None:
    """Neither for another server's work nor for that of its own; nor do the choices for what is being typed."""
    gate, begun = threading.Event(), threading.Barrier(3)

    def work(store: Store) -> str:
        begun.wait(60)
        assert gate.wait(60)
        return str(store.settings.get(OURS).get("language"))

    working = [asyncio.create_task(libraries.documents(guild, work)) for guild in (OURS, THEIRS)]
    await asyncio.to_thread(begun.wait, 60)
    assert [PAPER] == await libraries.use(1, ids) == await libraries.use(OURS, ids)
    await libraries.store(lambda store: store.settings.put(OURS, {"language": "fr"}))
    await libraries.remember("greeting", "hello")
    assert "hello" == await libraries.recall("greeting")
    gate.set()
    assert ["fr", "fr"] == await asyncio.gather(*working)


async def test_much_work_of_one_server_holds_up_no_other(libraries: Libraries) -> None:
    """Of each server one piece of work on documents is done at a time, in the order of asking."""
    gate, done = threading.Event(), []

    def work(number: int) -> None:
        gate.wait(60)
        done.append(number)

    many = [asyncio.create_task(libraries.documents(OURS, lambda _, number=n: work(number))) for n in range(4)]  # type: ignore[misc]
    await asyncio.sleep(0)
    assert [PAPER] == [one.id for one in await libraries.documents(THEIRS, lambda store: store.documents.list(THEIRS))]
    assert done == []
    gate.set()
    await asyncio.gather(*many)
    assert done == [0, 1, 2, 3]


async def test_work_on_an_earlier_edition_holds_up_no_question(libraries: Libraries) -> None:
    """While a superseded edition is loaded, which may be large, others are answered."""
    first = await libraries.store(lambda store: add(store, OURS, "Nine.", "Ten."))
    ref = await libraries.use(OURS, lambda library: library.lookup("paragraph 1", document="rules").hits[0].ref)
    await libraries.store(lambda store: add(store, OURS, "Eight.", "Ten.", replaces=first.key))
    gate = threading.Event()
    busy = asyncio.create_task(libraries.documents(OURS, lambda _: gate.wait(60)))
    asked = asyncio.create_task(libraries.use(OURS, lambda library: library.resolve(ref).text))
    for _ in range(5):  # in so many turns of the thread for questions it would be there
        assert [PAPER] == await libraries.use(THEIRS, ids)
        assert [PAPER, "rules"] == await libraries.use(OURS, ids)
    assert not asked.done()
    gate.set()
    assert await busy
    assert "Nine." == await asked


async def test_servers_without_anything_of_their_own_share_one_library(libraries: Libraries) -> None:
    """No memory is spent on them; with the bundled documents off, they share another one."""
    for guild in (OURS, THEIRS):
        await libraries.store(lambda store, guild=guild: store.settings.put(guild, {"bundled": False}))  # type: ignore[misc]
    shared = {await libraries.use(guild, itself) for guild in (None, 1, 2, 3)}
    without = {await libraries.use(guild, itself) for guild in (OURS, THEIRS)}

    assert (1, 1) == (len(shared), len(without))
    assert shared != without
    assert [] == await libraries.use(OURS, ids)


async def test_a_server_has_its_own_documents_and_nobody_elses(libraries: Libraries) -> None:
    """As soon as they are approved."""
    waiting = await libraries.store(lambda store: preview(store, OURS, "The garden opens at nine."))
    assert [PAPER] == await libraries.use(OURS, ids)
    await libraries.store(lambda store: store.documents.approve(OURS, waiting.key, ALICE))

    assert [PAPER, "rules"] == await libraries.use(OURS, ids)
    assert [PAPER] == await libraries.use(THEIRS, ids) == await libraries.use(None, ids)


async def test_names_work_in_the_next_question(libraries: Libraries) -> None:
    """A row of a server's glossary, for that server alone, until it is taken out."""
    row = GlossaryRow("orchard", ("garden",), "same")
    await libraries.store(lambda store: add(store, OURS, "The garden opens at nine.", "Dogs stay outside."))

    async def known(guild: int) -> bool:
        return await libraries.use(guild, lambda library: bool(library.ask("When does the orchard open?").aliases))

    assert not await known(OURS)
    await libraries.store(lambda store: store.glossary.add(OURS, row, ALICE))
    assert await known(OURS)
    assert not await known(THEIRS)
    await libraries.store(lambda store: store.glossary.remove(OURS, "Orchard", ALICE))
    assert not await known(OURS)


async def seen(libraries: Libraries, guild: int | None, expected: list[str]) -> None:
    """Wait until a server's library has these documents."""
    async with asyncio.timeout(20):
        while await libraries.use(guild, ids) != expected:
            pass


async def test_a_change_by_another_process_is_seen(libraries: Libraries, tmp_path: Path) -> None:
    """In a server's own library, and in the one that all share."""
    other = Store.open(database_url(tmp_path))
    assert [PAPER] == await libraries.use(OURS, ids)
    await asyncio.to_thread(add, other, OURS, "Ours.", name="ours")
    await seen(libraries, OURS, [PAPER, "ours"])
    await asyncio.to_thread(add, other, None, "For all.", name="all")
    await seen(libraries, OURS, [PAPER, "all", "ours"])
    await seen(libraries, THEIRS, [PAPER, "all"])
    await asyncio.to_thread(other.documents.remove, OURS, "ours", ALICE)
    await seen(libraries, OURS, [PAPER, "all"])
    other.close()


async def test_an_old_reference_leads_to_its_edition_and_says_so(libraries: Libraries) -> None:
    """To a superseded and to a removed one, in its own server alone; a preview is nobody's to read."""
    first = await libraries.store(lambda store: add(store, OURS, "Nine.", "Ten."))
    ref = await libraries.use(OURS, lambda library: library.lookup("paragraph 1", document="rules").hits[0].ref)
    second = await libraries.store(lambda store: add(store, OURS, "Eight.", "Ten.", replaces=first.key))

    def resolved(library: Library) -> tuple[str, Status, list[str]]:
        hit = library.resolve(ref)
        return hit.text, hit.document.status, [one.text for one in library.context(ref)]

    assert ("Nine.", Status.SUPERSEDED, ["Nine.", "Ten."]) == await libraries.use(OURS, resolved)
    with pytest.raises(NotInLibrary):
        await libraries.use(THEIRS, resolved)
    with pytest.raises(NotInLibrary):
        await libraries.use(None, resolved)

    removed = ref.replace(ref.split(".")[0], _base36(second), 1)
    await libraries.store(lambda store: store.documents.remove(OURS, "rules", ALICE))
    hit = await libraries.use(OURS, lambda library: library.resolve(removed))
    assert ("Eight.", Status.REMOVED) == (hit.text, hit.document.status)

    waiting = await libraries.store(lambda store: preview(store, OURS, "Secret.", name="plan"))
    with pytest.raises(NotInLibrary):
        await libraries.use(OURS, lambda library: library.resolve(f"{_base36(waiting)}.0"))


def _base36(info: EditionInfo) -> str:
    assert info.key < 36
    return "0123456789abcdefghijklmnopqrstuvwxyz"[info.key]


async def test_questions_are_counted_and_gaps_kept(libraries: Libraries) -> None:
    """Noting one does not wait; whoever looks next finds it."""
    libraries.note(Asked(OURS, "Where is the key?", answered=False, at=NOW))
    gaps = await libraries.store(lambda store: store.questions.gaps(OURS))
    assert ["Where is the key?"] == [gap.question for gap in gaps]


async def test_what_was_noted_last_outlives_a_stop(tmp_path: Path) -> None:
    """Closing writes it down."""
    libraries = Libraries(Store.open(database_url(tmp_path)))
    await libraries.load()
    libraries.note(Asked(OURS, "Where is the key?", answered=False, at=NOW))
    await libraries.close()
    store = Store.open(database_url(tmp_path))
    assert 1 == len(store.questions.gaps(OURS))
    store.close()


async def test_what_cannot_be_counted_yet_is_counted_later(libraries: Libraries) -> None:
    """It holds up nobody's work with the store, and is not lost."""

    def refuse(store: Store) -> None:
        with store._database.writing() as connection:
            connection.exec_driver_sql(
                "CREATE TRIGGER refused BEFORE INSERT ON gaps BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )

    def admit(store: Store) -> None:
        with store._database.writing() as connection:
            connection.exec_driver_sql("DROP TRIGGER refused")

    await libraries.store(refuse)
    libraries.note(Asked(OURS, "Where is the key?", answered=False, at=NOW))
    assert () == await libraries.store(lambda store: store.questions.gaps(OURS))
    await libraries.store(admit)
    gaps = await libraries.store(lambda store: store.questions.gaps(OURS))
    assert ["Where is the key?"] == [gap.question for gap in gaps]


async def test_of_what_cannot_be_counted_not_all_is_kept(tmp_path: Path) -> None:
    """A store that fails for long does not fill the memory."""
    store = Store.open(database_url(tmp_path))
    notes = Notes(store, kept=2)
    for question in ("One?", "Two?", "Three?"):
        notes.add(Asked(OURS, question, answered=False, at=NOW))
    notes.write()
    assert {"Two?", "Three?"} == {gap.question for gap in store.questions.gaps(OURS)}
    store.close()


async def test_closing_ends_the_processes_that_are_at_work(tmp_path: Path) -> None:
    """Whoever stops the bot does not wait for them."""
    libraries = Libraries(Store.open(database_url(tmp_path)))
    await libraries.load()
    begun = threading.Event()

    def work(children: Children) -> int:
        with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as child:
            children.add(child)
            begun.set()
        return child.returncode

    working = asyncio.create_task(libraries.aside(OURS, work))
    await asyncio.to_thread(begun.wait, 60)
    await libraries.close()
    assert -signal.SIGKILL == await working


@pytest.mark.parametrize("reading", ["ingest", "following"])
async def test_closing_gives_up_the_file_that_is_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, reading: str
) -> None:
    """Its reader is ended, which is no fault of the file, nor of the one before it, which is read once more."""
    write(tmp_path / "folder" / "rules.md", "# First\n\nNo dogs.")
    store = Store.open(database_url(tmp_path))
    Folder(tmp_path / "folder").sync(store)
    write(tmp_path / "folder" / "rules.md", "# Second\n\nNo dogs.", seconds_ago=30)
    children: queue.Queue[subprocess.Popen[bytes]] = queue.Queue()

    def without_end(data: bytes, name: str, *, started: Callable[[subprocess.Popen[bytes]], None]) -> Document:
        def begun(child: subprocess.Popen[bytes]) -> None:
            started(child)
            children.put(child)

        return read_in_child(data, name, limits=Limits(wall=120), entry=SLEEP, started=begun)

    monkeypatch.setattr(f"bot.libraries.{reading}.read_in_child", without_end)
    libraries = Libraries(store, folder=tmp_path / "folder")
    await libraries.load()
    child = await asyncio.to_thread(children.get, timeout=60)
    async with asyncio.timeout(60):
        await libraries.close()
    assert -signal.SIGKILL == child.returncode
    assert 0 == warnings(caplog, "left out")
    with closing(Store.open(database_url(tmp_path))) as after:
        assert "First\n\nNo dogs." == by_file(after)["rules.md"]


async def test_housekeeping_deletes_what_had_its_time(libraries: Libraries) -> None:
    """Removed documents and gaps after 30 days, and all of a server 30 days after it removed the bot."""

    def fill(store: Store) -> None:
        add(store, OURS, "Removed.", name="removed")
        store.documents.remove(OURS, "removed", ALICE)
        store.questions.note([Asked(OURS, "Where?", answered=False, at=NOW)])
        add(store, THEIRS, "Theirs.")
        store.settings.left(THEIRS, NOW)

    await libraries.store(fill)
    early = await libraries.housekeeping(NOW + timedelta(days=29))
    assert (0, 0, ()) == early
    assert [PAPER, "rules"] == await libraries.use(THEIRS, ids)
    late = await libraries.housekeeping(NOW + timedelta(days=31))
    assert (1, 1, (THEIRS,)) == late
    assert [PAPER] == await libraries.use(THEIRS, ids)


async def test_the_store_remembers(libraries: Libraries) -> None:
    """Small values are kept under their keys."""
    assert await libraries.recall("commands.1") is None
    await libraries.remember("commands.1", "abc")
    assert await libraries.recall("commands.1") == "abc"


async def test_leaving_waits_for_replies_in_flight() -> None:
    """Draining ends when the last reply is done, and nothing new is begun meanwhile."""
    in_flight = InFlight()
    with in_flight.reply():
        leaving = asyncio.create_task(in_flight.drain(60))
        await asyncio.sleep(0)
        assert not leaving.done()
        with pytest.raises(RestartingError), in_flight.reply():
            pass
    await leaving


async def test_leaving_does_not_wait_for_ever() -> None:
    """A reply that hangs does not keep the process alive."""
    in_flight = InFlight()
    with in_flight.reply():
        await in_flight.drain(0)
