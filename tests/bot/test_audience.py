"""To whom Discord shows the commands, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.client import PinciteBot

EVERYBODY = {"contexts": [0, 1, 2], "integration_types": [0, 1], "default_member_permissions": None}
"""In servers, direct messages and elsewhere; of a bot that a server added, or that a person brings along."""
MODERATORS = {
    "contexts": [0],
    "integration_types": [0],
    "default_member_permissions": discord.Permissions(manage_guild=True).value,
}
MEMBERS_COMMANDS = {
    "about", "ask", "contents", "lookup", "privacy", "quote",
    "Check quotes", "Find passages",
}  # fmt: skip


async def test_every_command_is_everybodys_or_the_moderators(make_bot: Callable[[], PinciteBot]) -> None:
    """Members are shown what asks the library, wherever they are; all else is for moderators of servers alone."""
    bot = make_bot()
    for feature in bot._features:
        await bot.add_cog(feature)
    shown: dict[str, dict[str, Any]] = {
        str(command.name): command.to_dict(bot.tree) for command in bot.tree._get_all_commands()
    }
    assert len(shown) > len(MEMBERS_COMMANDS)
    for name, payload in shown.items():
        expected = EVERYBODY if name in MEMBERS_COMMANDS else MODERATORS
        assert expected == {key: payload[key] for key in expected}, name
    for feature in bot._features:
        await bot.remove_cog(feature.qualified_name)
    assert [] == bot.tree.get_commands(type=discord.AppCommandType.message)
    await bot._libraries.close()
