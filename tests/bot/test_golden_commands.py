"""Golden questions in Discord: kept from answers, added by hand, checked, and nobody else's."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import discord
import pytest

from bot import markup
from bot import texts as general
from bot.features import goldens
from bot.i18n import translation
from bot.ids.moderation import Deed, Feature
from bot.replies import golden as replies
from bot.replies.csv_file import as_csv
from bot.replies.golden import Rights
from bot.replies.place import place_line
from bot.texts import moderation as texts
from bot.views import layout
from knowledge import GoldenQuestion, GoldenReport, GoldenResult, Library, Strictness, read_document
from tests.bot import limits
from tests.bot.moderation import (
    control_in,
    ids_of,
    libraries_of,
    manager_in,
    menu_in,
    now_by,
    options_of,
    order,
    second_server,
)
from tests.bot.rendering import TR
from tests.bot.seen import answer_to, ask, shown
from tests.knowledge.samples import library_of
from tests.knowledge.stores import add

if TYPE_CHECKING:
    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

simulated = pytest.mark.simcord(approved_intents=discord.Intents.default())
QUESTION = "direct lever upon Chinese Communist policy"


@pytest.fixture
def carol(scene: Scene) -> simcord.MemberActor:
    """A moderator of the server."""
    return manager_in(scene.env, scene.env.guild, "carol")


async def kept(scene: Scene, guild_id: int) -> tuple[GoldenQuestion, ...]:
    """What the store has."""
    return await libraries_of(scene).store(lambda store: store.golden.list(guild_id))


@simulated
async def test_what_an_answer_shows_is_kept(scene: Scene, carol: simcord.MemberActor) -> None:
    """The question and the passage shown at that moment, also of an answer that turned its page."""
    reply = await ask(scene, QUESTION)
    told = answer_to(await carol.context_menu(scene.channel, texts.KEEP_AS_GOLDEN, reply))
    assert told.ephemeral
    assert QUESTION in shown(told)
    (first,) = await kept(scene, scene.env.guild.id)
    assert first.text[:40] in shown(reply).replace("**", "").replace("> ", "")
    await scene.alice.click(reply, label=general.NEXT)
    await carol.context_menu(scene.channel, texts.KEEP_AS_GOLDEN, reply)
    (second,) = await kept(scene, scene.env.guild.id)
    assert (second.question, second.key) == (QUESTION, first.key)
    assert second.passage != first.passage


@simulated
async def test_only_answers_with_a_passage_can_be_kept(scene: Scene, carol: simcord.MemberActor) -> None:
    """Not what people write, nor an answer without a passage, nor a question that is not shown whole."""
    said = await scene.alice.send(scene.channel, "Zebras graze at noon.")
    nothing = await ask(scene, "zzgrk vvrbl")
    for message in (said, nothing):
        told = answer_to(await carol.context_menu(scene.channel, texts.KEEP_AS_GOLDEN, message))
        assert told.content == texts.NOT_AN_ANSWER_OF_MINE
    long = await ask(scene, f"{QUESTION} {'and what of the direct lever ' * 20}")
    told = answer_to(await carol.context_menu(scene.channel, texts.KEEP_AS_GOLDEN, long))
    assert told.content == texts.SHORTENED
    assert await kept(scene, scene.env.guild.id) == ()


@simulated
async def test_added_listed_and_removed_by_hand(scene: Scene, carol: simcord.MemberActor) -> None:
    """A passage is chosen from the nearest or named by its place; the list has it; it is removed by its choice."""
    offered = await carol.autocomplete(scene.channel, "golden add", "passage", "", question=QUESTION)
    assert len(offered) > 3
    await carol.slash(scene.channel, "golden add", question=QUESTION, passage=offered[1]["value"])
    told = answer_to(await carol.slash(scene.channel, "golden add", question="What is in it?", passage="page 404"))
    assert told.content.startswith("There are ")
    told = answer_to(await carol.slash(scene.channel, "golden add", question="What is in it?", passage="nonsense"))
    assert told.content
    told = answer_to(await carol.slash(scene.channel, "golden add", question="What is in it?", passage="p. 4040"))
    assert told.content == texts.NO_SUCH_PLACE.format(place="p. 4040")
    listed = answer_to(await carol.slash(scene.channel, "golden list"))
    assert QUESTION in shown(listed)
    (golden,) = await kept(scene, scene.env.guild.id)
    resolved = partial(Library.resolve, ref=golden.passage_id)
    hit = await libraries_of(scene).use(scene.env.guild.id, resolved)
    assert markup.escape(place_line(hit, TR, whole_path=False)) in shown(listed)
    assert golden.passage_id not in shown(listed)
    menu = order(Feature.GOLDEN, Deed.REMOVE, 0)
    chosen = options_of(listed, menu)[0]["value"]
    await carol.select(listed, [chosen], custom_id=menu)
    assert texts.GOLDEN_REMOVED.format(question=QUESTION) in shown(listed)
    assert texts.NO_GOLDEN.format(keep=texts.KEEP_AS_GOLDEN) in shown(listed)
    entries = await libraries_of(scene).store(lambda store: store.audit.list(scene.env.guild.id))
    assert [one.action for one in entries] == ["golden.remove", "golden.add"]
    await carol.slash(scene.channel, "golden add", question=QUESTION, passage=offered[1]["value"])
    (choice,) = await carol.autocomplete(scene.channel, "golden remove", "question", "LEVER")
    await carol.slash(scene.channel, "golden remove", question=choice["value"])
    assert await kept(scene, scene.env.guild.id) == ()
    told = answer_to(await carol.slash(scene.channel, "golden remove", question=QUESTION))
    assert told.content == texts.NO_SUCH_GOLDEN


@simulated
async def test_the_check_tells_what_came_first_instead(scene: Scene, carol: simcord.MemberActor) -> None:
    """One of two is right: half, the mean reciprocal rank, and the failure with its rival."""
    empty = answer_to(await carol.slash(scene.channel, "golden check"))
    assert texts.NO_GOLDEN.format(keep=texts.KEEP_AS_GOLDEN) in shown(empty)
    await carol.context_menu(scene.channel, texts.KEEP_AS_GOLDEN, await ask(scene, QUESTION))
    guild = scene.env.guild.id
    hits = await libraries_of(scene).use(guild, lambda library: library.ask("friction in Sinkiang", limit=2).hits)
    by = now_by(carol)
    await libraries_of(scene).store(lambda store: store.golden.add(guild, "friction in Sinkiang", hits[1], by))
    told = answer_to(await carol.slash(scene.channel, "golden check"))
    assert texts.SUCCESS.format(share="50%", right=1, all=2) in shown(told)
    assert texts.MRR.format(mrr="0.75") in shown(told)
    assert place_line(hits[0], TR, whole_path=False) in shown(told)


@simulated
async def test_members_are_answered_during_a_check(
    scene: Scene, carol: simcord.MemberActor, simcord_bot: PinciteBot
) -> None:
    """With two hundred golden questions, a question that comes in meanwhile is answered long before they are done."""
    guild, libraries = scene.env.guild.id, simcord_bot._libraries
    hit = await libraries.use(guild, lambda library: library.ask(QUESTION).hits[0])
    questions = [
        GoldenQuestion(key, f"{QUESTION} {key}", hit.document.id, hit.passage_id, hit.text) for key in range(200)
    ]
    checking = asyncio.create_task(goldens.check(libraries, guild, questions, Strictness.NORMAL))
    for _ in range(3):
        await libraries.use(guild, lambda library: library.ask("friction in Sinkiang"))
    assert not checking.done()
    report = await checking
    assert len(report.results) == 200


@simulated
async def test_another_server_has_its_own(scene: Scene, carol: simcord.MemberActor) -> None:
    """Keys, references and every id of the first server are nothing to a moderator of the second, nor to a member."""
    guild, libraries = scene.env.guild.id, libraries_of(scene)
    info = await libraries.store(lambda store: add(store, guild, "The password is swordfish.", name="secret"))
    await carol.slash(scene.channel, "golden add", question="What is the swordfish?", passage=f"{info.key}.0")
    (golden,) = await kept(scene, guild)
    listed = answer_to(await carol.slash(scene.channel, "golden list"))
    there = second_server(scene)
    mark = len(scene.env.http_requests)
    for typed in (str(golden.key), f"#{golden.key}", golden.question):
        await there.mallory.slash(there.channel, "golden remove", question=typed)
    for typed in (f"{info.key}.0", golden.passage_id, "secret"):
        await there.mallory.slash(there.channel, "golden add", question="What is it?", passage=typed)
    for command in ("golden list", "golden check"):
        await there.mallory.slash(there.channel, command)
    assert await there.mallory.autocomplete(there.channel, "golden remove", "question", "") == []
    for custom_id in {*ids_of(listed), order(Feature.GOLDEN, Deed.LIST, 0)}:
        await there.mallory.click(await control_in(scene, there.channel, custom_id), label="press")
    key, menu = str(golden.key), order(Feature.GOLDEN, Deed.REMOVE, 0)
    for channel, person in ((there.channel, there.mallory), (scene.channel, scene.alice)):
        await person.select(await menu_in(scene, channel, menu, key), [key], custom_id=menu)
    forged = await control_in(scene, scene.channel, order(Feature.GOLDEN, Deed.LIST, 0))
    await scene.alice.click(forged, label="press")
    sent = str([request.json for request in scene.env.http_requests[mark:]])
    assert "password" not in sent
    assert "What is the swordfish" not in sent
    assert await kept(scene, guild) == (golden,)
    assert await kept(scene, there.guild.id) == ()


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_replies_fit_at_their_fullest(language: str) -> None:
    """The longest questions, all of them characters that are escaped, and none of them right."""
    tr = translation(language)
    wide = [GoldenQuestion(key, "*" * 500, "d" * 60, "p1", "_" * 5000) for key in range(500)]
    (hit,) = library_of("_" * 5000 + " zebra").ask("zebra").hits
    report = GoldenReport(tuple(GoldenResult(one, None, hit) for one in wide))
    for rights in (Rights({}), Rights({one.key: hit for one in wide}, is_titled=True)):
        checked = replies.checked(report, rights, tr)
        for reply in (replies.listed(wide, 3, rights, tr), checked, replies.kept(wide[0], rights, tr)):
            limits.check([item.to_component_dict() for item in layout(reply).children])
        assert len(checked.files) == 1


def test_every_suggestion_is_one_passage() -> None:
    """Also where no passage near the question has the typed words, but a section's heading or a page has them."""
    rules = "# Rules\n\n## House rules\n\nNo dogs.\n\nNo cats.\n\n## Fees\n\nA ticket costs a crown.\n"
    library = Library([read_document(rules.encode(), "rules.md")])
    for typed in ("house", "fees", "dogs", "¶ 1", "crown"):
        offered = list(goldens.nearest(library, "zzz qqq", typed, TR))
        assert offered, typed
        assert all(library.resolve(one.value).text in one.label for one in offered)


def test_a_cell_is_no_formula() -> None:
    """What a spreadsheet would run is text with an apostrophe before it; commas and quotes survive."""
    assert as_csv([["=1+1", 'a "b", c', 3]]).decode("utf-8-sig") == '\'=1+1,"a ""b"", c",3\r\n'
