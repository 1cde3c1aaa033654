"""What is repeated in the background goes on whatever happens, and sees what others do with the store."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING, Any

from bot.guilds import DEFAULTS, Guilds
from bot.libraries import Libraries
from bot.libraries.watching import repeat
from knowledge import Store, database_url, restore_backup
from tests.bot.folders import warnings
from tests.knowledge.stores import ALICE, OURS, THEIRS, add

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from knowledge import Library


async def until(state: Callable[[], bool]) -> None:
    """Wait until the background got as far as this."""
    async with asyncio.timeout(20):
        while not state():  # noqa: ASYNC110 - the state is set by the code under test
            await asyncio.sleep(0.01)


async def test_whatever_goes_wrong_is_told_once_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    """The same error is logged anew only after it was gone for a while."""
    outcomes = iter([ValueError("broken"), ValueError("broken"), None, ValueError("broken"), OSError("full"), None])
    done: list[Exception | None] = []

    async def work() -> None:
        outcome = next(outcomes, None)
        done.append(outcome)
        if outcome is not None:
            raise outcome

    watch = asyncio.create_task(repeat(work, seconds=0.001, trouble="It cannot be done"))
    await until(lambda: len(done) > 6)
    watch.cancel()
    assert 3 == warnings(caplog, "It cannot be done")
    assert all(record.exc_info for record in caplog.records if "It cannot be done" in record.getMessage())
    caplog.clear()


async def test_changes_are_seen_after_an_error_that_nobody_foresaw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A watch that ended for good would leave members with yesterday's documents, without a word."""
    store = Store.open(database_url(tmp_path))
    libraries = Libraries(store, poll_seconds=0.01)
    await libraries.load()

    def broken(_: int) -> Any:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(store, "changes_since", broken)
        await until(lambda: warnings(caplog, "cannot be seen") > 0)
    caplog.clear()
    with closing(Store.open(database_url(tmp_path))) as other:
        add(other, None, "For all.", name="all")
    async with asyncio.timeout(20):
        while "all" not in await libraries.use(None, _ids):
            pass
    await libraries.close()


async def test_a_restored_backup_counts_at_once(tmp_path: Path) -> None:
    """A running bot takes settings and documents from it; so it does where another process changes one server's."""
    store = Store.open(database_url(tmp_path))
    libraries = Libraries(store, poll_seconds=0.01)
    await libraries.load()
    guilds = Guilds(libraries)
    store.settings.put(OURS, {"private": True}, ALICE)
    add(store, OURS, "Ours.", name="ours")
    store.backup(tmp_path / "copy")
    store.documents.remove(OURS, "ours", ALICE)
    store.documents.purge(removed_before=ALICE.at.replace(year=2100), pending_before=ALICE.at)
    store.settings.put(OURS, {}, ALICE)
    store.settings.put(THEIRS, {"passages": 2}, ALICE)
    await guilds.load()
    assert (DEFAULTS, 2) == (guilds.of(OURS), guilds.of(THEIRS).passages)
    assert "ours" not in await libraries.use(OURS, _ids)

    await asyncio.to_thread(restore_backup, tmp_path / "copy", database_url(tmp_path))
    await until(lambda: guilds.of(OURS).private and guilds.of(THEIRS) == DEFAULTS)
    async with asyncio.timeout(20):
        while "ours" not in await libraries.use(OURS, _ids):
            pass
    with closing(Store.open(database_url(tmp_path))) as other:
        other.settings.put(THEIRS, {"gaps": False}, ALICE)
    await until(lambda: not guilds.of(THEIRS).gaps)
    assert guilds.of(OURS).private
    await libraries.close()


def _ids(library: Library) -> list[str]:
    return [document.id for document in library.documents()]
