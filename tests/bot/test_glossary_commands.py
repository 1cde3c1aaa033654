"""``/glossary``, as moderators, members and the moderators of another server use it."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import discord
import pytest

from bot.i18n import translation
from bot.ids.moderation import Deed, Feature, decode, digest
from bot.ids.settings import Order, Part, Setting
from bot.ids.settings import encode as encode_setting
from bot.replies import glossary as replies
from bot.replies.golden import Rehearsal
from bot.texts import moderation as texts
from bot.texts import settings as settings_texts
from bot.views import layout
from knowledge import GlossaryRow, GoldenChange, GoldenQuestion, Wording
from tests.bot import limits
from tests.bot.moderation import (
    control_in,
    ids_of,
    libraries_of,
    manager_in,
    order,
    second_server,
)
from tests.bot.seen import answer_to, ask, last_in, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

simulated = pytest.mark.simcord(approved_intents=discord.Intents.default())
HEADER = "name\tother names\tkind\n"
NO_HEADER = texts.NO_HEADER.format(line=r"Kreml \| Kremlin \| same")


@pytest.fixture
def carol(scene: Scene) -> simcord.MemberActor:
    """A moderator of the server."""
    return manager_in(scene.env, scene.env.guild, "carol")


async def rows(scene: Scene, guild_id: int) -> list[tuple[str, tuple[str, ...], str]]:
    """What the store has."""
    found = await libraries_of(scene).store(lambda store: store.glossary.list(guild_id))
    return [(row.name, row.others, row.relation) for row in found]


@simulated
async def test_an_alias_works_in_the_very_next_question(scene: Scene, carol: simcord.MemberActor) -> None:
    """A name that nobody knew leads to the passage at once; the reply is private, the log says it."""
    log = scene.env.guild.create_text_channel("log")
    panel = answer_to(await carol.slash(scene.channel, "settings"))
    await carol.select(panel, [Part.PEOPLE.value])
    await carol.select(panel, [log], custom_id=encode_setting(Order(Setting.LOG_CHANNEL)))
    assert "Sinkiang" not in shown(await ask(scene, "friction in Zarathland"))
    told = answer_to(await carol.slash(scene.channel, "glossary add", name="Zarathland", alias="Sinkiang"))
    assert told.ephemeral
    assert texts.NAME_ADDED.format(line=texts.SAME_LINE.format(name="Zarathland", others="Sinkiang")) in shown(told)
    assert "Sinkiang" in shown(await ask(scene, "friction in Zarathland"))
    assert last_in(log).content.startswith(carol.mention)
    assert "Zarathland" in last_in(log).content


@simulated
async def test_kinds_and_several_aliases(scene: Scene, carol: simcord.MemberActor) -> None:
    """What is related stays apart from what is the same; a semicolon separates names; nonsense is one sentence."""
    await carol.slash(scene.channel, "glossary add", name="Kreml", alias="Moscow", kind="related")
    await carol.slash(scene.channel, "glossary add", name="Kreml", alias="Kremlin; the Soviets")
    assert await rows(scene, scene.env.guild.id) == [
        ("Kreml", ("Moscow",), "related"),
        ("Kreml", ("Kremlin", "the Soviets"), "same"),
    ]
    told = answer_to(await carol.slash(scene.channel, "glossary add", name="?!", alias="Moscow"))
    assert told.ephemeral
    assert "with a letter or digit" in told.content


@simulated
async def test_a_name_is_removed_after_a_question(
    scene: Scene, carol: simcord.MemberActor, make_bot: Callable[[], PinciteBot]
) -> None:
    """The moderator sees which golden question would get worse; the button works after a restart, once."""
    await carol.slash(scene.channel, "glossary add", name="Zarathland", alias="Sinkiang")
    reply = await ask(scene, "friction in Zarathland")
    await carol.context_menu(scene.channel, texts.KEEP_AS_GOLDEN, reply)
    assert [one["value"] for one in await carol.autocomplete(scene.channel, "glossary remove", "name", "zar")] == [
        "Zarathland"
    ]
    asked = answer_to(await carol.slash(scene.channel, "glossary remove", name="zarathland"))
    assert texts.WORSE.one in shown(asked)
    assert "friction in Zarathland" in shown(asked)
    assert len(await rows(scene, scene.env.guild.id)) == 1
    again = make_bot()
    await scene.env.restart_bot(again)
    await carol.click(asked, label=texts.YES_REMOVE)
    assert "Zarathland" in shown(asked)
    assert await again._libraries.store(lambda store: store.glossary.list(scene.env.guild.id)) == ()
    stale = await control_in(scene, scene.channel, order(Feature.GLOSSARY, Deed.REMOVE, digest("Zarathland")))
    assert answer_to(await carol.click(stale, label="press")).content == texts.NO_SUCH_NAME
    entries = await again._libraries.store(lambda store: store.audit.list(scene.env.guild.id))
    assert [one.action for one in entries] == ["glossary.remove", "golden.add", "glossary.add"]
    assert {one.user_id for one in entries} == {carol.id}
    await again.close()


@simulated
async def test_one_of_several_names_is_removed(scene: Scene, carol: simcord.MemberActor) -> None:
    """The others stay; without the last one the name goes as well; what is no name of it is refused."""
    await carol.slash(scene.channel, "glossary add", name="Zarathland", alias="Sinkiang; Xinjiang")
    await carol.slash(scene.channel, "golden add", question="What of Zarathland?", passage="footnote 1")
    offered = await carol.autocomplete(scene.channel, "glossary remove", "alias", "JIANG", name="Zarathland")
    assert [one["value"] for one in offered] == ["Xinjiang"]
    told = answer_to(await carol.slash(scene.channel, "glossary remove", name="Zarathland", alias="Tibet"))
    assert told.content == texts.NO_SUCH_NAME
    left = [[("Zarathland", ("Sinkiang",), "same")], []]
    for alias, expected in zip(("xinjiang", "Sinkiang"), left, strict=True):
        asked = answer_to(await carol.slash(scene.channel, "glossary remove", name="Zarathland", alias=alias))
        assert texts.NOT_WORSE.one in shown(asked)
        await carol.click(asked, label=texts.YES_REMOVE)
        assert await rows(scene, scene.env.guild.id) == expected
    gone = [texts.SAME_LINE.format(name="Zarathland", others=one) for one in ("Sinkiang", "Xinjiang")]
    listed = shown(answer_to(await carol.slash(scene.channel, "audit")))
    assert all(texts.DID_REMOVE_NAME.format(target=one) in listed for one in gone)


@simulated
async def test_a_name_that_no_golden_question_needs(scene: Scene, carol: simcord.MemberActor) -> None:
    """Where there are golden questions, they are said to stay as good; the way back shows the list."""
    await carol.slash(scene.channel, "glossary add", name="Zarathland", alias="Sinkiang")
    asked = answer_to(await carol.slash(scene.channel, "glossary remove", name="Zarathland"))
    assert texts.NOT_WORSE.one not in shown(asked)
    await carol.context_menu(scene.channel, texts.KEEP_AS_GOLDEN, await ask(scene, "friction in Sinkiang"))
    asked = answer_to(await carol.slash(scene.channel, "glossary remove", name="Zarathland"))
    assert texts.NOT_WORSE.one in shown(asked)
    await carol.click(asked, label=texts.BACK_TO_LIST)
    assert texts.GLOSSARY_SIZE.one.format(n=1) in shown(asked)
    told = answer_to(await carol.slash(scene.channel, "glossary remove", name="Atlantis"))
    assert told.content == texts.NO_SUCH_NAME


@simulated
async def test_the_list_is_paged(scene: Scene, carol: simcord.MemberActor) -> None:
    """Sixteen names need a second page; an empty glossary says that it is."""
    empty = answer_to(await carol.slash(scene.channel, "glossary list"))
    assert texts.NO_NAMES.format(add=texts.ADD_ALIAS) in shown(empty)
    lines = "".join(f"Name{number:02}\tOther {number:02}\tsame\n" for number in range(16))
    await carol.slash(scene.channel, "glossary import", file=("names.tsv", (HEADER + lines).encode()))
    listed = answer_to(await carol.slash(scene.channel, "glossary list"))
    assert "Name14" in shown(listed)
    assert "Name15" not in shown(listed)
    await carol.click(listed, label="▶\ufe0e")
    assert "Name15" in shown(listed)


@simulated
async def test_a_file_comes_in_whole_or_not_at_all(scene: Scene, carol: simcord.MemberActor) -> None:
    """Every wrong line is named and nothing is kept; mended, it is imported, exported and read again as it was."""
    wrong = f"{HEADER}Kreml\tKremlin\tsame\nno tabs\nPeking\tPeiping\tperhaps\n?!\tMoscow\tsame\n"
    told = answer_to(await carol.slash(scene.channel, "glossary import", file=("names.tsv", wrong.encode())))
    assert texts.NOTHING_IMPORTED.other.format(n=3) in shown(told)
    for number in (3, 4, 5):
        assert f"Line {number}" in shown(told)
    assert await rows(scene, scene.env.guild.id) == []
    right = f"{HEADER}Kreml\tKremlin; Moscow\tsame\n"
    told = answer_to(await carol.slash(scene.channel, "glossary import", file=("names.tsv", right.encode())))
    assert texts.ROWS_IMPORTED.one.format(n=1) in shown(told)
    exported = answer_to(await carol.slash(scene.channel, "glossary export"))
    (attachment,) = exported.attachments
    assert attachment.filename == replies.FILE
    assert await rows(scene, scene.env.guild.id) == [("Kreml", ("Kremlin", "Moscow"), "same")]


@simulated
async def test_a_file_full_of_faults_keeps_no_question_waiting(scene: Scene, carol: simcord.MemberActor) -> None:
    """It is read while the thread for questions is busy; some of its faults are told, and that there are more."""
    busy = threading.Event()
    asking = asyncio.create_task(libraries_of(scene).turn(lambda: busy.wait(60)))
    wrong = (HEADER + "no tabs\n" * 50_000).encode()
    importing = carol.slash(scene.channel, "glossary import", file=("names.tsv", wrong))
    told = answer_to(await asyncio.wait_for(importing, 30))
    assert not asking.done()
    busy.set()
    await asking
    assert texts.NOTHING_IMPORTED_OF_MANY.format(count=100) in shown(told)
    assert "Line 2," in shown(told)


@simulated
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe\x00", texts.NOT_TEXT),
        (b"a\0b\tc\tsame", texts.NOT_TEXT),
        (b" \n", texts.NO_ROWS),
        (b"Kreml\tKremlin\tsame\n", NO_HEADER),
        (b'"Kreml"\t"Kremlin"\t"same"\n', NO_HEADER),
        (
            HEADER.encode(),
            "There is nothing to import: the first line names the columns, and no other line follows.",
        ),
        (b"x" * (512 * 1024 + 1), texts.FILE_TOO_LARGE.format(most=512, size=513)),
    ],
)
async def test_files_that_are_no_glossary(scene: Scene, carol: simcord.MemberActor, data: bytes, sentence: str) -> None:
    """Each is refused in one sentence."""
    told = answer_to(await carol.slash(scene.channel, "glossary import", file=("names.tsv", data)))
    assert told.ephemeral
    assert told.content == sentence


@simulated
async def test_members_may_not(scene: Scene, carol: simcord.MemberActor) -> None:
    """Discord hides the commands; a button that a member gets at is refused, and names are not suggested."""
    assert not [name for name in scene.alice.available_commands(scene.channel) if name.startswith("glossary")]
    await carol.slash(scene.channel, "glossary add", name="Zarathland", alias="Sinkiang")
    forged = await control_in(scene, scene.channel, order(Feature.GLOSSARY, Deed.REMOVE, digest("Zarathland")))
    told = answer_to(await scene.alice.click(forged, label="press"))
    assert told.ephemeral
    assert told.content == settings_texts.MODERATORS_ONLY
    assert len(await rows(scene, scene.env.guild.id)) == 1


@simulated
async def test_another_server_sees_and_changes_nothing(scene: Scene, carol: simcord.MemberActor) -> None:
    """Names, files, suggestions and every id of the first server lead a moderator of the second to their own alone."""
    await carol.slash(scene.channel, "glossary add", name="Zarathland", alias="Swordfish")
    asked = answer_to(await carol.slash(scene.channel, "glossary remove", name="Zarathland"))
    listed = answer_to(await carol.slash(scene.channel, "glossary list"))
    there = second_server(scene)
    mark = len(scene.env.http_requests)
    for command in ("glossary list", "glossary export"):
        await there.mallory.slash(there.channel, command)
    await there.mallory.slash(there.channel, "glossary remove", name="Zarathland")
    assert await there.mallory.autocomplete(there.channel, "glossary remove", "name", "") == []
    for custom_id in {*ids_of(asked), *ids_of(listed), order(Feature.GLOSSARY, Deed.LIST, 0)}:
        await there.mallory.click(await control_in(scene, there.channel, custom_id), label="press")
    sent = str([request.json for request in scene.env.http_requests[mark:]])
    assert "Swordfish" not in sent
    assert "Zarathland" not in sent
    assert await rows(scene, scene.env.guild.id) == [("Zarathland", ("Swordfish",), "same")]
    assert await rows(scene, there.guild.id) == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_replies_fit_at_their_fullest(language: str) -> None:
    """The longest names, the most lines, all of them characters that are escaped."""
    tr = translation(language)
    wide = [GlossaryRow("*" * 100, ("_" * 100,) * 20, "related")] * 2000
    golden = GoldenQuestion(1, "~" * 500, "d", "p1", "text")
    rehearsal = Rehearsal(500, (GoldenChange(golden, 1, None),) * 500)
    faults = [Wording("Line {n}: " + "*" * 1000, n=number) for number in range(500)]
    for reply in (
        replies.listed(wide, 50, tr),
        replies.confirm(wide[:2], rehearsal, tr),
        replies.removed(wide[:2], tr),
        replies.faulty(faults, tr),
        replies.added(wide[0], tr),
    ):
        limits.check([item.to_component_dict() for item in layout(reply).children])


def test_ids_of_every_page_differ() -> None:
    """No two controls of a page share an id, wherever it is in the list."""
    many = [GlossaryRow(str(number), ("x",), "same") for number in range(100)]
    for number in range(7):
        (row,) = replies.listed(many, number, translation("en")).rows
        assert isinstance(row, tuple)
        ids = [getattr(one, "custom_id", "") for one in row]
        assert len(set(ids)) == 3
        assert decode(ids[0]).deed is Deed.LIST
