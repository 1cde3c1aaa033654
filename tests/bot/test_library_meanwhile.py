"""Moderators who act on what has changed meanwhile, and documents that are hard to tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.texts import library as texts
from knowledge import Source, Status, read_document
from tests.bot.librarians import MANAGER, NEWER_RULES, RULES, House, add, added, house, in_store, run
from tests.bot.limits import walk
from tests.bot.moderation import now_by
from tests.bot.seen import components, labels, last_in, shown

if TYPE_CHECKING:
    from bot.client import PinciteBot
    from knowledge import EditionInfo, Store
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


@pytest.fixture
def hall(scene: Scene) -> House:
    """A server with a moderator."""
    return house(scene, "hall")


@pytest.fixture
def second(scene: Scene, hall: House) -> House:
    """The same server with another moderator."""
    role = hall.guild.create_role("more managers", permissions=MANAGER)
    return hall._replace(moderator=hall.guild.add_member(scene.env.create_user("second"), roles=[role]))


def written(title: str, author: str = "", year: str = "") -> dict[str, str]:
    """The form for details as it is submitted: with all its fields."""
    return {"title": title, "author": author, "series": "", "year": year, "language": "en"}


async def names_for(at: House, command: str, typed: str = "") -> list[str]:
    """What is suggested to the moderator who types the name of a document."""
    found = await at.moderator.autocomplete(at.channel, f"library {command}", "document", typed)
    return [one["name"] for one in found]


async def test_two_forms_do_not_undo_each_other(hall: House, second: House) -> None:
    """Only what was changed in a form is written; a field that both changed is the later one's, who is told so."""
    await added(hall, "rules.md", RULES)
    one, two, three = [await run(at, "info", document="rules") for at in (hall, second, second)]
    mine, yours, again = [
        await at.moderator.click(message, label=texts.DETAILS)
        for at, message in ((hall, one), (second, two), (second, three))
    ]
    await second.moderator.submit_modal(yours, written("House rules", "The Board", "1952"))
    await hall.moderator.submit_modal(mine, written("The Law"))
    for fact in ("### The Law", "**Author:** The Board", "**Date:** 1952"):
        assert fact in shown(one)
    assert texts.OVERWRITTEN not in shown(one)
    await second.moderator.submit_modal(again, written("House rules", "The Mayor"))
    assert texts.OVERWRITTEN in shown(three)
    assert "Author “The Board” → “The Mayor”" in shown(three)
    assert "### The Law" in shown(three)


async def test_what_was_meant_for_a_superseded_edition_is_not_done(hall: House, second: House) -> None:
    """A removal, a form and a panel say so, who replaced it and what was typed, and lead to the newest edition."""
    await added(hall, "rules.md", RULES)
    asked, panel, edited = [await run(hall, name, document="rules") for name in ("remove", "info", "info")]
    form = await hall.moderator.click(edited, label=texts.DETAILS)
    changes = await run(second, "replace", document="rules", file=("new.md", NEWER_RULES))
    await second.moderator.click(changes, label=texts.APPROVE)
    await hall.moderator.click(asked, label=texts.REMOVE_YES)
    await hall.moderator.click(panel, label=texts.REMOVE_BUTTON)
    await hall.moderator.submit_modal(form, written("The Law of the House"))
    for message in (asked, panel, edited):
        assert second.moderator.mention in shown(message)
        assert texts.EARLIER_NOTES in shown(message)
        assert f"**{texts.EARLIER}" not in shown(message)
    for message in (asked, panel):
        assert texts.NOTHING_REMOVED in shown(message)
    assert texts.NOTHING_SAVED in shown(edited)
    assert "“The Law of the House”" in shown(edited)
    await hall.moderator.click(asked, label=texts.NEWEST_EDITION)
    assert texts.REMOVE_BUTTON in labels(asked)
    assert f"**{texts.EARLIER}:** 1 (" in shown(asked)


async def test_a_newer_file_added_as_a_new_document_can_replace_the_old_one(
    hall: House, simcord_bot: PinciteBot
) -> None:
    """Its preview says that there is one of that title, and becomes its next edition; corrections stay."""
    journal = hall.guild.create_text_channel("journal")
    await simcord_bot.guild_settings.change(hall.guild.id, now_by(hall.moderator), log_channel=journal.id)
    await added(hall, "rules.md", RULES)
    about = await run(hall, "info", document="rules")
    form = await hall.moderator.click(about, label=texts.DETAILS)
    await hall.moderator.submit_modal(form, written("House rules", "The Board"))
    preview = await add(hall, ("rules.md", NEWER_RULES))
    assert texts.ALIKE.format(title="House rules", file="rules.md") in shown(preview)
    await hall.moderator.click(preview, label=texts.SUCCEED)
    line = texts.LOG_SUCCEEDS.format(person=hall.moderator.mention, title="House rules", edition=2)
    assert line == last_in(journal).content
    assert texts.CHANGES.format(title="House rules") in shown(preview)
    await hall.moderator.click(preview, label=texts.APPROVE)
    infos = await in_store(simcord_bot, lambda store: _all(store, hall))
    assert [(one.id, one.edition, one.metadata.author) for one in infos] == [("rules", 2, "The Board")]
    await add(hall, ("fees.md", b"# Fees\n\nFive crowns a ticket."))
    assert texts.SUCCEED not in labels(await add(hall, ("names.md", b"# Names\n\nMiss Smith keeps the keys.")))


async def test_documents_of_one_title_are_told_apart(hall: House) -> None:
    """By their ids in suggestions, in the list, its menu and the question whether to remove one."""
    await added(hall, "rules.md", RULES)
    await added(hall, "new.md", NEWER_RULES)
    told = ["House rules (rules)", "House rules (new)"]
    assert await names_for(hall, "remove") == told
    listed = await run(hall, "list")
    (menu,) = [one for one in walk(components(listed)) if one["type"] == 3]
    assert [one["label"] for one in menu["options"][:2]] == told
    assert f"{texts.STATE_LIVE} · 7 passages · new.md" in [one["description"] for one in menu["options"]]
    assert all(f"**{name}**" in shown(listed) for name in told)
    unclear = await run(hall, "remove", document="House rules")
    assert texts.SEVERAL_CALLED.format(title="House rules") in shown(unclear)
    asked = await run(hall, "remove", document="new")
    assert texts.REMOVE_QUESTION.format(title=told[1]) in shown(asked)
    again = await add(hall, ("new.md", NEWER_RULES))
    await hall.moderator.click(again, label=texts.SHOW_DOCUMENT)
    assert "**File:** new.md" in shown(again)


async def test_what_waits_or_was_removed_is_found_by_its_name(hall: House) -> None:
    """Shown where that is all; else the command says what it is, with the way to it; suggestions name the state."""
    await add(hall, ("rules.md", RULES))
    assert texts.APPROVE in labels(await run(hall, "info", document="house rules"))
    assert "### The Law" in shown(await run(hall, "rename", document="rules", name="The Law"))
    assert (await run(hall, "export", document="The Law")).attachments
    assert await names_for(hall, "rename") == [f"The Law · {texts.STATE_PENDING}"]
    assert await names_for(hall, "remove") == []
    waits = await run(hall, "remove", document="The Law")
    assert texts.IS_PENDING.format(title="The Law") in shown(waits)
    await hall.moderator.click(waits, label=texts.OPEN_PREVIEWS.one)
    await hall.moderator.click(waits, label=texts.APPROVE)
    asked = await run(hall, "remove", document="The Law")
    await hall.moderator.click(asked, label=texts.REMOVE_YES)
    assert f"The Law · {texts.STATE_REMOVED}" in await names_for(hall, "info", "law")
    assert texts.RESTORE_BUTTON in labels(await run(hall, "info", document="The Law"))
    gone = await run(hall, "replace", document="The Law", file=("new.md", NEWER_RULES))
    await hall.moderator.click(gone, label=texts.RESTORE_BUTTON)
    assert texts.WAS_RESTORED.format(title="The Law") in shown(gone)


async def test_what_is_switched_off_is_not_listed(hall: House, simcord_bot: PinciteBot) -> None:
    """Neither in the list nor in suggestions, nor is it found: members are not answered from it either."""
    (shared,) = await in_store(simcord_bot, lambda store: store.documents.list(None))
    assert await names_for(hall, "info") == [shared.title]
    await simcord_bot.guild_settings.change(hall.guild.id, now_by(hall.moderator), bundled=False)
    assert texts.EMPTY in shown(await run(hall, "list"))
    assert await names_for(hall, "info") == []
    assert (await run(hall, "info", document=shared.id)).content == texts.NO_SUCH.format(name=shared.id)


async def test_volumes_of_a_series_are_told_apart(hall: House, simcord_bot: PinciteBot) -> None:
    """In suggestions and in the menu their titles are cut in the middle."""
    series = "Foreign Relations of the United States, 1952-1954, General: Economic and Political Matters, Volume I"

    def fill(store: Store) -> None:
        for number in (58, 59):
            data = f"# {series}, Part {number}\n\nPapers of box {number}.\n".encode()
            name = f"part{number}.md"
            store.documents.put(hall.guild.id, read_document(data, name), Source(name, data), now_by(hall.moderator))

    await in_store(simcord_bot, fill)
    assert [name[-7:] for name in await names_for(hall, "remove")] == ["Part 58", "Part 59"]
    (menu,) = [one for one in walk(components(await run(hall, "list"))) if one["type"] == 3]
    assert [one["label"][-7:] for one in menu["options"][:2]] == ["Part 58", "Part 59"]


def _all(store: Store, at: House) -> list[EditionInfo]:
    return [
        one
        for state in (Status.LIVE, Status.PENDING)
        for one in store.documents.list(at.guild.id, state)
        if not one.is_shared
    ]
