"""A stage for pictures: the bot in a simulated server, and a browser that renders what its members see."""

from __future__ import annotations

import os
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import simcord
from PIL import Image
from playwright.async_api import Browser, async_playwright

from bot.client import create_bot
from bot.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_COLOURS = 64
_LOADING = 1200
"""Milliseconds that the page needs for rendering."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A server with the bot, a reading room, two members and a moderator."""

    env: simcord.Env
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    reader: simcord.MemberActor
    second: simcord.MemberActor
    moderator: simcord.MemberActor

    async def photograph(
        self, browser: Browser, shown: Any, viewer: simcord.MemberActor, width: int, out: Path
    ) -> None:
        """Take a picture of a message, or of a form, as ``viewer`` sees it, on a page of ``width`` pixels."""
        scale = 2 if width < 600 else 1
        page = await browser.new_page(viewport={"width": width, "height": 2400}, device_scale_factor=scale)
        async with self.env.preview(
            self.channel, viewers=[viewer], layout="message", width=width, presentation_time=datetime.now(UTC)
        ) as preview:
            await preview.show(shown)
            await page.goto(preview.url)
            await page.wait_for_timeout(_LOADING)
            await page.locator(".message-surface").screenshot(path=out)
        await page.close()
        fewer_colours(out)


def fewer_colours(picture: Path) -> None:
    """Reduce the size of a picture: text on a plain background needs few colours."""
    with Image.open(picture) as opened:
        opened.convert("RGB").quantize(_COLOURS).save(picture, optimize=True)


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """A stage with its own store."""
    with tempfile.TemporaryDirectory() as folder:
        bot = create_bot(load_settings(Path(folder, ".env"), data_folder=Path(folder)), simulated=True)
        async with simcord.run(bot) as env:
            if env.bot.user is not None:
                env.backend.get_user(env.bot.user.id).name = "Pincite"
            guild = env.create_guild("Library")
            role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
            yield Stage(
                env,
                guild,
                guild.create_text_channel("reading-room"),
                guild.add_member(env.create_user("reader")),
                guild.add_member(env.create_user("second")),
                guild.add_member(env.create_user("moderator"), roles=[role]),
            )
        await bot.close()


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Chromium, from ``CHROMIUM`` or from Debian's default path."""
    async with async_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        chromium = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        await chromium.close()
