"""Buttons, menus and forms under ``/library``: what each does, in the server in which it is pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from bot.features.described import DETAILS, ORIGIN
from bot.features.desk import Compared, Desk, Done
from bot.features.rehearsal import Rehearsal
from bot.forms import Field, form
from bot.ids import StaleIdError
from bot.ids.library import Deed, Order, chosen, decode, encode
from bot.interacting import show
from bot.moderating import Moderator, moderator
from bot.replies.library import words
from bot.replies.library_changes import Change, changes
from bot.texts import library as texts
from knowledge import By, NotInLibrary, Store

if TYPE_CHECKING:
    import discord
    from discord import ui

    from bot.controls import Pressed
    from bot.i18n import Message, Translation
    from bot.services import Services
    from knowledge import EditionInfo, Quota

_TITLE_ROOM = 200
_FIELD_LONGEST = 1000
_TITLE_LONGEST = 500

_FORMS: Final[dict[Deed, tuple[Message, tuple[str, ...]]]] = {
    Deed.DETAILS: (texts.DETAILS_FORM, DETAILS),
    Deed.ORIGIN: (texts.ORIGIN_FORM, ORIGIN),
}
_FIELDS: Final[dict[str, Message]] = {
    "title": texts.TITLE,
    "author": texts.AUTHOR,
    "series": texts.SERIES,
    "year": texts.DATE,
    "language": texts.LANGUAGE_FIELD,
    "url": texts.ADDRESS_FIELD,
    "licence": texts.LICENCE,
    "publisher": texts.PUBLISHER,
}


Work = Callable[[Desk, Store, By], Done]
"""A piece of work at a moderator's desk; whoever does it does it now."""


class LibraryControls:
    """What the controls do."""

    def __init__(self, services: Services, quota: Quota) -> None:
        self._services = services
        self._quota = quota
        self._trying: dict[int, object] = {}
        """The messages that wait for golden questions to be tried, each with its latest wait."""

    def moderator(self, interaction: discord.Interaction[Any]) -> Moderator:
        """Who is behind an interaction.

        Raises:
            Refused: they are no moderator, or there is no server.
        """
        return moderator(interaction, self._services.guilds)

    def desk(self, who: Moderator) -> Desk:
        """The desk that they work at."""
        return Desk(who.guild_id, who.tr, self._quota, self._services.answering.strictness)

    async def press(self, pressed: Pressed) -> None:
        """Do what a control says; where somebody else was quicker, show what became of the document.

        Raises:
            Refused: they may not, or not this.
            KnowledgeError: it is not possible, or the store failed.
            StaleIdError: the control is of another version.
        """
        interaction = pressed.interaction
        who = self.moderator(interaction)
        order = decode(pressed.custom_id)
        if order.deed is Deed.CHOOSE:
            if not pressed.values:
                raise StaleIdError(pressed.custom_id)
            order = Order(Deed.OPEN, chosen(pressed.values[0]))
        if interaction.message is not None and order.deed is not Deed.EXPORT:
            self._trying.pop(interaction.message.id, None)  # whoever goes on wants to see nothing else there later
        with self._services.in_flight.reply():
            try:
                await self._act(pressed, who, order)
            except NotInLibrary:
                if order.deed is Deed.EXPORT:
                    raise
                if not interaction.response.is_done():
                    await _defer(interaction, apart=False)
                await self._show_what_became(interaction, who, order.number)

    async def _act(self, pressed: Pressed, who: Moderator, order: Order) -> None:
        interaction, key = pressed.interaction, order.number
        if order.deed in _FORMS and not pressed.fields:
            await self.open_form(interaction, who, order)
            return
        await _defer(interaction, apart=order.deed is Deed.EXPORT)
        match order.deed:
            case Deed.CHANGES:
                await self.show_changes(interaction, who, key)
            case Deed.APPROVE:
                # What replaces another edition is approved by whoever sees what changes.
                if not await self.show_changes(interaction, who, key):
                    await self.do(interaction, who, partial(Desk.approve, key=key))
            case Deed.EXPORT:
                await self.export(interaction, who, key)
            case Deed.DETAILS | Deed.ORIGIN:
                await self.do(interaction, who, partial(Desk.describe, key=key, fields=dict(pressed.fields)))
            case _:
                await self.do(interaction, who, partial(_DEEDS[order.deed], key=key))

    async def do(self, interaction: discord.Interaction[Any], who: Moderator, work: Work) -> None:
        """Do a piece of work, show what came of it, and say so in the log channel.

        Raises:
            KnowledgeError: whatever the work raised.
            Refused: the work is not possible.
        """
        libraries = self._services.libraries
        done = await libraries.documents(who.guild_id, lambda store: work(self.desk(who), store, who.by()))
        try:
            await show(interaction, done.reply)
        finally:  # it was done, even where the message is gone
            if done.log is not None:
                await who.log(done.log, title=words(done.title, _TITLE_ROOM), edition=done.edition)

    async def export(
        self, interaction: discord.Interaction[Any], who: Moderator, key: int, *, as_json: bool = False
    ) -> None:
        """Send the file of an edition, or what was read of it.

        Raises:
            KnowledgeError: it is gone.
            Refused: it is too large to be sent.
        """
        most = interaction.filesize_limit
        await self.do(interaction, who, partial(Desk.export, key=key, most=most, as_json=as_json))

    async def show_changes(self, interaction: discord.Interaction[Any], who: Moderator, key: int) -> bool:
        """Show what a preview changes in the document that it replaces; golden questions are tried meanwhile.

        Only then it can be approved. Returns false, and shows nothing, where it replaces none.

        Raises:
            StorageError: the store failed.
        """
        try:
            libraries = self._services.libraries
            compared = await libraries.documents(who.guild_id, lambda store: self.desk(who).compare(store, key))
            if compared is not None:
                await self._show_compared(interaction, who, compared)
        except NotInLibrary:
            await self._show_what_became(interaction, who, key)
            return True
        return compared is not None

    async def _show_compared(self, interaction: discord.Interaction[Any], who: Moderator, compared: Compared) -> None:
        libraries = self._services.libraries
        diff = await libraries.documents(who.guild_id, lambda _: compared.diff())
        change = Change(compared.info, compared.former.metadata, diff)
        draw = partial(changes, change, waiting=compared.waiting, tr=who.tr)
        if not compared.golden:
            await show(interaction, await asyncio.to_thread(draw, rehearsal=Rehearsal(0)))
            return
        await show(interaction, await asyncio.to_thread(draw, rehearsal=None))
        message = (interaction.message or await interaction.original_response()).id
        wait = self._trying[message] = object()
        try:
            tried = await libraries.aside(who.guild_id, compared.rehearse)
        except NotInLibrary:
            if self._trying.get(message) is wait:
                raise
            return  # the message shows something else by now, perhaps what took the preview away
        finally:
            is_open = self._trying.get(message) is wait
            if is_open:
                del self._trying[message]
        if is_open:
            await show(interaction, await asyncio.to_thread(draw, rehearsal=tried))

    async def _show_what_became(self, interaction: discord.Interaction[Any], who: Moderator, key: int) -> None:
        """Somebody was quicker: a message whose buttons lead nowhere helps nobody."""
        await self.do(interaction, who, partial(Desk.became, key=key))

    async def open_form(self, interaction: discord.Interaction[Any], who: Moderator, order: Order) -> None:
        """Open the form for the details, or the source, of a preview or a document.

        Raises:
            KnowledgeError: it is gone.
            Refused: it is shared.
        """
        info = await self._services.libraries.store(lambda store: self.desk(who).editable(store, order.number))
        await interaction.response.send_modal(_form(info, order, who.tr))


_DEEDS: Final[dict[Deed, Callable[..., Done]]] = {
    Deed.OPEN: Desk.show,
    Deed.REPLACE: Desk.approve,
    Deed.DISCARD: Desk.discard,
    Deed.REMOVE: Desk.ask_removal,
    Deed.REMOVE_NOW: Desk.remove,
    Deed.RESTORE: Desk.restore,
    Deed.LIST: Desk.listing,
}
"""What is done at the desk, with the number of the order."""


async def _defer(interaction: discord.Interaction[Any], *, apart: bool) -> None:
    """Acknowledge: the private message itself changes; anything else gets an answer of its own."""
    if not apart and interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


def _form(info: EditionInfo, order: Order, tr: Translation) -> ui.Modal:
    title, names = _FORMS[order.deed]
    fields = (
        Field(
            name,
            tr(_FIELDS[name]),
            getattr(info.metadata, name) or "",
            _TITLE_LONGEST if name == "title" else _FIELD_LONGEST,
            required=name in {"title", "language"},
        )
        for name in names
    )
    return form(tr(title), encode(order), fields)
