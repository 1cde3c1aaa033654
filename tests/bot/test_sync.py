"""Commands are sent to Discord when they changed, translations and message commands included."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands

from bot import texts
from bot.i18n import translation
from bot.libraries import Libraries
from bot.sync import Mentions, sync_if_changed
from knowledge import Store, database_url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.client import PinciteBot
    from tests.bot.conftest import Scene

pytestmark = pytest.mark.simcord(approved_intents=discord.Intents.default())

APPLICATION = 1000


class Said(app_commands.Translator):
    """Says everything in one way."""

    def __init__(self, word: str) -> None:
        self.word = word

    async def translate(self, string: Any, locale: discord.Locale, context: Any) -> str | None:
        """The one word, in German."""
        return self.word if locale is discord.Locale.german else None


class Tree(app_commands.CommandTree[Any]):
    """A tree that counts how often it was sent, and sends nothing."""

    def __init__(self, *, failing: Exception | None = None) -> None:
        super().__init__(discord.Client(intents=discord.Intents.none()))
        self.sent = 0
        self.failing = failing

    async def sync(self, *, guild: Any = None) -> list[app_commands.AppCommand]:
        """Count."""
        self.sent += 1
        if self.failing:
            raise self.failing
        return []


@app_commands.command(name=app_commands.locale_str("ask"), description="Ask")
async def ask(interaction: discord.Interaction) -> None:
    """Do nothing."""


@app_commands.context_menu(name=app_commands.locale_str("Find passages"))
async def find(interaction: discord.Interaction, message: discord.Message) -> None:
    """Do nothing."""


@pytest.fixture
async def libraries(tmp_path: Path) -> AsyncIterator[Libraries]:
    """Libraries over a new store."""
    one = Libraries(Store.open(database_url(tmp_path)))
    yield one
    await one.close()


async def sends(tree: Tree, libraries: Libraries) -> bool:
    """Whether the tree is sent."""
    before = tree.sent
    await sync_if_changed(tree, libraries, APPLICATION)
    return tree.sent > before


async def test_a_translation_or_a_message_command_is_a_change(libraries: Libraries) -> None:
    """What is the same is not sent again; another word in another language is sent, and so is a message command."""
    tree = Tree()
    tree.add_command(ask)
    assert await sends(tree, libraries)
    assert not await sends(tree, libraries)
    await tree.set_translator(Said("fragen"))
    assert await sends(tree, libraries)
    await tree.set_translator(Said("frage"))
    assert await sends(tree, libraries)
    assert not await sends(tree, libraries)
    tree.add_command(find)
    assert await sends(tree, libraries)
    assert not await sends(tree, libraries)


@pytest.mark.parametrize("failure", [TimeoutError("no answer"), ConnectionResetError("gone")])
async def test_a_sync_that_fails_is_tried_again(libraries: Libraries, failure: Exception) -> None:
    """The bot goes on with the commands that Discord has; the next start sends them again."""
    tree = Tree(failing=failure)
    tree.add_command(ask)
    assert await sync_if_changed(tree, libraries, APPLICATION) == {}
    assert await sends(tree, libraries)
    tree.failing = None
    assert await sends(tree, libraries)
    assert not await sends(tree, libraries)


async def test_what_another_version_kept_is_no_obstacle(libraries: Libraries) -> None:
    """A digest in another form counts as none."""
    for kept in ("0123abcd", "[]", '{"digest": "x"}', '{"digest": "x", "ids": {"ask": "y"}}'):
        await libraries.remember(f"commands.{APPLICATION}", kept)
        tree = Tree()
        tree.add_command(ask)
        assert await sends(tree, libraries)


async def test_the_bot_starts_where_discord_refuses_its_commands(
    scene: Scene, make_bot: Callable[[], PinciteBot], caplog: pytest.LogCaptureFixture
) -> None:
    """A refusal is a line in the log, and questions are answered all the same."""
    scene.env.inject_error("PUT", "/applications/*/commands", status=500)
    again = make_bot()
    again._always_sync = True
    await scene.env.restart_bot(again)
    assert "commands could not be sent" in caplog.text
    assert again.is_ready()
    await again.close()


async def test_names_are_sent_in_every_language(scene: Scene) -> None:
    """What Discord gets has the names and descriptions of each language, within its limits."""
    put = next(one.json for one in scene.env.http_requests if one.path.endswith("/commands"))
    assert isinstance(put, list)
    ask_command = next(one for one in put if one["name"] == texts.ASK)
    said = translation("de")
    assert ask_command["description_localizations"]["de"] == said(texts.ASK_DESCRIPTION)
    assert ask_command["name_localizations"]["ja"] == translation("ja")(texts.ASK)
    assert set(ask_command["description_localizations"]) == {"de", "fr", "es-ES", "es-419", "ja"}
    assert json.dumps(put)


def test_commands_are_named_so_that_they_can_be_clicked_on() -> None:
    """With its id a command is a link, without it its name in the reader's language."""
    mentions = Mentions()
    assert mentions.of(texts.ASK, translation("en")) == "`/ask`"
    mentions.know({"ask": 17})
    assert mentions.of(texts.ASK, translation("en")) == "</ask:17>"
