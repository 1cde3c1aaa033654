"""From a file to an answer and on to the next edition, for two servers, with a new process between any two steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts as general
from bot.texts import library as texts
from knowledge import Status
from tests.bot.librarians import NEWER_RULES, RULES, House, add, ask, house, in_store, run
from tests.bot.seen import answer_to, labels, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

QUESTION = "On which days are dogs welcome in the reading room?"
OLD, NEW = "Dogs are welcome in the reading room on Tuesdays only.", "Fridays"


async def test_a_document_lives_on(scene: Scene, make_bot: Callable[[], PinciteBot], simcord_bot: PinciteBot) -> None:
    """Upload, preview, approve, ask, replace, old button, remove, restore: a new process at any step goes on there."""
    bots = [simcord_bot]
    one, two = house(scene, "one"), house(scene, "two")

    async def pause() -> None:
        bots.append(make_bot())
        await scene.env.restart_bot(bots[-1])

    async def documents(at: House, status: Status) -> list[str]:
        infos = await in_store(bots[-1], lambda store: store.documents.list(at.guild.id, status))
        return [info.title for info in infos if not info.is_shared]

    uploads = {at: await add(at, ("rules.md", RULES)) for at in (one, two)}
    await pause()
    for at, preview in uploads.items():
        assert await documents(at, Status.PENDING) == ["House rules"]
        assert OLD not in shown(await ask(at, QUESTION))
        assert "Dogs are welcome" in shown(preview)
    await pause()
    for at, preview in uploads.items():
        await at.moderator.click(preview, label=texts.APPROVE)
        assert texts.APPROVED in shown(preview)
    await pause()
    answers = {at: await ask(at, QUESTION) for at in (one, two)}
    assert all("Tuesdays" in shown(answer) for answer in answers.values())
    await pause()
    changes = await run(one, "replace", document="rules", file=("rules.md", NEWER_RULES))
    assert "Fridays" in shown(changes)
    await pause()
    await one.moderator.click(changes, label=texts.APPROVE)
    assert await documents(one, Status.LIVE) == ["House rules"]
    assert NEW in shown(await ask(one, QUESTION))
    assert "Tuesdays" in shown(await ask(two, QUESTION))
    await pause()
    for label in (general.WHY, general.CITE):
        told = shown(answer_to(await one.member.click(answers[one], label=label)))
        assert general.EARLIER_EDITION in told
        assert general.NO_SHARED_WORDS not in told
    await one.member.click(answers[one], label=general.CONTEXT)
    assert general.EARLIER_EDITION in shown(answers[one])
    assert "Tuesdays" in shown(answers[one])
    await pause()
    asked = await run(one, "remove", document="House rules")
    await one.moderator.click(asked, label=texts.REMOVE_YES)
    assert await documents(one, Status.REMOVED) == ["House rules"]
    assert NEW not in shown(await ask(one, QUESTION))
    assert "Tuesdays" in shown(await ask(two, QUESTION))
    await pause()
    assert texts.UNDO in labels(asked)
    await one.moderator.click(asked, label=texts.UNDO)
    assert NEW in shown(await ask(one, QUESTION))
    assert await documents(one, Status.REMOVED) == []
    for bot in bots[1:]:
        await bot.close()
