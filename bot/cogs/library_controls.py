"""Buttons, menus and forms of ``/library``; they apply to the server in which they are pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from bot import markup
from bot.cogs.library_forms import FORMS, NOTHING, form_of, submitted
from bot.features.became import became
from bot.features.desk import Compared, Desk, Done
from bot.features.succession import keep, succession
from bot.ids import StaleIdError
from bot.ids.library import Deed, Order, chosen, decode
from bot.interacting import show
from bot.moderating import Moderator, moderator
from bot.replies.changes_file import whole
from bot.replies.golden import Rehearsal
from bot.replies.library_changes import Change, changes
from bot.texts import library as texts
from knowledge import By, NotInLibrary, Store

if TYPE_CHECKING:
    import discord

    from bot.controls import Pressed
    from bot.features.described import Submitted
    from bot.replies import Attachment
    from bot.services import Services
    from knowledge import Quota

_TITLE_ROOM = 200

_EXPORTS: Final = frozenset({Deed.EXPORT, Deed.READING})
"""Actions answered with a new message; the one with the button stays unchanged."""


Work = Callable[[Desk, Store, By], Done]
"""A job with the documents of a moderator's server, given as ``Desk``. Runs synchronously on a store thread."""


class LibraryControls:
    """The handlers of the controls."""

    def __init__(self, services: Services, quota: Quota) -> None:
        self._services = services
        self._quota = quota
        self._trying: dict[int, object] = {}
        """The messages that wait for golden questions to be evaluated, each with a token of its latest wait."""

    def moderator(self, interaction: discord.Interaction[Any]) -> Moderator:
        """The moderator behind an interaction.

        Raises:
            Refused: they are not a moderator, or there is no server.
        """
        return moderator(interaction, self._services.guilds)

    def desk(self, who: Moderator) -> Desk:
        """The moderator's access to the documents of their server."""
        return Desk(who.guild_id, who.tr, self._quota, self._services.answering.strictness)

    async def press(self, pressed: Pressed) -> None:
        """Handle a control; if the document was changed meanwhile, show its current state.

        Raises:
            Refused: they may not do it, or it is not possible for this document.
            KnowledgeError: the work failed, or the store did.
            StaleIdError: the control is of another version.
        """
        interaction = pressed.interaction
        who = self.moderator(interaction)
        order = decode(pressed.custom_id)
        if order.deed is Deed.CHOOSE:
            if not pressed.values:
                raise StaleIdError(pressed.custom_id)
            order = Order(Deed.OPEN, chosen(pressed.values[0]))
        if interaction.message is not None and order.deed not in _EXPORTS:
            self._trying.pop(interaction.message.id, None)  # a pending evaluation must not overwrite what follows
        with self._services.in_flight.reply():
            try:
                await self._act(pressed, who, order)
            except NotInLibrary:
                if order.deed in _EXPORTS:
                    raise
                if not interaction.response.is_done():
                    await _defer(interaction, apart=False)
                await self._show_what_became(interaction, who, order, submitted(order, pressed.fields))

    async def _act(self, pressed: Pressed, who: Moderator, order: Order) -> None:
        interaction, key = pressed.interaction, order.number
        if order.deed in FORMS and not pressed.fields:
            await self.open_form(interaction, who, order)
            return
        await _defer(interaction, apart=order.deed in _EXPORTS)
        match order.deed:
            case Deed.CHANGES:
                await self.show_changes(interaction, who, key)
            case Deed.APPROVE:
                # A replacement is approved from the view of its changes.
                if not await self.show_changes(interaction, who, key):
                    await self.do(interaction, who, partial(Desk.approve, key=key))
            case Deed.SUCCEED:
                await self._succeed(interaction, who, key)
            case Deed.EXPORT | Deed.READING:
                await self.export(interaction, who, key, as_json=order.deed is Deed.READING)
            case Deed.DETAILS | Deed.ORIGIN:
                await self.do(interaction, who, partial(Desk.describe, key=key, form=submitted(order, pressed.fields)))
            case _:
                await self.do(interaction, who, partial(_DEEDS[order.deed], key=key))

    async def do(self, interaction: discord.Interaction[Any], who: Moderator, work: Work) -> None:
        """Run a job, show its reply, and post it in the log channel.

        Raises:
            KnowledgeError: raised by the job.
            Refused: the job is not possible.
        """
        libraries = self._services.libraries
        done = await libraries.documents(who.guild_id, lambda store: work(self.desk(who), store, who.by()))
        try:
            await show(interaction, done.reply)
        finally:  # the change was made, even if the message is gone
            if done.log is not None:
                await who.log(done.log, title=markup.label(done.title, _TITLE_ROOM), edition=done.edition)

    async def export(
        self, interaction: discord.Interaction[Any], who: Moderator, key: int, *, as_json: bool = False
    ) -> None:
        """Send the file of an edition, or its extracted text.

        Raises:
            KnowledgeError: it is gone.
            Refused: it is too large to be sent.
        """
        most = interaction.filesize_limit
        await self.do(interaction, who, partial(Desk.export, key=key, most=most, as_json=as_json))

    async def show_changes(self, interaction: discord.Interaction[Any], who: Moderator, key: int) -> bool:
        """Show the changes of a preview to the document that it replaces, and evaluate golden questions meanwhile.

        Only after that it can be approved. Returns false, and shows nothing, if it replaces none.

        Raises:
            StorageError: the store failed.
        """
        try:
            libraries = self._services.libraries
            compared = await libraries.documents(who.guild_id, lambda store: self.desk(who).compare(store, key))
            if compared is not None:
                await self._show_compared(interaction, who, compared)
        except NotInLibrary:
            await self._show_what_became(interaction, who, Order(Deed.CHANGES, key), NOTHING)
            return True
        return compared is not None

    async def _show_compared(self, interaction: discord.Interaction[Any], who: Moderator, compared: Compared) -> None:
        libraries = self._services.libraries
        most = interaction.filesize_limit

        def prepare() -> tuple[Change, Attachment | None]:
            change = Change(compared.info, compared.former.metadata, compared.diff())
            return change, whole(change, who.tr, most)

        change, file = await libraries.documents(who.guild_id, lambda _: prepare())
        draw = partial(changes, change, waiting=compared.waiting, tr=who.tr, whole=file)
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
            return  # the message shows something else by now, perhaps the result of discarding the preview
        finally:
            is_open = self._trying.get(message) is wait
            if is_open:
                del self._trying[message]
        if is_open:
            await show(interaction, await asyncio.to_thread(draw, rehearsal=tried))

    async def _succeed(self, interaction: discord.Interaction[Any], who: Moderator, key: int) -> None:
        """Turn the preview of a new document into one that replaces a live document, and show the changes."""
        libraries = self._services.libraries
        found = await libraries.documents(who.guild_id, lambda store: succession(store, who.guild_id, key))
        read = await libraries.aside(who.guild_id, found.read)
        job = partial(keep, guild_id=who.guild_id, key=key, before=found, found=read, by=who.by(), quota=self._quota)
        info = await libraries.documents(who.guild_id, job)
        await who.log(texts.LOG_SUCCEEDS, title=markup.label(info.title, _TITLE_ROOM), edition=info.edition)
        await self.show_changes(interaction, who, info.key)

    async def _show_what_became(
        self, interaction: discord.Interaction[Any], who: Moderator, order: Order, form: Submitted
    ) -> None:
        """Show the current state of a document that somebody else has changed, as the old buttons no longer work."""
        await self.do(interaction, who, partial(became, order=order, form=form))

    async def open_form(self, interaction: discord.Interaction[Any], who: Moderator, order: Order) -> None:
        """Open the form for the details, or for the source, of a preview or a document.

        Raises:
            KnowledgeError: it is gone.
            Refused: it is shared.
        """
        info = await self._services.libraries.store(lambda store: self.desk(who).editable(store, order.number))
        await interaction.response.send_modal(form_of(info, order, who.tr))


_DEEDS: Final[dict[Deed, Callable[..., Done]]] = {
    Deed.OPEN: Desk.show,
    Deed.REPLACE: Desk.approve,
    Deed.DISCARD: Desk.discard,
    Deed.REMOVE: Desk.ask_removal,
    Deed.REMOVE_NOW: Desk.remove,
    Deed.RESTORE: Desk.restore,
    Deed.LIST: Desk.listing,
}
"""The job for each action, called with the number of the order."""


async def _defer(interaction: discord.Interaction[Any], *, apart: bool) -> None:
    """Defer: edit an ephemeral message in place, unless ``apart``; otherwise send a new ephemeral reply."""
    if not apart and interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)
