"""Several moderators at once: two with one file, two with one preview, a document that goes while its successor waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts as general
from bot.texts import library as texts
from bot.texts import moderation as moderation_texts
from tests.bot.librarians import MANAGER, NEWER_RULES, RULES, House, add, added, ask, house, in_store, run
from tests.bot.seen import labels, shown

if TYPE_CHECKING:
    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

NEWEST_RULES = NEWER_RULES.replace(b"Fridays", b"Sundays")


@pytest.fixture
def hall(scene: Scene) -> House:
    """A server with a moderator."""
    return house(scene, "hall")


@pytest.fixture
def second(scene: Scene, hall: House) -> House:
    """The same server with another moderator."""
    role = hall.guild.create_role("more managers", permissions=MANAGER)
    return hall._replace(moderator=hall.guild.add_member(scene.env.create_user("second"), roles=[role]))


def done(text: str, **values: object) -> str:
    """A line of the log without who and when."""
    return f"-# {text.format(**values)}"


async def test_whoever_comes_second_sees_what_happened(hall: House, second: House) -> None:
    """A preview that another one approved is the document then, one that was thrown away is gone: no dead buttons."""
    twice = await add(hall, ("rules.md", RULES), ("copy.md", RULES))
    assert texts.LINE_AWAITING.format(name="copy.md", title="House rules") in shown(twice)
    assert labels(twice) == [texts.OPEN_PREVIEWS.one]
    await hall.moderator.click(twice, label=texts.OPEN_PREVIEWS.one)
    one, two = twice, await add(second, ("rules.md", RULES))
    assert shown(one) == shown(two)
    await hall.moderator.click(one, label=texts.APPROVE)
    await second.moderator.click(two, label=texts.APPROVE)
    assert hall.moderator.mention in shown(two)
    assert done(moderation_texts.DID_APPROVE, target="House rules") in shown(two)
    assert texts.REMOVE_BUTTON in labels(two)

    one, two, three = [await add(at, ("fees.txt", b"Five crowns a ticket.")) for at in (hall, second, second)]
    await second.moderator.click(two, label=texts.DISCARD)
    for label, message in ((texts.DISCARD, one), (texts.DETAILS, three)):
        await (hall if message is one else second).moderator.click(message, label=label)
        assert second.moderator.mention in shown(message)
        assert done(moderation_texts.DID_DISCARD, target="fees") in shown(message)
        assert labels(message) == [general.ALL_DOCUMENTS]


async def test_of_two_successors_one_goes_live(hall: House, second: House) -> None:
    """The other has nothing to replace any more, says so wherever it is opened, and can be thrown away."""
    await added(hall, "rules.md", RULES)
    answer = await ask(hall, "On which days are dogs welcome in the reading room?")
    one = await run(hall, "replace", document="rules", file=("one.md", NEWER_RULES))
    two = await run(second, "replace", document="rules", file=("two.md", NEWEST_RULES))
    await hall.moderator.click(one, label=texts.APPROVE)
    await second.moderator.click(two, label=texts.APPROVE)
    assert texts.STRANDED_REPLACED in shown(two)
    assert labels(two) == [texts.DISCARD, general.ALL_DOCUMENTS]
    again = await run(second, "replace", document="rules", file=("two.md", NEWEST_RULES))
    assert texts.DISCARD_FIRST in shown(again)
    await second.moderator.click(two, label=texts.DISCARD)
    again = await run(second, "replace", document="rules", file=("two.md", NEWEST_RULES))
    await second.moderator.click(again, label=texts.APPROVE)
    assert "Sundays" in shown(await ask(hall, "On which days are dogs welcome in the reading room?"))
    await hall.member.click(answer, label="Context")
    assert "Tuesdays" in shown(answer)


async def test_a_document_is_removed_while_its_successor_waits(hall: House) -> None:
    """The preview leads to the document, which can be restored, and the successor goes live then."""
    await added(hall, "rules.md", RULES)
    changes = await run(hall, "replace", document="rules", file=("new.md", NEWER_RULES))
    asked = await run(hall, "remove", document="rules")
    await hall.moderator.click(asked, label=texts.REMOVE_YES)
    await hall.moderator.click(changes, label=texts.SHOW_PREVIEW)
    assert texts.STRANDED_REMOVED in shown(changes)
    await hall.moderator.click(changes, label=texts.RESTORE_BUTTON)
    assert texts.WAS_RESTORED.format(title="House rules") in shown(changes)
    again = await run(hall, "replace", document="rules", file=("new.md", NEWER_RULES))
    await hall.moderator.click(again, label=texts.APPROVE)
    assert "Fridays" in shown(await ask(hall, "On which days are dogs welcome in the reading room?"))


async def test_a_removed_file_that_comes_again_is_put_back(hall: House, simcord_bot: PinciteBot) -> None:
    """It is not read, a button restores it, a title is for later; two of them are told apart; none comes back twice."""
    for name, data in (("rules.md", RULES), ("fees.txt", b"Five crowns a ticket.")):
        await added(hall, name, data)
        await hall.moderator.click(await run(hall, "remove", document=name.partition(".")[0]), label=texts.REMOVE_YES)
    told = await add(hall, ("other.md", RULES), name="The Law")
    assert texts.LINE_REMOVED.format(name="other.md", title="House rules") in shown(told)
    assert texts.TITLE_LATER in shown(told)
    assert labels(told) == [texts.RESTORE_BUTTON]
    both = await add(hall, ("rules.md", RULES), ("fees.txt", b"Five crowns a ticket."), ("again.md", RULES))
    assert labels(both) == [texts.RESTORE_ONE.format(title=title) for title in ("House rules", "fees")]
    await hall.moderator.click(told, label=texts.RESTORE_BUTTON)
    assert texts.WAS_RESTORED.format(title="House rules") in shown(told)
    await hall.moderator.click(both, label=texts.RESTORE_ONE.format(title="House rules"))
    assert done(moderation_texts.DID_RESTORE, target="House rules") in shown(both)
    live = await in_store(simcord_bot, lambda store: store.documents.list(hall.guild.id))
    assert [(one.id, one.edition) for one in live if not one.is_shared] == [("rules", 1)]


async def test_a_correction_is_not_undone_by_an_approval(hall: House, simcord_bot: PinciteBot) -> None:
    """A successor that waits gets the new title of the document too."""
    await added(hall, "rules.md", RULES)
    changes = await run(hall, "replace", document="rules", file=("new.md", NEWER_RULES))
    await run(hall, "rename", document="rules", name="Rules of 1954")
    await hall.moderator.click(changes, label=texts.APPROVE)
    live = await in_store(simcord_bot, lambda store: store.documents.list(hall.guild.id))
    assert [(one.title, one.edition) for one in live if not one.is_shared] == [("Rules of 1954", 2)]
