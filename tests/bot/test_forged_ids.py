"""Whatever id a button carries, nobody sees the text of another server, and nothing breaks; old editions say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot import texts
from bot.asker import Asker
from bot.errors import Refused
from bot.features import turning
from bot.guilds import DEFAULTS
from bot.ids import StaleIdError
from bot.ids.answer import Button, Mark, Mode, Shows, State, Way, button_of, decode, encode
from bot.ids.passage import Act, Cited, Step, act_id, act_of, cite_id, cite_of, why_id, why_of
from bot.replies import Kept, Reply
from knowledge import CitationStyle, KnowledgeError, Library
from tests.bot.rendering import TR, sent
from tests.bot.seen import answer_to, labels, shown
from tests.knowledge.samples import document_of
from tests.knowledge.stores import ALICE, add, days

if TYPE_CHECKING:
    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

# Nothing here needs an intent that Discord grants on request only.
simulated = pytest.mark.simcord(approved_intents=discord.Intents.default())

SECRET = "The password of the archive is swordfish."
THEIRS = 4242
"""A server that the bot is in, and Alice is not."""


def forged(ref: str) -> dict[str, str]:
    """Ids of every kind of button, made up to lead to a passage, by what they do."""
    state = State(1, (Mark(ref, (0,)), Mark(ref)))
    return {
        "turn": encode(state, Button.NEXT),
        "context": encode(State(1, (Mark(ref),), shows=Shows.CONTEXT, before=9), Button.BEFORE),
        "nearest": encode(State(1, (Mark(ref),), Mode.NEAREST), Button.NEAREST),
        "all": encode(State(1, (Mark(ref),), shows=Shows.ALL, part=7), Button.ALL),
        "share": encode(state, Button.SHARE),
        "why": why_id(ref),
        "cite": cite_id(Step.OPEN, Cited(ref, 0)),
    }


@simulated
async def test_an_id_from_another_server_leads_nowhere(scene: Scene, simcord_bot: PinciteBot) -> None:
    """Each kind of button, forged to lead to a document of another server, ends in a sentence without its text."""
    info = await simcord_bot._libraries.store(lambda store: add(store, THEIRS, SECRET, name="secret"))
    channel = scene.env.bot.get_channel(scene.channel.id)
    assert isinstance(channel, discord.TextChannel)
    ids = forged(f"{info.key}.0")
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(discord.ui.TextDisplay("### What is the password?", id=1001)))
    for first in range(0, len(ids), 5):
        row = list(ids.items())[first : first + 5]
        view.add_item(
            discord.ui.ActionRow(*(discord.ui.Button(label=label, custom_id=custom_id) for label, custom_id in row))
        )
    message = await channel.send(view=view)
    for label in ids:
        told = answer_to(await scene.alice.click(message, label=label))
        assert told.ephemeral
        assert told.content
        assert "Reference" not in told.content
    assert not any("swordfish" in str(request.json) for request in scene.env.http_requests)
    there = await simcord_bot._libraries.use(THEIRS, lambda library: library.resolve(f"{info.key}.0"))
    assert there.text == SECRET


@simulated
async def test_a_replaced_or_removed_document_is_said_so(scene: Scene, simcord_bot: PinciteBot) -> None:
    """What was replaced is still shown, with a word on it; what was removed is not, then it is forgotten."""
    guild, libraries = scene.env.guild.id, simcord_bot._libraries
    old = await libraries.store(lambda store: add(store, guild, "Zebras graze at noon.", name="zoo"))
    question = {"question": "zebras graze at noon", "document": "zoo"}
    reply = answer_to(await scene.alice.slash(scene.channel, "ask", **question))
    assert "Zebras graze at noon." in shown(reply)
    await libraries.store(lambda store: add(store, guild, "Zebras graze at dawn.", name="zoo", replaces=old.key))
    await scene.alice.click(reply, label=texts.CONTEXT)
    await scene.alice.click(reply, label=texts.BACK)
    assert texts.EARLIER_EDITION in shown(reply)
    assert "Zebras graze at noon." in shown(reply)
    await libraries.store(lambda store: store.documents.remove(guild, "zoo", ALICE))
    newer = shown(reply)
    for label in (texts.CONTEXT, texts.WHY, texts.CITE):
        told = answer_to(await scene.alice.click(reply, label=label))
        assert told.ephemeral
        assert "zoo" in told.content.casefold() or "removed" in told.content
    assert shown(reply) == newer
    await libraries.housekeeping(ALICE.at + days(99))
    gone = answer_to(await scene.alice.click(reply, label=texts.CONTEXT))
    assert "removed or replaced" in gone.content
    assert texts.DELETE in labels(reply)


LIBRARY = Library([document_of("Zebras graze at noon.", "See paragraph 1.", name="zoo", key=1)])
REFS = st.from_regex(r"[0-9a-z]{1,3}\.[0-9a-z]{1,3}", fullmatch=True) | st.text("0123456789abcgsdn.-", max_size=20)
WILD = st.one_of(
    st.builds(
        lambda ref, key: list(forged(ref).values())[key], st.sampled_from(["1.0", "1.1", "2.0"]), st.integers(0, 6)
    ),
    st.from_regex(
        r"p1:[a-z]{3}:[0-9a-z]{1,3}:[0-9a-z]\.[0-9a-z]?(\.[0-9a-z]\.[0-9a-z])?:[0-2]\.[0-4](_[0-9a-z]){0,2}",
        fullmatch=True,
    ),
    REFS.map(lambda ref: f"w1:{ref}"),
    REFS.map(lambda ref: f"c1:o:{ref}_5"),
    st.from_regex(r"x1:[a-z]:[0-9a-z]{1,14}", fullmatch=True),
    st.text(max_size=100),
)


@given(WILD, st.sampled_from(["When do zebras graze?", "page 1", ""]))
@example("p1:ppq:1:0.:", "zoo")
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_id_works_or_is_refused_in_a_sentence(custom_id: str, question: str) -> None:
    """There is no id that ends in anything but a reply that Discord takes, or an error with a sentence of its own."""
    asker = Asker(user_id=1, guild_id=2, channel_id=3, tr=TR, settings=DEFAULTS)
    try:
        reply = lead(custom_id, question, asker)
    except (StaleIdError, KnowledgeError, Refused):
        return
    if reply is not None:
        sent(reply)


@pytest.mark.parametrize("name", list(forged("1.0")))
def test_ids_lead_to_what_the_library_has(name: str) -> None:
    """The same ids work where the passage is there: what is refused above is refused for a reason."""
    asker = Asker(user_id=1, guild_id=2, channel_id=3, tr=TR, settings=DEFAULTS)
    reply = lead(forged("1.0")[name], "When do zebras graze?", asker)
    assert reply is not None
    assert "zoo" in str((sent(reply), reply.files))


def lead(custom_id: str, question: str, asker: Asker) -> Reply | None:
    """Where a button with this id leads; ``None`` where it does not lead to a reply."""
    match custom_id[:1]:
        case "w":
            return turning.explained(LIBRARY, Kept(f"### {question}"), *why_of(custom_id), TR)
        case "c":
            return turning.cited(LIBRARY, cite_of(custom_id)[1], CitationStyle.MLA, TR)
        case "x":
            assert isinstance(act_of(custom_id)[0], Act)
            return None
        case _:
            assert isinstance(button_of(custom_id), Button)
            return turning.turned(LIBRARY, decode(custom_id), Kept(f"### {question}"), asker, private=True)


@given(
    st.sampled_from(["1.a7", "zzzzzz.zzzzz", "1a-s3"]), st.none() | st.integers(0, 36**5 - 1), st.integers(0, 2**64 - 1)
)
def test_ids_are_read_back_as_they_were_written(ref: str, start: int | None, asker: int) -> None:
    """Why, citations and acts come back from their ids, which Discord takes."""
    for way in Way:
        assert why_of(why_id(ref, way)) == (ref, way)
    for step in Step:
        written = cite_id(step, Cited(ref, start))
        assert len(written) <= 100
        assert cite_of(written) == (step, Cited(ref, start))
    for act in Act:
        assert act_of(act_id(act, asker)) == (act, asker)
