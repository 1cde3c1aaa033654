"""The buttons under an answer: for whom, where to, and for how long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from tests.bot.limits import buttons_of
from tests.bot.seen import answer_to, ask, components, labels, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


async def test_pages_turn(scene: Scene) -> None:
    """▶ shows the next passage, ◀ the one before; at the ends there is nowhere to go."""
    reply = await ask(scene, "friction in Sinkiang")
    first = shown(reply)
    assert "**In the event of deterioration in Sino-Russian relations, Sinkiang" in first
    count = int(labels(reply)[1].split(" / ")[1])
    assert count > 1
    assert buttons_of(components(reply))[texts.PREVIOUS]["disabled"]
    for position in range(2, count + 1):
        await scene.alice.click(reply, label=texts.NEXT)
        assert f"{position} / {count}" in labels(reply)
    assert buttons_of(components(reply))[texts.NEXT]["disabled"]
    assert shown(reply) != first
    for _ in range(count - 1):
        await scene.alice.click(reply, label=texts.PREVIOUS)
    assert shown(reply) == first


async def test_context_shows_the_paragraphs_around(scene: Scene) -> None:
    """“Context” puts the passage between its neighbours, each press adds one, and “Back” leaves it alone again."""
    reply = await ask(scene, "direct lever")
    alone = shown(reply)
    await scene.alice.click(reply, label=texts.CONTEXT)
    assert paragraphs(await whole(scene, reply)) == ["5", "6", "7"]
    await scene.alice.click(reply, label=texts.ONE_BEFORE)
    assert "-# ¶ 4 · " in shown(reply)
    await scene.alice.click(reply, label=texts.ONE_AFTER)
    assert "-# ¶ 8 · " in shown(reply)
    assert paragraphs(await whole(scene, reply)) == ["4", "5", "6", "7", "8"]
    await scene.alice.click(reply, label=texts.BACK)
    assert shown(reply) == alone


async def whole(scene: Scene, reply: simcord.ResponseMessage) -> str:
    """What is shown in all parts of a reply, from the first on."""
    while texts.EARLIER in labels(reply) and not buttons_of(components(reply))[texts.EARLIER]["disabled"]:
        await scene.alice.click(reply, label=texts.EARLIER)
    pages = [shown(reply)]
    while texts.LATER in labels(reply) and not buttons_of(components(reply))[texts.LATER]["disabled"]:
        await scene.alice.click(reply, label=texts.LATER)
        pages.append(shown(reply))
    return "\n".join(pages)


def paragraphs(text: str) -> list[str]:
    """The numbers of the paragraphs in a context, once each."""
    return list(dict.fromkeys(re.findall(r"^-# (?:\*\*)?¶ (\d+) · (?!.*answer on)(?!.*part \d)", text, re.MULTILINE)))


async def test_others_get_a_copy_of_their_own(scene: Scene) -> None:
    """Somebody else's press leaves the answer as it is; they get a copy that only they see, and turn its pages."""
    reply = await ask(scene, "friction in Sinkiang")
    first = shown(reply)
    copy = answer_to(await scene.bob.click(reply, label=texts.NEXT))
    assert copy.ephemeral
    assert shown(reply) == first
    assert shown(copy) != first
    assert shown(copy).startswith("### friction in Sinkiang")
    turned = await scene.bob.click(copy, label=texts.PREVIOUS)
    assert not turned.followups
    assert shown(copy) == first


async def test_buttons_work_after_a_restart(scene: Scene, make_bot: Callable[[], PinciteBot]) -> None:
    """A new process that never saw the message turns its pages."""
    reply = await ask(scene, "friction in Sinkiang")
    first = shown(reply)
    restarted = make_bot()
    await scene.env.restart_bot(restarted)
    await scene.alice.click(reply, label=texts.NEXT)
    assert shown(reply).startswith("### friction in Sinkiang")
    assert shown(reply) != first
    await scene.alice.click(reply, label=texts.CONTEXT)
    assert texts.BACK in labels(reply)
    await restarted.close()


async def test_a_page_is_looked_up(scene: Scene) -> None:
    """A question for a place shows its passages in reading order, none of them in bold."""
    reply = await ask(scene, "what's on page 404")
    seen = []
    for _ in range(5):
        seen.append(shown(reply).split("-# ¶ ")[1].split(" ")[0])
        assert "**" not in shown(reply)
        if not buttons_of(components(reply))[texts.NEXT]["disabled"]:
            await scene.alice.click(reply, label=texts.NEXT)
    assert seen == ["10", "11", "12", "13", "14"]


async def test_many_places_are_all_reachable(scene: Scene) -> None:
    """A place with more passages than a button can name is looked up again for each page."""
    reply = await ask(scene, "pages 401-407")
    count = int(labels(reply)[1].split(" / ")[1])
    assert count > 20
    seen = {shown(reply)}
    for _ in range(count - 1):
        await scene.alice.click(reply, label=texts.NEXT)
        seen.add(shown(reply))
    assert len(seen) == count


async def test_a_button_of_another_version_says_so(scene: Scene) -> None:
    """A message whose buttons this version cannot read asks its reader to ask again."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(discord.ui.Button(label="Old", custom_id="p0:whatever")))
    channel = scene.env.bot.get_channel(scene.channel.id)
    assert isinstance(channel, discord.TextChannel)
    old = await channel.send(view=view)
    told = answer_to(await scene.alice.click(old, label="Old"))
    assert told.ephemeral
    assert told.content == texts.STALE_BUTTON
