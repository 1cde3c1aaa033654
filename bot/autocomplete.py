"""What can be chosen for an option of a command, while it is typed.

A person who types is not helped by an error: where a library cannot be asked, or not in time, there is nothing to
choose from, and what was typed can still be sent. A fault of our own goes on to discord.py, which logs it and tells
nobody.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final

from discord import app_commands

from bot import markup
from bot.asker import behind, home_of
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    import discord

    from bot.services import Services
    from knowledge import Library, Store, Suggestion

log = logging.getLogger(__name__)

_SECONDS: Final = 2.0
"""Discord waits three; what comes later is of no use to anybody."""
_MOST: Final = 25
_ROOM: Final = 100


async def choices(
    interaction: discord.Interaction[Any], services: Services, suggest: Callable[[Library], Iterable[Suggestion]]
) -> list[app_commands.Choice[str]]:
    """At most 25 of what ``suggest`` finds in the library that counts here; nothing where that fails or takes long."""
    return await _in_time(services.libraries.use(home_of(interaction), lambda library: tuple(suggest(library))))


async def moderators_choices(
    interaction: discord.Interaction[Any], services: Services, suggest: Callable[[Store, int], Iterable[Suggestion]]
) -> list[app_commands.Choice[str]]:
    """At most 25 of what ``suggest`` finds in the store for the server; nothing for anybody but its moderators."""
    asker = behind(interaction, services.guilds)
    guild_id = asker.guild_id
    if guild_id is None or not asker.moderator:
        return []
    return await _in_time(services.libraries.store(lambda store: tuple(suggest(store, guild_id))))


async def _in_time(finding: Awaitable[tuple[Suggestion, ...]]) -> list[app_commands.Choice[str]]:
    try:
        async with asyncio.timeout(_SECONDS):
            found = await finding
    except KnowledgeError:
        return []
    except TimeoutError:
        log.warning("Suggestions took longer than Discord waits for them")
        return []
    fitting = [one for one in found if one.value and markup.weight(one.value) <= _ROOM]
    return [app_commands.Choice(name=_label(one), value=one.value) for one in fitting[:_MOST]]


def _label(suggestion: Suggestion) -> str:
    label = markup.one_line(suggestion.label) or suggestion.value
    return label if markup.weight(label) <= _ROOM else f"{label[: _ROOM // 2 - 1]}{markup.ELLIPSIS}"
