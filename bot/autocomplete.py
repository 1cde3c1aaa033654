"""Autocompletion of command options.

An error does not help somebody who is typing: if the library cannot be queried, or not in time, no choices are offered,
and the typed text can still be sent. Errors in our own code propagate to discord.py, which logs them without telling
the user.
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
"""Discord waits three seconds; later results are discarded."""
_MOST: Final = 25
_ROOM: Final = 100


async def choices(
    interaction: discord.Interaction[Any], services: Services, suggest: Callable[[Library], Iterable[Suggestion]]
) -> list[app_commands.Choice[str]]:
    """At most 25 of ``suggest``'s results from the library that applies here; none if that fails or times out."""
    return await _in_time(services.libraries.use(home_of(interaction), lambda library: tuple(suggest(library))))


async def moderators_choices(
    interaction: discord.Interaction[Any], services: Services, suggest: Callable[[Store, int], Iterable[Suggestion]]
) -> list[app_commands.Choice[str]]:
    """At most 25 of ``suggest``'s results from the server's store; none for anybody but its moderators."""
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
    return markup.both_ends(markup.one_line(suggestion.label) or suggestion.value, _ROOM)
