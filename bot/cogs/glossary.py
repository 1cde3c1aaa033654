"""``/glossary``: a server's own names for things, in addition to the bundled ones.

1. A change applies from the next question on.
2. A file is imported completely or not at all; each faulty line is reported.
3. Before a name is removed, the moderator sees which golden questions would get worse without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import errors
from bot import texts as general
from bot.audience import moderators_group
from bot.autocomplete import moderators_choices
from bot.features import glossaries, goldens
from bot.ids import StaleIdError
from bot.ids.moderation import Deed, decode
from bot.moderating import moderate
from bot.replies import glossary as replies
from bot.texts import moderation as texts
from knowledge import GlossaryRow, Suggestion, glossary_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.controls import Pressed
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.services import Services
    from knowledge import Store

_MOST_BYTES: Final = 512 * 1024
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

    @glossary.command(name=locale_str(general.ADD), description=locale_str(texts.GLOSSARY_ADD))
    @app_commands.rename(
        name=locale_str(general.OPTION_NAME), alias=locale_str(texts.OPTION_ALIAS), kind=locale_str(texts.OPTION_KIND)
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
            row = GlossaryRow(name, others, "related" if related else "same")
            return replies.added(await glossaries.add(self._services.libraries, who, row), who.tr)

        await moderate(interaction, self._services, work)

    @glossary.command(name=locale_str(general.REMOVE), description=locale_str(texts.GLOSSARY_REMOVE))
    @app_commands.rename(name=locale_str(general.OPTION_NAME), alias=locale_str(texts.OPTION_ALIAS))
    @app_commands.describe(name=locale_str(texts.WHICH_NAME), alias=locale_str(texts.WHICH_ALIAS))
    async def remove(self, interaction: discord.Interaction, name: str, alias: str = "") -> None:
        """Ask for confirmation before removing a name, or one of its other names."""

        async def work(who: Moderator) -> Reply:
            libraries, typed = self._services.libraries, name.strip().casefold()
            rows = tuple(row for row in await glossaries.rows(libraries, who) if row.name.casefold() == typed)
            wanted = glossary_parts(rows, alias.strip())
            if not wanted:
                raise errors.Refused(texts.NO_SUCH_NAME)
            # As stored, so that the button finds it.
            other = wanted[0].others[0] if alias.strip() else ""
            strictness = self._services.answering.strictness
            rehearsal = await goldens.without(
                libraries, who.guild_id, (rows[0].name, *([other] if other else ())), strictness
            )
            return replies.confirm(wanted, rehearsal, who.tr, alias=other)

        await moderate(interaction, self._services, work)

    @remove.autocomplete("name")
    async def _names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        def suggest(store: Store, guild_id: int) -> Iterable[Suggestion]:
            names = dict.fromkeys(row.name for row in store.glossary.list(guild_id))
            return (Suggestion(name, name) for name in names if typed.casefold() in name.casefold())

        return await moderators_choices(interaction, self._services, suggest)

    @remove.autocomplete("alias")
    async def _aliases(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        name = str(interaction.namespace.name or "").strip().casefold()

        def suggest(store: Store, guild_id: int) -> Iterable[Suggestion]:
            rows = (row for row in store.glossary.list(guild_id) if row.name.casefold() == name)
            others = dict.fromkeys(other for row in rows for other in row.others)
            return (Suggestion(other, other) for other in others if typed.casefold() in other.casefold())

        return await moderators_choices(interaction, self._services, suggest)

    @glossary.command(name=locale_str(general.LIST), description=locale_str(texts.GLOSSARY_LIST))
    async def show_list(self, interaction: discord.Interaction) -> None:
        """Show the glossary."""
        await moderate(interaction, self._services, self._list)

    @glossary.command(name=locale_str(texts.IMPORT), description=locale_str(texts.GLOSSARY_IMPORT))
    @app_commands.rename(file=locale_str(general.OPTION_FILE))
    @app_commands.describe(file=locale_str(texts.FILE_MEANT))
    async def import_file(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Import a file."""

        async def work(who: Moderator) -> Reply:
            if file.size > _MOST_BYTES:
                size = who.tr.number(-(-file.size // 1024))
                raise errors.Refused(texts.FILE_TOO_LARGE, most=who.tr.number(_MOST_BYTES // 1024), size=size)
            table = glossaries.table_of(await file.read())
            count, faults = await glossaries.take_in(self._services.libraries, who, table)
            return replies.faulty(faults, who.tr) if faults else replies.imported(count, who.tr)

        await moderate(interaction, self._services, work)

    @glossary.command(name=locale_str(general.EXPORT), description=locale_str(texts.GLOSSARY_EXPORT))
    async def export(self, interaction: discord.Interaction) -> None:
        """Send the glossary as a file."""

        async def work(who: Moderator) -> Reply:
            by = who.by()
            tsv = await self._services.libraries.store(lambda store: store.glossary.export_tsv(who.guild_id, by))
            return replies.exported(tsv, tsv.count("\n") - 1, who.tr)

        await moderate(interaction, self._services, work)

    async def press(self, pressed: Pressed) -> None:
        """Turn a page of the list, or remove the name after confirmation.

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
        return replies.listed(await glossaries.rows(self._services.libraries, who), page, who.tr)

    async def _remove(self, who: Moderator, key: str) -> Reply:
        return replies.removed(await glossaries.remove(self._services.libraries, who, key), who.tr)
