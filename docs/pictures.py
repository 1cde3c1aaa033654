"""Draw the pictures of the README: the real bot, asked a real question, in a simulated Discord.

    python docs/pictures.py                      # writes docs/reply.png and docs/terminal.png
    python docs/pictures.py --width 400 --out /tmp/narrow.png "friction in Sinkiang" "Context"

Needs the dependency group ``pictures`` and a Chromium; ``CHROMIUM`` names it if it is not /usr/bin/chromium.
"""

from __future__ import annotations

import asyncio
import io
import os
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import simcord
from playwright.async_api import Page, async_playwright
from rich.console import Console

from bot import terminal
from bot.client import create_bot
from bot.settings import load_settings
from knowledge import Store, database_url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

QUESTION = "Why can't Moscow control Peiping like one of its satellites?"
OUT = Path(__file__).with_name("reply.png")
TERMINAL = Path(__file__).with_name("terminal.png")
COLUMNS = 100


@click.command()
@click.argument("question", default=QUESTION)
@click.argument("presses", nargs=-1)
@click.option("--width", default=960, show_default=True, help="Width of the page in pixels.")
@click.option("--out", default=OUT, type=click.Path(path_type=Path), help="The picture to write.")
def main(question: str, presses: tuple[str, ...], width: int, out: Path) -> None:
    """Ask QUESTION, press the buttons with these labels one after another, and draw what is there then."""
    asyncio.run(draw(question, presses, width, out))
    if out == OUT:
        asyncio.run(photograph_terminal(question, TERMINAL))


async def draw(question: str, presses: tuple[str, ...], width: int, out: Path) -> None:
    """Draw the reply to a question after some presses."""
    with tempfile.TemporaryDirectory() as folder:
        bot = create_bot(load_settings(Path(folder, ".env"), data_folder=Path(folder)), simulated=True)
        async with simcord.run(bot) as env:
            if env.bot.user is not None:
                env.backend.get_user(env.bot.user.id).name = "Pincite"
            guild = env.create_guild("Library")
            channel = guild.create_text_channel("reading-room")
            reader = guild.add_member(env.create_user("reader"))
            result = await reader.slash(channel, "ask", question=question)
            for label in presses:
                message = channel.last_message or result.response
                if message is not None:
                    await reader.click(message, label=label)
            async with env.preview(channel, viewers=[reader], layout="message", width=width) as preview:
                await photograph(preview.url, width, out)
        await bot.close()


async def photograph(url: str, width: int, out: Path) -> None:
    """Photograph the message on a preview page."""
    async with chromium_page(width) as page:
        await page.goto(url)
        await page.wait_for_timeout(1500)
        await page.locator(".message-surface").screenshot(path=out)


@asynccontextmanager
async def chromium_page(width: int) -> AsyncIterator[Page]:
    """An empty page of Chromium, so many pixels wide."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield await browser.new_page(viewport={"width": width, "height": 1400}, device_scale_factor=2)
        await browser.close()


async def photograph_terminal(question: str, out: Path) -> None:
    """Photograph what ``pincite ask`` prints on a terminal of a hundred columns."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(database_url(Path(folder)))
        store.install_bundled()
        answer = store.library().ask(question, limit=1)
        store.close()
    console = Console(record=True, force_terminal=True, width=COLUMNS, file=io.StringIO(), highlight=False)
    terminal.show_answer(answer, console)
    console.print()  # the picture cuts into its last line
    page = f"<style>body {{margin: 0}} svg {{width: 1200px}}</style>{console.export_svg(title='pincite ask')}"
    async with chromium_page(1240) as view:
        await view.set_content(page)
        await view.locator("svg").first.screenshot(path=out)


if __name__ == "__main__":
    main()
