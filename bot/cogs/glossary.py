"""``/glossary``: the names that a server uses for things, beside those that come with the bot.

1. What is added counts from the very next question on.
2. A file comes in whole or not at all; each line that is wrong is named.
3. Before a name goes, its moderator sees which golden questions would get worse without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import errors
from bot.audience import moderators_group
from bot.autocomplete import moderators_choices
from bot.features import goldens
from bot.ids import StaleIdError
from bot.ids.moderation import Deed, decode, digest
from bot.moderating import moderate
from bot.replies import glossary as replies
from bot.texts import moderation as texts
from knowledge import GlossaryRow, Suggestion, glossary_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.controls import Pressed
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.services import Services
    from knowledge import Store

_MOST_BYTES: Final = 512 * 1024
_RELATIONS: Final = frozenset({"same", "related"})
_KINDS: Final = [
    app_commands.Choice(name=locale_str(texts.SAME), value="same"),
    app_commands.Choice(name=locale_str(texts.RELATED), value="related"),
]


class Glossary(commands.Cog):
    """The glossary of a server."""

    glossary = moderators_group(texts.GLOSSARY, texts.GLOSSARY_DESCRIPTION)

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("g", self.press)

    @glossary.command(name=locale_str(texts.ADD), description=locale_str(texts.GLOSSARY_ADD))
    @app_commands.rename(
        name=locale_str(texts.OPTION_NAME), alias=locale_str(texts.OPTION_ALIAS), kind=locale_str(texts.OPTION_KIND)
    )
    @app_commands.describe(
        name=locale_str(texts.NAME_TYPED), alias=locale_str(texts.ALIAS_MEANT), kind=locale_str(texts.KIND_MEANT)
    )
    @app_commands.choices(kind=_KINDS)
    async def add(
        self, interaction: discord.Interaction, name: str, alias: str, kind: app_commands.Choice[str] | None = None
    ) -> None:
        """Add a name."""
        others = tuple(one.strip() for one in alias.split(";") if one.strip())
        related = kind is not None and kind.value == "related"

        async def work(who: Moderator) -> Reply:
            row = await add_name(self._services, who, GlossaryRow(name, others, "related" if related else "same"))
            return replies.added(row, who.tr)

        await moderate(interaction, self._services, work)

    @glossary.command(name=locale_str(texts.REMOVE), description=locale_str(texts.GLOSSARY_REMOVE))
    @app_commands.rename(name=locale_str(texts.OPTION_NAME))
    @app_commands.describe(name=locale_str(texts.WHICH_NAME))
    async def remove(self, interaction: discord.Interaction, name: str) -> None:
        """Ask whether to remove a name."""

        async def work(who: Moderator) -> Reply:
            rows = tuple(row for row in await self._rows(who) if row.name.casefold() == name.strip().casefold())
            if not rows:
                raise errors.Refused(texts.NO_SUCH_NAME)
            worse = await goldens.worsened_without(
                self._services.libraries, who.guild_id, rows[0].name, self._services.answering.strictness
            )
            return replies.confirm(rows, worse, who.tr)

        await moderate(interaction, self._services, work)

    @remove.autocomplete("name")
    async def _names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        def suggest(store: Store, guild_id: int) -> Iterable[Suggestion]:
            names = dict.fromkeys(row.name for row in store.glossary.list(guild_id))
            return (Suggestion(name, name) for name in names if typed.casefold() in name.casefold())

        return await moderators_choices(interaction, self._services, suggest)

    @glossary.command(name=locale_str(texts.LIST), description=locale_str(texts.GLOSSARY_LIST))
    async def show_list(self, interaction: discord.Interaction) -> None:
        """Show the glossary."""
        await moderate(interaction, self._services, self._list)

    @glossary.command(name=locale_str(texts.IMPORT), description=locale_str(texts.GLOSSARY_IMPORT))
    @app_commands.rename(file=locale_str(texts.OPTION_FILE))
    @app_commands.describe(file=locale_str(texts.FILE_MEANT))
    async def import_file(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Take in a file."""

        async def work(who: Moderator) -> Reply:
            if file.size > _MOST_BYTES:
                size = who.tr.number(-(-file.size // 1024))
                raise errors.Refused(texts.FILE_TOO_LARGE, most=who.tr.number(_MOST_BYTES // 1024), size=size)
            return await self._import(who, _text(await file.read()))

        await moderate(interaction, self._services, work)

    @glossary.command(name=locale_str(texts.EXPORT), description=locale_str(texts.GLOSSARY_EXPORT))
    async def export(self, interaction: discord.Interaction) -> None:
        """Give the glossary as a file."""

        async def work(who: Moderator) -> Reply:
            by = who.by()
            tsv = await self._services.libraries.store(lambda store: store.glossary.export_tsv(who.guild_id, by))
            return replies.exported(tsv, tsv.count("\n") - 1, who.tr)

        await moderate(interaction, self._services, work)

    async def press(self, pressed: Pressed) -> None:
        """Turn a page of the list, or remove the name that was asked about.

        Raises:
            StaleIdError: the control is of another version.
            StorageError: the store failed.
        """
        order = decode(pressed.custom_id)
        if order.deed is Deed.LIST:
            await moderate(pressed.interaction, self._services, lambda who: self._list(who, order.number))
        elif order.deed is Deed.REMOVE:
            await moderate(pressed.interaction, self._services, lambda who: self._remove(who, order.value))
        else:
            raise StaleIdError(pressed.custom_id)

    async def _list(self, who: Moderator, page: int = 0) -> Reply:
        return replies.listed(await self._rows(who), page, who.tr)

    async def _remove(self, who: Moderator, key: str) -> Reply:
        """Remove the name with this digest."""
        name = next((row.name for row in await self._rows(who) if digest(row.name) == key), None)
        if name is None:
            raise errors.Refused(texts.NO_SUCH_NAME)
        by = who.by()
        gone = await self._services.libraries.store(lambda store: store.glossary.remove(who.guild_id, name, by))
        for row in gone:
            await who.log(texts.LOG_NAME_REMOVED, line=replies.line(row, who.server_tr))
        return replies.removed(gone, who.tr)

    async def _import(self, who: Moderator, text: str) -> Reply:
        """Take in all rows of a table, or none."""
        faults = await self._services.libraries.turn(lambda: glossary_faults(text))
        if faults:
            return replies.faulty(faults, who.tr)
        by = who.by()
        count = await self._services.libraries.store(lambda store: store.glossary.import_tsv(who.guild_id, text, by))
        await who.log(texts.LOG_IMPORTED, count)
        return replies.imported(count, who.tr)

    async def _rows(self, who: Moderator) -> Sequence[GlossaryRow]:
        return await self._services.libraries.store(lambda store: store.glossary.list(who.guild_id))


async def add_name(services: Services, who: Moderator, row: GlossaryRow) -> GlossaryRow:
    """Add a row to a server's glossary; return how it stands now.

    Raises:
        KnowledgeError: it cannot be a name, or the store failed.
    """
    by = who.by()
    added = await services.libraries.store(lambda store: store.glossary.add(who.guild_id, row, by))
    await who.log(texts.LOG_NAME_ADDED, line=replies.line(added, who.server_tr))
    return added


def _text(data: bytes) -> str:
    """The text of a file.

    Raises:
        Refused: it is no text, or lacks the line that names the columns: its first row would be lost.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.Refused(texts.NOT_TEXT) from error
    if "\0" in text:
        raise errors.Refused(texts.NOT_TEXT)
    if not text.strip():
        raise errors.Refused(texts.NO_ROWS)
    if _RELATIONS.intersection(cell.strip('" ') for cell in text.splitlines()[0].split("\t")):
        raise errors.Refused(texts.NO_HEADER)
    return text
