"""Why, citations, whole sections, and what was meant: told to whoever presses, and to nobody else."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from bot.ids.passage import Cited, Step, cite_id
from knowledge import CitationStyle, Library, Source, read_document
from tests.bot.limits import texts_of, walk
from tests.bot.seen import LEVER, answer_to, ask, components, labels, shown
from tests.knowledge.stores import ALICE

if TYPE_CHECKING:
    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


def menu_of(message: simcord.ResponseMessage) -> dict[str, str]:
    """Label → value of a message's one menu."""
    (menu,) = (one for one in walk(components(message)) if one["type"] == discord.ComponentType.select.value)
    return {option["label"]: option["value"] for option in menu["options"]}


async def test_why_is_told_to_whoever_asks(scene: Scene) -> None:
    """Somebody else's question, too: which words matched, and how far up the passage comes."""
    reply = await ask(scene, "Why would Beijing not be a satelite?")
    before = shown(reply)
    told = answer_to(await scene.bob.click(reply, label=texts.WHY))
    assert told.ephemeral
    assert shown(reply) == before
    assert "number **1**" in shown(told)
    assert "“Beijing” → “" in shown(told)
    assert "“satelite” → “satellite" in shown(told)


async def test_a_citation_in_every_style(scene: Scene, simcord_bot: PinciteBot) -> None:
    """Chicago first, then what is chosen, in the same private message; block and file are the library's citation."""
    reply = await ask(scene, "direct lever")
    told = answer_to(await scene.bob.click(reply, label=texts.CITE))
    assert told.ephemeral
    assert "402" in shown(told)
    menu = menu_of(told)
    assert list(menu) == ["Chicago", "MLA", "BibTeX", "RIS", "CSL-JSON"]
    for style in CitationStyle:
        changed = await scene.bob.select(told, [style.value])
        assert not changed.followups
        cited = functools.partial(Library.cite, ref="1.d", style=style, highlight=351)
        expected = await simcord_bot._libraries.use(scene.env.guild.id, cited)
        (block,) = (text for text in texts_of(components(told)) if text.startswith("```"))
        assert block[4:-4] == expected.replace("\r\n", "\n").rstrip("\n")
        assert [file.filename for file in told.attachments] == [f"citation{style.extension}"]


async def test_the_whole_section_is_read_in_private(scene: Scene) -> None:
    """From the context one gets to the section, in a view of one's own, with the answer still in bold."""
    reply = await ask(scene, "direct lever")
    await scene.alice.click(reply, label=texts.CONTEXT)
    told = answer_to(await scene.alice.click(reply, label=texts.WHOLE_SECTION))
    assert told.ephemeral
    assert f"**{LEVER}**" in shown(told)


async def test_a_place_that_a_passage_refers_to_is_opened_in_private(scene: Scene, simcord_bot: PinciteBot) -> None:
    """“See paragraph 3” is a button to paragraph 3, for whoever presses it; the answer stays as it is."""
    data = b"1. The zebras arrive: see paragraph 3 below.\n\n2. Nothing happens.\n\n3. The zebras leave again.\n"
    zoo, source = read_document(data, "zoo.txt"), Source("zoo.txt", data)
    guild = scene.env.guild.id
    await simcord_bot._libraries.store(lambda store: store.documents.put(guild, zoo, source, ALICE))
    result = await scene.alice.slash(scene.channel, "ask", question="paragraph 1", document="zoo")
    reply = answer_to(result)
    before = shown(reply)
    assert "See ¶ 3" in labels(reply)
    told = answer_to(await scene.bob.click(reply, label="See ¶ 3"))
    assert told.ephemeral
    assert "The zebras leave again." in shown(told)
    assert shown(reply) == before


async def test_a_corrected_word_is_searched_for_as_typed(scene: Scene) -> None:
    """The button below the correction asks again without it."""
    reply = await ask(scene, "Is Peipng a direct lever of the USSR?")
    assert "Peipng → Peiping" in shown(reply)
    await scene.alice.click(reply, label="Search for “Peipng” instead")
    assert "Peipng → Peiping" not in shown(reply)
    assert shown(reply).startswith("### Is Peipng a direct lever of the USSR?")


async def test_an_unknown_document_offers_the_nearest(scene: Scene) -> None:
    """Only the asker sees what they may have meant; choosing it asks the question there, in private as it was asked."""
    named = "The Sino-Sovjet Relation and its Potential Sources"
    result = await scene.alice.slash(scene.channel, "ask", question="direct lever", document=named, private=True)
    told = answer_to(result)
    assert told.ephemeral
    assert not scene.channel.history()
    (value,) = menu_of(told).values()
    await scene.alice.select(told, [value])
    assert f"**{LEVER}**" in shown(told)
    assert texts.SHARE in labels(told)


async def test_controls_of_citations_survive_anything(scene: Scene) -> None:
    """A style that this version does not know is said to be of another version."""
    view = discord.ui.LayoutView(timeout=None)
    cited = cite_id(Step.STYLE, Cited("1.d"))
    options = [discord.SelectOption(label="APA", value="apa")]
    view.add_item(discord.ui.ActionRow(discord.ui.Select(custom_id=cited, options=options)))
    channel = scene.env.bot.get_channel(scene.channel.id)
    assert isinstance(channel, discord.TextChannel)
    old = await channel.send(view=view)
    told = answer_to(await scene.alice.select(old, ["apa"]))
    assert told.content == texts.STALE_BUTTON
