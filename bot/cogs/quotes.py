"""Checking quotations: ``/quote``, and the message menu entry *Check quotes*.

The check of somebody's message is always ephemeral; for ``/quote`` the asker's choice decides, else the server's
setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot import errors, texts
from bot.audience import MenuCog, everywhere
from bot.features.checking import Checking
from bot.incoming import plain_text, with_names
from bot.interacting import admit, attend, show
from knowledge import quotations_in

if TYPE_CHECKING:
    from bot.asker import Asker
    from bot.services import Services


class Quotes(MenuCog):
    """Checks quotations."""

    def __init__(self, tree: app_commands.CommandTree[Any], services: Services) -> None:
        entry = app_commands.ContextMenu(name=locale_str(texts.CHECK_QUOTES), callback=self.check)
        super().__init__(tree, everywhere(entry))
        self._services = services
        self._checking = Checking(services.libraries)

    @app_commands.command(name=locale_str(texts.QUOTE), description=locale_str(texts.QUOTE_DESCRIPTION))
    @app_commands.rename(text=locale_str(texts.OPTION_TEXT), private=locale_str(texts.OPTION_PRIVATE))
    @app_commands.describe(text=locale_str(texts.QUOTE_TEXT), private=locale_str(texts.WHETHER_PRIVATE))
    @everywhere
    async def quote(
        self,
        interaction: discord.Interaction,
        text: str,
        private: bool | None = None,  # noqa: FBT001 - an option of the command, given by name
    ) -> None:
        """Check a quotation."""

        async def work(asker: Asker) -> None:
            hidden = await admit(interaction, self._services, asker, private=private)
            await show(interaction, await self._checking.one(asker, text, private=hidden))

        await attend(interaction, self._services, work)

    async def check(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Check the quotations in a message."""

        async def work(asker: Asker) -> None:
            found = _quotations(message)
            if not found:
                raise errors.Refused(texts.NO_QUOTATIONS)
            await admit(interaction, self._services, asker, private=True)
            await show(interaction, await self._checking.many(asker, found, message.jump_url))

        await attend(interaction, self._services, work)


def _quotations(message: discord.Message) -> tuple[str, ...]:
    """The quotations in a message, and in messages that it forwards, without their markup."""
    text = "\n".join([with_names(message, message.content), *(one.content for one in message.message_snapshots)])
    return tuple(dict.fromkeys(filter(None, map(plain_text, quotations_in(text)))))
