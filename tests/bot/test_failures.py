"""What goes wrong is one sentence for people and everything else for the log; commands are sent only when due."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot import texts
from bot.client import PinciteBot
from bot.libraries import Libraries
from knowledge import Library, StorageError, Store, database_url
from tests.bot.conftest import NEVER
from tests.bot.seen import answer_to, ask, last_in, mention

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bot.conftest import Scene


class Broken(Libraries):
    """Libraries that fail whenever they are used, with ``failure``."""

    failure: Exception = RuntimeError("the disk is on fire")

    async def use(self, guild_id: int | None, work: Callable[[Library], Any]) -> Any:
        """Fail."""
        raise self.failure


@pytest.fixture
def broken(tmp_path: Path) -> PinciteBot:
    """A bot whose libraries fail."""
    return PinciteBot(Broken(Store.open(database_url(tmp_path)), poll_seconds=NEVER), shard_count=1)


async def test_a_failure_is_one_sentence_and_the_log_has_the_rest(
    scene: Scene, broken: PinciteBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Command, button and mention all end in one sentence with a reference under which the log has the traceback."""
    reply = await ask(scene, "direct lever")
    await scene.env.restart_bot(broken)
    told = [
        (await ask(scene, "direct lever")).content,
        answer_to(await scene.alice.click(reply, label=texts.CONTEXT)).content,
    ]
    await scene.alice.send(scene.channel, mention(scene, "direct lever"))
    told.append(last_in(scene.channel).content)
    with pytest.raises(ExceptionGroup):
        scene.env.raise_errors()
    logged = [record for record in caplog.records if record.levelno == logging.ERROR and record.name == "bot.errors"]
    assert len(logged) == 3
    for sentence, record in zip(told, logged, strict=True):
        assert sentence.startswith("Something went wrong on my side")
        assert sentence.split("`")[1] in record.getMessage()
        assert "fire" not in sentence
        assert record.exc_info is not None
    caplog.clear()
    await broken.close()


async def test_a_failure_of_the_store_is_explained(
    scene: Scene, broken: PinciteBot, caplog: pytest.LogCaptureFixture
) -> None:
    """What the store says about itself is shown, with a reference."""
    Broken.failure, before = StorageError("The disk is full."), Broken.failure
    await scene.env.restart_bot(broken)
    await scene.alice.send(scene.channel, mention(scene, "direct lever"))
    Broken.failure = before
    assert last_in(scene.channel).content.startswith("The disk is full. Reference: `")
    assert "Answering a message failed" in caplog.text
    caplog.clear()
    await broken.close()


async def test_commands_are_sent_only_when_they_changed(scene: Scene, make_bot: Callable[[], PinciteBot]) -> None:
    """A restart with the same commands sends nothing; other commands, or a forgetful store, send them again."""

    def sent() -> int:
        return sum(
            request.method == "PUT" and request.path.endswith("/commands") for request in scene.env.http_requests
        )

    assert sent() == 1
    again = make_bot()
    await scene.env.restart_bot(again)
    assert sent() == 1
    assert again.application_id is not None
    changed = make_bot()
    changed.tree.add_command(discord.app_commands.Command(name="more", description="More", callback=_more))
    await again.close()
    await scene.env.restart_bot(changed)
    assert sent() == 2
    await changed.close()


async def _more(interaction: discord.Interaction) -> None:
    """A command that another version has."""
