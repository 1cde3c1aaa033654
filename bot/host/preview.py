"""``pincite preview``: the same bot in a simulated Discord, in the local browser, without a token.

The simulation is simcord's (an extra): the real client with its commands and buttons runs against an in-process
Discord; nothing is sent anywhere. The page can be used as a moderator and as a member. The bot works on a copy of the
store, which is deleted at the end, so nothing done in the preview changes the library.
"""

from __future__ import annotations

import asyncio
import signal
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.client import create_bot
from knowledge import InputError, Store, database_url, restore_backup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.settings import Settings

_COPIED = "sqlite:///"
"""The beginning of the URL of a database that can be copied."""


def preview(settings: Settings, say: Callable[[str], None], *, port: int | None = None) -> None:
    """Serve the page until a signal; ``say`` is called with its URL.

    Raises:
        InputError: simcord is not installed, or the store cannot be copied.
        StorageError: the store cannot be opened.
    """
    try:
        import simcord.preview  # noqa: F401, PLC0415 - an extra that nothing else needs
    except ImportError as error:
        raise InputError("The preview needs an extra: pip install 'pincite[preview]'.") from error
    with _copy_of_store(settings) as copied:
        asyncio.run(_serve(copied, say, port))


@contextmanager
def _copy_of_store(settings: Settings) -> Iterator[Settings]:
    """The settings with a temporary copy of the store."""
    if not settings.database_url.startswith(_COPIED):
        raise InputError(
            "The preview works on a copy of the library, and DATABASE_URL names a database that it cannot copy: leave "
            "DATABASE_URL empty, or set it to sqlite:////path/to/file.db."
        )
    with tempfile.TemporaryDirectory(prefix="pincite-") as name:
        folder = Path(name)
        with closing(Store.open(settings.database_url)) as store:
            store.backup(folder / "backup.db")
        restore_backup(folder / "backup.db", database_url(folder))
        yield settings.model_copy(update={"data_folder": folder, "database": None})


async def _serve(settings: Settings, say: Callable[[str], None], port: int | None) -> None:
    import discord  # noqa: PLC0415 - as simcord
    import simcord  # noqa: PLC0415 - see ``preview``

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    bot = create_bot(settings, simulated=True)
    try:
        async with simcord.run(bot) as env:
            if env.bot.user is not None:
                env.backend.get_user(env.bot.user.id).name = "Pincite"
            guild = env.create_guild("Library")
            channel = guild.create_text_channel("reading-room")
            member = guild.add_member(env.create_user("member"))
            role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
            moderator = guild.add_member(env.create_user("moderator"), roles=[role])
            async with env.preview(channel, viewers=[member, moderator], layout="channel", port=port) as page:
                say(page.url)
                await stop.wait()
    finally:
        await bot.close()
