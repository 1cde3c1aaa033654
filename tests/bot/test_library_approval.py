"""Nothing takes the place of a live document before a moderator has seen what that changes, golden questions included."""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
import pytest
from simcord.backend.serializers import message_payload
from simcord.interactions import base_payload

from bot.features import desk, rehearsal
from bot.ids.library import Deed, Order, encode
from bot.texts import library as texts
from knowledge import By, Status
from tests.bot.librarians import NEWER_RULES, RULES, House, added, house, ids, in_store, run
from tests.bot.limits import buttons_of, texts_of
from tests.bot.moderation import control_in
from tests.bot.seen import answer_to, labels, shown

if TYPE_CHECKING:
    import simcord

    from bot.client import PinciteBot
    from bot.replies.golden import Rehearsal
    from knowledge import EditionInfo, Store
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


@pytest.fixture
async def hall(scene: Scene, simcord_bot: PinciteBot) -> House:
    """A server with rules, and a golden question about them."""
    hall = house(scene, "hall")
    await added(hall, "rules.md", RULES)

    def keep(store: Store) -> None:
        hit = store.library(hall.guild.id).ask("What does a lost ticket cost?").hits[0]
        store.golden.add(hall.guild.id, "What does a lost ticket cost?", hit, By(hall.moderator.id, datetime.now(UTC)))

    await in_store(simcord_bot, keep)
    return hall


def views(scene: Scene, since: int) -> list[tuple[bool, bool]]:
    """Of each message with changes that the bot sent: whether the questions are being tried, and whether it approves."""
    sent = [request.json for request in scene.env.http_requests[since:] if isinstance(request.json, dict)]
    found = [(texts_of(one.get("components", [])), buttons_of(one.get("components", []))) for one in sent]
    return [
        (texts.GOLDEN_CHECKING in "\n".join(said), texts.APPROVE in buttons)
        for said, buttons in found
        if texts.CHANGES.format(title="House rules") in "\n".join(said)
    ]


async def test_it_is_approved_once_the_questions_were_tried(hall: House, scene: Scene, simcord_bot: PinciteBot) -> None:
    """First the changes without that button, then with it; a button of old shows the same instead of approving."""
    since = len(scene.env.http_requests)
    changes = await run(hall, "replace", document="rules", file=("new.md", NEWER_RULES))
    assert views(scene, since) == [(True, False), (False, True)]

    (waiting,) = await in_store(simcord_bot, lambda store: store.documents.list(hall.guild.id, Status.PENDING))
    forged = await control_in(scene, hall.channel, encode(Order(Deed.APPROVE, waiting.key)))
    since = len(scene.env.http_requests)
    told = answer_to(await hall.moderator.click(forged, label="press"))
    assert views(scene, since) == [(True, False), (False, True)]
    assert [one.edition for one in await live(hall, simcord_bot)] == [1]
    await hall.moderator.click(told, label=texts.APPROVE)
    assert [one.edition for one in await live(hall, simcord_bot)] == [2]
    await hall.moderator.click(changes, label=texts.APPROVE)
    assert texts.REMOVE_BUTTON in labels(changes)


async def test_a_trial_that_fails_locks_nobody_out(
    hall: House, simcord_bot: PinciteBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child process that dies, or does not end: it is said, and can be approved all the same."""
    monkeypatch.setattr(rehearsal, "SMALL", 0)
    monkeypatch.setattr(rehearsal, "_SECONDS", 0.2)
    monkeypatch.setattr(rehearsal, "_COMMAND", [sys.executable, "-c", "raise SystemExit(3)"])
    changes = await run(hall, "replace", document="rules", file=("new.md", NEWER_RULES))
    assert texts.GOLDEN_FAILED in shown(changes)
    monkeypatch.setattr(rehearsal, "_COMMAND", [sys.executable, "-c", "import time; time.sleep(60)"])
    await hall.moderator.click(changes, label=texts.SHOW_PREVIEW)
    await hall.moderator.click(changes, label=texts.SHOW_CHANGES)
    assert texts.GOLDEN_FAILED in shown(changes)
    await hall.moderator.click(changes, label=texts.APPROVE)
    assert [one.edition for one in await live(hall, simcord_bot)] == [2]


async def test_a_preview_that_is_thrown_away_during_its_trial_stays_so(
    hall: House, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message goes on saying that it was thrown away, and not that somebody else was quicker."""
    changes = await run(hall, "replace", document="rules", file=("new.md", NEWER_RULES))
    await hall.moderator.click(changes, label=texts.SHOW_PREVIEW)
    loop, gone = asyncio.get_running_loop(), texts.DISCARDED.format(title="House rules")

    def tried(*args: Any) -> Rehearsal:
        loop.call_soon_threadsafe(press, scene, hall, changes, ids(changes)[Deed.DISCARD])
        deadline = time.monotonic() + 30
        while gone not in shown(changes) and time.monotonic() < deadline:
            time.sleep(0.01)
        return rehearsal.rehearse(*args)

    monkeypatch.setattr(desk, "rehearse", tried)
    await hall.moderator.click(changes, label=texts.SHOW_CHANGES)
    assert gone in shown(changes)


def press(scene: Scene, at: House, message: simcord.ResponseMessage, custom_id: str) -> None:
    """The moderator presses a button while the bot is still busy with another of the same message."""
    backend = scene.env.backend
    stored = backend.get_message(at.channel.id, message.id)
    data = {"custom_id": custom_id, "component_type": 2}
    record, payload = base_payload(
        backend, type=3, channel_id=at.channel.id, guild_id=at.guild.id, user_id=at.moderator.id, data=data
    )
    record.source_message_id = stored.id
    backend.emit("INTERACTION_CREATE", {**payload, "message": dict(message_payload(backend, stored))})


async def live(hall: House, bot: PinciteBot) -> list[EditionInfo]:
    """The documents of the server that are live."""
    infos = await in_store(bot, lambda store: store.documents.list(hall.guild.id))
    return [one for one in infos if not one.is_shared]
