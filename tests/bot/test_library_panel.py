"""What moderators do with documents and previews: list, details, replace, remove, restore, export."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts as general
from bot.ids.library import Deed, Order, encode
from bot.texts import library as texts
from bot.texts import settings as settings_texts
from knowledge import By, Status
from tests.bot.librarians import NEWER_RULES, RULES, House, add, added, house, in_store, run
from tests.bot.limits import walk
from tests.bot.seen import answer_to, components, labels, last_in, shown

if TYPE_CHECKING:
    import simcord

    from bot.client import PinciteBot
    from knowledge import Store
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


@pytest.fixture
def hall(scene: Scene) -> House:
    """A server with a moderator."""
    return house(scene, "hall")


def lines_of_menu(message: simcord.ResponseMessage) -> dict[str, str]:
    """The lines of a message's menu: label → value."""
    (menu,) = [one for one in walk(components(message)) if one["type"] == 3]
    return {option["label"]: option["value"] for option in menu["options"]}


async def test_the_list_has_everything_and_opens_it(hall: House) -> None:
    """Previews, documents, removed and shared ones with the quota; the menu opens a preview as well as a document."""
    await added(hall, "rules.md", RULES)
    await add(hall, ("fees.txt", b"Five crowns a ticket.\n\nTwo crowns a coat."))
    listed = await run(hall, "list")
    said = shown(listed)
    for group in (texts.GROUP_PENDING, texts.GROUP_OWN, texts.GROUP_SHARED):
        assert group in said
    assert texts.GROUP_REMOVED not in said
    assert "2 of 200 documents · 7 of 50,000 passages" in said
    values = lines_of_menu(listed)
    await hall.moderator.select(listed, [values["House rules"]], custom_id=encode(Order(Deed.CHOOSE)))
    assert texts.REMOVE_BUTTON in labels(listed)
    await hall.moderator.click(listed, label=general.ALL_DOCUMENTS)
    await hall.moderator.select(listed, [values["fees"]], custom_id=encode(Order(Deed.CHOOSE)))
    assert texts.APPROVE in labels(listed)


async def test_an_empty_server_sees_what_all_share(hall: House) -> None:
    """Without documents of its own, the list has the shared ones."""
    assert texts.GROUP_SHARED in shown(await run(hall, "list"))


async def test_details_are_edited_in_a_preview(hall: House, simcord_bot: PinciteBot) -> None:
    """Both forms show what is known; what is written shows at once; nonsense is named, and the rest is saved."""
    preview = await add(hall, ("rules.md", RULES))
    form = await hall.moderator.click(preview, label=texts.DETAILS)
    await hall.moderator.submit_modal(
        form, {"title": "The *Rules*", "author": "The Board", "series": "", "year": "1952", "language": "de"}
    )
    assert r"### The \*Rules\*" in shown(preview)
    assert "**Author:** The Board" in shown(preview)
    assert "**Language:** German" in shown(preview)
    form = await hall.moderator.click(preview, label=texts.ORIGIN)
    await hall.moderator.submit_modal(form, {"url": "https://example.org/rules", "licence": "CC0", "publisher": ""})
    assert "**Licence:** CC0" in shown(preview)
    form = await hall.moderator.click(preview, label=texts.ORIGIN)
    await hall.moderator.submit_modal(form, {"url": "ftp://x", "licence": "CC-BY", "publisher": ""})
    assert texts.NOT_SAVED.format(sentence=texts.NOT_AN_ADDRESS.format(value=r"ftp\://x")) in shown(preview)
    form = await hall.moderator.click(preview, label=texts.DETAILS)
    await hall.moderator.submit_modal(
        form, {"title": "R", "author": "The Board", "series": "", "year": "", "language": "not one"}
    )
    assert texts.NOT_SAVED.format(sentence=texts.NOT_A_LANGUAGE.format(value="not one")) in shown(preview)
    assert "### R\n" in shown(preview)
    (info,) = await in_store(simcord_bot, lambda store: store.documents.list(hall.guild.id, Status.PENDING))
    assert (info.title, info.metadata.author, info.metadata.licence) == ("R", "The Board", "CC-BY")


async def test_rename(hall: House) -> None:
    """With a name at once, without one by the form; a document is found by its title or its id."""
    await added(hall, "rules.md", RULES)
    assert "### The Law" in shown(await run(hall, "rename", document="HOUSE rules", name="The Law"))
    form = await hall.moderator.slash(hall.channel, "library rename", document="rules")
    values = {"title": "Order", "author": "", "series": "", "year": "", "language": "en"}
    assert "### Order" in shown(answer_to(await hall.moderator.submit_modal(form, values)))
    unknown = await run(hall, "rename", document="nothing", name="x")
    assert unknown.content == texts.NO_SUCH.format(name="nothing")


async def test_replacing_shows_what_changes(hall: House, simcord_bot: PinciteBot) -> None:
    """Altered words in bold, added paragraphs, counts; a golden question that gets worse; what was edited stays."""
    await added(hall, "rules.md", RULES)
    await run(hall, "rename", document="rules", name="The Law")

    def keep(store: Store) -> None:
        for question in ("On which days are dogs welcome in the reading room?", "What does a lost ticket cost?"):
            store.golden.add(hall.guild.id, question, store.library(hall.guild.id).ask(question).hits[0], _by(hall))

    await in_store(simcord_bot, keep)
    gone = NEWER_RULES.replace(b"A lost ticket costs five crowns.", b"Umbrellas are left at the door.")
    changes = await run(hall, "replace", document="rules", file=("new.md", gone))
    said = shown(changes)
    assert texts.CHANGES.format(title="The Law") in said
    assert "**Paragraphs:** 2 added · 1 removed · 1 altered" in said
    assert "reading room on **Tuesdays** only" in said
    assert "reading room on **Fridays** only" in said
    assert "> - Umbrellas are left" in said
    assert "One golden question would get worse" in said
    assert "What does a lost ticket cost? · rank 1 → not found" in said
    await hall.moderator.click(changes, label=texts.SHOW_PREVIEW)
    assert texts.PREVIEW_REPLACES.format(edition=2) in shown(changes)
    assert texts.APPROVE not in labels(changes)
    await hall.moderator.click(changes, label=texts.SHOW_CHANGES)
    assert said == shown(changes)
    await hall.moderator.click(changes, label=texts.APPROVE)
    about = shown(await run(hall, "info", document="The Law"))
    assert texts.EARLIER in about
    same = await run(hall, "replace", document="rules", file=("new.md", gone))
    assert texts.LINE_UNCHANGED.format(name="new.md", title="The Law") in shown(same)
    assert texts.NOTHING_REPLACED in shown(same)


def handbook(first: int, subject: str, heading: str) -> bytes:
    """A handbook of six paragraphs on as many pages, four of them about a subject."""
    subjects = [subject] * 4 + ["garden"] * 2
    paged = "".join(
        f'<p><span role="doc-pagebreak" aria-label="{first + n}"></span>Rule {n}: the {one} of item {n} is recorded.</p>'
        for n, one in enumerate(subjects)
    )
    return f"<html lang=en><title>Handbook</title><h1>Handbook</h1><h2>{heading}</h2>{paged}</html>".encode()


async def test_what_there_is_no_room_for_is_in_a_file(hall: House) -> None:
    """Other pages and headings are changes too; the file has all of them, and a preview is exported as it was read."""
    await added(hall, "handbook.html", handbook(10, "price", "Animals"))
    changes = await run(hall, "replace", document="handbook", file=("new.html", handbook(20, "weight", "Beasts")))
    said = shown(changes)
    assert "**Paragraphs:** 4 altered · 2 unchanged" in said
    assert "**Headings:** − Animals · + Beasts" in said
    assert "**Same text on other pages:** 2 paragraphs, the first p. 14 → p. 24" in said
    assert "**weight** of item 2 is recorded. · p. 12 → p. 22" in said
    assert "Rule 3" not in said
    (file,) = changes.attachments
    written = (await file.read()).decode()
    assert "- Rule 3: the price of item 3 is recorded.\n+ Rule 3: the weight of item 3 is recorded.\n" in written
    assert "Handbook › Animals · p. 15 → Handbook › Beasts · p. 25" in written
    await hall.moderator.click(changes, label=texts.SHOW_PREVIEW)
    assert not changes.attachments
    read = answer_to(await hall.moderator.click(changes, label=texts.READING_BUTTON))
    passages = json.loads(await read.attachments[0].read())["passages"]
    assert "Rule 3: the weight of item 3 is recorded." in [one["text"] for one in passages]


async def test_a_newer_file_speaks_for_itself(hall: House, simcord_bot: PinciteBot) -> None:
    """What the file said gives way to what the newer one says, what a moderator wrote stays, and the change is told."""
    await added(hall, "rules.html", page("Rules of 1950", "A. Clerk"))
    about = await run(hall, "info", document="rules")
    form = await hall.moderator.click(about, label=texts.ORIGIN)
    await hall.moderator.submit_modal(form, {"url": "", "licence": "CC0", "publisher": ""})
    changes = await run(hall, "replace", document="rules", file=("new.html", page("Rules of 1951", None)))
    assert "**Details:** Title “Rules of 1950” → “Rules of 1951” · Author “A. Clerk” (removed)" in shown(changes)
    (info,) = await in_store(simcord_bot, lambda store: store.documents.list(hall.guild.id, Status.PENDING))
    assert (info.title, info.metadata.author, info.metadata.licence) == ("Rules of 1951", None, "CC0")


async def test_a_file_that_is_elsewhere_replaces_nothing(hall: House) -> None:
    """Whether it waits as a preview of its own or is another document: one line says so, and the preview is not shown."""
    await added(hall, "rules.md", RULES)
    await add(hall, ("fees.md", NEWER_RULES), name="Fees")
    waits = await run(hall, "replace", document="rules", file=("new.md", NEWER_RULES))
    assert texts.DISCARD_FIRST in shown(waits)
    assert labels(waits) == ["Open preview"]
    await hall.moderator.click(waits, label="Open preview")
    await hall.moderator.click(waits, label=texts.APPROVE)
    live = await run(hall, "replace", document="rules", file=("new.md", NEWER_RULES))
    assert texts.LINE_UNCHANGED.format(name="new.md", title="Fees") in shown(live)
    assert texts.NOTHING_REPLACED in shown(live)


async def test_removing_and_restoring(hall: House) -> None:
    """Asked first; undone from the message, from the list, by the command; kept if they say so."""
    await added(hall, "rules.md", RULES)
    asked = await run(hall, "remove", document="rules")
    await hall.moderator.click(asked, label=texts.REMOVE_NO)
    assert texts.REMOVE_BUTTON in labels(asked)
    await hall.moderator.click(asked, label=texts.REMOVE_BUTTON)
    await hall.moderator.click(asked, label=texts.REMOVE_YES)
    assert texts.IS_REMOVED.format(title="House rules") in shown(await run(hall, "remove", document="rules"))
    assert texts.GROUP_REMOVED in shown(await run(hall, "list"))
    restored = await run(hall, "restore", document="House rules")
    assert texts.WAS_RESTORED.format(title="House rules") in shown(restored)
    assert texts.IS_LIVE.format(title="House rules") in shown(await run(hall, "restore", document="rules"))
    assert (await run(hall, "restore", document="no")).content == texts.NOT_REMOVED.format(name="no")
    await hall.moderator.click(asked, label=texts.UNDO)
    assert texts.REMOVE_BUTTON in labels(asked)


async def test_what_is_shared_cannot_be_changed(hall: House, simcord_bot: PinciteBot) -> None:
    """It can be looked at and exported, and nothing else, by command or by a made-up button."""
    shared = (await in_store(simcord_bot, lambda store: store.documents.list(None)))[0]
    about = await run(hall, "info", document=shared.id)
    assert labels(about) == [texts.EXPORT_BUTTON, general.ALL_DOCUMENTS]
    refused = await run(hall, "remove", document=shared.id)
    assert refused.content is not None
    assert "shared by all servers" in refused.content
    assert "shared by all servers" in (await run(hall, "replace", document=shared.id, file=("a.md", RULES))).content


async def test_export(hall: House, scene: Scene) -> None:
    """The original file comes back byte for byte, under a name that Discord leaves alone; or the reading as JSON."""
    await added(hall, "House rules (1952).md", RULES)
    sent = await run(hall, "export", document="House rules")
    assert sent.ephemeral
    (file,) = sent.attachments
    assert await file.read() == RULES
    assert file.filename == "House_rules_1952_.md"
    read = await run(hall, "export", document="House rules", format="json")
    assert json.loads(await read.attachments[0].read())["title"] == "House rules"


async def test_everything_is_audited_and_logged(hall: House, simcord_bot: PinciteBot) -> None:
    """Each step is in the audit log with who did it, and one line in the log channel."""
    journal = hall.guild.create_text_channel("journal")
    await simcord_bot.guild_settings.change(hall.guild.id, _by(hall), log_channel=journal.id)
    preview = await add(hall, ("rules.md", RULES))
    who = hall.moderator.mention
    assert last_in(journal).content == texts.LOG_ADDED.format(person=who, title="House rules")
    await hall.moderator.click(preview, label=texts.APPROVE)
    assert last_in(journal).content == texts.LOG_APPROVED.format(person=who, title="House rules", edition=1)
    await run(hall, "rename", document="rules", name="Law")
    assert last_in(journal).content == texts.LOG_DESCRIBED.format(person=who, title="Law")
    await run(hall, "export", document="rules")
    assert last_in(journal).content == texts.LOG_EXPORTED.format(person=who, title="Law")
    asked = await run(hall, "remove", document="rules")
    await hall.moderator.click(asked, label=texts.REMOVE_YES)
    assert last_in(journal).content == texts.LOG_REMOVED.format(person=who, title="Law")
    await hall.moderator.click(asked, label=texts.UNDO)
    assert last_in(journal).content == texts.LOG_RESTORED.format(person=who, title="Law")
    entries = await in_store(simcord_bot, lambda store: store.audit.list(hall.guild.id))
    assert [entry.action for entry in reversed(entries)][-6:] == [
        "document.preview", "document.approve", "document.describe", "document.export", "document.remove",
        "document.restore",
    ]  # fmt: skip
    assert {entry.user_id for entry in entries} == {hall.moderator.id}


async def test_previews_wait_seven_days(hall: House, simcord_bot: PinciteBot) -> None:
    """After six days a preview is there, after eight it is gone; a removed document after 31: each says why."""
    preview = await add(hall, ("rules.md", RULES))
    await simcord_bot._libraries.housekeeping(datetime.now(UTC) + timedelta(days=6))
    await hall.moderator.click(preview, label=texts.DETAILS)
    await simcord_bot._libraries.housekeeping(datetime.now(UTC) + timedelta(days=8))
    await hall.moderator.click(preview, label=texts.APPROVE)
    assert texts.PREVIEW_EXPIRED in shown(preview)
    assert "### House rules" in shown(preview)
    await added(hall, "rules.md", RULES)
    asked = await run(hall, "remove", document="rules")
    await hall.moderator.click(asked, label=texts.REMOVE_YES)
    await simcord_bot._libraries.housekeeping(datetime.now(UTC) + timedelta(days=31))
    await hall.moderator.click(asked, label=texts.UNDO)
    assert texts.REMOVED_FOR_GOOD in shown(asked)


async def test_whoever_is_no_moderator_any_more_may_not(hall: House, scene: Scene) -> None:
    """Asked at every press: a preview stays open when permissions go."""
    preview = await add(hall, ("rules.md", RULES))
    scene.env.backend.get_guild(hall.guild.id).members[hall.moderator.id].role_ids.clear()
    for label in (texts.APPROVE, texts.DISCARD, texts.DETAILS, texts.ORIGIN):
        told = answer_to(await hall.moderator.click(preview, label=label))
        assert told.content == settings_texts.MODERATORS_ONLY
        assert told.ephemeral


def page(title: str, author: str | None) -> bytes:
    """A web page that says who wrote it."""
    meta = f'<meta name="author" content="{author}">' if author else ""
    return f"<html><head><title>{title}</title>{meta}</head><body><p>{title} has one rule.</p></body></html>".encode()


def _by(hall: House) -> By:
    return By(hall.moderator.id, datetime.now(UTC))
