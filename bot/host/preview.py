"""``pincite preview``: the same bot in a simulated Discord, in the local browser, without a token.

The simulation is simcord's (an extra): the real client with its commands, buttons and store runs against an in-process
Discord; nothing is sent anywhere. A moderator and a member are there to be.
"""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

from bot.client import create_bot
from knowledge import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings


def preview(settings: Settings, say: Callable[[str], None], *, port: int | None = None) -> None:
    """Serve the page until a signal; ``say`` is told its address.

    Raises:
        InputError: simcord is not installed.
        StorageError: the store cannot be opened.
    """
    try:
        import simcord.preview  # noqa: F401, PLC0415 - an extra that nothing else needs
    except ImportError as error:
        raise InputError("The preview needs an extra: pip install 'pincite[preview]'.") from error
    asyncio.run(_serve(settings, say, port))


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
