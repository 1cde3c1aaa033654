"""``/quote`` and *Check quotes*: quotations checked in Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from tests.bot.limits import buttons_of
from tests.bot.seen import LEVER, answer_to, components, labels, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

ALTERED = LEVER.replace("may have", "might have")
ABSENT = "To be or not to be, that is the question."


async def quote(scene: Scene, text: str, **options: object) -> simcord.ResponseMessage:
    """Alice uses ``/quote``; the reply."""
    return answer_to(await scene.alice.slash(scene.channel, "quote", text=text, **options))


async def check(scene: Scene, text: str) -> simcord.ResponseMessage:
    """Bob writes a message, Alice uses *Check quotes* on it; the reply."""
    message = await scene.bob.send(scene.channel, text)
    return answer_to(await scene.alice.context_menu(scene.channel, "Check quotes", message))


async def test_a_quotation_is_found_word_for_word(scene: Scene) -> None:
    """The passage, the very words in bold, their page."""
    reply = await quote(scene, f"“{LEVER}”")
    assert shown(reply).startswith("### ✅ Word for word\n")
    assert f"**{LEVER.rstrip('.')}**." in shown(reply)
    assert "¶ 6" in shown(reply)
    assert "p. 402" in shown(reply)
    assert not reply.ephemeral


async def test_changes_are_shown(scene: Scene) -> None:
    """What was changed is struck out, the library's words stand beside it."""
    reply = await quote(scene, ALTERED, private=True)
    assert shown(reply).startswith("### ⚠️ Altered in one place\n")
    assert "the USSR ~~might~~ **may** have a direct lever" in shown(reply)
    assert reply.ephemeral


async def test_what_is_not_there(scene: Scene) -> None:
    """It is said so, and there is nothing to open."""
    reply = await quote(scene, ABSENT)
    assert shown(reply) == f"### ❌ Not in the library\n> {ABSENT}"
    assert labels(reply) == [texts.DELETE]


async def test_the_nearest_passage(scene: Scene) -> None:
    """A paraphrase is no quotation, but there is a passage that says it."""
    reply = await quote(scene, "Sinkiang may be a place of friction between the Russians and the Chinese one day")
    assert shown(reply).startswith("### ❌ Not in the library\n")
    assert texts.NEAREST_PASSAGE in shown(reply)
    assert "point of friction" in shown(reply)


async def test_the_context_of_a_quotation(scene: Scene, make_bot: Callable[[], PinciteBot]) -> None:
    """Whoever presses reads on in a view of their own, the words in bold, after a restart too; the check stays."""
    reply = await quote(scene, LEVER)
    before = shown(reply)
    restarted = make_bot()
    await scene.env.restart_bot(restarted)
    for person in (scene.alice, scene.bob):
        view = answer_to(await person.click(reply, label=texts.IN_CONTEXT))
        assert view.ephemeral
        assert shown(view).startswith("### forces of soviet influence")
        assert f"**{LEVER.rstrip('.')}**" in shown(view)
    assert shown(reply) == before
    await restarted.close()


async def test_a_quotation_without_words(scene: Scene) -> None:
    """The asker alone hears that there is nothing to check."""
    reply = await quote(scene, " ")
    assert reply.ephemeral
    assert reply.content


async def test_every_quotation_of_a_message(scene: Scene) -> None:
    """All of them are checked, for who asked alone, whatever markup they stand in; the menu opens one."""
    reply = await check(
        scene, f"He said “{LEVER}” but also\n> {ALTERED.replace('direct', '**direct**')}\nand “{ABSENT}”"
    )
    assert reply.ephemeral
    text = shown(reply)
    assert "1 word for word, 1 altered, and 1 not in the library" in text
    assert text.index("1 · ✅") < text.index("2 · ⚠️") < text.index("3 · ❌")
    assert "~~might~~ **may** have a direct lever" in text
    (menu,) = [item for box in components(reply) for row in box["components"] for item in row.get("components", [])]
    view = answer_to(await scene.alice.select(reply, values=[menu["options"][0]["value"]]))
    assert view.ephemeral
    assert "### forces of soviet influence" in shown(view)
    assert shown(reply) == text


async def test_one_quotation_of_a_message(scene: Scene) -> None:
    """A message with one quotation is answered as if it had been asked for."""
    reply = await check(scene, f'She wrote: "{LEVER}" I think.')
    assert shown(reply).startswith("### ✅ Word for word\n")
    assert texts.CITE in buttons_of(components(reply))


async def test_a_message_without_quotations(scene: Scene) -> None:
    """One sentence says what counts as one."""
    reply = await check(scene, "I think that “so called” experts are wrong.")
    assert reply.ephemeral
    assert reply.content == texts.NO_QUOTATIONS


async def test_a_message_full_of_quotations(scene: Scene) -> None:
    """What one message cannot show is in a file, and nothing is lost."""
    reply = await check(scene, "\n".join(f"“{LEVER[:60]} number {number}”" for number in range(24)))
    assert "quotations fit here" in shown(reply)
    assert [file.filename for file in reply.attachments] == ["quotations.txt"]


async def test_quotations_in_a_direct_message(scene: Scene) -> None:
    """Checking works where there is no server."""
    carol = scene.env.create_user("carol")
    assert shown(answer_to(await carol.slash("quote", text=LEVER))).startswith("### ✅ Word for word\n")
