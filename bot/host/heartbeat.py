"""A heartbeat for monitoring from outside, such as a container's health check.

While the bot is connected, it touches the file ``heartbeat`` in the data folder: if that was done within the last
minute, the bot is healthy.
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
"""Seconds between two heartbeats."""


async def beat(client: discord.Client, folder: Path) -> None:
    """Touch the file regularly while ``client`` is connected, until cancelled."""
    while True:
        if client.is_ready() and not client.is_closed():
            # A slow disk must not block the event loop, and a full one must not stop the bot.
            try:
                await asyncio.to_thread(_touch, folder)
            except OSError as error:
                log.warning("No sign of life can be given: %s", error)
        await asyncio.sleep(_EVERY)


def _touch(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).touch()
