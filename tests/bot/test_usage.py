"""What is noted of questions: how many, how many answered, by what; and the text of those without an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from bot.asker import Asker
from bot.features import usage
from bot.features.finding import Found, Scope, answered
from bot.guilds import DEFAULTS
from bot.replies import Kept, Reply, Tone
from knowledge import Answer, Day, Store, Strictness
from tests.bot.moderation import UNKNOWN, libraries_of
from tests.bot.rendering import TR
from tests.bot.seen import answer_to, ask, labels, mention
from tests.knowledge.samples import library_of

if TYPE_CHECKING:
    from tests.bot.conftest import Scene

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
MEMBER = Asker(user_id=1, guild_id=2, channel_id=3, tr=TR, settings=DEFAULTS)
EVERYWHERE = Scope()
LIBRARY = library_of("Zebras graze at noon.", "Lions sleep under the old tree.")
simulated = pytest.mark.simcord(approved_intents=discord.Intents.default())


def found(question: str, scope: Scope = EVERYWHERE) -> Found:
    """What the library says to a question."""
    return answered(LIBRARY, question, MEMBER, Strictness.NORMAL, scope)


def test_an_answer_is_noted_with_its_passage() -> None:
    """The passage that is shown counts as cited; nothing tells who asked."""
    noted = usage.asked(found("Do zebras graze at noon?"), MEMBER, NOW)
    assert noted is not None
    assert (noted.guild_id, noted.answered, noted.cited, noted.at) == (
        2,
        True,
        (LIBRARY.resolve("sample:p1").ref,),
        NOW,
    )
    assert str(MEMBER.user_id) not in noted.question


def test_a_question_without_an_answer_is_a_gap_where_the_server_wants_it() -> None:
    """Its text is kept; where gaps are switched off it is counted alone."""
    missing = found(UNKNOWN)
    noted = usage.asked(missing, MEMBER, NOW)
    assert noted is not None
    assert (noted.answered, noted.keep_gap, noted.cited) == (False, True, ())
    off = replace(MEMBER, settings=DEFAULTS.model_copy(update={"gaps": False}))
    noted = usage.asked(missing, off, NOW)
    assert noted is not None
    assert not noted.keep_gap


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("paragraph 99", Scope()),
        ("?!", Scope()),
        ("hm", Scope()),
        ("telescope " * 40, Scope()),
        (UNKNOWN, Scope("sample")),
    ],
)
def test_what_is_no_gap(question: str, scope: Scope) -> None:
    """Places that are not there, too little and too much text, and questions to one document alone are not kept."""
    noted = usage.asked(found(question, scope), MEMBER, NOW)
    assert noted is not None
    assert not noted.keep_gap


def test_direct_messages_are_not_noted() -> None:
    """Where there is no server there are no moderators to tell."""
    reply = Reply(Kept("### Why?"), Tone.NOTHING)
    nothing = Answer("Why is this so?", "nothing", confidence=0.0)
    assert usage.asked(Found(reply, nothing), replace(MEMBER, guild_id=None), NOW) is None


@simulated
async def test_every_way_of_asking_is_noted_once(scene: Scene) -> None:
    """Command, mention, reply, the menu of a message and a search as typed count one each; a direct message does not."""
    reply = await ask(scene, "direct levr upon Chinese Communist policy")
    await scene.alice.click(reply, label=next(one for one in labels(reply) if "levr" in one))
    said = await scene.alice.send(scene.channel, UNKNOWN)
    await scene.alice.send(scene.channel, mention(scene, UNKNOWN))
    assert scene.channel.last_message is not None
    await scene.alice.send(scene.channel, "Who is Pei Yang in Zanzibar?", reply_to=scene.channel.last_message)
    answer_to(await scene.alice.context_menu(scene.channel, texts.FIND_PASSAGES, said))
    await scene.alice.send_dm(UNKNOWN)
    guild = scene.env.guild.id

    def read(store: Store) -> tuple[tuple[Day, ...], list[str]]:
        since = datetime(2020, 1, 1, tzinfo=UTC)
        return store.questions.days(guild, since=since), [gap.question for gap in store.questions.gaps(guild)]

    days, gaps = await libraries_of(scene).store(read)
    assert sum(day.asked for day in days) == 5
    assert sum(day.answered for day in days) >= 1
    assert gaps.count(UNKNOWN) == 2
