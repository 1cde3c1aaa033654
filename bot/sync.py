"""Registers the commands with Discord when they have changed, not at every start.

The store keeps, for each application, a digest of everything that was last sent, including translations and message
commands; a different digest causes a new registration. It also keeps the ids that Discord gave to the commands, so that
texts can mention a command in clickable form.
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
    """Translates names and descriptions of commands and options, which Discord shows in the user's language."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text in the language of ``locale``; ``None`` if that is the English one."""
        del context
        if str(locale).partition("-")[0] not in LANGUAGES:  # most locales: this is called for thousands of texts
            return None
        said = translation(str(locale))(Message(string.message))
        return None if said == string.message else said


class Mentions:
    """Clickable mentions of the slash commands."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def know(self, ids: dict[str, int]) -> None:
        """Store the ids of the commands."""
        self._ids = ids

    def of(self, name: Message, tr: Translation) -> markup.Ready:
        """A command, as a clickable mention if its id is known."""
        if name in self._ids:
            return markup.Ready(f"</{name}:{self._ids[name]}>")
        return markup.Ready(f"`/{tr(name)}`")


async def sync_if_changed(
    tree: Tree, libraries: Libraries, application_id: int, *, always: bool = False
) -> dict[str, int]:
    """Send the commands if they differ from those last sent (or ``always``); return the ids of the slash commands.

    If Discord refuses or does not answer, the bot keeps the commands that Discord has, and the next start tries again.

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
        # The commands were sent; an API-compatible server may leave out fields of Discord's answer.
        log.debug("The answer to the commands is not like Discord's: %r", error)
        sent = []
    ids = {command.name: command.id for command in sent if _is_clickable(command)}
    await libraries.remember(key, json.dumps({"digest": digest, "ids": ids}))
    return ids


def _is_clickable(command: app_commands.AppCommand) -> bool:
    """Whether a command can be mentioned: of a group only its subcommands can, not the group itself."""
    grouped = any(isinstance(option, app_commands.AppCommandGroup) for option in command.options)
    return command.type is discord.AppCommandType.chat_input and not grouped


def _read(kept: str | None) -> dict[str, Any]:
    """The stored values; empty if another version wrote them."""
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
