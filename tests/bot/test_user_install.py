"""The app where a person installed it for themselves: in servers that never added it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
import pytest
from simcord import interactions

from bot import texts
from knowledge import By
from tests.bot.seen import LEVER, answer_to, labels, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

SERVER, PERSON = "0", "1"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Interactions say from now on who installed the app, as Discord's do."""
    made = interactions.base_payload

    def by(owners: dict[str, str]) -> None:
        def base_payload(*given: Any, **named: Any) -> Any:
            record, payload = made(*given, **named)
            return record, payload | {"authorizing_integration_owners": owners}

        monkeypatch.setattr(interactions, "base_payload", base_payload)

    return by


async def configure(scene: Scene, bot: PinciteBot) -> None:
    """The server had settings of its own once: private answers in German, without the bundled documents."""
    by = By(1, datetime.now(UTC))
    await bot.guild_settings.change(scene.env.guild.id, by, private=True, language="de", bundled=False, channels=[1])


async def test_a_foreign_server_s_library_and_settings_do_not_count(
    scene: Scene, simcord_bot: PinciteBot, installed: Callable[[dict[str, str]], None]
) -> None:
    """Who brings the app along asks as in a direct message, whatever is stored of the server."""
    await configure(scene, simcord_bot)
    installed({PERSON: str(scene.alice.id)})
    reply = answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever"))
    assert LEVER in shown(reply)
    assert not reply.ephemeral
    assert await scene.alice.autocomplete(scene.channel, "ask", "document", "")
    installed({SERVER: str(scene.env.guild.id)})
    refused = answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever"))
    assert refused.ephemeral
    assert LEVER not in (refused.content or shown(refused))


async def test_buttons_there_lead_to_the_same_library(
    scene: Scene, simcord_bot: PinciteBot, installed: Callable[[dict[str, str]], None]
) -> None:
    """Discord names the one who asked when somebody else presses; the server's own library stays out of it."""
    await configure(scene, simcord_bot)
    installed({PERSON: str(scene.alice.id)})
    reply = answer_to(await scene.alice.slash(scene.channel, "ask", question="direct lever"))
    await scene.alice.click(reply, label=texts.CONTEXT)
    assert texts.BACK in labels(reply)
    theirs = answer_to(await scene.bob.click(reply, label=texts.BACK))
    assert theirs.ephemeral
    assert LEVER in shown(theirs)


async def test_only_responses_are_sent_there(scene: Scene, installed: Callable[[dict[str, str]], None]) -> None:
    """Where the bot is not in the server, nothing is fetched from it or sent to it but responses and what follows."""
    installed({PERSON: str(scene.alice.id)})
    before = len(scene.env.http_requests)
    reply = answer_to(await scene.alice.slash(scene.channel, "ask", question="friction in Sinkiang"))
    await scene.alice.click(reply, label=texts.NEXT)
    message = await scene.bob.send(scene.channel, "direct lever")
    await scene.alice.context_menu(scene.channel, texts.FIND_PASSAGES, message)
    await scene.alice.slash(scene.channel, "ask", question="trade", document="The Treaty of Westphalia")
    paths = {request.path.split("/")[1] for request in scene.env.http_requests[before:]}
    assert paths <= {"interactions", "webhooks"}


async def test_the_commands_say_where_they_work(scene: Scene) -> None:
    """Discord is told that asking works for servers and for persons, everywhere."""
    (sent,) = [one.json for one in scene.env.http_requests if one.method == "PUT" and one.path.endswith("/commands")]
    assert isinstance(sent, list)
    for name in ("ask", texts.FIND_PASSAGES):
        (command,) = [one for one in sent if one["name"] == name]
        assert sorted(command["integration_types"]) == [0, 1]
        assert sorted(command["contexts"]) == [0, 1, 2]


async def test_sharing_there_needs_no_permission_of_the_bot_s(
    scene: Scene, installed: Callable[[dict[str, str]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What follows an interaction is Discord's to send, unless the person may not let apps speak there."""
    assert scene.env.bot.user is not None
    silence: dict[Any, discord.PermissionOverwrite] = {
        scene.env.bot.user: discord.PermissionOverwrite(send_messages=False)
    }
    quiet = scene.env.guild.create_text_channel("quiet", overwrites=silence)
    installed({PERSON: str(scene.alice.id)})
    private = answer_to(await scene.alice.slash(quiet, "ask", question="direct lever", private=True))
    may = discord.Permissions.none()
    monkeypatch.setattr(discord.Interaction, "permissions", property(lambda _: may))
    told = answer_to(await scene.alice.click(private, label=texts.SHARE))
    assert told.content == texts.NO_PERMISSION
    may.use_external_apps = True
    await scene.alice.click(private, label=texts.SHARE)
    assert LEVER in shown(quiet.history()[-1])
