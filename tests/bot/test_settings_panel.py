"""``/settings``, as a moderator, a member, and a moderator who lost the permission use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord
import pytest

from bot import texts as general
from bot.guilds import GuildSettings
from bot.i18n import translation
from bot.ids.settings import Deed, Order, Part, Setting, decode, encode
from bot.replies import settings as panels
from bot.texts import settings as texts
from bot.views import layout
from tests.bot import limits
from tests.bot.seen import answer_to, ask, components, labels, last_in, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

MANAGER = discord.Permissions(manage_guild=True)


@pytest.fixture
def carol(scene: Scene) -> simcord.MemberActor:
    """A moderator of the server."""
    role = scene.env.guild.create_role("managers", permissions=MANAGER)
    return scene.env.guild.add_member(scene.env.create_user("carol"), roles=[role])


async def open_part(scene: Scene, person: simcord.MemberActor, part: Part) -> simcord.ResponseMessage:
    """Somebody opens the panel at one of its parts."""
    panel = answer_to(await person.slash(scene.channel, "settings"))
    await person.select(panel, [part.value], custom_id=encode(Order(Deed.OPEN)))
    return panel


def control(panel: simcord.ResponseMessage, setting: Setting) -> dict[str, Any]:
    """The menu for something."""
    return next(one for one in limits.walk(components(panel)) if one.get("custom_id") == encode(Order(setting)))


def bot_of(scene: Scene) -> PinciteBot:
    """The bot itself."""
    return cast("PinciteBot", scene.env.bot)


def line(setting: str, value: str) -> str:
    """A setting as the panel shows it."""
    return texts.ONE_LINE.format(setting=setting, value=value)


async def test_the_overview_shows_everything_and_only_to_the_moderator(
    scene: Scene, carol: simcord.MemberActor
) -> None:
    """The panel is private and has a line for every setting, with what it is at first."""
    panel = answer_to(await carol.slash(scene.channel, "settings"))
    assert panel.ephemeral
    assert line(texts.CHANNELS, texts.EVERYWHERE) in shown(panel)
    assert line(texts.COOLDOWN, "3 seconds") in shown(panel)
    assert shown(panel).count("**") == 2 * len(Setting)


async def test_every_part_opens(scene: Scene, carol: simcord.MemberActor) -> None:
    """Each part has its settings, what they do, and the menu to the others."""
    for part, (_, settings) in panels.PARTS.items():
        panel = await open_part(scene, carol, part)
        for setting in settings:
            name, meaning = panels.NAMES[setting]
            assert f"**{name}:**" in shown(panel)
            assert meaning in shown(panel)


async def test_channels_are_chosen(scene: Scene, carol: simcord.MemberActor) -> None:
    """Where channels are chosen, members are answered there alone; the panel shows it, one press undoes it."""
    lobby = scene.env.guild.create_text_channel("lobby")
    panel = await open_part(scene, carol, Part.PLACES)
    await carol.select(panel, [lobby], custom_id=encode(Order(Setting.CHANNELS)))
    assert line(texts.CHANNELS, lobby.mention) in shown(panel)
    assert [int(one["id"]) for one in control(panel, Setting.CHANNELS)["default_values"]] == [lobby.id]
    refused = await ask(scene, "direct lever")
    assert refused.ephemeral
    assert refused.content == general.ELSEWHERE.format(channels=lobby.mention)
    await carol.click(panel, label=texts.ANSWER_EVERYWHERE)
    assert line(texts.CHANNELS, texts.EVERYWHERE) in shown(panel)
    assert not (await ask(scene, "direct lever")).content


async def test_values_are_chosen_from_menus(scene: Scene, carol: simcord.MemberActor) -> None:
    """Each menu sets what it says, and shows what is set."""
    chosen = {
        Setting.COOLDOWN: ("60", 60),
        Setting.PRIVATE: ("1", True),
        Setting.PASSAGES: ("2", 2),
        Setting.BUNDLED: ("0", False),
        Setting.GAPS: ("0", False),
        Setting.LANGUAGE: ("en", "en"),
    }
    for setting, (value, expected) in chosen.items():
        panel = await open_part(scene, carol, panels.part_of(setting))
        await carol.select(panel, [value], custom_id=encode(Order(setting)))
        assert getattr(bot_of(scene).guild_settings.of(scene.env.guild.id), setting.field) == expected
        marked = [one["value"] for one in control(panel, setting)["options"] if one.get("default")]
        assert marked == [value]


async def test_private_answers_and_few_passages_take_effect(scene: Scene, carol: simcord.MemberActor) -> None:
    """What was set counts for the next question."""
    panel = await open_part(scene, carol, Part.ANSWERS)
    await carol.select(panel, ["1"], custom_id=encode(Order(Setting.PRIVATE)))
    await carol.select(panel, ["2"], custom_id=encode(Order(Setting.PASSAGES)))
    reply = await ask(scene, "friction in Sinkiang")
    assert reply.ephemeral
    assert general.COUNTER.format(position=1, count=2) in labels(reply)


async def test_any_pause_can_be_written(scene: Scene, carol: simcord.MemberActor) -> None:
    """The last line of the menu opens a form, whose number counts; what is no number is refused in one sentence."""
    panel = await open_part(scene, carol, Part.PLACES)
    form = await carol.select(panel, ["other"], custom_id=encode(Order(Setting.COOLDOWN)))
    await carol.submit_modal(form, {"value": " 45 "})
    assert line(texts.COOLDOWN, "45 seconds") in shown(panel)
    for nonsense in ("soon", "9999", "-1"):
        form = await carol.select(panel, ["other"], custom_id=encode(Order(Setting.COOLDOWN)))
        told = answer_to(await carol.submit_modal(form, {"value": nonsense}))
        assert told.ephemeral
        assert told.content == texts.NOT_A_PAUSE.format(most=3600)
    assert bot_of(scene).guild_settings.of(scene.env.guild.id).cooldown == 45


async def test_members_cannot_open_the_panel(scene: Scene, carol: simcord.MemberActor) -> None:
    """Discord hides the command from members; one who gets at it all the same is refused."""
    assert "settings" not in scene.alice.available_commands(scene.channel)
    assert "settings" in carol.available_commands(scene.channel)


async def test_permissions_are_asked_for_at_every_press(scene: Scene) -> None:
    """A panel that is still open does nothing for somebody who may not any more, nor does a form."""
    guild = scene.env.guild
    role = guild.create_role("managers", permissions=MANAGER)
    dave = guild.add_member(scene.env.create_user("dave"), roles=[role])
    panel = await open_part(scene, dave, Part.PLACES)
    form = await dave.select(panel, ["other"], custom_id=encode(Order(Setting.COOLDOWN)))
    scene.env.backend.get_guild(guild.id).members[dave.id].role_ids.remove(role.id)
    before = shown(panel)
    for told in (
        await dave.select(panel, ["60"], custom_id=encode(Order(Setting.COOLDOWN))),
        await dave.select(panel, [Part.PEOPLE.value], custom_id=encode(Order(Deed.OPEN))),
        await dave.submit_modal(form, {"value": "45"}),
    ):
        assert answer_to(told).ephemeral
        assert answer_to(told).content == texts.MODERATORS_ONLY
    assert shown(panel) == before
    assert bot_of(scene).guild_settings.of(guild.id).cooldown == 3


async def test_the_moderator_role_opens_the_panel_but_is_not_handed_on(
    scene: Scene, carol: simcord.MemberActor
) -> None:
    """Who has the role may set everything but the role itself."""
    guild = scene.env.guild
    librarians = guild.create_role("librarians")
    panel = await open_part(scene, carol, Part.PEOPLE)
    await carol.select(panel, [librarians], custom_id=encode(Order(Setting.MODERATOR_ROLE)))
    assert line(texts.ROLE, f"<@&{librarians.id}>") in shown(panel)
    command = next(one for one in await bot_of(scene).tree.fetch_commands() if one.name == texts.SETTINGS)
    guild.set_command_permissions(command, {librarians: True})
    erin = guild.add_member(scene.env.create_user("erin"), roles=[librarians])
    own = await open_part(scene, erin, Part.PEOPLE)
    assert encode(Order(Setting.MODERATOR_ROLE)) not in str(components(own))
    own = await open_part(scene, erin, Part.ANSWERS)
    await erin.select(own, ["1"], custom_id=encode(Order(Setting.PRIVATE)))
    assert bot_of(scene).guild_settings.of(guild.id).private
    await erin.select(own, [Part.OVERVIEW.value], custom_id=encode(Order(Deed.OPEN)))
    await erin.click(own, label=texts.RESET)
    told = answer_to(await erin.click(own, label=texts.RESET_YES))
    assert told.content == texts.ROLE_NEEDS_MANAGERS
    assert bot_of(scene).guild_settings.of(guild.id).private


async def test_two_moderators_at_once(scene: Scene, carol: simcord.MemberActor) -> None:
    """Different things are both set; of the same thing the last word counts, and both panels show what is set now."""
    guild = scene.env.guild
    managers = guild.create_role("others", permissions=MANAGER)
    dave = guild.add_member(scene.env.create_user("dave"), roles=[managers])
    hers, his = await open_part(scene, carol, Part.ANSWERS), await open_part(scene, dave, Part.ANSWERS)
    await carol.select(hers, ["7"], custom_id=encode(Order(Setting.PASSAGES)))
    await dave.select(his, ["1"], custom_id=encode(Order(Setting.PRIVATE)))
    assert line(texts.PASSAGES, "7") in shown(his)
    await dave.select(his, ["2"], custom_id=encode(Order(Setting.PASSAGES)))
    await carol.select(hers, [Part.ANSWERS.value], custom_id=encode(Order(Deed.OPEN)))
    assert line(texts.PASSAGES, "2") in shown(hers)
    assert line(texts.PRIVATE, texts.SEEN_BY_ONE) in shown(hers)


async def test_changes_are_said_in_the_log_channel(scene: Scene, carol: simcord.MemberActor) -> None:
    """One line for each change, with who made it, pinging nobody; setting what is set already is no change."""
    log = scene.env.guild.create_text_channel("log")
    panel = await open_part(scene, carol, Part.PEOPLE)
    await carol.select(panel, [log], custom_id=encode(Order(Setting.LOG_CHANNEL)))
    assert last_in(log).content == texts.LOG_SET.format(
        person=carol.mention, setting=texts.LOG_CHANNEL, value=log.mention
    )
    panel = await open_part(scene, carol, Part.ANSWERS)
    for _ in range(2):
        await carol.select(panel, ["2"], custom_id=encode(Order(Setting.PASSAGES)))
    assert last_in(log).content == texts.LOG_SET.format(person=carol.mention, setting=texts.PASSAGES, value="2")
    assert len(log.history()) == 2
    panel = await open_part(scene, carol, Part.PEOPLE)
    await carol.click(panel, label=texts.NO_LOG)
    assert texts.LOG_CHANNEL in last_in(log).content
    assert len(log.history()) == 3


async def test_a_log_channel_that_cannot_be_written_in(scene: Scene, carol: simcord.MemberActor) -> None:
    """It is refused when it is chosen; one that is lost later is marked in the panel, and nothing else fails."""
    guild = scene.env.guild
    secret = guild.create_text_channel(
        "secret", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    panel = await open_part(scene, carol, Part.PEOPLE)
    told = answer_to(await carol.select(panel, [secret], custom_id=encode(Order(Setting.LOG_CHANNEL))))
    assert told.content == texts.CANNOT_WRITE.format(channel=secret.mention)
    assert line(texts.LOG_CHANNEL, texts.NO_CHANNEL) in shown(panel)
    log = guild.create_text_channel("log")
    await carol.select(panel, [log], custom_id=encode(Order(Setting.LOG_CHANNEL)))
    channel = scene.env.bot.get_channel(log.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()
    panel = await open_part(scene, carol, Part.ANSWERS)
    await carol.select(panel, ["2"], custom_id=encode(Order(Setting.PASSAGES)))
    panel = await open_part(scene, carol, Part.PEOPLE)
    assert texts.LOG_BROKEN in shown(panel)


async def test_plain_chat_says_what_it_lacks(scene: Scene, carol: simcord.MemberActor) -> None:
    """Channels can be chosen beforehand; the panel says that the host has not enabled it."""
    panel = await open_part(scene, carol, Part.CHAT)
    await carol.select(panel, [scene.channel], custom_id=encode(Order(Setting.PLAIN_CHAT)))
    assert texts.NO_INTENT in shown(panel)
    assert scene.channel.mention in shown(panel)


async def test_reset_asks_first(scene: Scene, carol: simcord.MemberActor) -> None:
    """Everything goes back to what it was at first, but only after a second press."""
    panel = await open_part(scene, carol, Part.ANSWERS)
    await carol.select(panel, ["2"], custom_id=encode(Order(Setting.PASSAGES)))
    await carol.select(panel, [Part.OVERVIEW.value], custom_id=encode(Order(Deed.OPEN)))
    await carol.click(panel, label=texts.RESET)
    assert texts.RESET_QUESTION in shown(panel)
    await carol.click(panel, label=texts.RESET_NO)
    assert line(texts.PASSAGES, "2") in shown(panel)
    await carol.click(panel, label=texts.RESET)
    await carol.click(panel, label=texts.RESET_YES)
    assert line(texts.PASSAGES, "5") in shown(panel)


async def test_changes_outlive_a_restart_and_are_audited(
    scene: Scene, carol: simcord.MemberActor, make_bot: Callable[[], PinciteBot]
) -> None:
    """A new process has the settings, its panel goes on where the old one was, and the store knows who did it."""
    panel = await open_part(scene, carol, Part.ANSWERS)
    await carol.select(panel, ["2"], custom_id=encode(Order(Setting.PASSAGES)))
    again = make_bot()
    await scene.env.restart_bot(again)
    await carol.select(panel, ["1"], custom_id=encode(Order(Setting.PRIVATE)))
    assert line(texts.PASSAGES, "2") in shown(panel)
    entries = await again._libraries.store(lambda store: store.audit.list(scene.env.guild.id))
    assert [(entry.user_id, entry.target) for entry in entries] == [(carol.id, "private"), (carol.id, "passages")]
    await again.close()


async def test_another_server_is_not_touched(scene: Scene, carol: simcord.MemberActor) -> None:
    """What is set in one server is not set in another."""
    elsewhere = scene.env.create_guild("Elsewhere")
    panel = await open_part(scene, carol, Part.ANSWERS)
    await carol.select(panel, ["2"], custom_id=encode(Order(Setting.PASSAGES)))
    assert bot_of(scene).guild_settings.of(elsewhere.id).passages == 5


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_the_panel_fits_in_every_language(language: str) -> None:
    """Every part, at its fullest, keeps within Discord's limits in each language."""
    full = GuildSettings.model_validate(
        {field: frozenset(range(10**18, 10**18 + 25)) for field in ("channels", "plain_chat")}
        | {"log_channel": 10**18, "moderator_role": 10**18, "cooldown": 3599, "private": True, "language": language}
    )
    panel = panels.Panel(full, translation(language), log_works=False, chat_works=False)
    for reply in (*(panels.part(panel, part) for part in Part), panels.confirm_reset(panel)):
        limits.check([item.to_component_dict() for item in layout(reply).children])


@pytest.mark.parametrize("order", [Order(Setting.CHANNELS), Order(Setting.BUNDLED, "1"), Order(Deed.OPEN, "v")])
def test_ids_are_read_as_they_were_written(order: Order) -> None:
    """What a control says survives being written into its id."""
    assert decode(encode(order)) == order
