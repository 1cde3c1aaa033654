"""``/about`` and ``/privacy``: for everyone, for the asker alone, in their language, and true."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import discord
import pytest

from bot import retention
from bot.i18n import translation
from bot.replies import about
from bot.texts import about as texts
from bot.texts import settings as settings_texts
from bot.views import layout
from tests.bot import limits
from tests.bot.seen import answer_to, components, shown

if TYPE_CHECKING:
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())


async def test_about_says_what_is_there(scene: Scene) -> None:
    """Version, size of the library, and the commands, to be clicked on; those for moderators are left out."""
    reply = answer_to(await scene.alice.slash(scene.channel, "about"))
    assert reply.ephemeral
    assert f"Pincite {version('pincite')}" in shown(reply)
    assert "1 document with " in shown(reply)
    assert "</ask:" in shown(reply)
    assert "settings" not in shown(reply)


async def test_moderators_see_their_commands_as_well(scene: Scene) -> None:
    """Who may use /settings finds it among the commands."""
    role = scene.env.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    carol = scene.env.guild.add_member(scene.env.create_user("carol"), roles=[role])
    reply = answer_to(await carol.slash(scene.channel, "about"))
    assert "</settings:" in shown(reply)


async def test_privacy_says_what_is_kept(scene: Scene) -> None:
    """What is kept, where and for how long; one button leads on to the other text and back."""
    reply = answer_to(await scene.bob.slash(scene.channel, "privacy"))
    assert reply.ephemeral
    assert texts.KEPT_HOW_LONG.format(left=retention.LEFT.days) in shown(reply)
    assert "30 days" in shown(reply)
    await scene.bob.click(reply, label=texts.SHOW_ABOUT)
    assert texts.WHAT_I_AM in shown(reply)
    await scene.bob.click(reply, label=texts.KEPT)
    assert texts.KEPT_OF_PEOPLE.format(records=retention.RECORDS.days) in shown(reply)


async def test_both_work_in_direct_messages(scene: Scene) -> None:
    """There, too, one can ask what the bot is and keeps."""
    assert texts.WHAT_I_AM in shown(answer_to(await scene.alice.user.slash("about")))
    assert texts.KEPT_WHERE in shown(answer_to(await scene.alice.user.slash("privacy")))


async def test_commands_can_be_named_without_a_new_sync(scene: Scene, make_bot: object) -> None:
    """After a restart, at which nothing is sent, commands can still be clicked on."""
    assert callable(make_bot)
    again = make_bot()
    await scene.env.restart_bot(again)
    assert "</ask:" in shown(answer_to(await scene.alice.slash(scene.channel, "about")))
    await again.close()


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_both_fit_in_every_language(language: str) -> None:
    """With many commands, and names of any length, both keep within Discord's limits."""
    tr = translation(language)
    commands = tuple(about.CommandLine(f"</{'x' * 32}:{10**18 + n}>", "y" * 100) for n in range(14))
    for reply in (
        about.about("10.20.30", about.Size(10**6, 10**9), commands, tr),
        about.privacy(f"</{settings_texts.SETTINGS}:{10**18}>", tr),
    ):
        limits.check([item.to_component_dict() for item in layout(reply).children])


async def test_an_unknown_button_is_said_so(scene: Scene) -> None:
    """A button of another version asks to ask again."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(discord.ui.Button(label="Old", custom_id="a1:whatever")))
    channel = scene.env.bot.get_channel(scene.channel.id)
    assert isinstance(channel, discord.TextChannel)
    old = await channel.send(view=view)
    told = answer_to(await scene.alice.click(old, label="Old"))
    assert told.ephemeral
    assert not components(told)
