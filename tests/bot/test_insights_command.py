"""``/insights``: numbers, a chart and a table, of one's own server alone."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import discord
import pytest
from PIL import Image

from bot import texts as general
from bot.features import chart, painting
from bot.i18n import translation
from bot.libraries.children import Children
from bot.replies import insights as replies
from bot.replies.insights import Cited, Insights
from bot.texts import moderation as texts
from bot.texts import settings as settings_texts
from bot.views import layout
from knowledge import Asked, Day, Gap, GapGroup
from tests.bot import limits
from tests.bot.moderation import UNKNOWN, control_in, ids_of, libraries_of, manager_in, now_by, second_server
from tests.bot.rendering import TR
from tests.bot.seen import answer_to, ask, shown
from tests.knowledge.samples import library_of
from tests.knowledge.stores import add

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

simulated = pytest.mark.simcord(approved_intents=discord.Intents.default())
DAYS = (("2026-01-30", 0, 0), ("2026-01-31", 4, 3))
NOW = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.fixture
def carol(scene: Scene) -> simcord.MemberActor:
    """A moderator of the server."""
    return manager_in(scene.env, scene.env.guild, "carol")


@pytest.fixture
def warm() -> None:
    """The first chart takes long: fonts are looked for, files are read."""
    chart.drawn(DAYS, Children())


@pytest.fixture
def no_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host without the extra."""
    monkeypatch.setattr(chart, "find_spec", lambda name: None)


@simulated
@pytest.mark.usefixtures("warm")
async def test_what_was_asked_is_counted_drawn_and_listed(scene: Scene, carol: simcord.MemberActor) -> None:
    """Two questions, one answered: half; the passage that was cited; a picture and a table."""
    await ask(scene, "direct lever upon Chinese Communist policy")
    await ask(scene, UNKNOWN)
    told = answer_to(await carol.slash(scene.channel, "insights", days=7))
    assert told.ephemeral
    questions = texts.QUESTION_COUNT.other.format(n=2)
    assert texts.ANSWERED_SHARE.format(questions=questions, share="50%") in shown(told)
    assert texts.MOST_CITED in shown(told)
    assert texts.OPEN_GAPS.one.partition("{gaps")[0].format(n=1) in shown(told)
    assert [one.filename for one in told.attachments] == [replies.CHART, replies.TABLE]


@simulated
async def test_a_span_is_chosen_after_a_restart(
    scene: Scene, carol: simcord.MemberActor, make_bot: Callable[[], PinciteBot]
) -> None:
    """Without a question it says so; the buttons look back farther, in a new process too."""
    told = answer_to(await carol.slash(scene.channel, "insights", days=7))
    assert texts.NO_QUESTIONS in shown(told)
    again = make_bot()
    await scene.env.restart_bot(again)
    await carol.click(told, label=texts.DAYS_CHOICE.other.format(n=90))
    assert texts.LAST_DAYS.other.format(n=90) in shown(told)
    await again.close()


@simulated
@pytest.mark.usefixtures("no_charts")
async def test_without_the_extra_there_are_numbers_and_the_table(scene: Scene, carol: simcord.MemberActor) -> None:
    """The extra is named where it is missing, and the rest is there."""
    await ask(scene, "direct lever upon Chinese Communist policy")
    told = answer_to(await carol.slash(scene.channel, "insights"))
    assert texts.NO_CHARTS in shown(told)
    assert [one.filename for one in told.attachments] == [replies.TABLE]


@simulated
@pytest.mark.usefixtures("no_charts")
async def test_what_was_cited_is_shown_and_not_what_has_its_number_now(
    scene: Scene, carol: simcord.MemberActor
) -> None:
    """After the next edition, the earlier passage; counts of before, by id, name none then; nor of what was removed."""
    libraries, guild_id = libraries_of(scene), scene.env.guild.id
    texts_of = [("rules", "Zebras graze at noon."), ("fees", "Five crowns."), ("lost", "Nobody reads this.")]
    rules, _, lost = await libraries.store(lambda s: [add(s, guild_id, text, name=name) for name, text in texts_of])
    refs = await libraries.use(guild_id, lambda library: [library.resolve(f"{one.id}:p1").ref for one in (rules, lost)])
    cited = (*refs, "rules:p1", "fees:p1")
    libraries.note(Asked(guild_id, "Where?", answered=True, at=datetime.now(UTC), cited=cited))
    await libraries.store(lambda s: add(s, guild_id, "Lions sleep.\n\nZebras graze.", name="rules", replaces=rules.key))
    await libraries.store(lambda s: s.documents.remove(guild_id, lost.id, now_by(carol)))
    told = answer_to(await carol.slash(scene.channel, "insights"))
    lines = shown(told).partition(texts.MOST_CITED)[2].splitlines()[1:5]
    earlier = texts.CITED_EARLIER.format(place="¶ 1 · rules")
    gone = texts.CITED_LINE.format(times=1, place=texts.CITED_GONE)
    assert [gone, gone, texts.CITED_LINE.format(times=1, place=earlier)] == sorted(
        line.removeprefix("- ") for line in lines if texts.CITED_GONE in line or "rules" in line
    )
    assert 1 == sum("fees" in line for line in lines)


@simulated
@pytest.mark.usefixtures("no_charts")
async def test_another_server_and_members_see_nothing(scene: Scene, carol: simcord.MemberActor) -> None:
    """Every id of the first server's numbers shows a moderator elsewhere their own, and a member none."""
    asked = Asked(scene.env.guild.id, "Where is the swordfish?", False, datetime.now(UTC), ("secret:p1",))  # noqa: FBT003
    libraries_of(scene).note(asked)
    told = answer_to(await carol.slash(scene.channel, "insights"))
    there = second_server(scene)
    mark = len(scene.env.http_requests)
    for custom_id in ids_of(told):
        view = answer_to(await there.mallory.click(await control_in(scene, there.channel, custom_id), label="press"))
        assert texts.NO_QUESTIONS in shown(view)
        refused = await scene.alice.click(await control_in(scene, scene.channel, custom_id), label="press")
        assert answer_to(refused).content == settings_texts.MODERATORS_ONLY
    sent = str([request.json for request in scene.env.http_requests[mark:]])
    assert "swordfish" not in sent
    assert "secret" not in sent
    for odd in ("i1:l:0", "i1:l:zzzz", "i1:l:", "i1:d:7"):
        stale = await carol.click(await control_in(scene, scene.channel, odd), label="press")
        assert answer_to(stale).content == general.STALE_BUTTON


def test_the_chart_is_a_picture_with_both_colours() -> None:
    """A PNG of the size of a phone's screen, with a bar that is blue below and orange above."""
    with Image.open(io.BytesIO(painting.paint(DAYS))) as picture:
        assert picture.format == "PNG"
        assert (picture.width, picture.height) == (1200, 540)
        colours = picture.convert("RGB").getcolors(1 << 24)
    assert colours is not None
    large = {colour for count, colour in colours if count > 5000}
    assert {(0x5D, 0x9C, 0xEC), (0xF0, 0xA1, 0x3A)} <= large


def test_days_without_a_question_are_there_too() -> None:
    """The chart and the table have every day up to today, over the end of a month as well."""
    days = tuple(chart.every_day([Day("2026-01-31", 4, 3)], date(2026, 2, 1), 3))
    assert days == (("2026-01-30", 0, 0), ("2026-01-31", 4, 3), ("2026-02-01", 0, 0))


def test_a_chart_that_cannot_be_drawn_is_none() -> None:
    """What the child cannot read ends in no picture, not in an error; and the reply says so."""
    assert replies.insights(Insights(DAYS, (), ()), "/gaps", TR).lead.endswith(texts.NO_CHART_NOW)
    assert chart.drawn([("2026-01-31", "many", 3)], Children()) is None  # type: ignore[list-item]
    ended = Children()
    ended.end()
    assert chart.drawn(DAYS, ended) is None


def test_the_table_has_everything() -> None:
    """Days, passages and gaps, a row each; what would be a formula is text."""
    gap = GapGroup((Gap(1, "=cmd()", NOW),))
    seen = Insights(DAYS, (Cited("doc:p1", 3, None),), (gap,))
    lines = replies.table(seen).decode("utf-8-sig").splitlines()
    assert lines == [
        "kind,what,count,answered",
        "day,2026-01-30,0,0",
        "day,2026-01-31,4,3",
        "cited,doc:p1,3,",
        "gap,'=cmd(),1,",
    ]
    assert texts.CITED_GONE in replies.insights(seen, "/gaps", TR).body[0]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_the_reply_fits_at_its_fullest(language: str) -> None:
    """The longest places, and a picture."""
    (hit,) = library_of("_" * 5000 + " zebra").ask("zebra").hits
    cited = tuple(Cited("*" * 100, 10**6, hit) for _ in range(8))
    seen = Insights(DAYS * 180, cited, (GapGroup((Gap(1, "*" * 999, NOW),)),) * 500, b"png")
    reply = replies.insights(seen, "</gaps:1234567890123456789>", translation(language))
    limits.check([item.to_component_dict() for item in layout(reply).children])
