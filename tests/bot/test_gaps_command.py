"""``/gaps``: what members asked in vain, and what a moderator does about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from string import ascii_lowercase
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts as general
from bot.i18n import translation
from bot.ids.moderation import Deed, Feature
from bot.ids.settings import Order, Part, Setting
from bot.ids.settings import encode as encode_setting
from bot.replies import gaps as replies
from bot.replies.gaps import Switch
from bot.texts import moderation as texts
from bot.texts import settings as settings_texts
from bot.views import layout
from knowledge import Answer, Asked, Gap, GapGroup, Strictness
from tests.bot import limits
from tests.bot.moderation import (
    UNKNOWN,
    control_in,
    ids_of,
    libraries_of,
    manager_in,
    menu_in,
    options_of,
    order,
    second_server,
)
from tests.bot.seen import answer_to, ask, shown
from tests.knowledge.samples import library_of
from tests.knowledge.stores import add

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

simulated = pytest.mark.simcord(approved_intents=discord.Intents.default())
MENU = order(Feature.GAPS, Deed.OPEN)


@pytest.fixture
def carol(scene: Scene) -> simcord.MemberActor:
    """A moderator of the server."""
    return manager_in(scene.env, scene.env.guild, "carol")


async def gaps(scene: Scene, guild_id: int) -> list[str]:
    """What the store has."""
    return [gap.question for gap in await libraries_of(scene).store(lambda store: store.questions.gaps(guild_id))]


async def opened(scene: Scene, carol: simcord.MemberActor, position: int = 0) -> simcord.ResponseMessage:
    """A moderator opens a question of the list."""
    listed = answer_to(await carol.slash(scene.channel, "gaps"))
    await carol.select(listed, [options_of(listed, MENU)[position]["value"]], custom_id=MENU)
    return listed


@simulated
async def test_questions_in_vain_are_listed_when_alike_together(scene: Scene, carol: simcord.MemberActor) -> None:
    """Nothing at first; then each group is a line, the most asked first, and nobody else sees the list."""
    empty = answer_to(await carol.slash(scene.channel, "gaps"))
    assert texts.NO_GAPS in shown(empty)
    for question in (UNKNOWN, "Is there a zeppelin in Timbuktu?", "who invented telescopes of Zanzibar"):
        await ask(scene, question)
    listed = answer_to(await carol.slash(scene.channel, "gaps"))
    assert listed.ephemeral
    assert [one["label"] for one in options_of(listed, MENU)] == [
        "who invented telescopes of Zanzibar",
        "Is there a zeppelin in Timbuktu?",
    ]
    assert texts.TIMES.other.format(n=2) in shown(listed)
    await carol.select(listed, [options_of(listed, MENU)[0]["value"]], custom_id=MENU)
    assert UNKNOWN in shown(listed)
    assert texts.STILL_UNANSWERED in shown(listed)
    assert "Zanzibar" in shown(listed)


@simulated
async def test_a_name_is_added_where_it_was_missing(
    scene: Scene, carol: simcord.MemberActor, make_bot: Callable[[], PinciteBot]
) -> None:
    """The form has the unknown word in it; sent in after a restart, the question has an answer at once."""
    await ask(scene, "What of Zarathland?")
    view = await opened(scene, carol)
    form = await carol.click(view, label=texts.ADD_ALIAS)
    assert form.modal is not None
    assert "zarathland" in str(form.modal).casefold()
    again = make_bot()
    await scene.env.restart_bot(again)
    await carol.submit_modal(form, {"name": "Zarathland", "alias": "Sinkiang"})
    assert texts.NOW_ANSWERED.partition("{")[0] in shown(view)
    assert "Sinkiang" in shown(await ask(scene, "What of Zarathland?"))
    await carol.click(view, label=texts.DISMISS)
    assert texts.DISMISSED.one.format(n=1) in shown(view)
    guild = scene.env.guild.id
    assert await again._libraries.store(lambda store: store.questions.gaps(guild)) == ()
    entries = await again._libraries.store(lambda store: store.audit.list(guild))
    assert [(one.action, one.user_id) for one in entries] == [
        ("gaps.dismiss", carol.id),
        ("glossary.add", carol.id),
    ]
    await again.close()


@simulated
async def test_the_right_passage_is_chosen_among_the_nearest(scene: Scene, carol: simcord.MemberActor) -> None:
    """The question becomes a golden one with that passage, and is no gap any more; the way back leads back."""
    question = "friction of the zeppelin with Moscow"
    libraries_of(scene).note(Asked(scene.env.guild.id, question, answered=False, at=datetime.now(UTC)))
    view = await opened(scene, carol)
    await carol.click(view, label=texts.NEAREST)
    (menu,) = [one for one in ids_of(view) if one.startswith("n1:k")]
    ref = options_of(view, menu)[1]["value"]
    await carol.click(view, label=texts.BACK_TO_QUESTION)
    assert question in shown(view)
    await carol.click(view, label=texts.NEAREST)
    await carol.select(view, [ref], custom_id=menu)
    guild = scene.env.guild.id
    (golden,) = await libraries_of(scene).store(lambda store: store.golden.list(guild))
    hit = await libraries_of(scene).use(guild, lambda library: library.resolve(ref))
    assert (golden.text, golden.question) == (hit.text, question)
    assert texts.NO_GAPS in shown(view)


@simulated
async def test_a_right_passage_is_named_where_none_is_near(scene: Scene, carol: simcord.MemberActor) -> None:
    """The form takes a place: one that the library lacks is refused, and with another the question becomes golden."""
    await ask(scene, UNKNOWN)
    view = await opened(scene, carol)
    form = await carol.click(view, label=texts.MAKE_GOLDEN)
    refused = answer_to(await carol.submit_modal(form, {"place": "p. 4040"}))
    assert refused.content == texts.NO_SUCH_PLACE.format(place="p. 4040")
    await carol.click(view, label=texts.NEAREST)
    form = await carol.click(view, label=texts.MAKE_GOLDEN)
    await carol.submit_modal(form, {"place": "footnote 1"})
    guild = scene.env.guild.id
    (golden,) = await libraries_of(scene).store(lambda store: store.golden.list(guild))
    assert golden.question == UNKNOWN
    assert await gaps(scene, guild) == []
    assert texts.NO_GAPS in shown(view)
    assert general.FOOTNOTE.format(mark=1) in shown(view)
    assert golden.passage_id not in shown(view)


def test_similar_questions_that_are_left_out_are_counted() -> None:
    """Of nine questions in a group, the first is the heading, five are shown, and three more are counted."""
    now = datetime(2026, 1, 31, tzinfo=UTC)
    group = GapGroup(tuple(Gap(key, f"Where is number {key}?", now) for key in range(9)))
    answer = Answer("?", "nothing", confidence=0.0)
    assert general.AND_MORE.other.format(n=3) in replies.opened(group, answer, translation("en")).lead


@simulated
async def test_many_are_gone_through_without_losing_the_place(scene: Scene, carol: simcord.MemberActor) -> None:
    """Of 25 questions those of the last page: back to the list, or a dismissed one, leads there; several go at once."""
    now, guild = datetime.now(UTC), scene.env.guild.id
    for letter in ascii_lowercase[:25]:
        libraries_of(scene).note(Asked(guild, f"Where is {letter * 7}?", answered=False, at=now))
    view = answer_to(await carol.slash(scene.channel, "gaps"))
    for _ in range(2):
        await carol.click(view, label=general.NEXT)
    last = options_of(view, MENU)
    assert len(last) == 5
    await carol.select(view, [last[2]["value"]], custom_id=MENU)
    await carol.click(view, label=texts.BACK_TO_LIST)
    assert options_of(view, MENU) == last
    await carol.select(view, [last[2]["value"]], custom_id=MENU)
    await carol.click(view, label=texts.DISMISS)
    left = [one for one in last if one is not last[2]]
    assert options_of(view, MENU) == left
    several = order(Feature.GAPS, Deed.DISMISS)
    await carol.select(view, [one["value"] for one in left], custom_id=several)
    assert texts.DISMISSED.other.format(n=4) in shown(view)
    assert len(await gaps(scene, guild)) == 20
    entries = await libraries_of(scene).store(lambda store: store.audit.list(guild))
    assert [(one.action, one.target) for one in entries] == [("gaps.dismiss", "4"), ("gaps.dismiss", "1")]


@simulated
async def test_the_host_says_how_sure_an_answer_has_to_be(
    scene: Scene, carol: simcord.MemberActor, make_bot: Callable[..., PinciteBot]
) -> None:
    """A question that a generous host's bot answers is no gap there any more, and a golden one that comes first."""
    guild, again = scene.env.guild.id, make_bot(strictness=Strictness.GENEROUS)
    await libraries_of(scene).store(lambda store: add(store, guild, "The garden opens at nine.", name="garden"))
    shy = "When does the garden open?"
    await ask(scene, shy)
    assert await gaps(scene, guild) == [shy]
    assert texts.STILL_UNANSWERED in shown(await opened(scene, carol))
    await carol.slash(scene.channel, "golden add", question=shy, passage="garden:p1")
    strict = answer_to(await carol.slash(scene.channel, "golden check"))
    await scene.env.restart_bot(again)
    assert texts.STILL_UNANSWERED not in shown(await opened(scene, carol))
    generous = answer_to(await carol.slash(scene.channel, "golden check"))
    for check, right in ((strict, 0), (generous, 1)):
        assert texts.SUCCESS.format(share=f"{right:.0%}", right=right, all=1) in shown(check)
    await again.close()


@simulated
async def test_only_the_last_thirty_days_are_listed(scene: Scene, carol: simcord.MemberActor) -> None:
    """Whether or not anything was deleted today: neither the list nor the numbers have what is older."""
    now, guild = datetime.now(UTC), scene.env.guild.id
    for days, question in ((31, "Where is the swordfish?"), (29, UNKNOWN)):
        libraries_of(scene).note(Asked(guild, question, answered=False, at=now - timedelta(days=days)))
    listed = answer_to(await carol.slash(scene.channel, "gaps"))
    assert [one["label"] for one in options_of(listed, MENU)] == [UNKNOWN]
    told = answer_to(await carol.slash(scene.channel, "insights", days=60))
    assert texts.OPEN_GAPS_OF_30_DAYS.one.partition("{gaps")[0].format(n=1) in shown(told)
    await ask(scene, "Is there a zeppelin in Timbuktu?")
    told = answer_to(await carol.slash(scene.channel, "insights", days=1))
    assert texts.OPEN_GAPS.one.partition("{gaps")[0].format(n=1) in shown(told)


@simulated
async def test_where_gaps_are_switched_off(scene: Scene, carol: simcord.MemberActor) -> None:
    """New ones are not kept, and the list says where that is switched."""
    panel = answer_to(await carol.slash(scene.channel, "settings"))
    await carol.select(panel, [Part.LIBRARY.value])
    await carol.select(panel, ["0"], custom_id=encode_setting(Order(Setting.GAPS)))
    await ask(scene, UNKNOWN)
    assert await gaps(scene, scene.env.guild.id) == []
    listed = answer_to(await carol.slash(scene.channel, "gaps"))
    assert texts.NO_GAPS in shown(listed)
    assert texts.NOT_KEPT_NOTE.partition("{")[0] in shown(listed)
    assert f"</{settings_texts.SETTINGS}:" in shown(listed)


@simulated
async def test_what_is_gone_and_what_is_stale(scene: Scene, carol: simcord.MemberActor) -> None:
    """A question that was dismissed meanwhile says so; an id of no meaning too; nothing has a reference to a log."""
    await ask(scene, UNKNOWN)
    first, second = await opened(scene, carol), await opened(scene, carol)
    await carol.click(first, label=texts.DISMISS)
    for label in (texts.DISMISS, texts.NEAREST, texts.ADD_ALIAS):
        assert answer_to(await carol.click(second, label=label)).content == texts.GAP_GONE
    stale = await control_in(scene, scene.channel, "n1:z:1")
    assert answer_to(await carol.click(stale, label="press")).content == general.STALE_BUTTON
    odd = await menu_in(scene, scene.channel, MENU, "nonsense")
    assert answer_to(await carol.select(odd, ["nonsense"], custom_id=MENU)).content == general.STALE_BUTTON


@simulated
async def test_members_and_other_servers_get_nothing(scene: Scene, carol: simcord.MemberActor) -> None:
    """Every id of the first server's list, replayed by a member there and a moderator elsewhere, changes nothing."""
    await ask(scene, "Where is the swordfish of Zanzibar?")
    listed = answer_to(await carol.slash(scene.channel, "gaps"))
    key = options_of(listed, MENU)[0]["value"]
    view = await opened(scene, carol)
    form = await carol.click(view, label=texts.ADD_ALIAS)
    del form
    await carol.click(view, label=texts.NEAREST)
    ids = {*ids_of(listed), *ids_of(view), *ids_of(await opened(scene, carol))} - {MENU}
    menus = {one for one in ids if one.startswith("n1:k")}
    there = second_server(scene)
    mark = len(scene.env.http_requests)
    for channel, person in ((scene.channel, scene.alice), (there.channel, there.mallory)):
        for custom_id in sorted(ids - menus):
            await person.click(await control_in(scene, channel, custom_id), label="press")
        for custom_id in (MENU, *sorted(menus)):
            await person.select(await menu_in(scene, channel, custom_id, key), [key], custom_id=custom_id)
    await there.mallory.slash(there.channel, "gaps")
    sent = str([request.json for request in scene.env.http_requests[mark:]])
    assert "swordfish" not in sent
    assert await gaps(scene, scene.env.guild.id) == ["Where is the swordfish of Zanzibar?"]
    assert "gaps" not in scene.alice.available_commands(scene.channel)
    told = await scene.alice.click(
        await control_in(scene, scene.channel, order(Feature.GAPS, Deed.LIST, 0)), label="press"
    )
    assert answer_to(told).content == settings_texts.MODERATORS_ONLY


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_replies_fit_at_their_fullest(language: str) -> None:
    """The longest questions, all of them characters that are escaped."""
    tr = translation(language)
    now = datetime(2026, 1, 31, tzinfo=UTC)
    groups = [GapGroup(tuple(Gap(50 * n + k, f"{k}{'*' * 999}", now) for k in range(50))) for n in range(200)]
    group = groups[0]
    switch = Switch(kept=True, command="</settings:1234567890123456789>")
    answer = Answer("?", "nothing", confidence=0.0, unknown_words=("_" * 500,) * 9)
    hits = library_of(*(f"{'_' * 3000} zebra {number}" for number in range(8))).ask("zebra", limit=8).hits
    for reply in (
        replies.listed(groups, 3, switch, tr, done="x" * 300),
        replies.opened(group, answer, tr, done="x" * 300),
        replies.nearest(group, hits, tr),
    ):
        limits.check([item.to_component_dict() for item in layout(reply).children])
