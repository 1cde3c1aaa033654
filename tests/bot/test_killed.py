"""The bot's process is killed between any two steps of a document's life, in two servers, and nothing is lost."""

from __future__ import annotations

import itertools
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING, Any

import pytest

from bot import texts as general
from bot.texts import library as texts
from knowledge import Status, Store, database_url
from tests.bot.fake_discord import TOKEN, FakeDiscord
from tests.bot.fake_payloads import APPLICATION, token
from tests.bot.librarians import NEWER_RULES, RULES
from tests.bot.limits import texts_of, walk
from tests.bot.test_run import start, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ONE, TWO = 7000, 8000
QUESTION = "On which days are dogs welcome in the reading room?"

Message = list[dict[str, Any]]


class Life:
    """A bot that is started for one step and killed after it."""

    def __init__(self, folder: Path, discord: FakeDiscord) -> None:
        self._folder = folder
        self._discord = discord
        self._numbers = itertools.count(1)

    @asynccontextmanager
    async def step(self) -> AsyncIterator[None]:
        """Start, and kill when the step is done."""
        process = await start(self._folder, DISCORD_TOKEN=TOKEN, DISCORD_API_BASE=self._discord.base)
        await until(process, "Ready as")
        try:
            yield
        finally:
            process.kill()
            await process.communicate()

    async def use(self, server: int, name: str, text: str, file: bytes | None = None, **options: str) -> Message:
        """Use a command, and wait for a reply that says ``text``."""
        number = next(self._numbers)
        sent = None if file is None else ("file" if "replace" in name else "file1", "rules.md", file)
        await self._discord.slash(number, server, name, options, sent)
        return await self._reply(number, text)

    async def press(self, server: int, message: Message, label: str, text: str) -> Message:
        """Press the button of this label, and wait for a reply that says ``text``."""
        number = next(self._numbers)
        (custom_id,) = [one["custom_id"] for one in walk(message) if one.get("label") == label]
        await self._discord.press(number, server, custom_id, message)
        return await self._reply(number, text)

    def stored(self, server: int) -> tuple[list[str], list[int], int]:
        """What the store has of a server while nobody runs: titles, editions of the first, and previews."""
        with closing(Store.open(database_url(self._folder))) as store:
            store.check()
            own = [one for one in store.documents.list(server) if not one.is_shared]
            editions = sorted(one.edition for one in store.documents.history(server, own[0].id))
            return [one.title for one in own], editions, len(store.documents.list(server, Status.PENDING))

    async def _reply(self, number: int, text: str) -> Message:
        path = f"/webhooks/{APPLICATION}/{token(number)}/messages/@original"
        body = await self._discord.request("PATCH", path, text)
        components: Message = body["components"]
        return components


@pytest.mark.thorough
async def test_a_document_outlives_every_kill(tmp_path: Path) -> None:
    """Upload, approve, ask, replace, approve, old button, remove, undo, ask: each by a process that is killed then."""
    async with FakeDiscord.running() as discord:
        discord.servers = (ONE, TWO)
        life = Life(tmp_path, discord)
        async with life.step():
            previews = {at: await life.use(at, "library add", texts.APPROVE, RULES) for at in (ONE, TWO)}
        async with life.step():
            for at, preview in previews.items():
                await life.press(at, preview, texts.APPROVE, texts.APPROVED)
        async with life.step():
            answers = {at: await life.use(at, "ask", "Tuesdays", question=QUESTION) for at in (ONE, TWO)}
        async with life.step():
            changes = await life.use(ONE, "library replace", texts.APPROVE, NEWER_RULES, document="House rules")
        async with life.step():
            await life.press(ONE, changes, texts.APPROVE, texts.APPROVED)
        async with life.step():
            old = await life.press(ONE, answers[ONE], general.CONTEXT, general.EARLIER_EDITION)
            assert "Tuesdays" in "".join(texts_of(old))
        async with life.step():
            asked = await life.use(ONE, "library remove", texts.REMOVE_YES, document="House rules")
            removed = await life.press(ONE, asked, texts.REMOVE_YES, texts.UNDO)
        async with life.step():
            await life.press(ONE, removed, texts.UNDO, "")
        async with life.step():
            await life.use(ONE, "ask", "Fridays", question=QUESTION)
            await life.use(TWO, "ask", "Tuesdays", question=QUESTION)
        assert life.stored(ONE) == (["House rules"], [1, 2], 0)
        assert life.stored(TWO) == (["House rules"], [1], 0)
