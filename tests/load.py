"""``python -m tests.load [QUESTIONS] [PASSAGES]``: many questions at the same moment to the real bot over HTTP.

A server that speaks Discord's API runs in a process of its own and sends all the interactions at once; the bot runs
here, over a library of made-up passages, with a watch on its event loop. Printed is how long the server waited for the
first response to each interaction and for the answer itself, and how long the loop was held at most.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import click

from bot.client import PinciteBot
from bot.host import endpoint
from bot.host.memory import exempt_from_collection
from bot.libraries import Libraries
from knowledge import By, Source, Store, database_url
from knowledge.benchmark import MadeUp, made_up
from tests.bot.fake_discord import TOKEN, FakeDiscord
from tests.bot.fake_payloads import token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

_ROUNDS = 5


def _store(folder: Path, made: MadeUp) -> Store:
    """A store whose shared library holds the made-up passages."""
    store = Store.open(database_url(folder))
    by = By(0, datetime.now(UTC))
    store.documents.put(None, made.document(), Source("made-up.txt", "\n\n".join(made.texts).encode()), by)
    return store


class _Watched(FakeDiscord):
    """A server that notes when what came."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[tuple[float, str]] = []

    async def _rest(self, request: Any) -> Any:
        self.times.append((time.perf_counter(), "/" + request.match_info["path"]))
        return await super()._rest(request)

    async def answered(self, count: int) -> None:
        """Wait until so many interactions have their answer."""
        async with asyncio.timeout(60), self._arrived:
            await self._arrived.wait_for(lambda: sum("@original" in path for _, path in self.times) >= count)


async def _serve(pipe: Connection) -> None:
    """Tell the address; then for each list of questions send them at once, and tell the waiting times."""
    async with _Watched.running() as fake:
        pipe.send(fake.base)
        await fake.identified.wait()
        number = 1
        while questions := await asyncio.to_thread(pipe.recv):
            numbers = range(number, number + len(questions))
            fake.times.clear()
            started = time.perf_counter()
            await asyncio.gather(*(fake.ask(one, n) for one, n in zip(questions, numbers, strict=True)))
            tokens = [token(n) for n in numbers]
            await fake.answered(len(questions))
            pipe.send([_waits(fake.times, tokens, kind, started) for kind in ("/callback", "/@original")])
            number += len(questions)


def _waits(times: list[tuple[float, str]], tokens: list[str], kind: str, started: float) -> list[float]:
    """Milliseconds until the first request of this kind for each token."""
    return [
        1000 * (next(at for at, path in times if path.endswith(kind) and one in path.split("/")) - started)
        for one in tokens
    ]


def _server(pipe: Connection) -> None:
    asyncio.run(_serve(pipe))


class _Watch:
    """The longest single step of the loop: whatever runs in it without giving way."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.what = ""

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time every step of every loop."""
        original = asyncio.events.Handle._run

        def timed(handle: asyncio.Handle) -> None:
            started = time.perf_counter()
            original(handle)
            taken = time.perf_counter() - started
            if taken > self.longest:
                self.longest, self.what = taken, repr(handle)

        with patch.object(asyncio.events.Handle, "_run", timed):
            yield


async def _bot(pipe: Connection, count: int, made: MadeUp) -> None:
    base = await asyncio.to_thread(pipe.recv)
    endpoint.use(base)
    with tempfile.TemporaryDirectory() as folder:
        async with PinciteBot(Libraries(_store(Path(folder), made)), api_base=base) as bot:
            running = asyncio.create_task(bot.start(TOKEN))
            await bot.wait_until_ready()
            exempt_from_collection()
            for number in range(_ROUNDS):
                watch = _Watch()
                questions = [made.questions[(number + n) % len(made.questions)] for n in range(count)]
                with watch.watching():
                    await asyncio.to_thread(pipe.send, questions)
                    first, answer = await asyncio.to_thread(pipe.recv)
                click.echo(
                    f"{count} at once: first response {median(first):.0f} ms median, {max(first):.0f} ms at most;"
                    f" answer {median(answer):.0f} ms median, {max(answer):.0f} ms at most;"
                    f" loop held {1000 * watch.longest:.1f} ms at most, by {watch.what}"
                )
            await asyncio.to_thread(pipe.send, [])
            running.cancel()


def main() -> None:
    """Measure, with 50 questions and 10,000 passages if not told otherwise."""
    count, passages = (int(given) for given in [*sys.argv[1:], "50", "10000"][:2])
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_server, args=(there,), daemon=True)
    server.start()
    asyncio.run(_bot(here, count, made_up(passages)))
    server.terminate()


if __name__ == "__main__":
    main()
