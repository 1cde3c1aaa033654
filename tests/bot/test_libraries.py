"""Libraries answer in a thread of their own, and the loop never waits."""

from __future__ import annotations

import asyncio
import gc
import threading
from typing import TYPE_CHECKING

import pytest

from bot.answering import Answering
from bot.errors import RestartingError
from bot.inflight import InFlight
from bot.libraries import Libraries
from bot.replies import Kept
from bot.state import Mark, Mode, StaleStateError, State
from knowledge import NotInLibrary, Store, database_url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def libraries(tmp_path: Path) -> AsyncIterator[Libraries]:
    """Libraries with the bundled document."""
    made = Libraries(Store.open(database_url(tmp_path)))
    await made.load()
    yield made
    await made.close()


async def test_the_library_is_never_used_in_the_loops_thread(libraries: Libraries) -> None:
    """Whatever is done with a library is done in the one thread for it, so that the loop stays free."""
    used = await asyncio.gather(*(libraries.use(guild, lambda _: threading.get_ident()) for guild in range(30)))
    assert threading.get_ident() not in used
    assert len(set(used)) == 1


async def test_thirty_questions_at_once_are_all_answered(libraries: Libraries) -> None:
    """Many people asking at the same moment get the same answer as one."""
    answering = Answering(libraries)
    alone = await answering.ask(None, 1, "direct lever")
    assert [alone] * 30 == await asyncio.gather(*(answering.ask(guild, 1, "direct lever") for guild in range(30)))


async def test_a_state_that_leads_nowhere_is_stale(libraries: Libraries) -> None:
    """Buttons that this bot never made are refused, not answered with a crash."""
    answering = Answering(libraries)
    kept = Kept("### nothing to look up here")
    for state in (State(1, ()), State(1, (Mark("1.1"),), position=7), State(1, (), Mode.QUESTION, position=3)):
        with pytest.raises(StaleStateError):
            await answering.turn(None, state, kept)
    for ref in ("zz.zz", "....", "1", "0.0"):
        with pytest.raises(NotInLibrary):
            await answering.turn(None, State(1, (Mark(ref, 99999),)), kept)


async def test_a_highlight_that_is_not_there_is_no_highlight(libraries: Libraries) -> None:
    """A damaged offset shows the passage without a sentence in bold."""
    answering = Answering(libraries)
    asked = await answering.ask(None, 1, "direct lever")
    state = asked.rows[0][-2].state  # type: ignore[union-attr]  # the button "Context"
    turned = await answering.turn(None, State(1, (Mark(state.marks[0].ref, 99999),)), asked.kept)
    assert "**" not in turned.body[0]


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


async def test_what_is_loaded_is_not_gone_through_again(libraries: Libraries) -> None:
    """The garbage collector leaves the library alone from then on: going through it would hold the loop."""
    assert await libraries.use(None, lambda library: all(library is not one for one in gc.get_objects()))
