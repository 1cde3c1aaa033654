"""A moderator of another server tries every command option, every button, every form: there is nothing for them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import discord
import pytest

from bot.features.described import Submitted
from bot.features.desk import Desk
from bot.features.succession import succession
from bot.i18n import translation
from bot.ids.library import Deed, Order, choice, encode
from bot.replies import Kept, Menu, Option, Press, Reply, Tone
from bot.texts import library as texts
from bot.views import layout
from knowledge import By, NotInLibrary, Quota, Source, Status, read_document
from tests.bot.librarians import House, add, house, in_store, run
from tests.bot.seen import answer_to, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.client import PinciteBot
    from knowledge import EditionInfo, Store
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

SECRET = b"# Swordfish file\n\nThe swordfish opens the vault.\n"
GONE = "There is no such document in this library: it may have been removed or replaced."


class Case(NamedTuple):
    """A server with secrets: a live document, an earlier edition of it, a removed one, a preview; and an intruder."""

    theirs: House
    intruder: House
    editions: dict[str, EditionInfo]


@pytest.fixture
async def case(scene: Scene, simcord_bot: PinciteBot) -> Case:
    """Two servers, in one of which everything is."""
    theirs, intruder = house(scene, "theirs"), house(scene, "intruder")
    guild, by = theirs.guild.id, By(1, datetime.now(UTC))

    def fill(store: Store) -> dict[str, EditionInfo]:
        stored(store, guild, "swordfish-removed.md", "Removed swordfish.")
        store.documents.remove(guild, "swordfish-removed", by)
        first = stored(store, guild, "swordfish.md", "")
        stored(store, guild, "swordfish.md", "Newer swordfish.", replaces=first.key)
        data = secret("Waiting swordfish.")
        pending = read_document(data, "swordfish-pending.md")
        store.documents.add_pending(guild, pending, Source("swordfish-pending.md", data), by, replaces=None)
        return {status.value: store.documents.list(guild, status)[-1] for status in Status}

    return Case(theirs, intruder, await in_store(simcord_bot, fill))


def secret(more: str) -> bytes:
    """A file with the secrets, and with ``more``."""
    return SECRET + f"\n{more}\n".encode()


def stored(store: Store, guild: int, name: str, more: str, replaces: int | None = None) -> EditionInfo:
    """A file with the secrets in the library of a server."""
    data = secret(more)
    return store.documents.put(
        guild, read_document(data, name), Source(name, data), By(1, datetime.now(UTC)), replaces=replaces
    )


def leaks(scene: Scene, since: int, *, but: str = "") -> list[str]:
    """What the bot sent from then on that has something of the secrets."""
    sent = [str(request.json).replace(but, "") if but else str(request.json) for request in scene.env.http_requests]
    return [one for one in sent[since:] if "wordfish" in one]


async def test_no_command_option_finds_anything(scene: Scene, case: Case, simcord_bot: PinciteBot) -> None:
    """Ids, titles and keys of another server, typed by hand: the same sentence as for what does not exist."""
    at = case.intruder
    before = await snapshot(simcord_bot, case)
    for info in case.editions.values():
        for name in (info.id, info.title, str(info.key)):
            for command in ("info", "rename", "remove", "export", "restore"):
                options = {"name": "Mine"} if command == "rename" else {}
                told = (await run(at, command, document=name, **options)).content
                unknown = texts.NOT_REMOVED if command == "restore" else texts.NO_SUCH
                assert told == unknown.format(name=name)
            told = (await run(at, "replace", document=name, file=("a.md", b"# Mine\n\nAll mine.\n"))).content
            assert told == texts.NO_SUCH.format(name=name)
    assert await snapshot(simcord_bot, case) == before


async def test_autocomplete_and_lists_show_nothing(scene: Scene, case: Case) -> None:
    """Neither what is suggested nor what is listed has anything of it."""
    since = len(scene.env.http_requests)
    for command in ("info", "rename", "replace", "remove", "restore", "export"):
        for typed in ("", "sword", "s"):
            found = await case.intruder.moderator.autocomplete(
                case.intruder.channel, f"library {command}", "document", typed
            )
            assert not any("wordfish" in str(one) for one in found)
    await run(case.intruder, "list")
    assert leaks(scene, since) == []


async def test_their_own_moderators_are_suggested_theirs(case: Case) -> None:
    """What is hidden from others is there for them, in every state, and removed ones to be restored."""
    seen = await case.theirs.moderator.autocomplete(case.theirs.channel, "library info", "document", "sword")
    assert [one["value"] for one in seen] == ["swordfish", "swordfish-pending", "swordfish-removed"]
    removed = await case.theirs.moderator.autocomplete(case.theirs.channel, "library restore", "document", "")
    assert [one["value"] for one in removed] == ["swordfish-removed"]


async def test_no_button_or_form_of_another_server_works(scene: Scene, case: Case, simcord_bot: PinciteBot) -> None:
    """Every deed for every edition, pressed by a moderator elsewhere: one sentence, nothing shown, nothing changed."""
    before = await snapshot(simcord_bot, case)
    channel = scene.env.bot.get_channel(case.intruder.channel.id)
    assert isinstance(channel, discord.TextChannel)
    since = len(scene.env.http_requests)
    for info in case.editions.values():
        deeds = [deed for deed in Deed if deed not in {Deed.LIST, Deed.CHOOSE}]
        presses = [Press(encode(Order(deed, info.key)), deed.name) for deed in deeds]
        menu = Menu(encode(Order(Deed.CHOOSE)), "Open", (Option("forged", choice(info.key)),))
        rows = tuple(tuple(presses[first : first + 5]) for first in range(0, len(presses), 5))
        reply = Reply(Kept("### Forged"), Tone.PLAIN, rows=(*rows, menu))
        message = await channel.send(view=layout(reply))
        for deed in deeds:
            told = answer_to(await case.intruder.moderator.click(message, label=deed.name))
            assert GONE in (told.content or shown(told))
            assert told.ephemeral
        chosen = await case.intruder.moderator.select(message, [choice(info.key)], custom_id=menu.custom_id)
        assert GONE in shown(answer_to(chosen))
    assert leaks(scene, since) == []
    assert await snapshot(simcord_bot, case) == before


async def test_no_work_reaches_another_server(case: Case, simcord_bot: PinciteBot) -> None:
    """Whatever a form or a command hands on, the store looks under the server that asks."""
    desk = Desk(case.intruder.guild.id, translation("en"), Quota(9, 9, 9))
    by = By(1, datetime.now(UTC))
    form = Submitted({"title": "Mine"}, {})
    for key in [info.key for info in case.editions.values()]:
        work: list[Callable[[Store], object]] = [
            partial(desk.describe, by=by, key=key, form=form),
            partial(succession, guild_id=desk.guild_id, key=key),
            partial(desk.export, by=by, key=key, most=10**9),
            partial(desk.export, by=by, key=key, most=10**9, as_json=True),
            partial(desk.compare, key=key),
            partial(desk.editable, key=key),
        ]
        for one in work:
            with pytest.raises(NotInLibrary) as caught:
                await in_store(simcord_bot, one)
            assert str(caught.value) == GONE


async def test_the_same_file_is_nothing_known_elsewhere(case: Case, simcord_bot: PinciteBot) -> None:
    """That another server has a file does not show when it is uploaded: it is new here, and so is its id."""
    preview = await add(case.intruder, ("swordfish.md", SECRET))
    assert texts.PREVIEW_NOTES in shown(preview)
    await case.intruder.moderator.click(preview, label=texts.APPROVE)

    def own(store: Store) -> list[tuple[str, int]]:
        return [(one.id, one.edition) for one in store.documents.list(case.intruder.guild.id) if not one.is_shared]

    assert await in_store(simcord_bot, own) == [("swordfish", 1)]


async def snapshot(bot: PinciteBot, case: Case) -> list[object]:
    """Everything that is stored of the server with the secrets."""

    def everything(store: Store) -> list[object]:
        return [store.documents.list(case.theirs.guild.id, status) for status in Status]

    found: list[object] = await in_store(bot, everything)
    return found
