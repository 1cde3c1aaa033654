"""``/gaps``: what members asked and the library could not answer, and what a moderator can do about it.

1. Questions that ask alike are one line. A line is found again by the key of its newest question, also when more were
   asked meanwhile.
2. A name that is added is tried at once: the moderator sees whether the question has an answer now.
3. Choosing the right passage makes the question a golden one; then it is no gap any more.
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
from bot.cogs.glossary import add_name
from bot.cogs.golden import keep_golden
from bot.forms import Field, form
from bot.ids import StaleIdError
from bot.ids.moderation import Deed, Feature, decode, encode
from bot.moderating import moderate, moderator
from bot.replies import gaps as replies
from bot.replies.gaps import Switch
from bot.replies.glossary import line
from bot.replies.listing import short
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
_NAME, _ALIAS = "name", "alias"
_NAME_ROOM: Final = 100


class Gaps(commands.Cog):
    """Questions without an answer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("n", self.press)

    @app_commands.command(name=locale_str(texts.GAPS), description=locale_str(texts.GAPS_DESCRIPTION))
    @moderators_only
    async def gaps(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        await moderate(interaction, self._services, self._list)

    async def press(self, pressed: Pressed) -> None:
        """Do what a control says.

        Raises:
            StaleIdError: the control is of another version.
            StorageError: the store failed.
        """
        order = decode(pressed.custom_id)
        if order.deed is Deed.ADD and not pressed.fields:
            await self._open_form(pressed.interaction, order.number)
        else:
            await moderate(pressed.interaction, self._services, lambda who: self._done(who, order, pressed))

    async def _open_form(self, interaction: discord.Interaction[Any], key: int) -> None:
        """Open the form for a name; a form must be the first response, nothing can be said to be coming."""
        who = moderator(interaction, self._services.guilds)
        with self._services.in_flight.reply():
            (group,), _ = await self._find(who, (key,))
            await interaction.response.send_modal(_form(group, await self._ask(who, group), who.tr))

    async def _done(self, who: Moderator, order: Order, pressed: Pressed) -> Reply:
        """What a press leads to."""
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
            case Deed.KEEP:
                return await self._keep(who, group, pressed, page)
            case Deed.DISMISS:
                count = await self._dismiss(who, chosen)
                return await self._list(who, page, done=who.tr.count(texts.DISMISSED, count))
            case _:
                raise StaleIdError(pressed.custom_id)

    async def _add(self, who: Moderator, group: GapGroup, pressed: Pressed, page: int) -> Reply:
        """Add the name that was written, and ask again."""
        others = tuple(one.strip() for one in pressed.fields.get(_ALIAS, "").split(";") if one.strip())
        row = await add_name(self._services, who, GlossaryRow(pressed.fields.get(_NAME, ""), others, "same"))
        done = who.tr(texts.NAME_ADDED, line=line(row, who.tr))
        return replies.opened(group, await self._ask(who, group), who.tr, page=page, done=done)

    async def _keep(self, who: Moderator, group: GapGroup, pressed: Pressed, page: int) -> Reply:
        """Make it a golden question, and no gap any more."""
        golden = await keep_golden(self._services, who, group.question, next(iter(pressed.values), ""))
        await self._dismiss(who, (group,))
        return await self._list(who, page, done=who.tr(texts.NOW_GOLDEN, passage=short(golden.passage_id, _NAME_ROOM)))

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
        """The groups that questions are in, and the page of the list that the first of them stands on.

        Raises:
            Refused: all of them are gone.
        """
        groups = await self._groups(who)
        found = [place for place, group in enumerate(groups) if not set(keys).isdisjoint(group.keys)]
        if not found:
            raise errors.Refused(texts.GAP_GONE)
        return [groups[place] for place in found], found[0] // replies.PAGE

    async def _ask(self, who: Moderator, group: GapGroup) -> Answer:
        """What the library says to a question now; a moderator's look at it counts as no question."""
        ask = partial(Library.ask, limit=_NEAREST, strictness=self._services.answering.strictness)
        return await self._services.libraries.use(who.guild_id, lambda library: ask(library, group.question))

    def _switch(self, who: Moderator) -> Switch:
        return Switch(who.settings.gaps, self._services.mentions.of(settings_texts.SETTINGS, who.tr))


def _chosen(pressed: Pressed) -> tuple[int, ...]:
    """The keys that were chosen in the menu.

    Raises:
        StaleIdError: they are none.
    """
    if not pressed.values or not all(value.isdecimal() for value in pressed.values):
        raise StaleIdError(pressed.custom_id)
    return tuple(map(int, pressed.values))


def _form(group: GapGroup, answer: Answer, tr: Translation) -> ui.Modal:
    """The form for a name; what the library does not know stands in it already."""
    unknown = next(iter(answer.unknown_words), "")
    fields = (
        Field(_NAME, tr(texts.NAME_IN_QUESTION), unknown, _NAME_ROOM),
        Field(_ALIAS, tr(texts.NAME_IN_LIBRARY), "", _NAME_ROOM),
    )
    return form(tr(texts.ADD_ALIAS), encode(Feature.GAPS, Deed.ADD, group.keys[0]), fields)
