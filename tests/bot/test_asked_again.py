"""Why, asking again, and what was meant: true also of long questions, of parts of the library, of words as typed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from bot.replies import Kept, heading
from knowledge import By
from tests.bot.limits import texts_of
from tests.bot.seen import LEVER, answer_to, ask, components, labels, last_in, mention, shown
from tests.bot.test_answer_buttons import menu_of

if TYPE_CHECKING:
    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

TITLE = "The Sino-Soviet Relation and its Potential Sources of Differences"
NEARLY = "The Sino-Sovjet Relation and its Potential Sources"
LONG = f"{'I wonder about this and that, really. ' * 12}Has the USSR a direct lever upon Chinese Communist policy?"


def test_a_heading_tells_whether_it_was_shortened() -> None:
    """Any text that does not fit is known to be cut; a short question may end in an ellipsis."""
    assert all(Kept(heading(part * 500)).is_shortened for part in ("word ", "x", "*", "語", "a*" * 150 + " "))
    assert not Kept(heading("and the lever …")).is_shortened
    assert not Kept(heading("x" * 390)).is_shortened


async def test_why_of_a_long_question_claims_nothing_about_its_end(scene: Scene) -> None:
    """The message keeps only the beginning of it, which may have no word of the passage."""
    reply = await ask(scene, LONG)
    assert LEVER in shown(reply)
    told = shown(answer_to(await scene.bob.click(reply, label=texts.WHY)))
    assert texts.ONLY_BEGINNING in told
    assert texts.NOT_RANKED not in told
    assert texts.NO_SHARED_WORDS not in told


async def test_why_after_a_search_as_typed_corrects_nothing(scene: Scene) -> None:
    """The words are taken as they were for the answer, also after its pages were turned."""
    question = "Is Peipng a direct lever of the USSR upon Chinese policy?"
    reply = await ask(scene, question)
    corrected = "“Peipng” → “Peiping”"
    assert corrected in shown(answer_to(await scene.bob.click(reply, label=texts.WHY)))
    await scene.alice.click(reply, label="Search for “Peipng” instead")
    for label in (texts.CONTEXT, texts.BACK):
        await scene.alice.click(reply, label=label)
    assert corrected not in shown(answer_to(await scene.bob.click(reply, label=texts.WHY)))


async def test_why_in_a_part_of_the_library_tells_no_rank(scene: Scene) -> None:
    """The rank among all passages would not be the one that the answer has."""
    asked = await scene.alice.slash(scene.channel, "ask", question="direct lever", document=TITLE)
    told = shown(answer_to(await scene.bob.click(answer_to(asked), label=texts.WHY)))
    assert "It is " not in told
    assert "“lever”" in told


async def test_what_was_meant_is_answered_for_all(scene: Scene) -> None:
    """Who asked in public gets a public answer, in the section that was named as well, and the menu goes."""
    result = await scene.alice.slash(
        scene.channel, "ask", question="direct lever", document=NEARLY, section="doctrinal differences"
    )
    told = answer_to(result)
    assert told.ephemeral
    await scene.alice.select(told, list(menu_of(told).values()))
    (public,) = scene.channel.history(viewer=scene.bob)
    assert f"only in {TITLE} › doctrinal differences" in shown(public).replace("\\", "")
    assert texts.SHARE not in labels(public)


async def test_asking_where_it_was_meant_waits_like_any_question(scene: Scene, simcord_bot: PinciteBot) -> None:
    """The menu is no way around the pause between questions; it can be used when that is over."""
    told = answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever", document=NEARLY))
    by = By(1, datetime.now(UTC))
    await simcord_bot.guild_settings.change(scene.env.guild.id, by, cooldown=15)
    await ask(scene, "direct lever")
    choice = list(menu_of(told).values())
    assert answer_to(await scene.alice.select(told, choice)).content == texts.COOLDOWN.format(seconds=5)
    assert f"**{LEVER}**" in shown(answer_to(await scene.alice.select(told, choice)))


async def test_a_long_question_has_no_menu_to_ask_it_again(scene: Scene) -> None:
    """Asked from what the message keeps, it would be another question: the names are there to be copied."""
    told = answer_to(await scene.alice.slash(scene.channel, "ask", question=LONG, document=NEARLY))
    assert not any(one["type"] == discord.ComponentType.select.value for one in components(told))
    assert TITLE in shown(told).replace("\\", "")


async def test_the_scope_is_named_by_its_title(scene: Scene) -> None:
    """Also where nothing was found there."""
    document = (await scene.alice.autocomplete(scene.channel, "ask", "document", "sino"))[0]["value"]
    asked = await scene.alice.slash(scene.channel, "ask", question="zebra giraffe", document=document)
    notes = texts_of(components(answer_to(asked)))[1]
    assert "only in" in notes
    assert "frus" not in notes


async def test_an_answer_names_the_last_one_who_shared_it(scene: Scene) -> None:
    """A private copy of a shared answer was shared by nobody; shared again, it has one name."""
    private = answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever", private=True))
    await scene.alice.click(private, label=texts.SHARE)
    copy = answer_to(await scene.bob.click(last_in(scene.channel), label=texts.CONTEXT))
    assert "shared by" not in shown(copy)
    await scene.bob.click(copy, label=texts.SHARE)
    assert texts_of(components(last_in(scene.channel)))[1] == "-# shared by @bob"


async def test_what_cannot_be_shared_is_not_called_shared(scene: Scene) -> None:
    """Where the channel's message fails, the button is there again; where the private one fails, nothing was sent."""
    private = answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever", private=True))
    scene.env.inject_error("POST", "/webhooks/*", status=500)
    await scene.alice.click(private, label=texts.SHARE)
    assert texts.SHARE in labels(private)
    scene.env.inject_error("PATCH", "/webhooks/*", status=500)
    await scene.alice.click(private, label=texts.SHARE)
    assert not scene.channel.history(viewer=scene.bob)
    await scene.alice.click(private, label=texts.SHARE)
    assert len(scene.channel.history(viewer=scene.bob)) == 1


async def test_documents_that_were_turned_off_are_said_to_be_gone(scene: Scene, simcord_bot: PinciteBot) -> None:
    """The buttons of what was read say so by the title; an empty library says that it is empty, whatever is asked."""
    reading = answer_to(await scene.alice.slash(scene.channel, "lookup", reference="page 404"))
    contents = answer_to(await scene.alice.slash(scene.channel, "contents"))
    by = By(1, datetime.now(UTC))
    await simcord_bot.guild_settings.change(scene.env.guild.id, by, bundled=False)
    gone = f"“{TITLE}” is no longer in the library."
    next_page = next(label for label in labels(reading) if "405" in label)
    assert answer_to(await scene.alice.click(reading, label=next_page)).content == gone
    assert answer_to(await scene.bob.click(reading, label=texts.OUTLINE)).content == gone
    assert answer_to(await scene.alice.click(contents, label=texts.READ_ALL)).content == gone
    for command, options in {
        "ask": {"question": "direct lever"},
        "quote": {"text": LEVER},
        "lookup": {"reference": "page 404"},
        "contents": {},
    }.items():
        told = answer_to(await scene.alice.slash(scene.channel, command, **options))
        assert told.content == texts.EMPTY_LIBRARY, command
    await scene.alice.send(scene.channel, mention(scene, "direct lever"))
    assert last_in(scene.channel).content == texts.EMPTY_LIBRARY
