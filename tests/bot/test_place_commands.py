"""``/lookup`` and ``/contents``: reading the library, for oneself and for others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from knowledge import By, Source
from tests.bot.limits import buttons_of
from tests.bot.seen import answer_to, ask, components, labels, shown
from tests.knowledge.samples import document_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

TITLE = "The Sino-Soviet Relation and its Potential Sources of Differences"
BY = By(1, datetime(2026, 1, 1, tzinfo=UTC))


async def lookup(scene: Scene, reference: str, **options: object) -> simcord.ResponseMessage:
    """Alice uses ``/lookup``; the reply."""
    return answer_to(await scene.alice.slash(scene.channel, "lookup", reference=reference, **options))


async def add_document(bot: PinciteBot, guild_id: int, name: str, *paragraphs: str) -> None:
    """Give a server a document of its own."""
    document, source = document_of(*paragraphs, name=name, key=0), Source(f"{name}.txt", b"")
    await bot._libraries.store(lambda store: store.documents.put(guild_id, document, source, BY))


def menu_in(message: discord.Message | simcord.ResponseMessage) -> dict[str, str]:
    """Label → value of the lines of a message's menu."""
    everything = [row for box in components(message) for row in box["components"]]
    menus = [item for row in everything for item in row.get("components", []) if item["type"] == 3]
    return {line["label"]: line["value"] for menu in menus for line in menu["options"]}


async def test_a_page_is_read_whole(scene: Scene) -> None:
    """A page has all paragraphs that stand on it, part by part, and leads to its neighbours."""
    reply = await lookup(scene, "page 404")
    read = shown(reply)
    assert read.startswith("### p. 404\n")
    while not buttons_of(components(reply))[texts.LATER]["disabled"]:
        await scene.alice.click(reply, label=texts.LATER)
        read += shown(reply)
    assert [f"-# ¶ {number}" in read for number in range(9, 16)] == [False, *[True] * 5, False]
    assert "**outlook on world affairs**\n-# ¶ 11\n> While the Soviet leaders" in read
    await scene.alice.click(reply, label="p. 405 ▶\ufe0e")
    assert shown(reply).startswith("### p. 405\n")
    await scene.alice.click(reply, label="◀\ufe0e p. 404")
    assert shown(reply).startswith("### p. 404\n")


async def test_a_place_that_is_not_there(scene: Scene) -> None:
    """The asker alone hears which pages there are."""
    reply = await lookup(scene, "page 412")
    assert reply.ephemeral
    assert reply.content == "Page 412 is not in this document: it has pages 401–407."


@pytest.mark.parametrize("reference", ["nothing of the kind", " "])
async def test_what_is_no_place(scene: Scene, reference: str) -> None:
    """The asker alone hears what would be one."""
    reply = await lookup(scene, reference)
    assert reply.ephemeral
    assert "page 404" in (reply.content or "")


async def test_several_places(scene: Scene) -> None:
    """The first is shown; a menu that stays leads to the others."""
    reply = await lookup(scene, "pp. 402 and 406")
    assert shown(reply).startswith("### p. 402\n")
    assert list(menu_in(reply)) == ["p. 402", "p. 406"]
    await scene.alice.select(reply, values=[menu_in(reply)["p. 406"]])
    assert shown(reply).startswith("### p. 406\n")
    await scene.alice.click(reply, label="p. 407 ▶\ufe0e")
    assert list(menu_in(reply)) == ["p. 402", "p. 406"]


async def test_only_the_reader_turns(scene: Scene, make_bot: Callable[[], PinciteBot]) -> None:
    """Another member gets a copy of their own, and turns its pages, after a restart too; the first stays."""
    reply = await lookup(scene, "page 404")
    before = shown(reply)
    restarted = make_bot()
    await scene.env.restart_bot(restarted)
    copy = answer_to(await scene.bob.click(reply, label="p. 405 ▶\ufe0e"))
    assert copy.ephemeral
    assert shown(copy).startswith("### p. 405\n")
    assert texts.DELETE not in labels(copy)
    await scene.bob.click(copy, label="p. 406 ▶\ufe0e")
    assert shown(copy).startswith("### p. 406\n")
    assert shown(reply) == before
    await restarted.close()


async def test_reading_is_as_private_as_the_reader_wants(scene: Scene) -> None:
    """``private`` decides for both commands; without it the server does, and everybody sees it."""
    assert not (await lookup(scene, "¶ 17")).ephemeral
    assert (await lookup(scene, "¶ 17", private=True)).ephemeral
    outline = answer_to(await scene.alice.slash(scene.channel, "contents", private=True))
    assert outline.ephemeral


async def test_reading_in_a_direct_message(scene: Scene) -> None:
    """Both commands work where there is no server."""
    carol = scene.env.create_user("carol")
    result = await carol.slash("lookup", reference="section doctrinal differences")
    assert shown(answer_to(result)).startswith("### doctrinal differences\n")
    result = await carol.slash("contents")
    assert TITLE in shown(answer_to(result))


async def test_an_outline_opens_its_sections(scene: Scene) -> None:
    """The outline is one message; the menu opens a section in it, and a button leads back."""
    reply = answer_to(await scene.alice.slash(scene.channel, "contents"))
    outline = shown(reply)
    assert "- doctrinal differences · p.\u00a0407 · 1\u00a0paragraph" in outline
    assert "pp. 401–407 · 21 paragraphs · 10 sections" in outline
    await scene.alice.select(reply, values=[menu_in(reply)["doctrinal differences"]])
    assert shown(reply).startswith("### doctrinal differences\n")
    assert "> It has now become an axiom" in shown(reply)
    await scene.alice.click(reply, label=texts.OUTLINE)
    assert shown(reply) == outline
    copy = answer_to(await scene.bob.select(reply, values=[menu_in(reply)["doctrinal differences"]]))
    assert copy.ephemeral
    assert shown(reply) == outline


async def test_a_question_for_the_outline_is_answered_with_it(scene: Scene) -> None:
    """Who asks what sections there are gets the outline under the question."""
    reply = await ask(scene, "what sections are there")
    assert shown(reply).startswith("### what sections are there\n")
    assert "- doctrinal differences · p.\u00a0407" in shown(reply)
    await scene.alice.select(reply, values=[menu_in(reply)["doctrinal differences"]])
    assert shown(reply).startswith("### doctrinal differences\n")


async def test_places_are_suggested(scene: Scene) -> None:
    """While a place is typed, the outline's places are offered, and so are the documents."""
    offered = await scene.alice.autocomplete(scene.channel, "lookup", "reference", "doctrinal")
    assert any("doctrinal differences" in choice["name"] for choice in offered)
    chosen = next(choice["value"] for choice in offered)
    assert shown(await lookup(scene, chosen)).startswith("### doctrinal differences\n")
    offered = await scene.alice.autocomplete(scene.channel, "contents", "document", "Sino")
    assert [choice["name"] for choice in offered] == [TITLE]


async def test_several_documents(scene: Scene, simcord_bot: PinciteBot) -> None:
    """With a document of its own a server has a list, which leads to each outline and back."""
    await add_document(simcord_bot, scene.alice.guild.id, "Minutes", "The committee met.", "It agreed on nothing.")
    reply = answer_to(await scene.alice.slash(scene.channel, "contents"))
    assert list(menu_in(reply)) == [TITLE, "Minutes"]
    await scene.alice.select(reply, values=[menu_in(reply)["Minutes"]])
    assert shown(reply).startswith("### Minutes\n-# 2 paragraphs\n- *without a heading* · 2\u00a0paragraphs")
    await scene.alice.click(reply, label=texts.ALL_DOCUMENTS)
    assert list(menu_in(reply)) == [TITLE, "Minutes"]
    assert "> It agreed on nothing." in shown(await lookup(scene, "¶ 2", document="Minutes"))
    assert shown(answer_to(await scene.alice.slash(scene.channel, "contents", document="minutes"))).startswith(
        "### Minutes\n"
    )


async def test_another_server_never_sees_it(scene: Scene, simcord_bot: PinciteBot) -> None:
    """A reference from one server leads nowhere in another, whatever message a button stands under."""
    await add_document(simcord_bot, scene.alice.guild.id, "Minutes", "The committee met in secret.")
    mine = await lookup(scene, "¶ 1", document="Minutes")
    assert "in secret" in shown(mine)
    elsewhere = scene.env.create_guild()
    channel = elsewhere.create_text_channel("hall")
    stranger = elsewhere.add_member(scene.env.create_user("stranger"))
    view = discord.ui.LayoutView(timeout=None)
    ids = [
        one["custom_id"] for one in buttons_of(components(mine)).values() if one.get("custom_id", "").startswith("o1")
    ]
    reference = ids[0].split(":")[-1].split("-")[0]
    wanted = {"Place": f"r1:xe:::{reference}.0", "Outline": ids[0]}
    view.add_item(
        discord.ui.ActionRow(*(discord.ui.Button(label=label, custom_id=one) for label, one in wanted.items()))
    )
    hall = scene.env.bot.get_channel(channel.id)
    assert isinstance(hall, discord.TextChannel)
    forged = await hall.send(view=view)
    for label in wanted:
        told = answer_to(await stranger.click(forged, label=label))
        assert told.ephemeral
        assert told.content == "That place is no longer in this library: its document was removed or replaced."


async def test_a_document_that_was_removed(scene: Scene, simcord_bot: PinciteBot) -> None:
    """Old buttons say so, to whoever presses; what is on the screen stays."""
    guild_id = scene.alice.guild.id
    await add_document(simcord_bot, guild_id, "Minutes", "The committee met.", "It agreed on nothing.")
    reply = await lookup(scene, "¶ 1", document="Minutes")
    outline = answer_to(await scene.alice.slash(scene.channel, "contents", document="Minutes"))
    await simcord_bot._libraries.store(lambda store: store.documents.remove(guild_id, "Minutes", BY))
    for message, label in ((reply, "¶ 2 ▶\ufe0e"), (reply, texts.OUTLINE), (outline, texts.READ_ALL)):
        before = shown(message)
        told = answer_to(await scene.alice.click(message, label=label))
        assert told.ephemeral
        assert told.content == texts.DOCUMENT_REMOVED.format(title="Minutes")
        assert shown(message) == before


async def test_a_document_that_was_replaced(scene: Scene, simcord_bot: PinciteBot) -> None:
    """Old buttons lead on in the edition that was read, and say that there is a newer one."""
    guild_id = scene.alice.guild.id
    await add_document(simcord_bot, guild_id, "Minutes", "The committee met.", "It agreed on nothing.")
    reply = await lookup(scene, "¶ 1", document="Minutes")
    old = await simcord_bot._libraries.store(lambda store: store.documents.list(guild_id))
    key = next(one.key for one in old if one.guild_id == guild_id)
    document, source = document_of("All is new.", name="Minutes", key=0), Source("new.txt", b"new")
    await simcord_bot._libraries.store(lambda store: store.documents.put(guild_id, document, source, BY, replaces=key))
    await scene.alice.click(reply, label="¶ 2 ▶\ufe0e")
    assert texts.EARLIER_EDITION in shown(reply)
    assert "> It agreed on nothing." in shown(reply)
    await scene.alice.click(reply, label=texts.OUTLINE)
    assert "1 paragraph" in shown(reply)


async def test_places_that_are_missing_are_said_so(scene: Scene) -> None:
    """What is there of a reference is read, and the small print says what is not."""
    reading = answer_to(await scene.alice.slash(scene.channel, "lookup", reference="pages 404 and 999"))
    assert shown(reading).startswith("### p. 404")
    assert "999" in shown(reading)
    there = answer_to(await scene.alice.slash(scene.channel, "lookup", reference="page 404"))
    assert "999" not in shown(there)
