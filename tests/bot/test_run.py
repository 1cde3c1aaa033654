"""The bot as a process, against a server that is not Discord."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.client import create_bot
from bot.host import endings
from bot.settings import VARIABLES, load_settings
from knowledge import Store, database_url
from tests.bot import limits
from tests.bot.fake_discord import TOKEN, FakeDiscord
from tests.bot.fake_payloads import APPLICATION

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (
    "from bot.host.running import run; from bot.settings import load_settings; raise SystemExit(run(load_settings()))"
)
CALLBACK = "/interactions/3000/interaction-token/callback"
EDIT = f"/webhooks/{APPLICATION}/interaction-token/messages/@original"
SERVER = 5000
SYNC = f"/applications/{APPLICATION}/commands"


async def start(folder: Path, **variables: str) -> Process:
    """The bot's process, with a folder of its own and these settings."""
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES.values()}
    environment |= {"PINCITE_DATA": str(folder), **variables}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, cwd=folder, env=environment, stdout=PIPE, stderr=PIPE
    )


async def until(process: Process, text: str) -> None:
    """Read what the process logs until a line with this text comes."""
    assert process.stderr is not None
    async with asyncio.timeout(30):
        read = b""
        while text.encode() not in read:
            line = await process.stderr.readline()
            assert line, f"{text!r} never came: {read.decode()}"
            read += line


async def end(process: Process) -> tuple[int | None, list[str]]:
    """Exit status and what is left on stderr, line by line; stdout must be empty."""
    async with asyncio.timeout(30):
        out, err = await process.communicate()
    assert out == b""
    return process.returncode, err.decode().splitlines()


def unused_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_the_bot_runs_against_any_compatible_server(tmp_path: Path) -> None:
    """It logs in, asks for the gateway, sends its commands, answers ``/ask``, and leaves with 0 on SIGTERM.

    What is stored of a server that removed the bot long ago, and added it again while it was not running, is kept.
    """
    with closing(Store.open(database_url(tmp_path))) as store:
        store.settings.put(SERVER, {"passages": 2})
        store.settings.left(SERVER, datetime.now(UTC) - timedelta(days=31))
    async with FakeDiscord.running() as discord:
        discord.servers = (SERVER,)
        process = await start(tmp_path, DISCORD_TOKEN=TOKEN, DISCORD_API_BASE=discord.base + "/")
        await until(process, "Ready as Pincite")
        assert "ask" in {command["name"] for command in await discord.request("PUT", SYNC)}
        privileged = 1 << 1 | 1 << 8 | 1 << 15
        assert discord.identity["intents"] & privileged == 0
        await discord.ask("direct lever")
        assert (await discord.request("POST", CALLBACK))["type"] == 5
        reply = await discord.request("PATCH", EDIT)
        limits.check(reply["components"])
        assert "may have a direct lever" in limits.texts_of(reply["components"])[1]
        process.send_signal(signal.SIGTERM)
        status, _ = await end(process)
        assert status == 0
    with closing(Store.open(database_url(tmp_path))) as store:
        assert (store.settings.gone(), store.settings.get(SERVER)) == ((), {"passages": 2})


async def test_replies_in_flight_are_finished(tmp_path: Path) -> None:
    """A question that is being answered when SIGTERM comes gets its answer; then the process ends with 0.

    After that restart the commands, which have not changed, are not sent again; SIGINT ends it as well. A server that
    does not tell how many shards there are to be gets one.
    """
    async with FakeDiscord.running() as discord:
        process = await start(tmp_path, DISCORD_TOKEN=TOKEN, DISCORD_API_BASE=discord.base)
        await until(process, "Ready as Pincite")
        discord.gate.clear()
        await discord.ask("direct lever")
        await discord.request("POST", CALLBACK)
        process.send_signal(signal.SIGTERM)
        await until(process, "Stopping")
        assert ("PATCH", EDIT) not in [(method, path) for method, path, _ in discord.requests]
        discord.gate.set()
        reply = await discord.request("PATCH", EDIT)
        assert "may have a direct lever" in limits.texts_of(reply["components"])[1]
        assert await end(process) == (0, [])
        discord.shards_known = False
        process = await start(tmp_path, DISCORD_TOKEN=TOKEN, DISCORD_API_BASE=discord.base)
        await until(process, "Ready as Pincite")
        process.send_signal(signal.SIGINT)
        assert (await end(process))[0] == 0
        assert sum(method == "PUT" for method, _, _ in discord.requests) == 1


async def test_a_wrong_token_is_one_sentence(tmp_path: Path) -> None:
    """Discord's refusal ends with status 2, one sentence that says what to do, and no sight of the token."""
    async with FakeDiscord.running() as discord:
        process = await start(tmp_path, DISCORD_TOKEN="wrong.token", DISCORD_API_BASE=discord.base)
        assert await end(process) == (2, [endings.LOGIN_REFUSED])


async def test_an_intent_that_is_not_granted_is_one_sentence(tmp_path: Path) -> None:
    """Reading along in chats takes Discord's leave; where that was not given, the bot says how to get it."""
    async with FakeDiscord.running() as discord:
        process = await start(tmp_path, DISCORD_TOKEN=TOKEN, DISCORD_API_BASE=discord.base, PINCITE_PLAIN_CHAT="yes")
        assert await end(process) == (2, [endings.INTENT_REFUSED])


async def test_no_token_is_one_sentence(tmp_path: Path) -> None:
    """Without a token there is nothing to connect with: status 2."""
    assert await end(await start(tmp_path)) == (2, [endings.LOGIN_MISSING])


async def test_an_unreachable_server_is_one_sentence(tmp_path: Path) -> None:
    """Where nothing listens at the base URL: status 3."""
    base = f"http://127.0.0.1:{unused_port()}/api"
    process = await start(tmp_path, DISCORD_TOKEN=TOKEN, DISCORD_API_BASE=base)
    sentence = endings.UNREACHABLE.format(address=base, hint=endings.UNREACHABLE_HINT)
    assert await end(process) == (3, [sentence])


async def test_an_unreachable_gateway_is_one_sentence(tmp_path: Path) -> None:
    """Where the API answers and its gateway does not: status 3."""
    async with FakeDiscord.running() as discord:
        discord.gateway_url = f"ws://127.0.0.1:{unused_port()}"
        process = await start(tmp_path, DISCORD_TOKEN=TOKEN, DISCORD_API_BASE=discord.base)
        sentence = endings.UNREACHABLE.format(address=discord.gateway_url, hint=endings.UNREACHABLE_HINT)
        assert await end(process) == (3, [sentence])


async def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    """The store's own sentence, and status 3."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    process = await start(tmp_path, DISCORD_TOKEN=TOKEN, PINCITE_DATA=str(blocked))
    status, lines = await end(process)
    assert (status, len(lines)) == (3, 1)
    assert "Traceback" not in lines[0]


async def test_a_bot_for_a_simulated_discord_needs_no_token(tmp_path: Path) -> None:
    """The factory makes a bot from settings alone, with one shard, and closing it closes its store."""
    bot = create_bot(load_settings(tmp_path / ".env", data_folder=tmp_path), simulated=True)
    assert bot.shard_count == 1
    async with bot:
        pass
    Store.open(database_url(tmp_path)).close()
