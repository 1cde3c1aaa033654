"""The sign of life for a health check."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.host.heartbeat import FILE, beat

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.conftest import Scene


async def test_a_connected_bot_gives_signs_of_life(scene: Scene, tmp_path: Path) -> None:
    """The file appears in the data folder, which is made where it is missing."""
    folder = tmp_path / "data"
    beating = asyncio.create_task(beat(scene.env.bot, folder))
    async with asyncio.timeout(20):
        while not (folder / FILE).exists():  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(0.01)
    beating.cancel()

    assert [FILE] == [entry.name for entry in folder.iterdir()]
