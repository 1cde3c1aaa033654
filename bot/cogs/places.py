"""Places and outlines: ``/lookup``, ``/contents``, and the buttons and menus of their replies.

1. The asker turns the pages in their own message; anyone else gets an ephemeral copy.
2. A button under something else, such as an answer, opens a new view for whoever presses it, and leaves the message
   unchanged.
3. A button's id says where it leads; only the other requested places are read from the message's menu.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import errors, markup, texts
from bot.asker import behind
from bot.audience import everywhere
from bot.autocomplete import choices
from bot.features.reading import Reading
from bot.ids import outline as outline_ids
from bot.ids import reading as reading_ids
from bot.ids.outline import Contents
from bot.ids.reading import Goal
from bot.interacting import acknowledge, admit, attend, show
from bot.replies import Option

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.asker import Asker
    from bot.controls import Pressed
    from bot.replies import Reply
    from bot.services import Services

_View = TypeVar("_View", Goal, Contents)


class Places(commands.Cog):
    """Reading in the library."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._reading = Reading(services.libraries)
        services.controls.add("r", self.turn)
        services.controls.add("o", self.turn_outline)

    @app_commands.command(name=locale_str(texts.LOOKUP), description=locale_str(texts.LOOKUP_DESCRIPTION))
    @app_commands.rename(
        reference=locale_str(texts.OPTION_REFERENCE),
        document=locale_str(texts.OPTION_DOCUMENT),
        private=locale_str(texts.OPTION_PRIVATE),
    )
    @app_commands.describe(
        reference=locale_str(texts.LOOKUP_REFERENCE),
        document=locale_str(texts.WHICH_DOCUMENT),
        private=locale_str(texts.WHETHER_PRIVATE),
    )
    @everywhere
    async def lookup(
        self,
        interaction: discord.Interaction,
        reference: str,
        document: str | None = None,
        private: bool | None = None,  # noqa: FBT001 - an option of the command, given by name
    ) -> None:
        """Open a place for reading."""

        async def work(asker: Asker) -> None:
            if not markup.one_line(reference):
                raise errors.Refused(texts.LOOKUP_REFERENCE)
            hidden = await admit(interaction, self._services, asker, private=private)
            await show(interaction, await self._reading.look_up(asker, reference, document, private=hidden))

        await attend(interaction, self._services, work)

    @lookup.autocomplete("reference")
    async def _places(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        document = interaction.namespace.document or None
        return await choices(
            interaction, self._services, lambda library: library.suggest_places(typed, document=document)
        )

    @app_commands.command(name=locale_str(texts.CONTENTS), description=locale_str(texts.CONTENTS_DESCRIPTION))
    @app_commands.rename(document=locale_str(texts.OPTION_DOCUMENT), private=locale_str(texts.OPTION_PRIVATE))
    @app_commands.describe(document=locale_str(texts.WHICH_DOCUMENT), private=locale_str(texts.WHETHER_PRIVATE))
    @everywhere
    async def contents(
        self,
        interaction: discord.Interaction,
        document: str | None = None,
        private: bool | None = None,  # noqa: FBT001 - an option of the command, given by name
    ) -> None:
        """Show the outline of a document, or the list of documents."""

        async def work(asker: Asker) -> None:
            hidden = await admit(interaction, self._services, asker, private=private)
            await show(interaction, await self._reading.contents(asker, document, private=hidden))

        await attend(interaction, self._services, work)

    @lookup.autocomplete("document")
    @contents.autocomplete("document")
    async def _documents(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, self._services, lambda library: library.suggest_documents(typed))

    async def turn(self, pressed: Pressed) -> None:
        """Open the place that a button or a menu option leads to.

        Raises:
            KnowledgeError: the place is gone, or the store failed.
            StaleIdError: the button is of another version.
        """
        goal = reading_ids.decode(pressed.custom_id)
        if pressed.values:
            goal = reading_ids.chosen(pressed.values[0], goal.asker)
        others = _others(pressed.interaction.message) if goal.asker is not None else ()

        async def work(asker: Asker, view: Goal, *, hidden: bool) -> Reply:
            return await self._reading.open(asker, view, others, private=hidden)

        await self._show(pressed.interaction, goal, work)

    async def turn_outline(self, pressed: Pressed) -> None:
        """Show the page of an outline that a button leads to, or the outline of the document chosen in the menu.

        Raises:
            KnowledgeError: the document is gone, or the store failed.
            StaleIdError: the button is of another version.
        """
        contents = outline_ids.decode(pressed.custom_id)
        if pressed.values:
            contents = outline_ids.chosen(pressed.values[0], contents.asker)

        async def work(asker: Asker, view: Contents, *, hidden: bool) -> Reply:
            return await self._reading.turn(asker, view, private=hidden)

        await self._show(pressed.interaction, contents, work)

    async def _show(self, interaction: discord.Interaction, view: _View, work: Callable[..., Awaitable[Reply]]) -> None:
        """Edit the message if it belongs to the presser, else send them an ephemeral view."""
        asker = behind(interaction, self._services.guilds)
        with self._services.in_flight.reply():
            hidden = await acknowledge(interaction, own=view.asker == asker.user_id)
            await show(interaction, await work(asker, view.of(asker.user_id), hidden=hidden))


def _others(message: discord.Message | None) -> tuple[Option, ...]:
    """The options of a reading view's menu of places, if several were requested."""
    menus = [
        item
        for box in (message.components if message else ())
        if isinstance(box, discord.Container)
        for row in box.children
        if isinstance(row, discord.ActionRow)
        for item in row.children
        if isinstance(item, discord.SelectMenu) and item.custom_id.startswith(f"{reading_ids.VERSION}:m")
    ]
    return tuple(Option(line.label, line.value, line.description or "") for menu in menus[:1] for line in menu.options)
