"""``/gaps``: questions that the library could not answer, and what a moderator can do about them.

1. Similar questions share a line. A line is identified by the key of its newest question, which stays valid when more
   are asked meanwhile.
2. When a name is added, the question is asked again at once: the moderator sees whether it has an answer now.
3. Choosing the right passage makes the question a golden question, and removes it from the gaps.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import errors, retention
from bot.audience import moderators_only
from bot.features import glossaries, goldens
from bot.forms import Field, form
from bot.ids import StaleIdError
from bot.ids.moderation import Deed, Feature, decode, encode
from bot.moderating import moderate, moderator
from bot.replies import gaps as replies
from bot.replies.gaps import Switch
from bot.replies.glossary import line
from bot.replies.golden import right_place
from bot.texts import moderation as texts
from bot.texts import settings as settings_texts
from knowledge import GlossaryRow, Library, group_gaps

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import discord
    from discord import ui

    from bot.controls import Pressed
    from bot.i18n import Translation
    from bot.ids.moderation import Order
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.services import Services
    from knowledge import Answer, GapGroup

_NEAREST: Final = 5
_NAME, _ALIAS, _PLACE = "name", "alias", "place"
_NAME_ROOM: Final = 100
_PLACE_ROOM: Final = 200


class Gaps(commands.Cog):
    """The unanswered questions of a server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("n", self.press)

    @app_commands.command(name=locale_str(texts.GAPS), description=locale_str(texts.GAPS_DESCRIPTION))
    @moderators_only
    async def gaps(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        await moderate(interaction, self._services, self._list)

    async def press(self, pressed: Pressed) -> None:
        """Handle a control.

        Raises:
            StaleIdError: the control is of another version.
            StorageError: the store failed.
        """
        order = decode(pressed.custom_id)
        if order.deed in {Deed.ADD, Deed.GOLDEN} and not pressed.fields:
            await self._open_form(pressed.interaction, order)
        else:
            await moderate(pressed.interaction, self._services, lambda who: self._done(who, order, pressed))

    async def _open_form(self, interaction: discord.Interaction[Any], order: Order) -> None:
        """Open the form for a name or a place; a form must be the first response, so nothing can be deferred."""
        who = moderator(interaction, self._services.guilds)
        with self._services.in_flight.reply():
            (group,), _ = await self._find(who, (order.number,))
            is_name = order.deed is Deed.ADD
            modal = _name_form(group, await self._ask(who, group), who.tr) if is_name else _place_form(group, who.tr)
            await interaction.response.send_modal(modal)

    async def _done(self, who: Moderator, order: Order, pressed: Pressed) -> Reply:
        """The reply to a press."""
        if order.deed is Deed.LIST:
            return await self._list(who, order.number)
        keys = _chosen(pressed) if order.deed is Deed.OPEN or not order.value else (order.number,)
        chosen, page = await self._find(who, keys)
        group = chosen[0]
        match order.deed:
            case Deed.OPEN | Deed.VIEW:
                return replies.opened(group, await self._ask(who, group), who.tr, page=page)
            case Deed.NEAREST:
                return replies.nearest(group, (await self._ask(who, group)).hits, who.tr)
            case Deed.ADD:
                return await self._add(who, group, pressed, page)
            case Deed.KEEP | Deed.GOLDEN:
                passage = next(iter(pressed.values), "") or pressed.fields.get(_PLACE, "")
                return await self._keep(who, group, passage, page)
            case Deed.DISMISS:
                count = await self._dismiss(who, chosen)
                return await self._list(who, page, done=who.tr.count(texts.DISMISSED, count))
            case _:
                raise StaleIdError(pressed.custom_id)

    async def _add(self, who: Moderator, group: GapGroup, pressed: Pressed, page: int) -> Reply:
        """Add the entered name, and ask the question again."""
        others = tuple(one.strip() for one in pressed.fields.get(_ALIAS, "").split(";") if one.strip())
        row = GlossaryRow(pressed.fields.get(_NAME, ""), others, "same")
        added = await glossaries.add(self._services.libraries, who, row)
        done = who.tr(texts.NAME_ADDED, line=line(added, who.tr))
        return replies.opened(group, await self._ask(who, group), who.tr, page=page, done=done)

    async def _keep(self, who: Moderator, group: GapGroup, passage: str, page: int) -> Reply:
        """Make it a golden question, and remove it from the gaps."""
        golden = await goldens.keep(self._services.libraries, who, group.question, passage)
        await self._dismiss(who, (group,))
        rights = await goldens.rights(self._services.libraries, who.guild_id, (golden,))
        return await self._list(who, page, done=who.tr(texts.NOW_GOLDEN, passage=right_place(golden, rights, who.tr)))

    async def _dismiss(self, who: Moderator, groups: Sequence[GapGroup]) -> int:
        by, keys = who.by(), [key for group in groups for key in group.keys]
        count = await self._services.libraries.store(lambda s: s.questions.dismiss(who.guild_id, keys, by))
        if count:
            await who.log(texts.LOG_DISMISSED, count)
        return count

    async def _list(self, who: Moderator, page: int = 0, *, done: str = "") -> Reply:
        return replies.listed(await self._groups(who), page, self._switch(who), who.tr, done=done)

    async def _groups(self, who: Moderator) -> tuple[GapGroup, ...]:
        since = datetime.now(UTC) - retention.GAPS
        gaps = await self._services.libraries.store(lambda store: store.questions.gaps(who.guild_id, since=since))
        return await asyncio.to_thread(group_gaps, gaps)

    async def _find(self, who: Moderator, keys: Collection[int]) -> tuple[Sequence[GapGroup], int]:
        """The groups that contain the questions, and the page of the list with the first of them.

        Raises:
            Refused: all of them are gone.
        """
        groups = await self._groups(who)
        found = [place for place, group in enumerate(groups) if not set(keys).isdisjoint(group.keys)]
        if not found:
            raise errors.Refused(texts.GAP_GONE)
        return [groups[place] for place in found], found[0] // replies.PAGE

    async def _ask(self, who: Moderator, group: GapGroup) -> Answer:
        """The library's current answer to a question, which is not counted in the statistics."""
        ask = partial(Library.ask, limit=_NEAREST, strictness=self._services.answering.strictness)
        return await self._services.libraries.use(who.guild_id, lambda library: ask(library, group.question))

    def _switch(self, who: Moderator) -> Switch:
        return Switch(who.settings.gaps, self._services.mentions.of(settings_texts.SETTINGS, who.tr))


def _chosen(pressed: Pressed) -> tuple[int, ...]:
    """The keys chosen in the menu.

    Raises:
        StaleIdError: the values are not keys.
    """
    if not pressed.values or not all(value.isdecimal() for value in pressed.values):
        raise StaleIdError(pressed.custom_id)
    return tuple(map(int, pressed.values))


def _name_form(group: GapGroup, answer: Answer, tr: Translation) -> ui.Modal:
    """The form for a name, prefilled with words that the library does not know."""
    unknown = next(iter(answer.unknown_words), "")
    fields = (
        Field(_NAME, tr(texts.NAME_IN_QUESTION), unknown, _NAME_ROOM),
        Field(_ALIAS, tr(texts.NAME_IN_LIBRARY), "", _NAME_ROOM),
    )
    return form(tr(texts.ADD_ALIAS), encode(Feature.GAPS, Deed.ADD, group.keys[0]), fields)


def _place_form(group: GapGroup, tr: Translation) -> ui.Modal:
    """The form for the place of the right passage."""
    fields = (Field(_PLACE, tr(texts.RIGHT_PLACE), "", _PLACE_ROOM),)
    return form(tr(texts.MAKE_GOLDEN), encode(Feature.GAPS, Deed.GOLDEN, group.keys[0]), fields)
