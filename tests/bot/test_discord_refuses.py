"""Discord refuses or is slow, messages vanish, everybody presses at once: one sentence where possible, never a crash."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
import pytest
from simcord import InteractionResult, interactions
from simcord.backend import serializers

from bot import texts
from tests.bot.limits import buttons_of
from tests.bot.seen import LEVER, answer_to, ask, last_in, shown

if TYPE_CHECKING:
    import simcord

    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

EDIT = "/webhooks/*/messages/@original"
FOLLOW_UP = "/webhooks/*/simcord_interaction_*"
CALLBACK = "/interactions/*/callback"


async def test_a_failing_edit_is_told_and_logged(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    """Discord answers 500 to an edit: the person hears that it has trouble, the answer stays."""
    reply = await ask(scene, "friction in Sinkiang")
    first = shown(reply)
    scene.env.inject_error("PATCH", EDIT, status=500, times=1)
    result = await scene.alice.click(reply, label=texts.NEXT)
    told = answer_to(result)
    assert told.ephemeral
    assert told.content == texts.DISCORD_TROUBLE
    assert shown(reply) == first
    assert "Discord refused" in caplog.text
    await scene.alice.click(reply, label=texts.NEXT)
    assert shown(reply) != first


@pytest.mark.parametrize("code", [10062, 10015, 50027])
async def test_a_token_that_expired_is_nobodys_fault(scene: Scene, caplog: pytest.LogCaptureFixture, code: int) -> None:
    """Where Discord no longer knows the interaction, nobody can be told; it is no error, and the next press works."""
    reply = await ask(scene, "friction in Sinkiang")
    first = shown(reply)
    for path in (EDIT, FOLLOW_UP):
        scene.env.inject_error("*", path, status=404, code=code, message="Unknown")
    await scene.alice.click(reply, label=texts.NEXT)
    assert shown(reply) == first
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    await scene.alice.click(reply, label=texts.NEXT)
    assert shown(reply) != first


async def test_a_press_that_came_too_late_is_let_go(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    """Discord no longer takes even the first response: nothing can be said, and nothing breaks."""
    reply = await ask(scene, "direct lever")
    scene.env.inject_error("POST", CALLBACK, status=404, code=10062, message="Unknown interaction", times=2)
    await scene.alice.click(reply, label=texts.WHY)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert LEVER in shown(reply)


async def test_a_message_that_vanishes_under_a_press(scene: Scene) -> None:
    """Somebody deletes the answer while its page is turned: one sentence says so."""
    reply = await ask(scene, "friction in Sinkiang")
    scene.env.inject_error("PATCH", EDIT, status=404, code=10008, message="Unknown Message")
    told = answer_to(await scene.alice.click(reply, label=texts.NEXT))
    assert told.ephemeral
    assert told.content == texts.MESSAGE_GONE


async def test_a_missing_permission_is_named(scene: Scene) -> None:
    """What Discord forbids is told as what it is: something that moderators can mend."""
    reply = await ask(scene, "friction in Sinkiang")
    scene.env.inject_error("PATCH", EDIT, status=403, code=50013, message="Missing Permissions")
    told = answer_to(await scene.alice.click(reply, label=texts.NEXT))
    assert told.content == texts.NO_PERMISSION


def press_without_waiting(scene: Scene, person: simcord.MemberActor, message_id: int, label: str) -> InteractionResult:
    """A press that reaches the bot at the same moment as others do."""
    backend = scene.env.backend
    message = backend.messages[scene.channel.id][message_id]
    button = buttons_of(message.components)[label]
    record, payload = interactions.base_payload(
        backend,
        type=discord.InteractionType.component.value,
        channel_id=scene.channel.id,
        guild_id=scene.env.guild.id,
        user_id=person.id,
        data={"custom_id": button["custom_id"], "component_type": discord.ComponentType.button.value},
    )
    record.source_message_id = message.id
    backend.emit("INTERACTION_CREATE", payload | {"message": dict(serializers.message_payload(backend, message))})
    return InteractionResult(scene.env, record)


async def test_fifty_presses_at_once(scene: Scene) -> None:
    """Two people press every button many times at the same moment: every press is answered, each as it should be."""
    reply = await ask(scene, "friction in Sinkiang")
    second = shown(answer_to(await scene.bob.click(reply, label=texts.NEXT)))
    buttons = [texts.NEXT, texts.CONTEXT, texts.WHY, texts.CITE, texts.NEXT]
    presses = [(person, button) for _ in range(5) for button in buttons for person in (scene.alice, scene.bob)]
    results = [press_without_waiting(scene, person, reply.id, button) for person, button in presses]
    assert len(results) == 50
    await scene.env.settle()
    scene.env.raise_errors()
    for (person, button), result in zip(presses, results, strict=True):
        told = answer_to(result)
        if person is scene.bob:
            assert told.ephemeral
            assert not told.content
            if button == texts.NEXT:
                assert shown(told) == second
    assert shown(last_in(scene.channel)) in {second, shown(reply)}
