"""Where Discord is: at home, or at any server that speaks its API.

discord.py has no setting for this. Two of its internals are set instead, which is why its minor version is pinned: the
base URL of every request (``Route.BASE``) and the gateway it falls back on (``DiscordWebSocket.DEFAULT_GATEWAY``).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAUSES = (1.0, 2.0)
"""Seconds to wait after each failed try to reach the gateway but the last."""


class UnreachableError(Exception):
    """The gateway does not answer; ``str(error)`` is its address."""


def use(base: str) -> None:
    """Send every request of this process to the API at ``base`` from now on."""
    Route.BASE = base


async def find_gateway(client: discord.AutoShardedClient) -> None:
    """Ask the API in use for its gateway, and make the client connect there.

    ``/gateway`` is all that a compatible server needs; the number of shards comes from ``/gateway/bot`` if it has that,
    else it is one.

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


async def knock(gateway: yarl.URL, pauses: Sequence[float] = _PAUSES) -> None:
    """Wait until something listens at the gateway.

    discord.py tries to connect for ever; at the very start, whoever starts the bot should rather hear about it.

    Raises:
        UnreachableError: nothing did, at the last try.
    """
    host, port = gateway.host or "", gateway.port or 443
    for pause in (*pauses, None):
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError as error:
            if pause is None:
                raise UnreachableError(f"{gateway.scheme}://{host}:{port}") from error
            await asyncio.sleep(pause)
        else:
            writer.close()
            return
