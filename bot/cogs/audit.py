"""``/audit``: the changes that moderators and the host made to a server's library and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.audience import moderators_only
from bot.ids import StaleIdError
from bot.ids.moderation import Deed, decode
from bot.moderating import moderate
from bot.replies import audit as replies
from bot.texts import moderation as texts

if TYPE_CHECKING:
    from bot.controls import Pressed
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.services import Services

_SIZE: Final = 10
_MOST: Final = 20
_DIGITS: Final = 2
"""In a control's value, this many digits give the page size; the rest is the key after which to continue."""


class Audit(commands.Cog):
    """The audit log of a server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("u", self.press)

    @app_commands.command(name=locale_str(texts.AUDIT), description=locale_str(texts.AUDIT_DESCRIPTION))
    @app_commands.rename(entries=locale_str(texts.OPTION_ENTRIES))
    @app_commands.describe(entries=locale_str(texts.ENTRIES_MEANT))
    @moderators_only
    async def audit(self, interaction: discord.Interaction, entries: app_commands.Range[int, 1, _MOST] = _SIZE) -> None:
        """Show the newest entries."""
        await moderate(interaction, self._services, lambda who: self._page(who, entries))

    async def press(self, pressed: Pressed) -> None:
        """Show the newest entries, or older ones.

        Raises:
            StaleIdError: the control is of another version.
            StorageError: the store failed.
        """
        order = decode(pressed.custom_id)
        size, before = order.value[:_DIGITS], order.value[_DIGITS:]
        is_older = order.deed is Deed.OPEN
        if not is_older and order.deed is not Deed.LIST:
            raise StaleIdError(pressed.custom_id)
        if not (size.isdecimal() and 1 <= int(size) <= _MOST and (not is_older or before.isdecimal())):
            raise StaleIdError(pressed.custom_id)
        oldest = int(before) if is_older else None
        await moderate(pressed.interaction, self._services, lambda who: self._page(who, int(size), oldest))

    async def _page(self, who: Moderator, size: int, before: int | None = None) -> Reply:
        entries = await self._services.libraries.store(
            lambda store: store.audit.list(who.guild_id, limit=size + 1, before=before)
        )
        return replies.listed(entries, size, who.tr, newest=before is None)
