"""Commands are sent to Discord when they changed, not at every start.

The digest of what would be sent is kept in the store, one for each application, and decides.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from discord import app_commands

    from bot.libraries import Libraries

log = logging.getLogger(__name__)


async def sync_if_changed(
    tree: app_commands.CommandTree[discord.Client], libraries: Libraries, application_id: int, *, always: bool = False
) -> bool:
    """Send the commands if they differ from those last sent (or ``always``); return whether they were sent.

    If Discord refuses, the bot goes on with the commands that Discord has, and the next start tries again.
    """
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
    key = f"commands.{application_id}"
    if not always and await libraries.recall(key) == digest:
        return False
    try:
        await tree.sync()
    except discord.HTTPException as error:
        log.warning("The commands could not be sent to Discord, which keeps the old ones: %s", error)
        return False
    await libraries.remember(key, digest)
    return True
