"""A sign of life for whoever watches the process from outside, such as a container's health check.

While the bot is connected it touches a file in the data folder; ``python -m bot.heartbeat`` succeeds as long as that
was done a short while ago.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from typing import TYPE_CHECKING

import click

from bot.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from pathlib import Path

    import discord

log = logging.getLogger(__name__)

_EVERY = 15.0
_STALE = 60.0
"""Seconds between two signs, and seconds after which the last one counts no more."""


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


def is_alive(folder: Path) -> bool:
    """Whether the last sign of life is fresh."""
    try:
        return time.time() - _file(folder).stat().st_mtime < _STALE
    except OSError:
        return False


def _touch(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _file(folder).touch()


def _file(folder: Path) -> Path:
    return folder / "heartbeat"


def main() -> int:
    """Check the sign of life; the exit status is 0 if it is fresh, 1 if not, 2 if the settings are wrong."""
    try:
        folder = load_settings().data_folder
    except SettingsError as error:
        click.echo(str(error), err=True)
        return 2
    if is_alive(folder):
        return 0
    click.echo("The bot has not been connected to Discord lately.", err=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
