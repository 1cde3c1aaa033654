"""A long exchange goes on in a thread."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from bot.client import PinciteBot
from bot.ids.following import THREAD
from knowledge import By
from tests.bot.seen import LEVER, answer_to, ask, labels, last_in, mention, shown

if TYPE_CHECKING:
    import simcord

    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


async def exchange(scene: Scene, channel: simcord.ChannelHandle) -> discord.Message:
    """Alice asks, and asks on; the second answer."""
    await scene.alice.send(channel, mention(scene, "direct lever"))
    await scene.alice.send(channel, "friction in Sinkiang?", reply_to=last_in(channel))
    return last_in(channel)


def without(scene: Scene, **denied: bool) -> simcord.ChannelHandle:
    """A channel in which the bot, or alice, lacks permissions."""
    guild = scene.env.guild
    return guild.create_text_channel("strict", overwrites={guild.default_role: discord.PermissionOverwrite(**denied)})


async def test_the_exchange_goes_on_in_a_thread(scene: Scene) -> None:
    """The thread is named after the question, says how to go on, and takes both mentions and replies."""
    answer = await exchange(scene, scene.channel)
    told = answer_to(await scene.alice.click(answer, label=texts.CONTINUE_IN_THREAD))
    (thread,) = scene.channel.threads
    assert told.ephemeral
    assert f"<#{thread.id}>" in told.content
    assert thread.name == "friction in Sinkiang?"
    assert last_in(thread).content == texts.THREAD_OPENED
    await scene.alice.send(thread, mention(scene, "direct lever"))
    reply = last_in(thread)
    assert LEVER in shown(reply)
    await scene.alice.send(thread, "next", reply_to=reply)
    assert " / " in "".join(labels(last_in(thread))) or last_in(thread).content == texts.LAST_PASSAGE
    assert texts.CONTINUE_IN_THREAD not in labels(last_in(thread))


async def test_a_second_press_shows_the_way(scene: Scene) -> None:
    """Whoever presses when there is a thread already is told where it is."""
    answer = await exchange(scene, scene.channel)
    await scene.alice.click(answer, label=texts.CONTINUE_IN_THREAD)
    scene.env.inject_error("POST", "/channels/*/messages/*/threads", status=400, code=160004)
    told = answer_to(await scene.bob.click(answer, label=texts.CONTINUE_IN_THREAD))
    (thread,) = scene.channel.threads
    assert told.content == texts.THREAD_READY.format(thread=f"<#{thread.id}>")


async def test_a_thread_without_a_question_has_a_name_in_the_language_of_the_server(scene: Scene) -> None:
    """The name of a thread is seen by everybody, as the label of its button is."""
    bot, guild = scene.env.bot, scene.env.guild
    assert isinstance(bot, PinciteBot)
    await bot.guild_settings.change(guild.id, By(0, datetime.now(UTC)), language="de")
    channel = bot.get_channel(scene.channel.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="…", custom_id=THREAD))
    await scene.alice.click(await channel.send("…", view=view), label="…")
    assert [thread.name for thread in scene.channel.threads] == ["In einem Thread fortsetzen"]


async def test_who_may_not_open_threads_is_told(scene: Scene) -> None:
    """Neither the bot nor a member opens a thread where they may not; each is told which it is."""
    closed = without(scene, create_public_threads=False)
    answer = await exchange(scene, closed)
    told = answer_to(await scene.alice.click(answer, label=texts.CONTINUE_IN_THREAD))
    assert told.ephemeral
    assert told.content == texts.THREAD_NOT_BY_ME
    mute = without(scene, send_messages_in_threads=False)
    told = answer_to(await scene.alice.click(await exchange(scene, mute), label=texts.CONTINUE_IN_THREAD))
    assert told.content == texts.THREAD_NOT_BY_ME
    assert not closed.threads
    assert not mute.threads


async def test_a_member_who_may_not_is_told(scene: Scene) -> None:
    """A member does not get through the bot what they may not do themselves."""
    guild = scene.env.guild
    novice = guild.create_role("Novices")
    assert scene.env.bot.user is not None
    channel = guild.create_text_channel(
        "novices", overwrites={novice: discord.PermissionOverwrite(create_public_threads=False)}
    )
    carol = guild.add_member(scene.env.create_user("carol"), roles=[novice])
    answer = await exchange(scene, channel)
    told = answer_to(await carol.click(answer, label=texts.CONTINUE_IN_THREAD))
    assert told.content == texts.THREAD_NOT_BY_YOU
    assert not channel.threads


async def test_a_thread_that_stays_silent_is_a_thread(scene: Scene) -> None:
    """Where the words of welcome do not get through, the thread is there all the same."""
    answer = await exchange(scene, scene.channel)
    scene.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    told = answer_to(await scene.alice.click(answer, label=texts.CONTINUE_IN_THREAD))
    assert len(scene.channel.threads) == 1
    assert told.content.startswith("Continue in <#")


async def test_a_deleted_answer_has_no_thread(scene: Scene) -> None:
    """Discord's refusal is told to the one who pressed, and nobody else."""
    answer = await exchange(scene, scene.channel)
    scene.env.inject_error("POST", "/channels/*/messages/*/threads", status=404, code=10008)
    before = len(scene.channel.history())
    told = answer_to(await scene.alice.click(answer, label=texts.CONTINUE_IN_THREAD))
    assert told.ephemeral
    assert told.content
    assert len(scene.channel.history(viewer=scene.bob)) == before


async def test_direct_messages_have_no_threads(scene: Scene) -> None:
    """No thread is offered where there can be none."""
    await scene.alice.send_dm("direct lever")
    reply = last_in(scene.alice.user.dm_channel)
    reference = {"channel_id": str(reply.channel.id), "message_id": str(reply.id)}
    await scene.alice.send_dm("friction in Sinkiang", reference=reference)
    assert "Sinkiang" in shown(last_in(scene.alice.user.dm_channel))
    assert texts.CONTINUE_IN_THREAD not in labels(last_in(scene.alice.user.dm_channel))
    assert texts.CONTINUE_IN_THREAD not in labels(await ask(scene, "direct lever"))
