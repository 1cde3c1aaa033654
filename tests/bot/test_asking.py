"""People ask with ``/ask``, anywhere, and get the passages themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from knowledge import By
from tests.bot import discord_markdown
from tests.bot.limits import buttons_of, texts_of, utf16
from tests.bot.seen import LEVER, answer_to, ask, components, labels, shown

if TYPE_CHECKING:
    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


async def test_ask_answers_with_the_passage_itself(scene: Scene) -> None:
    """The reply has the question, the passage with its answering sentence in bold, citation, title and source."""
    reply = await ask(scene, "direct lever")
    heading, passage, citation = texts_of(components(reply))
    assert heading == "### direct lever"
    assert f" **{LEVER}** " in passage
    assert passage.startswith("> Necessarily, the independent power base of the Chinese Communists")
    assert passage.endswith("the general lines of Soviet foreign policy.")
    title, place = citation.split("\n")
    assert place == (
        "-# ¶ 6 · forces of soviet influence and authority in communist china · pp. 402–403 · **answer on p. 402**"
    )
    assert title.startswith("[The Sino-Soviet Relation and its Potential Sources of Differences](https://")
    assert buttons_of(components(reply))["Source"]["url"].startswith("https://history.state.gov/")


async def test_ask_is_acknowledged_before_the_library_is_asked(scene: Scene) -> None:
    """The first thing Discord hears is that an answer is coming, in the open."""
    await scene.alice.slash(scene.channel, "ask", question="direct lever")
    callbacks = [request.json for request in scene.env.http_requests if request.path.endswith("/callback")]
    assert callbacks == [{"type": discord.InteractionResponseType.deferred_channel_message.value}]


async def test_no_answer_is_said_honestly(scene: Scene) -> None:
    """What the library does not have is said so, with the words it never uses; the nearest passages are marked."""
    reply = await ask(scene, "How many rubles did the Soviet loans to China come to?")
    assert texts.NO_ANSWER in shown(reply)
    assert "“rubles” and “loans”" in shown(reply)
    assert labels(reply) == [texts.NEAREST, texts.DELETE]
    await scene.alice.click(reply, label=texts.NEAREST)
    assert texts.NOT_AN_ANSWER in shown(reply)
    assert "\n> " in shown(reply)
    assert "**" not in shown(reply).replace(texts.NOT_AN_ANSWER, "")


async def test_a_page_that_is_not_there_is_said_so(scene: Scene) -> None:
    """The library's own sentence about a missing place is shown."""
    reply = await ask(scene, "what's on page 999")
    assert "401–407" in shown(reply)
    assert labels(reply) == [texts.DELETE]


async def test_corrections_and_names_are_shown_small(scene: Scene) -> None:
    """What was read differently, and which names were searched as well, stands in small print under the question."""
    reply = await ask(scene, "Why would Beijing not be a satelite?")
    notes = texts_of(components(reply))[1]
    assert notes.startswith("-# satelite → satellite · Beijing → also Peiping, Peking, ")


@pytest.mark.parametrize("question", ["   ", "\u200b\u202e"])
async def test_an_empty_question_gets_a_hint(scene: Scene, question: str) -> None:
    """Without a visible word there are a few lines on how to ask, for the asker alone."""
    reply = await ask(scene, question)
    assert reply.ephemeral
    assert reply.content == texts.HOW_TO_ASK


async def test_a_question_of_six_thousand_characters_is_answered(scene: Scene) -> None:
    """A question as long as Discord allows is answered; it is shown shortened, and that is said."""
    question = "direct lever of the USSR upon Chinese Communist policy " + "x " * 2970
    reply = await ask(scene, question[:6000])
    heading, notes = texts_of(components(reply))[:2]
    assert heading.endswith("…")
    assert len(heading) < 500
    assert "The question has 5,995 characters" in notes or "The question has 6,000 characters" in notes


async def test_questions_show_as_they_are_and_ping_nobody(scene: Scene) -> None:
    """Markup, mentions and tricks of direction in a question are text; nothing that is sent may ping."""
    question = "# @everyone **lever** ||x|| [a](https://b.c) <@1> `y`\n> z\u202e"
    reply = await ask(scene, question)
    heading = texts_of(components(reply))[0].removeprefix("### ")
    assert discord_markdown.text(heading) == "# @everyone **lever** ||x|| [a](https://b.c) <@1> `y` > z"
    sent = [request.json for request in scene.env.http_requests if isinstance(request.json, dict)]
    messages = [json for json in sent if "components" in json]
    assert messages
    assert all(json["allowed_mentions"]["parse"] == [] for json in messages)


async def test_ask_works_in_direct_messages(scene: Scene) -> None:
    """``/ask`` is there in direct messages."""
    reply = answer_to(await scene.alice.user.slash("ask", question="direct lever"))
    assert LEVER in shown(reply)


async def test_private_is_the_asker_s_choice(scene: Scene) -> None:
    """``private`` decides who sees the answer."""
    private = answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever", private=True))
    assert private.ephemeral
    assert LEVER in shown(private)
    public = answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever", private=False))
    assert not public.ephemeral


async def test_private_overrides_the_server_s_choice(scene: Scene, simcord_bot: PinciteBot) -> None:
    """Where the server's moderators made answers private, that counts for who says nothing else."""
    await simcord_bot.guild_settings.change(scene.env.guild.id, By(1, datetime.now(UTC)), private=True)
    assert (await ask(scene, "direct lever")).ephemeral
    public = answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever", private=False))
    assert not public.ephemeral


async def test_documents_and_sections_are_offered_while_one_types(scene: Scene) -> None:
    """Both options offer what the library has; what is chosen is what is searched, and the reply says so."""
    documents = await scene.alice.autocomplete(scene.channel, "ask", "document", "sino")
    assert documents[0]["name"].startswith("The Sino-Soviet Relation")
    sections = await scene.alice.autocomplete(
        scene.channel, "ask", "section", "econ", document=documents[0]["value"], question="trade"
    )
    assert sections
    assert all("econ" in choice["name"].casefold() for choice in sections[:1])
    result = await scene.alice.slash(
        scene.channel,
        "ask",
        question="who gives aid and trade",
        document=documents[0]["value"],
        section=sections[0]["value"],
    )
    _, notes, *_ = texts_of(components(answer_to(result)))
    assert "only in The Sino-Soviet Relation" in notes
    assert " › " in notes


@pytest.mark.parametrize("document", ["nothing of the kind", "\u202e", "x" * 6000])
async def test_nothing_is_offered_where_there_is_nothing(scene: Scene, document: str) -> None:
    """Sections of a document that the library does not have are none, and no error."""
    assert await scene.alice.autocomplete(scene.channel, "ask", "section", "econ", document=document) == []


async def test_what_is_offered_fits(scene: Scene) -> None:
    """However little or much is typed, there are at most 25 choices of at most 100 characters."""
    for typed in ("", "a", "soviet " * 30):
        for option in ("document", "section"):
            choices = await scene.alice.autocomplete(scene.channel, "ask", option, typed)
            assert len(choices) <= 25
            assert all(1 <= utf16(choice["name"]) <= 100 and 1 <= utf16(choice["value"]) <= 100 for choice in choices)


async def test_a_document_that_is_not_there_is_said_to_the_asker_alone(scene: Scene) -> None:
    """The announced public answer becomes a private sentence; the channel stays as it was."""
    result = await scene.alice.slash(scene.channel, "ask", question="trade", document="The Treaty of Westphalia")
    told = answer_to(result)
    assert told.ephemeral
    assert "The Treaty of Westphalia" in (told.content or shown(told))
    assert scene.channel.history(viewer=scene.bob) == []


async def test_a_look_up_in_a_document_stays_in_it(scene: Scene) -> None:
    """With a document, a place is looked up there, and the pages turn as ever."""
    documents = await scene.alice.autocomplete(scene.channel, "ask", "document", "sino")
    result = await scene.alice.slash(scene.channel, "ask", question="pages 401-407", document=documents[0]["value"])
    reply = answer_to(result)
    assert "of " in texts_of(components(reply))[1]  # how many of how many are shown
    first = shown(reply)
    await scene.alice.click(reply, label=texts.NEXT)
    assert shown(reply) != first
