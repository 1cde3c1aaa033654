"""``/audit``: who did what when, in words, page by page, and of one's own server alone."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts as general
from bot.features.described import DETAILS, ORIGIN
from bot.guilds import DEFAULTS
from bot.i18n import translation
from bot.ids.moderation import Deed, Feature
from bot.ids.settings import Order, Part, Setting
from bot.ids.settings import encode as encode_setting
from bot.replies import audit as replies
from bot.texts import library as library_texts
from bot.texts import moderation as texts
from bot.texts import settings as settings_texts
from bot.views import layout
from knowledge import HOST, Asked, AuditEntry, By, GlossaryRow, Store, database_url
from tests.bot import limits
from tests.bot.moderation import (
    control_in,
    ids_of,
    libraries_of,
    manager_in,
    now_by,
    options_of,
    order,
    second_server,
)
from tests.bot.rendering import TR
from tests.bot.seen import answer_to, labels, shown
from tests.knowledge.stores import ALICE, OURS, add

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

simulated = pytest.mark.simcord(approved_intents=discord.Intents.default())
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def carol(scene: Scene) -> simcord.MemberActor:
    """A moderator of the server."""
    return manager_in(scene.env, scene.env.guild, "carol")


async def add_names(scene: Scene, carol: simcord.MemberActor, count: int) -> None:
    """So many entries."""
    by, guild = now_by(carol), scene.env.guild.id
    for number in range(count):
        row = GlossaryRow(f"Name{number:02}", ("x",), "same")
        await libraries_of(scene).store(partial(_add, guild, row, by))


def _add(guild_id: int, row: GlossaryRow, by: By, store: Store) -> None:
    store.glossary.add(guild_id, row, by)


@simulated
async def test_entries_say_who_what_and_when(scene: Scene, carol: simcord.MemberActor) -> None:
    """A line in words, with a mention that pings nobody, the time as Discord shows it; nothing where nothing was."""
    empty = answer_to(await carol.slash(scene.channel, "audit"))
    assert empty.ephemeral
    assert texts.NOTHING_THERE in shown(empty)
    await carol.slash(scene.channel, "glossary add", name="Kreml", alias="Moscow")
    listed = shown(answer_to(await carol.slash(scene.channel, "audit")))
    assert carol.mention in listed
    assert "<t:" in listed
    kreml = texts.SAME_LINE.format(name="Kreml", others="Moscow")
    assert texts.DID_ADD_NAME.format(target=kreml) in listed


@simulated
async def test_pages_lead_back_and_forth_after_a_restart(
    scene: Scene, carol: simcord.MemberActor, make_bot: Callable[[], PinciteBot]
) -> None:
    """Five entries, two to a page: the newest first, then older ones, to the end; and the newest again."""
    await add_names(scene, carol, 5)
    page = answer_to(await carol.slash(scene.channel, "audit", entries=2))
    assert [name in shown(page) for name in ("Name04", "Name03", "Name02")] == [True, True, False]
    again = make_bot()
    await scene.env.restart_bot(again)
    await carol.click(page, label=texts.OLDER)
    assert [name in shown(page) for name in ("Name03", "Name02", "Name01")] == [False, True, True]
    await carol.click(page, label=texts.OLDER)
    assert "Name00" in shown(page)
    assert labels(page) == [texts.NEWEST]
    await carol.click(page, label=texts.NEWEST)
    assert "Name04" in shown(page)
    await again.close()


@simulated
async def test_each_action_is_written_down_once(scene: Scene, carol: simcord.MemberActor) -> None:
    """Whatever a moderator changes, or takes out of the server; what they only look at is not."""
    channel, guild = scene.channel, scene.env.guild.id
    panel = answer_to(await carol.slash(channel, "settings"))
    await carol.select(panel, [Part.LIBRARY.value])
    await carol.select(panel, ["0"], custom_id=encode_setting(Order(Setting.GAPS)))
    await carol.slash(channel, "glossary add", name="Kreml", alias="Moscow")
    tsv = b"name\tother names\tkind\nUdSSR\tUSSR\tsame\n"
    await carol.slash(channel, "glossary import", file=("names.tsv", tsv))
    await carol.slash(channel, "glossary export")
    asked = answer_to(await carol.slash(channel, "glossary remove", name="Kreml"))
    await carol.click(asked, label=texts.YES_REMOVE)
    await carol.slash(channel, "golden add", question="Who is it?", passage="footnote 1")
    await carol.slash(channel, "golden remove", question="Who is it?")
    libraries_of(scene).note(Asked(guild, "What of zeppelins?", answered=False, at=datetime.now(UTC)))
    gaps = answer_to(await carol.slash(channel, "gaps"))
    (key,) = [one["value"] for one in options_of(gaps, order(Feature.GAPS, Deed.OPEN))]
    await carol.select(gaps, [key], custom_id=order(Feature.GAPS, Deed.DISMISS))
    for command in ("golden check", "golden list", "glossary list", "insights", "audit", "library list"):
        await carol.slash(channel, command)
    entries = await libraries_of(scene).store(lambda store: store.audit.list(guild))
    assert [one.action for one in reversed(entries)] == [
        "settings.change", "glossary.add", "glossary.import", "glossary.export", "glossary.remove", "golden.add",
        "golden.remove", "gaps.dismiss",
    ]  # fmt: skip
    assert {one.user_id for one in entries} == {carol.id}


@simulated
async def test_another_server_and_members_see_nothing(scene: Scene, carol: simcord.MemberActor) -> None:
    """Every id of the first server's log shows a moderator elsewhere their own, and a member none."""
    await add_names(scene, carol, 5)
    page = answer_to(await carol.slash(scene.channel, "audit", entries=2))
    ids = ids_of(page)
    await carol.click(page, label=texts.OLDER)
    there = second_server(scene)
    mark = len(scene.env.http_requests)
    await there.mallory.slash(there.channel, "audit")
    for custom_id in {*ids, *ids_of(page)}:
        await there.mallory.click(await control_in(scene, there.channel, custom_id), label="press")
        told = await scene.alice.click(await control_in(scene, scene.channel, custom_id), label="press")
        assert answer_to(told).content == settings_texts.MODERATORS_ONLY
    assert "Name0" not in str([request.json for request in scene.env.http_requests[mark:]])
    assert "audit" not in scene.alice.available_commands(scene.channel)


@simulated
@pytest.mark.parametrize("custom_id", ["u1:l:", "u1:l:99", "u1:o:02", "u1:o:02zz", "u1:d:02", "u2:l:02"])
async def test_damaged_ids_are_refused(scene: Scene, carol: simcord.MemberActor, custom_id: str) -> None:
    """An id that no button of ours has is told so."""
    told = await carol.click(await control_in(scene, scene.channel, custom_id), label="press")
    assert answer_to(told).content == general.STALE_BUTTON


def test_which_edition_is_told(tmp_path: Path) -> None:
    """Of a replacement both, of what is done with a later edition that one; entries of old, too, which have none."""
    with closing(Store.open(database_url(tmp_path))) as store:
        first = add(store, OURS, "No dogs.", name="House rules")
        add(store, OURS, "Dogs on a lead.", name="House rules", replaces=first.key)
        store.documents.remove(OURS, first.id, ALICE)
        store.documents.restore(OURS, first.id, ALICE)
        store.glossary.export_tsv(OURS, ALICE)
        entries = store.audit.list(OURS)
    told = [one.partition("-# ")[2] for one in replies.listed(entries, 10, TR, newest=True).lead.splitlines()[1::2]]
    later = texts.WITH_EDITION.format(title="House rules", edition=2)
    assert told == [
        texts.DID_EXPORT_NAMES,
        texts.DID_RESTORE.format(target=later),
        texts.DID_REMOVE.format(target=later),
        texts.DID_REPLACE.format(target="House rules", edition=2, former=1),
        texts.DID_PREVIEW.format(target=later),
        texts.DID_APPROVE.format(target="House rules"),
        texts.DID_PREVIEW.format(target="House rules"),
    ]
    old = AuditEntry(1, NOW, HOST, "document.approve", "rules", "", title="House rules")
    assert texts.DID_APPROVE.format(target="House rules") in replies.listed([old], 10, TR, newest=True).lead


def test_what_was_changed_is_told(tmp_path: Path) -> None:
    """The former and the new value of a document's fields, and settings by their names and new values."""
    with closing(Store.open(database_url(tmp_path))) as store:
        info = add(store, OURS, "No dogs.", name="House rules")
        former = replace(info.metadata, author="The clerk")
        store.documents.describe(OURS, info.key, former, ALICE)
        store.documents.describe(OURS, info.key, replace(former, title="Rules", author=None), ALICE)
        store.settings.put(OURS, {"log_channel": 7, "gaps": False}, ALICE)
        entries = store.audit.list(OURS, limit=3)
    told = [one.partition("-# ")[2] for one in replies.listed(entries, 3, TR, newest=True).lead.splitlines()[1::2]]
    author, title = library_texts.AUTHOR, library_texts.TITLE
    gone = library_texts.DETAIL_REMOVED.format(name=author, before="The clerk")
    renamed = library_texts.DETAIL_CHANGED.format(name=title, before="House rules", after="Rules")
    new = library_texts.DETAIL_ADDED.format(name=author, after="The clerk")
    kept = settings_texts.CHOICE.format(setting=settings_texts.GAPS, value=settings_texts.NOT_KEPT)
    logged = settings_texts.CHOICE.format(setting=settings_texts.LOG_CHANNEL, value="<#7>")
    assert told == [
        texts.DID_SET.format(target=f"{kept} · {logged}"),
        texts.DID_DESCRIBE.format(target=f"Rules · {gone} · {renamed}"),
        texts.DID_DESCRIBE.format(target=f"House rules · {new}"),
    ]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_a_page_fits_at_its_fullest(language: str) -> None:
    """Twenty entries with the longest targets keep within Discord's limits; the host is named; the unknown is told."""
    tr = translation(language)
    wide = [
        AuditEntry(key, NOW, 10**18, action, "*" * 500, "_" * 3000, title="~" * 3000, edition=10**6)
        for key, action in enumerate((*replies._DEEDS, *["something.new"] * 10), start=10**9)
    ]
    channels = list(range(10**18, 10**18 + 25))
    everything = {**DEFAULTS.model_dump(mode="json"), "channels": channels, "plain_chat": channels}
    row = f"{'*' * 99}\t{'; '.join('_' * 99 for _ in range(20))}\tsame"
    edited = {name: ["*" * 200, "_" * 200] for name in (*DETAILS, *ORIGIN, "file_name", "editors")}
    details = {
        "settings.change": json.dumps(everything),
        "glossary.remove": f"{row}; {row}",
        "document.describe": json.dumps(edited),
    }
    crowded = [replace(wide[0], action=action, detail=detail) for action, detail in details.items() for _ in range(20)]
    for entries in (wide, *(crowded[first : first + 20] for first in (0, 20, 40))):
        for size in (1, 10, 20):
            reply = replies.listed(entries, size, tr, newest=False)
            limits.check([item.to_component_dict() for item in layout(reply).children])
    told = replies.listed([AuditEntry(1, NOW, HOST, "odd.deed", "it", "")], 10, tr, newest=True).lead
    assert tr(texts.THE_HOST) in told
    assert "odd.deed" in told
