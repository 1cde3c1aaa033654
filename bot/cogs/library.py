"""``/library``: moderators bring the documents of their server, see what was read, approve it, and keep it current.

1. Everything is private to the moderator, and whether they still are one is asked at every press.
2. A document is found by members only after somebody approved its preview; previews wait in the store.
3. What is changed is in the audit log, in the same transaction, and then in the log channel.
4. Documents are named by what stands in this server's library, and ids count in the server they are pressed in.
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
from bot.audience import moderators_only
from bot.autocomplete import moderators_choices
from bot.cogs.library_controls import LibraryControls
from bot.features.desk import Desk
from bot.features.uploads import Task, Uploads
from bot.ids.library import Deed, Order
from bot.interacting import attend, begin, show
from bot.replies.library import words
from bot.replies.library_progress import Stage, progress
from bot.texts import library as texts
from knowledge import Status, Suggestion

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from bot.cogs.library_controls import Work
    from bot.features.desk import Done
    from bot.i18n import Translation
    from bot.moderating import Moderator
    from bot.replies.library_progress import Line
    from bot.services import Services
    from knowledge import By, EditionInfo, Quota, Store

_EDIT_SECONDS = 1.0
"""Discord lets a message be edited about once a second."""
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
        """Begin to read nothing any more."""
        self._uploads.close()

    @app_commands.command(name=locale_str(texts.ADD), description=locale_str(texts.ADD_DESCRIPTION))
    @app_commands.rename(
        title=locale_str(texts.OPTION_NAME), **{name: locale_str(label) for name, (label, _) in _FILES.items()}
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
        """Read files, and show previews of them."""
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
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT), file=locale_str(texts.OPTION_FILE))
    @app_commands.describe(document=locale_str(texts.WHICH), file=locale_str(texts.A_FILE))
    async def replace(self, interaction: discord.Interaction, document: _Name, file: discord.Attachment) -> None:
        """Read a newer file of a document, and show what it changes."""

        async def work(who: Moderator) -> None:
            await begin(interaction)
            former = await self._find(who, document)
            kept = await self._take(interaction, who, [file], Task(who, self._quota, replaces=former))
            # A preview that is no successor of this document stays a line that says so.
            if kept and kept[0].replaces == former.key:
                await self._controls.show_changes(interaction, who, kept[0].key)

        await self._attend(interaction, work)

    @app_commands.command(name=locale_str(texts.LIST), description=locale_str(texts.LIST_DESCRIPTION))
    async def show_list(self, interaction: discord.Interaction) -> None:
        """Show all documents."""
        await self._answer(interaction, Desk.listing)

    @app_commands.command(name=locale_str(texts.INFO), description=locale_str(texts.INFO_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT))
    @app_commands.describe(document=locale_str(texts.WHICH))
    async def info(self, interaction: discord.Interaction, document: _Name) -> None:
        """Show what is known of a document."""

        def work(desk: Desk, store: Store, by: By) -> Done:
            return desk.show(store, by, desk.find(store, document, own=False).key)

        await self._answer(interaction, work)

    @app_commands.command(name=locale_str(texts.RENAME), description=locale_str(texts.RENAME_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT), title=locale_str(texts.OPTION_NAME))
    @app_commands.describe(document=locale_str(texts.WHICH), title=locale_str(texts.NEW_TITLE))
    async def rename(self, interaction: discord.Interaction, document: _Name, title: _Title | None = None) -> None:
        """Give a document another title, or open the form with its details."""

        async def attended(who: Moderator) -> None:
            if title is None:
                # A form must be the first response: nothing can be deferred.
                found = await self._find(who, document)
                await self._controls.open_form(interaction, who, Order(Deed.DETAILS, found.key))
                return
            fields = {"title": _title(title)}

            def work(desk: Desk, store: Store, by: By) -> Done:
                return desk.describe(store, by, desk.find(store, document, own=True).key, fields)

            await begin(interaction)
            await self._controls.do(interaction, who, work)

        await self._attend(interaction, attended)

    @app_commands.command(name=locale_str(texts.REMOVE), description=locale_str(texts.REMOVE_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT))
    @app_commands.describe(document=locale_str(texts.WHICH))
    async def remove(self, interaction: discord.Interaction, document: _Name) -> None:
        """Ask whether to remove a document."""

        def work(desk: Desk, store: Store, by: By) -> Done:
            return desk.ask_removal(store, by, desk.find(store, document, own=True).key)

        await self._answer(interaction, work)

    @app_commands.command(name=locale_str(texts.RESTORE), description=locale_str(texts.RESTORE_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT))
    @app_commands.describe(document=locale_str(texts.WHICH_REMOVED))
    async def restore(self, interaction: discord.Interaction, document: _Name) -> None:
        """Put a removed document back."""

        def work(desk: Desk, store: Store, by: By) -> Done:
            key = desk.find(store, document, own=True, status=Status.REMOVED).key
            return desk.restore(store, by, key)

        await self._answer(interaction, work)

    @app_commands.command(name=locale_str(texts.EXPORT), description=locale_str(texts.EXPORT_DESCRIPTION))
    @app_commands.rename(document=locale_str(general.OPTION_DOCUMENT), form=locale_str(texts.OPTION_FORMAT))
    @app_commands.describe(document=locale_str(texts.WHICH), form=locale_str(texts.WHICH_FORMAT))
    @app_commands.choices(
        form=[
            app_commands.Choice(name=locale_str(texts.FORMAT_FILE), value="file"),
            app_commands.Choice(name=locale_str(texts.FORMAT_JSON), value="json"),
        ]
    )
    async def export(self, interaction: discord.Interaction, document: _Name, form: str = "file") -> None:
        """Send the file of a document, or what was read of it."""

        async def work(who: Moderator) -> None:
            await begin(interaction)
            found = await self._find(who, document, own=False)
            await self._controls.export(interaction, who, found.key, as_json=form == "json")

        await self._attend(interaction, work)

    @info.autocomplete("document")
    @export.autocomplete("document")
    async def _any(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, typed, lambda store, guild: store.documents.list(guild))

    @rename.autocomplete("document")
    @replace.autocomplete("document")
    @remove.autocomplete("document")
    async def _own(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        def own(store: Store, guild: int) -> Iterable[EditionInfo]:
            return (one for one in store.documents.list(guild) if not one.is_shared)

        return await self._choices(interaction, typed, own)

    @restore.autocomplete("document")
    async def _removed(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, typed, lambda store, guild: store.documents.list(guild, Status.REMOVED))

    async def _choices(
        self, interaction: discord.Interaction, typed: str, which: Callable[[Store, int], Iterable[EditionInfo]]
    ) -> list[app_commands.Choice[str]]:
        def suggest(store: Store, guild_id: int) -> Iterable[Suggestion]:
            return _suggested(which(store, guild_id), typed)

        return await moderators_choices(interaction, self._services, suggest)

    async def _answer(self, interaction: discord.Interaction, work: Work) -> None:
        async def attended(who: Moderator) -> None:
            await begin(interaction)
            await self._controls.do(interaction, who, work)

        await self._attend(interaction, attended)

    async def _attend(self, interaction: discord.Interaction, work: Callable[[Moderator], Awaitable[None]]) -> None:
        """Do the work on a command, for whoever gave it, if they are a moderator."""
        await attend(interaction, self._services, lambda _: work(self._controls.moderator(interaction)))

    async def _find(self, who: Moderator, name: str, *, own: bool = True) -> EditionInfo:
        desk = self._controls.desk(who)
        return await self._services.libraries.store(lambda store: desk.find(store, name, own=own))

    async def _take(
        self, interaction: discord.Interaction, who: Moderator, files: Sequence[discord.Attachment], task: Task
    ) -> Sequence[EditionInfo]:
        """Read files while the message tells how far they are; the editions that wait for approval then."""
        lines = await self._uploads.take(files, task, Report(interaction, who.tr).show)
        for line in lines:
            if line.stage is Stage.KEPT and line.info is not None:
                await who.log(texts.LOG_ADDED, title=words(line.info.title, _TITLE_ROOM))
        await show(interaction, progress(lines, who.tr, finished=True))
        return [one.info for one in lines if one.info is not None and one.stage in {Stage.KEPT, Stage.AWAITING}]


class Report:
    """Shows how far files are, about once a second."""

    def __init__(self, interaction: discord.Interaction, tr: Translation) -> None:
        self._interaction = interaction
        self._tr = tr
        self._last = float("-inf")

    async def show(self, lines: Sequence[Line]) -> None:
        """Show the lines, if the message was not edited just now."""
        now = time.monotonic()
        if now - self._last >= _EDIT_SECONDS:
            self._last = now
            # Whoever dismisses the message still wants their files read.
            with suppress(discord.HTTPException):
                await show(self._interaction, progress(lines, self._tr))


def _title(title: str) -> str:
    called = markup.one_line(title)
    if not called:
        raise errors.Refused(texts.NO_TITLE)
    return called


def _suggested(infos: Iterable[EditionInfo], typed: str) -> Iterable[Suggestion]:
    """The documents whose title or id has what was typed."""
    words = markup.one_line(typed).casefold()
    return [Suggestion(one.id, one.title) for one in infos if words in f"{one.title}\n{one.id}".casefold()]
