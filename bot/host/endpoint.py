"""Which Discord API is used: Discord's own, or that of a compatible server.

discord.py has no setting for this. Two of its internals are set instead, which is why its minor version is pinned: the
base URL of every request (``Route.BASE``) and the fallback gateway (``DiscordWebSocket.DEFAULT_GATEWAY``).
"""

from __future__ import annotations

import asyncio

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

_PAUSES = (1.0, 2.0)
"""Seconds to wait between the attempts to reach the gateway."""


class UnreachableError(Exception):
    """Nothing answers at the gateway; ``str(error)`` is its address."""


def use(base: str) -> None:
    """Send every later request of this process to the API at ``base``."""
    Route.BASE = base


async def find_gateway(client: discord.AutoShardedClient) -> None:
    """Ask the API in use for its gateway, and make the client connect to it.

    A compatible server only needs to offer ``/gateway``; the number of shards comes from ``/gateway/bot`` if that
    exists, else it is one.

    Raises:
        discord.HTTPException: the server refused.
    """
    try:
        shards, url, _ = await client.http.get_bot_gateway()
    except discord.GatewayNotFound:
        shards, url = 1, ""
    try:
        url = (await client.http.request(Route("GET", "/gateway")))["url"]
    except discord.NotFound:
        if not url:
            raise
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
    if client.shard_count is None:
        client.shard_count = shards


async def knock(gateway: yarl.URL) -> None:
    """Wait until something listens at the gateway.

    discord.py retries for ever without an error; at the first start the operator should be told instead.

    Raises:
        UnreachableError: nothing listened, even at the last attempt.
    """
    host, port = gateway.host or "", gateway.port or 443
    for pause in (*_PAUSES, None):
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError as error:
            if pause is None:
                raise UnreachableError(f"{gateway.scheme}://{host}:{port}") from error
            await asyncio.sleep(pause)
        else:
            writer.close()
            return
