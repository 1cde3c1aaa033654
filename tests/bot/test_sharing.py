"""A private answer is shared in the name of whoever shares it; an answer is deleted by those who may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot import texts
from tests.bot.limits import buttons_of, texts_of
from tests.bot.seen import LEVER, answer_to, ask, components, labels, last_in, shown

if TYPE_CHECKING:
    import simcord

    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


async def ask_in_private(scene: Scene, question: str) -> simcord.ResponseMessage:
    """Alice asks so that only she sees the answer."""
    return answer_to(await scene.alice.slash(scene.channel, "ask", question=question, private=True))


async def test_only_private_answers_can_be_shared(scene: Scene) -> None:
    """In the channel there is nothing to share; a copy that only one person sees can be shared by them."""
    private = await ask_in_private(scene, "direct lever")
    assert private.ephemeral
    assert texts.SHARE in labels(private)
    public = await ask(scene, "direct lever")
    assert texts.SHARE not in labels(public)
    copy = answer_to(await scene.bob.click(public, label=texts.CONTEXT))
    assert texts.SHARE in labels(copy)


async def test_a_shared_answer_stands_in_the_channel(scene: Scene) -> None:
    """It says who shared it and is theirs; the private one stays, and cannot be shared again by pressing twice."""
    private = await ask_in_private(scene, "friction in Sinkiang")
    first = shown(private)
    await scene.alice.click(private, label=texts.NEXT)
    await scene.alice.click(private, label=texts.SHARE)
    public = last_in(scene.channel)
    assert not public.flags.ephemeral
    heading, notes, passage = texts_of(components(public))[:3]
    assert (heading, notes) == ("### friction in Sinkiang", "-# shared by @alice")
    assert passage in shown(private)
    assert texts.SHARE not in [*labels(public), *labels(private)]
    assert buttons_of(components(private))[texts.SHARED]["disabled"]
    await scene.alice.click(public, label=texts.PREVIOUS)
    assert shown(last_in(scene.channel)).replace("-# shared by @alice\n", "") == first
    copy = answer_to(await scene.bob.click(public, label=texts.NEXT))
    assert copy.ephemeral


async def test_names_are_text(scene: Scene) -> None:
    """A name with markup in it is shown as it is."""
    person = scene.env.guild.add_member(scene.env.create_user("eve"), nick="*@everyone* <@1>")
    private = answer_to(await person.slash(scene.channel, "ask", question="direct lever", private=True))
    await person.click(private, label=texts.SHARE)
    assert texts_of(components(last_in(scene.channel)))[1] == r"-# shared by @\*\@everyone\* \<\@1>"


async def test_nothing_is_shared_where_the_bot_may_not_write(scene: Scene) -> None:
    """Where the bot lacks the permission to write, the answer stays private, and a sentence says why."""
    assert scene.env.bot.user is not None
    silence: dict[Any, discord.PermissionOverwrite] = {
        scene.env.bot.user: discord.PermissionOverwrite(send_messages=False)
    }
    quiet = scene.env.guild.create_text_channel("quiet", overwrites=silence)
    private = answer_to(await scene.alice.slash(quiet, "ask", question="direct lever", private=True))
    told = answer_to(await scene.alice.click(private, label=texts.SHARE))
    assert told.ephemeral
    assert told.content == texts.NO_PERMISSION
    assert not quiet.history()


async def test_whoever_asked_deletes_the_answer(scene: Scene) -> None:
    """The answer is gone; a private one too."""
    reply = await ask(scene, "direct lever")
    assert LEVER in shown(last_in(scene.channel))
    await scene.alice.click(reply, label=texts.DELETE)
    assert not scene.channel.history()
    private = await ask_in_private(scene, "direct lever")
    await scene.alice.click(private, label=texts.DELETE)
    scene.env.raise_errors()


async def test_others_cannot_delete_an_answer(scene: Scene) -> None:
    """Whoever did not ask and may not manage messages gets a sentence, and the answer stays."""
    reply = await ask(scene, "direct lever")
    told = answer_to(await scene.bob.click(reply, label=texts.DELETE))
    assert told.ephemeral
    assert told.content == texts.NOT_YOURS
    assert LEVER in shown(last_in(scene.channel))


async def test_moderators_delete_answers(scene: Scene) -> None:
    """Whoever may manage messages in the channel deletes anybody's answer."""
    role = scene.env.guild.create_role("keepers", permissions=discord.Permissions(manage_messages=True))
    keeper = scene.env.guild.add_member(scene.env.create_user("carol"), roles=[role])
    reply = await ask(scene, "direct lever")
    await keeper.click(reply, label=texts.DELETE)
    assert not scene.channel.history()


async def test_what_is_deleted_already_is_said_so(scene: Scene) -> None:
    """Pressing a button of a message that somebody deleted at the same moment ends in a sentence, not in an error."""
    reply = await ask(scene, "direct lever")
    scene.env.inject_error(
        "DELETE", "/webhooks/*/messages/@original", status=404, code=10008, message="Unknown Message"
    )
    told = answer_to(await scene.alice.click(reply, label=texts.DELETE))
    assert told.content == texts.MESSAGE_GONE
