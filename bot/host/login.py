"""Checks whether Discord accepts the token; the only check that needs the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.exits import Exit
from bot.host import endpoint

if TYPE_CHECKING:
    from bot.settings import Settings


async def check_token(settings: Settings) -> tuple[str, int]:
    """Log in and out again; return a sentence about the result and an exit status: 0 fine, 2 refused, 3 unreachable."""
    if settings.discord_token is None:
        return "DISCORD_TOKEN is not set", Exit.BAD_INPUT
    if settings.discord_api_base:
        endpoint.use(settings.discord_api_base)
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login(settings.discord_token.get_secret_value())
        except discord.LoginFailure:
            return (
                "Discord refuses DISCORD_TOKEN: copy it again from the Bot page of the Developer Portal",
                Exit.BAD_INPUT,
            )
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            return f"Discord cannot be reached ({type(error).__name__}): check the network", Exit.FAILURE
        return f"Discord takes it: the bot is {client.user}", 0
