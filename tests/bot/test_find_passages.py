"""*Find passages* in the menu of a message: what it says is the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from tests.bot.limits import texts_of
from tests.bot.seen import LEVER, answer_to, ask, components, shown

if TYPE_CHECKING:
    import simcord

    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


async def find(scene: Scene, message: discord.Message | simcord.ResponseMessage) -> simcord.ResponseMessage:
    """Bob looks for what a message says; what he gets."""
    return answer_to(await scene.bob.context_menu(scene.channel, texts.FIND_PASSAGES, message))


async def test_what_a_message_says_is_looked_for(scene: Scene) -> None:
    """The words of somebody's message are the question, without mention, markup and address; only bob sees the answer."""
    said = f"{scene.bob.mention} has **the USSR** a direct lever? https://example.org/x <:hm:123>"
    reply = await find(scene, await scene.alice.send(scene.channel, said))
    assert reply.ephemeral
    assert texts_of(components(reply))[0] == "### @bob has the USSR a direct lever?".replace("@", "\\@")
    assert LEVER in shown(reply)
    await scene.bob.click(reply, label=texts.CONTEXT)
    assert texts.CONTEXT not in shown(reply)


@pytest.mark.parametrize("content", ["https://example.org/only", "<:hm:123>", "||\u200b||"])
async def test_a_message_without_words_says_so(scene: Scene, content: str) -> None:
    """An address, an emoji or nothing at all is nothing to look for."""
    told = await find(scene, await scene.alice.send(scene.channel, content))
    assert told.ephemeral
    assert told.content == texts.NO_TEXT


async def test_a_forwarded_message_is_what_it_forwards(scene: Scene) -> None:
    """Who forwards a message says nothing of their own; what is forwarded is looked for."""
    elsewhere = scene.env.guild.create_text_channel("elsewhere")
    said = await scene.alice.send(elsewhere, "a **direct lever**")
    assert shown(await find(scene, await scene.alice.forward(said, scene.channel))).startswith("### a direct lever")


async def test_what_bots_show_has_no_text(scene: Scene) -> None:
    """The bot's own answers, and other bots' embeds, hold no words of a message."""
    assert (await find(scene, await ask(scene, "direct lever"))).content == texts.NO_TEXT
    webhook = scene.env.guild.create_webhook(scene.channel)
    embedded = await webhook.send(embed=discord.Embed(title="direct lever"))
    assert (await find(scene, embedded)).content == texts.NO_TEXT


async def test_a_very_long_message_is_a_question(scene: Scene) -> None:
    """Two thousand characters of somebody's message are searched as a whole."""
    said = ("direct lever upon Chinese Communist policy " * 50)[:1990]
    assert shown(await find(scene, await scene.alice.send(scene.channel, said))).startswith("### direct lever")
