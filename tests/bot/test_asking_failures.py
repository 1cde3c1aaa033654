"""Asking where something is in the way: permissions, deleted messages, expired tokens, a Discord that fails."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot import texts
from bot.client import PinciteBot
from bot.libraries import Libraries
from knowledge import Library, Store, database_url
from tests.bot.conftest import NEVER
from tests.bot.moderation import manager_in
from tests.bot.seen import LEVER, answer_to, ask, last_in, mention, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

ORIGINAL = "/webhooks/*/messages/@original"


class Failing(Libraries):
    """Libraries that fail whenever they are used."""

    async def use(self, guild_id: int | None, work: Callable[[Library], Any]) -> Any:
        """Fail."""
        raise RuntimeError("the disk is on fire")


async def test_a_failure_after_a_public_defer_stays_private(
    scene: Scene, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The announced answer goes, the sentence is for the asker alone, and nobody else ever saw it."""
    bot = PinciteBot(Failing(Store.open(database_url(tmp_path)), poll_seconds=NEVER), shard_count=1)
    await scene.env.restart_bot(bot)
    told = await ask(scene, "direct lever")
    assert told.ephemeral
    assert told.content.startswith("Something went wrong on my side")
    assert scene.channel.history(viewer=scene.bob) == []
    assert await scene.alice.autocomplete(scene.channel, "ask", "document", "sino") == []
    with pytest.raises(ExceptionGroup):
        scene.env.raise_errors()
    assert "The command /ask failed" in caplog.text
    caplog.clear()
    await bot.close()


async def test_commands_while_the_bot_stops_are_told_so_once(scene: Scene) -> None:
    """Members' and moderators' commands end in the same private sentence, and in nothing else."""
    bot = scene.env.bot
    assert isinstance(bot, PinciteBot)
    await bot._in_flight.drain(0)
    manager = manager_in(scene.env, scene.env.guild, "manager")
    for command, options in (("ask", {"question": "lever"}), ("contents", {}), ("about", {}), ("gaps", {})):
        result = await manager.slash(scene.channel, command, **options)
        assert answer_to(result).content == texts.RESTARTING, command
        assert answer_to(result).ephemeral
        assert not result.followups


async def test_an_answer_that_discord_does_not_take_is_told_in_private(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the edit fails with 500, the asker gets a sentence, and the placeholder goes."""
    scene.env.inject_error("PATCH", ORIGINAL, status=500)
    told = await ask(scene, "direct lever")
    assert told.ephemeral
    assert told.content == texts.DISCORD_TROUBLE
    assert scene.channel.history(viewer=scene.bob) == []
    assert [record.levelno for record in caplog.records if record.name == "bot.errors"] == [logging.WARNING]


@pytest.mark.parametrize("code", [10015, 50027])
async def test_an_expired_token_is_no_error(scene: Scene, caplog: pytest.LogCaptureFixture, code: int) -> None:
    """Where the interaction is over, there is nobody to tell and nothing to report."""
    scene.env.inject_error("*", "/webhooks/*", status=404, code=code, times=None)
    result = await scene.alice.slash(scene.channel, "ask", question="direct lever")
    assert not result.followups
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_channel_where_the_bot_may_not_write_stays_silent(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    """A mention there is no error; ``/ask`` still works, since it needs no permission of the bot's."""
    caplog.set_level(logging.INFO, "bot")
    scene.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    asked = await scene.alice.send(scene.channel, mention(scene, "direct lever"))
    assert last_in(scene.channel).id == asked.id
    assert "No permission to answer" in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING and record.name != "asyncio"]
    assert LEVER in shown(await ask(scene, "direct lever"))


async def test_without_the_history_the_answer_is_no_reply(scene: Scene) -> None:
    """Where the bot may not read the history, Discord lets it say the answer, but not as a reply."""
    scene.env.inject_error("POST", "/channels/*/messages", status=400, code=160002)
    await scene.alice.send(scene.channel, mention(scene, "direct lever"))
    answer = last_in(scene.channel)
    assert LEVER in shown(answer)
    assert answer.reference is None


async def test_next_without_the_history_asks_which(scene: Scene) -> None:
    """Where the bot cannot look back, it asks for a reply."""
    await scene.alice.send(scene.channel, mention(scene, "friction in Sinkiang"))
    scene.env.inject_error("GET", "/channels/*/messages", status=403, code=50001)
    await scene.alice.send(scene.channel, mention(scene, "next"))
    assert last_in(scene.channel).content == texts.WHICH_ANSWER


async def test_a_question_that_was_taken_back_gets_no_answer(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    """A message deleted before its answer came is not answered."""
    caplog.set_level(logging.INFO, "bot")
    scene.env.inject_error(
        "POST", "/channels/*/messages", status=400, code=50035, message="Invalid Form Body: message_reference unknown"
    )
    asked = await scene.alice.send(scene.channel, mention(scene, "direct lever"))
    assert last_in(scene.channel).id == asked.id
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING and record.name != "asyncio"]


async def test_trouble_with_discord_is_said(scene: Scene) -> None:
    """Where sending the answer fails with 500, the person is told to try again."""
    scene.env.inject_error("POST", "/channels/*/messages", status=500)
    await scene.alice.send(scene.channel, mention(scene, "direct lever"))
    assert last_in(scene.channel).content == texts.DISCORD_TROUBLE


async def test_the_menu_of_a_deleted_message_still_answers(scene: Scene) -> None:
    """Discord hands over the message itself: it need not exist any more when its question is answered."""
    message = await scene.alice.send(scene.channel, "a direct lever")
    scene.env.inject_error("GET", "/channels/*/messages/*", status=404, code=10008, times=None)
    reply = answer_to(await scene.bob.context_menu(scene.channel, texts.FIND_PASSAGES, message))
    assert LEVER in shown(reply)
