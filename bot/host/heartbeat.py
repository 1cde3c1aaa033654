"""A sign of life for whoever watches the process from outside, such as a container's health check.

While the bot is connected it touches the file ``heartbeat`` in the data folder: as long as that was done within the
last minute, all is well.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import discord

log = logging.getLogger(__name__)

FILE = "heartbeat"
_EVERY = 15.0
"""Seconds between two signs."""


async def beat(client: discord.Client, folder: Path) -> None:
    """Give signs of life while ``client`` is connected, until cancelled."""
    while True:
        if client.is_ready() and not client.is_closed():
            # A slow disk must not hold the event loop, a full one must not stop the bot.
            try:
                await asyncio.to_thread(_touch, folder)
            except OSError as error:
                log.warning("No sign of life can be given: %s", error)
        await asyncio.sleep(_EVERY)


def _touch(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).touch()
