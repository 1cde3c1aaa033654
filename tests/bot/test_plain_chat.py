"""References in plain chat: recognised where moderators switched that on, and the host lets the bot read along."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from bot.client import PinciteBot
from bot.libraries import Libraries
from knowledge import By, Store, database_url
from tests.bot.conftest import NEVER
from tests.bot.limits import texts_of
from tests.bot.seen import ask, components, labels, last_in, mention, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bot.conftest import Scene

BY = By(1, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
async def simcord_bot(tmp_path: Path) -> AsyncIterator[PinciteBot]:
    """A bot that may read along."""
    clock = itertools.count(step=10).__next__
    bot = PinciteBot(
        Libraries(Store.open(database_url(tmp_path)), poll_seconds=NEVER), shard_count=1, clock=clock, plain_chat=True
    )
    yield bot
    await bot.close()


@pytest.fixture
async def listening(scene: Scene, simcord_bot: PinciteBot) -> Scene:
    """The scene, with recognition switched on in its channel."""
    await simcord_bot.guild_settings.change(scene.env.guild.id, BY, plain_chat=[scene.channel.id])
    return scene


async def heard(scene: Scene, said: str) -> discord.Message | None:
    """What the bot replies when alice says something in the channel; ``None`` if nothing."""
    message = await scene.alice.send(scene.channel, said)
    last = last_in(scene.channel)
    return None if last.id == message.id else last


async def test_a_reference_is_answered_without_a_ping(listening: Scene) -> None:
    """A page named in passing is shown in a reply that pings nobody, and that its author can delete."""
    reply = await heard(listening, "As it says on p. 404, they were wrong about everything else.")
    assert reply is not None
    assert shown(reply).startswith("### p. 404")
    assert not reply.mentions
    await listening.alice.click(reply, label=texts.DELETE)
    assert last_in(listening.channel).content.startswith("As it says")


async def test_several_references_are_answered_together(listening: Scene) -> None:
    """Of many references three are looked up, in one reply whose pages turn, in reading order; what is not there is left out."""
    reply = await heard(listening, "compare ¶ 17, p. 999, para 5, ¶ 6 and ¶ 8")
    assert reply is not None
    assert texts_of(components(reply))[0] == "### ¶ 17, ¶ 5"
    assert "1 / 2" in labels(reply)
    assert "¶ 5 " in shown(reply).split("-# ")[-1]
    await listening.alice.click(reply, label=texts.NEXT)
    assert "¶ 17 " in shown(last_in(listening.channel)).split("-# ")[-1]


@pytest.mark.parametrize(
    "said",
    ["page 999 is missing", "my p. 404", "turn the page", "`p. 404`", "https://example.org/p.404", "¶", "404"],
)
async def test_silence_where_nothing_is_meant_or_found(listening: Scene, said: str) -> None:
    """What is no reference, or leads nowhere, gets no reply at all."""
    assert await heard(listening, said) is None


async def test_only_chosen_channels_and_their_threads_are_listened_to(listening: Scene) -> None:
    """In other channels, in direct messages and to other bots the bot says nothing of its own accord."""
    quiet = listening.env.guild.create_text_channel("quiet")
    said = await listening.alice.send(quiet, "see p. 404")
    assert last_in(quiet).id == said.id
    robot = listening.env.guild.add_member(listening.env.create_user("robot", bot=True))
    from_robot = await robot.send(listening.channel, "see p. 404")
    assert last_in(listening.channel).id == from_robot.id
    channel = listening.env.bot.get_channel(listening.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="aside", type=discord.ChannelType.public_thread)
    (thread,) = listening.channel.threads
    await listening.alice.send(thread, "see p. 404")
    assert shown(last_in(thread)).startswith("### p. 404")


async def test_a_question_is_answered_once(listening: Scene) -> None:
    """What is said to the bot is a question, whatever references it holds."""
    before = len(listening.channel.history())
    await listening.alice.send(listening.channel, mention(listening, "what's on p. 404"))
    assert len(listening.channel.history()) == before + 2


async def test_a_remark_under_an_answer_is_no_question(listening: Scene) -> None:
    """With the text of all messages at hand, a reply still counts only where it pings the bot."""
    answer = await ask(listening, "direct lever")
    await listening.bob.send(listening.channel, "what about friction in Sinkiang", reply_to=answer)
    assert "Sinkiang" in shown(last_in(listening.channel))


async def test_cooldown_and_failures_are_silent(listening: Scene, simcord_bot: PinciteBot) -> None:
    """Nobody hears that somebody has to wait, or that the bot failed, when nobody asked it anything."""
    await simcord_bot.guild_settings.change(listening.env.guild.id, BY, cooldown=3600)
    assert await heard(listening, "see p. 404") is not None
    assert await heard(listening, "see p. 405") is None
    await simcord_bot.guild_settings.change(listening.env.guild.id, BY, cooldown=0)
    listening.env.inject_error("POST", "/channels/*/messages", status=500)
    assert await heard(listening, "see p. 404") is None


async def test_channels_where_the_bot_may_not_answer_stay_silent(listening: Scene, simcord_bot: PinciteBot) -> None:
    """Recognition does not reach further than the bot itself."""
    other = listening.env.guild.create_text_channel("library")
    await simcord_bot.guild_settings.change(listening.env.guild.id, BY, channels=[other.id])
    assert await heard(listening, "see p. 404") is None


async def test_off_by_default(scene: Scene) -> None:
    """Without a moderator's choice nothing is recognised."""
    assert await heard(scene, "see p. 404") is None


async def test_the_intent_is_asked_for_by_the_host_alone(tmp_path: Path) -> None:
    """A bot whose host did not say so does not ask for the text of messages, nor for anything else privileged."""
    libraries = Libraries(Store.open(database_url(tmp_path)))
    assert PinciteBot(libraries, plain_chat=True).intents.message_content
    plain = PinciteBot(libraries).intents
    assert not any((plain.message_content, plain.members, plain.presences))
    await libraries.close()
