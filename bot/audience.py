"""Where Discord offers a command, for members and for moderators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

if TYPE_CHECKING:
    from bot.i18n import Message

_Shown = TypeVar("_Shown")


def everywhere(command: _Shown) -> _Shown:
    """Offer a command to everybody: in servers, in direct messages, and wherever the app is user-installed."""
    installed = app_commands.allowed_installs(guilds=True, users=True)
    return installed(app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(command))


def moderators_only(command: _Shown) -> _Shown:
    """Offer a command to moderators in servers with the bot; the permission is checked again when it is used."""
    installed = app_commands.allowed_installs(guilds=True, users=False)
    return installed(app_commands.guild_only(app_commands.default_permissions(manage_guild=True)(command)))


def moderators_group(name: Message, description: Message) -> app_commands.Group:
    """A group of commands for moderators."""
    return moderators_only(app_commands.Group(name=locale_str(name), description=locale_str(description)))


class MenuCog(commands.Cog):
    """A cog with a message context-menu command: discord.py registers only slash commands by itself."""

    def __init__(self, tree: app_commands.CommandTree[Any], entry: app_commands.ContextMenu) -> None:
        self._tree = tree
        self._entry = entry

    async def cog_load(self) -> None:
        """Add the context-menu command."""
        self._tree.add_command(self._entry)

    async def cog_unload(self) -> None:
        """Remove the context-menu command."""
        self._tree.remove_command(self._entry.name, type=self._entry.type)
