"""Commands are sent to Discord when they changed, not at every start.

The digest of what would be sent, translations and message commands included, is kept in the store, one for each
application, and decides. Kept with it are the ids that Discord gave to the commands: with them, texts can name a
command so that it can be clicked on.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

from bot import markup
from bot.i18n import LANGUAGES, Message, translation

if TYPE_CHECKING:
    from bot.i18n import Translation
    from bot.libraries import Libraries

Tree = app_commands.CommandTree[Any]
_Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu

log = logging.getLogger(__name__)


class CommandTranslator(app_commands.Translator):
    """Names and descriptions of commands and their options, for Discord to show to people in their language."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text in the language of ``locale``; ``None`` where it is the English one anyway."""
        del context
        if str(locale).partition("-")[0] not in LANGUAGES:  # most of Discord's: thousands of texts are asked for
            return None
        said = translation(str(locale))(Message(string.message))
        return None if said == string.message else said


class Mentions:
    """How texts name the slash commands."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def know(self, ids: dict[str, int]) -> None:
        """Learn the ids of the commands."""
        self._ids = ids

    def of(self, name: Message, tr: Translation) -> markup.Ready:
        """A command, to be clicked on if Discord's id for it is known."""
        if name in self._ids:
            return markup.Ready(f"</{name}:{self._ids[name]}>")
        return markup.Ready(f"`/{tr(name)}`")


async def sync_if_changed(
    tree: Tree, libraries: Libraries, application_id: int, *, always: bool = False
) -> dict[str, int]:
    """Send the commands if they differ from those last sent (or ``always``); the ids of the slash commands.

    If Discord refuses or does not answer, the bot goes on with the commands that Discord has, and the next start tries
    again.

    Raises:
        StorageError: the store failed.
    """
    digest = hashlib.sha256(json.dumps([await _payload(one, tree) for one in _all(tree)]).encode()).hexdigest()
    key = f"commands.{application_id}"
    last = _read(await libraries.recall(key))
    if last["digest"] == digest and not always:
        return dict(last["ids"])
    try:
        sent = await tree.sync()
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.warning("The commands could not be sent to Discord, which keeps the old ones: %s", error)
        return dict(last["ids"])
    except (KeyError, TypeError, ValueError) as error:
        # They were sent; a server that only speaks Discord's API may leave out of its answer what Discord puts in.
        log.debug("The answer to the commands is not like Discord's: %r", error)
        sent = []
    ids = {command.name: command.id for command in sent if _is_clickable(command)}
    await libraries.remember(key, json.dumps({"digest": digest, "ids": ids}))
    return ids


def _is_clickable(command: app_commands.AppCommand) -> bool:
    """Whether it can be named so that it can be clicked on: of a group only its commands could, not the group."""
    grouped = any(isinstance(option, app_commands.AppCommandGroup) for option in command.options)
    return command.type is discord.AppCommandType.chat_input and not grouped


def _read(kept: str | None) -> dict[str, Any]:
    """What was kept; nothing where it is that of another version."""
    try:
        read = json.loads(kept or "{}")
        return {"digest": str(read["digest"]), "ids": {str(name): int(number) for name, number in read["ids"].items()}}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"digest": "", "ids": {}}


def _all(tree: Tree) -> list[_Command]:
    kinds = discord.AppCommandType
    return [
        command for kind in (kinds.chat_input, kinds.user, kinds.message) for command in tree.get_commands(type=kind)
    ]


async def _payload(command: _Command, tree: Tree) -> str:
    payload: Any = command.to_dict(tree)
    if tree.translator is not None:
        payload = await command.get_translated_payload(tree, tree.translator)
    return json.dumps(payload, sort_keys=True)
