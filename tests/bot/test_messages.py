"""People talk to the bot: mentions, direct messages, replies to its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from bot.i18n import translation
from tests.bot.limits import buttons_of
from tests.bot.seen import LEVER, answer_to, ask, components, labels, last_in, mention, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

FRICTION = "friction in Sinkiang"


async def say(scene: Scene, text: str, reply_to: discord.Message | simcord.ResponseMessage) -> discord.Message:
    """Alice replies to a message of the bot's, which pings it; what comes last in the channel then."""
    await scene.alice.send(scene.channel, text, reply_to=reply_to)
    return last_in(scene.channel)


async def answer_in_chat(scene: Scene, question: str) -> discord.Message:
    """Alice mentions the bot with a question; its answer."""
    await scene.alice.send(scene.channel, mention(scene, question))
    return last_in(scene.channel)


def counter(message: discord.Message) -> str:
    """Which passage of how many is shown."""
    return next(label for label in labels(message) if " / " in label)


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
    reply = await answer_in_chat(scene, f"does {scene.bob.mention} have a direct lever")
    assert shown(reply).startswith("### does \\@bob have a direct lever")


@pytest.mark.parametrize("greeting", ["", "hello!", "help"])
async def test_a_greeting_gets_a_hint(scene: Scene, greeting: str) -> None:
    """A mention alone, or with a greeting, gets a few lines on how to ask."""
    assert (await answer_in_chat(scene, greeting)).content == texts.HOW_TO_ASK


async def test_a_greeting_is_answered_in_its_language(scene: Scene) -> None:
    """Discord does not say which language the writer of a message speaks; the greeting does."""
    await scene.alice.send_dm("Guten Tag!")
    assert last_in(scene.alice.user.dm_channel).content == translation("de")(texts.HOW_TO_ASK)


async def test_other_messages_are_left_alone(scene: Scene) -> None:
    """Without a mention in the text there is no answer; other bots are never answered."""
    robot = scene.env.guild.add_member(scene.env.create_user("robot", bot=True))
    await scene.alice.send(scene.channel, "direct lever")
    await robot.send(scene.channel, mention(scene, "direct lever"))
    assert last_in(scene.channel).author.id == robot.id


async def test_a_reply_without_its_text_is_told_how_to_be_heard(scene: Scene) -> None:
    """Discord keeps back the text of a reply to what answered a command, unless it mentions the bot."""
    reply = await ask(scene, "direct lever")
    await scene.bob.send(scene.channel, "what about trade?", reply_to=reply)
    assert last_in(scene.channel).content == texts.TEXT_HIDDEN
    await scene.bob.send(scene.channel, mention(scene, "p. 405"), reply_to=reply)
    assert shown(last_in(scene.channel)).startswith("### p. 405")


async def test_who_asks_too_soon_is_told_so_once(scene: Scene, make_bot: Callable[..., PinciteBot]) -> None:
    """A flood of mentions gets three answers and one sentence; in a slash command everybody hears of the pause."""
    await scene.env.restart_bot(hasty := make_bot(clock=lambda: 100.0))
    for _ in range(9):
        await scene.alice.send(scene.channel, mention(scene, "direct lever"))
    said = [one for one in scene.channel.history() if one.author.bot]
    assert [one.content for one in said if one.content] == [texts.COOLDOWN.format(seconds=3)]
    assert len(said) == 4
    assert answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever")).content
    await hasty.close()


async def test_thanks_want_no_answer(scene: Scene) -> None:
    """A courtesy to the bot ends the exchange."""
    reply = await answer_in_chat(scene, "direct lever")
    thanks = await scene.alice.send(scene.channel, "Thanks a lot!", reply_to=reply)
    assert last_in(scene.channel).id == thanks.id


async def test_direct_messages_are_questions(scene: Scene) -> None:
    """In a direct message no mention is needed, and the buttons work there too."""
    await scene.alice.send_dm("direct lever")
    reply = last_in(scene.alice.user.dm_channel)
    assert LEVER in shown(reply)
    await scene.alice.user.click(reply, label=texts.CONTEXT)
    assert texts.BACK in labels(last_in(scene.alice.user.dm_channel))


async def test_next_and_previous_lead_through_an_answer(scene: Scene) -> None:
    """Each word gets a reply of its own with the next passage, until there is none; the answer stays as it was."""
    first = await answer_in_chat(scene, FRICTION)
    shown_first, count = shown(first), int(counter(first).split(" / ")[1])
    reply = first
    for position in range(2, count + 1):
        reply = await say(scene, "next", reply)
        assert counter(reply) == f"{position} / {count}"
        assert shown(reply).startswith(f"### {FRICTION}")
    assert (await say(scene, "More!", reply)).content == texts.LAST_PASSAGE
    back = await say(scene, "back", reply)
    assert counter(back) == f"{count - 1} / {count}"
    assert (await say(scene, "previous", first)).content == texts.FIRST_PASSAGE
    assert shown(first) == shown_first
    assert counter(first) == f"1 / {count}"


async def test_whoever_says_next_turns_the_pages_of_their_reply(scene: Scene) -> None:
    """Somebody else can go on in an answer; the reply to that is theirs."""
    first = await answer_in_chat(scene, FRICTION)
    await scene.bob.send(scene.channel, "next", reply_to=first)
    theirs = last_in(scene.channel)
    second = shown(theirs)
    await scene.bob.click(theirs, label=texts.PREVIOUS)
    assert shown(last_in(scene.channel)) != second
    private = answer_to(await scene.alice.click(theirs, label=texts.NEXT))
    assert private.ephemeral


async def test_next_after_no_answer_shows_the_nearest(scene: Scene) -> None:
    """Where the library has no answer, "more" is what the button under it offers."""
    none = await answer_in_chat(scene, "How many rubles did the Soviet loans to China come to?")
    assert texts.NO_ANSWER in shown(none)
    assert texts.NOT_AN_ANSWER in shown(await say(scene, "more", none))


async def test_next_without_a_reply_goes_on_in_the_last_answer(scene: Scene) -> None:
    """In a direct message, and with a mention, "next" means the last answer that the person got."""
    await scene.alice.send_dm(FRICTION)
    await scene.alice.send_dm("next")
    assert counter(last_in(scene.alice.user.dm_channel)).startswith("2 / ")
    await answer_in_chat(scene, FRICTION)
    await scene.bob.send(scene.channel, mention(scene, "next"))
    assert last_in(scene.channel).content == texts.WHICH_ANSWER
    assert counter(await answer_in_chat(scene, "next")).startswith("2 / ")


async def test_a_place_is_looked_up_in_the_answer_s_document(scene: Scene) -> None:
    """A place, said in reply to an answer, is looked up there; a page that is not there is said to be missing."""
    answer = await answer_in_chat(scene, "direct lever")
    page = await say(scene, "p. 405", answer)
    assert shown(page).startswith("### p. 405")
    assert "405" in shown(page).split("-# ")[-1]
    paragraph = await say(scene, "¶ 17", page)
    assert "¶ 17" in shown(paragraph).split("-# ")[-1]
    assert "401–407" in shown(await say(scene, "p. 999", paragraph))


async def test_a_reply_is_a_new_question(scene: Scene) -> None:
    """Anything else that is said to an answer is asked of the library."""
    first = await answer_in_chat(scene, FRICTION)
    second = await say(scene, "and is there a direct lever upon Chinese Communist policy?", first)
    assert LEVER in shown(second)


async def test_a_reply_to_what_is_no_answer_is_a_question(scene: Scene) -> None:
    """The hint on how to ask can be replied to like an answer; it has no pages."""
    hint = await answer_in_chat(scene, "hello")
    assert LEVER in shown(await say(scene, "direct lever", hint))
    assert (await say(scene, "next", hint)).content == texts.WHICH_ANSWER


async def test_replies_from_before_a_restart_are_understood(scene: Scene, make_bot: object) -> None:
    """What an answer shows is read from its buttons, so a new process goes on in it."""
    assert callable(make_bot)
    first = await answer_in_chat(scene, FRICTION)
    again = make_bot()
    await scene.env.restart_bot(again)
    assert counter(await say(scene, "next", first)).startswith("2 / ")
    await again.close()


async def test_only_what_is_said_to_an_answer_offers_a_thread(scene: Scene) -> None:
    """A first answer stays plain; the answer to a reply offers a thread, and keeps the offer when pages turn."""
    first = await answer_in_chat(scene, FRICTION)
    assert texts.CONTINUE_IN_THREAD not in labels(first)
    second = await say(scene, "next", first)
    assert texts.CONTINUE_IN_THREAD in labels(second)
    await scene.alice.click(second, label=texts.CONTEXT)
    assert texts.CONTINUE_IN_THREAD in labels(last_in(scene.channel))
    private = answer_to(await scene.bob.click(second, label=texts.PREVIOUS))
    assert texts.CONTINUE_IN_THREAD not in labels(private)
    assert buttons_of(components(private))
