"""People ask, in a server and in direct messages, and get the passages themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from tests.bot import discord_markdown
from tests.bot.limits import buttons_of, texts_of
from tests.bot.reading import LEVER, answer_to, ask, components, labels, last_in, mention, shown

if TYPE_CHECKING:
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
    assert labels(reply) == [texts.NEAREST]
    await scene.alice.click(reply, label=texts.NEAREST)
    assert texts.NOT_AN_ANSWER in shown(reply)
    assert "\n> " in shown(reply)
    assert "**" not in shown(reply).replace(texts.NOT_AN_ANSWER, "")


async def test_a_page_that_is_not_there_is_said_so(scene: Scene) -> None:
    """The library's own sentence about a missing place is shown."""
    reply = await ask(scene, "what's on page 999")
    assert "401–407" in shown(reply)
    assert labels(reply) == []


async def test_corrections_and_names_are_shown_small(scene: Scene) -> None:
    """What was read differently, and which names were searched as well, stands in small print under the question."""
    reply = await ask(scene, "Why would Beijing not be a satelite?")
    notes = texts_of(components(reply))[1]
    assert notes.startswith("-# satelite → satellite · Beijing → also Peiping, Peking, ")


@pytest.mark.parametrize("question", ["   ", "\u200b\u202e"])
async def test_an_empty_question_gets_a_hint(scene: Scene, question: str) -> None:
    """Without a visible word there is one sentence on how to ask, for the asker alone."""
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


async def test_a_mention_is_answered(scene: Scene) -> None:
    """A message that mentions the bot gets its answer as a reply that pings nobody."""
    asked = await scene.alice.send(scene.channel, mention(scene, "direct lever"))
    reply = last_in(scene.channel)
    assert reply.reference is not None
    assert reply.reference.message_id == asked.id
    assert not reply.mentions
    assert LEVER in shown(reply)
    await scene.alice.click(reply, label=texts.CONTEXT)
    assert texts.BACK in labels(last_in(scene.channel))


async def test_people_named_in_a_question_are_shown_by_name(scene: Scene) -> None:
    """A mention of somebody else is their name in the question."""
    await scene.alice.send(scene.channel, mention(scene, f"does {scene.bob.mention} have a direct lever"))
    assert shown(last_in(scene.channel)).startswith("### does \\@bob have a direct lever")


async def test_a_bare_mention_gets_a_hint(scene: Scene) -> None:
    """A mention without a question gets one sentence on how to ask."""
    await scene.alice.send(scene.channel, mention(scene, ""))
    assert last_in(scene.channel).content == texts.HOW_TO_ASK


async def test_other_messages_are_left_alone(scene: Scene) -> None:
    """Without a mention in the text there is no answer, not even to a reply; other bots are never answered."""
    reply = await ask(scene, "direct lever")
    robot = scene.env.guild.add_member(scene.env.create_user("robot", bot=True))
    await scene.alice.send(scene.channel, "direct lever")
    await scene.bob.send(scene.channel, "thanks!", reply_to=reply)
    await robot.send(scene.channel, mention(scene, "direct lever"))
    assert last_in(scene.channel).author.id == robot.id


async def test_direct_messages_are_questions(scene: Scene) -> None:
    """In a direct message no mention is needed, and the buttons work there too."""
    await scene.alice.send_dm("direct lever")
    reply = last_in(scene.alice.user.dm_channel)
    assert LEVER in shown(reply)
    await scene.alice.user.click(reply, label=texts.CONTEXT)
    assert texts.BACK in labels(last_in(scene.alice.user.dm_channel))


async def test_ask_works_in_direct_messages(scene: Scene) -> None:
    """``/ask`` is there in direct messages."""
    reply = answer_to(await scene.alice.user.slash("ask", question="direct lever"))
    assert LEVER in shown(reply)
