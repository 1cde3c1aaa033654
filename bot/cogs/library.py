"""``/library``: moderators add the documents of their server, check what was extracted, approve and update them.

1. All replies are ephemeral, and permissions are checked at every press.
2. Members find a document only after a moderator approved its preview; previews wait in the store.
3. Every change is recorded in the audit log in the same transaction, and then posted in the log channel.
4. Names of documents and keys in ids are looked up in the library of the server in which they are used.
"""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import errors, markup
from bot import texts as general
from bot.asker import language_of
from bot.audience import moderators_only
from bot.autocomplete import moderators_choices
from bot.cogs.library_controls import LibraryControls
from bot.features.described import Submitted
from bot.features.desk import Desk
from bot.features.naming import ANY, EDITABLE, LIVE, REMOVED, find, suggested
from bot.features.uploads import Task, Uploads
from bot.ids.library import Deed, Order
from bot.interacting import attend, begin, show
from bot.replies.library_progress import Stage, progress
from bot.texts import library as texts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.cogs.library_controls import Work
    from bot.features.desk import Done
    from bot.i18n import Translation
    from bot.moderating import Moderator
    from bot.replies.library_progress import Line
    from bot.services import Services
    from knowledge import By, EditionInfo, Quota, Status, Store

_EDIT_SECONDS = 1.0
"""Discord allows about one edit of a message per second."""
_LONGEST_NAME = 600
_LONGEST_TITLE = 300
_TITLE_ROOM = 200

_Title = app_commands.Range[str, 1, _LONGEST_TITLE]
_Name = app_commands.Range[str, 1, _LONGEST_NAME]
_FILES: Final = {
    "file1": (texts.OPTION_FILE_1, texts.A_FILE),
    "file2": (texts.OPTION_FILE_2, texts.ANOTHER_FILE),
    "file3": (texts.OPTION_FILE_3, texts.ANOTHER_FILE),
    "file4": (texts.OPTION_FILE_4, texts.ANOTHER_FILE),
    "file5": (texts.OPTION_FILE_5, texts.ANOTHER_FILE),
}


@moderators_only
class Library(
    commands.GroupCog,
    group_name=locale_str(texts.LIBRARY),
    group_description=locale_str(texts.LIBRARY_DESCRIPTION),
):
    """The documents of servers."""

    def __init__(self, services: Services, quota: Quota) -> None:
        self._services = services
        self._quota = quota
        self._uploads = Uploads(services.libraries)
        self._controls = LibraryControls(services, quota)
        services.controls.add("l", self._controls.press)

    async def cog_unload(self) -> None:
        """Start no more work."""
        self._uploads.close()

    @app_commands.command(name=locale_str(general.ADD), description=locale_str(texts.ADD_DESCRIPTION))
    @app_commands.rename(
        title=locale_str(general.OPTION_NAME), **{name: locale_str(label) for name, (label, _) in _FILES.items()}
    )
    @app_commands.describe(
        title=locale_str(texts.THE_TITLE), **{name: locale_str(meaning) for name, (_, meaning) in _FILES.items()}
    )
    async def add(  # noqa: PLR0917 - options of the command, given by name
        self,
        interaction: discord.Interaction,
        file1: discord.Attachment,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
        file4: discord.Attachment | None = None,
        file5: discord.Attachment | None = None,
        title: _Title | None = None,
    ) -> None:
        """Read files and show previews of them."""
        files = [file for file in (file1, file2, file3, file4, file5) if file is not None]

        async def work(who: Moderator) -> None:
            called = None if title is None else _title(title)
            if called is not None and len(files) > 1:
                raise errors.Refused(texts.ONE_TITLE)
            await begin(interaction)
            kept = await self._take(interaction, who, files, Task(who, self._quota, called))
            if len(files) == 1 and kept:
                await self._controls.do(interaction, who, partial(Desk.show, key=kept[0].key))

        await self._attend(interaction, work)

    @app_commands.command(name=locale_str(texts.REPLACE), description=locale_str(texts.REPLACE_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT), file=locale_str(general.OPTION_FILE))
    @app_commands.describe(document=locale_str(texts.WHICH), file=locale_str(texts.A_FILE))
    async def replace(self, interaction: discord.Interaction, document: _Name, file: discord.Attachment) -> None:
        """Read a newer file of a document, and show its changes."""

        async def work(who: Moderator) -> None:
            await begin(interaction)
            former = await self._find(who, document)
            kept = await self._take(interaction, who, [file], Task(who, self._quota, replaces=former))
            # A preview that does not replace this document is only mentioned in its line.
            if kept and kept[0].replaces == former.key:
                await self._controls.show_changes(interaction, who, kept[0].key)

        await self._attend(interaction, work)

    @app_commands.command(name=locale_str(general.LIST), description=locale_str(texts.LIST_DESCRIPTION))
    async def show_list(self, interaction: discord.Interaction) -> None:
        """Show all documents."""
        await self._answer(interaction, Desk.listing)

    @app_commands.command(name=locale_str(texts.INFO), description=locale_str(texts.INFO_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT))
    @app_commands.describe(document=locale_str(texts.WHICH))
    async def info(self, interaction: discord.Interaction, document: _Name) -> None:
        """Show the details of a document."""

        def work(desk: Desk, store: Store, by: By) -> Done:
            return desk.show(store, by, find(store, desk.guild_id, document, ANY, desk.tr, own=False).key)

        await self._answer(interaction, work)

    @app_commands.command(name=locale_str(texts.RENAME), description=locale_str(texts.RENAME_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT), title=locale_str(general.OPTION_NAME))
    @app_commands.describe(document=locale_str(texts.WHICH), title=locale_str(texts.NEW_TITLE))
    async def rename(self, interaction: discord.Interaction, document: _Name, title: _Title | None = None) -> None:
        """Give a document another title, or open the form for its details."""

        async def attended(who: Moderator) -> None:
            if title is None:
                # A form must be the first response: nothing can be deferred.
                found = await self._find(who, document, EDITABLE)
                await self._controls.open_form(interaction, who, Order(Deed.DETAILS, found.key))
                return
            form = Submitted({"title": _title(title)}, {})

            def work(desk: Desk, store: Store, by: By) -> Done:
                return desk.describe(store, by, find(store, desk.guild_id, document, EDITABLE, desk.tr).key, form)

            await begin(interaction)
            await self._controls.do(interaction, who, work)

        await self._attend(interaction, attended)

    @app_commands.command(name=locale_str(general.REMOVE), description=locale_str(texts.REMOVE_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT))
    @app_commands.describe(document=locale_str(texts.WHICH))
    async def remove(self, interaction: discord.Interaction, document: _Name) -> None:
        """Ask for confirmation before removing a document."""

        def work(desk: Desk, store: Store, by: By) -> Done:
            return desk.ask_removal(store, by, find(store, desk.guild_id, document, LIVE, desk.tr).key)

        await self._answer(interaction, work)

    @app_commands.command(name=locale_str(texts.RESTORE), description=locale_str(texts.RESTORE_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT))
    @app_commands.describe(document=locale_str(texts.WHICH_REMOVED))
    async def restore(self, interaction: discord.Interaction, document: _Name) -> None:
        """Restore a removed document."""

        def work(desk: Desk, store: Store, by: By) -> Done:
            return desk.restore(store, by, find(store, desk.guild_id, document, REMOVED, desk.tr).key)

        await self._answer(interaction, work)

    @app_commands.command(name=locale_str(general.EXPORT), description=locale_str(texts.EXPORT_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT), form=locale_str(texts.OPTION_FORMAT))
    @app_commands.describe(document=locale_str(texts.WHICH), form=locale_str(texts.WHICH_FORMAT))
    @app_commands.choices(
        form=[
            app_commands.Choice(name=locale_str(texts.FORMAT_FILE), value="file"),
            app_commands.Choice(name=locale_str(texts.FORMAT_JSON), value="json"),
        ]
    )
    async def export(self, interaction: discord.Interaction, document: _Name, form: str = "file") -> None:
        """Send the file of a document, or its extracted text."""

        async def work(who: Moderator) -> None:
            await begin(interaction)
            found = await self._find(who, document, ANY, own=False)
            await self._controls.export(interaction, who, found.key, as_json=form == "json")

        await self._attend(interaction, work)

    @info.autocomplete("document")
    @export.autocomplete("document")
    async def _any(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, typed, ANY, own=False)

    @rename.autocomplete("document")
    async def _editable(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, typed, EDITABLE)

    @replace.autocomplete("document")
    @remove.autocomplete("document")
    async def _live(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, typed, LIVE)

    @restore.autocomplete("document")
    async def _removed(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, typed, REMOVED)

    async def _choices(
        self, interaction: discord.Interaction, typed: str, states: Sequence[Status], *, own: bool = True
    ) -> list[app_commands.Choice[str]]:
        tr = language_of(interaction, self._services.guilds)
        suggest = partial(suggested, typed=typed, states=states, tr=tr, own=own)
        return await moderators_choices(interaction, self._services, suggest)

    async def _answer(self, interaction: discord.Interaction, work: Work) -> None:
        async def attended(who: Moderator) -> None:
            await begin(interaction)
            await self._controls.do(interaction, who, work)

        await self._attend(interaction, attended)

    async def _attend(self, interaction: discord.Interaction, work: Callable[[Moderator], Awaitable[None]]) -> None:
        """Run the work of a command for the user who sent it, if they are a moderator."""
        await attend(interaction, self._services, lambda _: work(self._controls.moderator(interaction)))

    async def _find(
        self, who: Moderator, name: str, states: Sequence[Status] = LIVE, *, own: bool = True
    ) -> EditionInfo:
        return await self._services.libraries.store(
            lambda store: find(store, who.guild_id, name, states, who.tr, own=own)
        )

    async def _take(
        self, interaction: discord.Interaction, who: Moderator, files: Sequence[discord.Attachment], task: Task
    ) -> Sequence[EditionInfo]:
        """Read files while showing their progress; return the editions that are then pending approval."""
        lines = await self._uploads.take(files, task, Report(interaction, who.tr).show)
        for line in lines:
            if line.stage is Stage.KEPT and line.info is not None:
                await who.log(texts.LOG_ADDED, title=markup.label(line.info.title, _TITLE_ROOM))
        await show(interaction, progress(lines, who.tr, finished=True))
        return [one.info for one in lines if one.info is not None and one.stage in {Stage.KEPT, Stage.AWAITING}]


class Report:
    """Shows the progress of files, about once a second."""

    def __init__(self, interaction: discord.Interaction, tr: Translation) -> None:
        self._interaction = interaction
        self._tr = tr
        self._last = float("-inf")

    async def show(self, lines: Sequence[Line]) -> None:
        """Show the lines, unless the message was edited less than a second ago."""
        now = time.monotonic()
        if now - self._last >= _EDIT_SECONDS:
            self._last = now
            # If the user dismisses the message, the files are read all the same.
            with suppress(discord.HTTPException):
                await show(self._interaction, progress(lines, self._tr))


def _title(title: str) -> str:
    called = markup.one_line(title)
    if not called:
        raise errors.Refused(texts.NO_TITLE)
    return called
