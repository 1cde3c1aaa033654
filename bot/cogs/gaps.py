"""``/gaps``: what members asked and the library could not answer, and what a moderator can do about it.

1. Questions that ask alike are one line. A line is found again by the key of its newest question, also when more were
   asked meanwhile.
2. A name that is added is tried at once: the moderator sees whether the question has an answer now.
3. Choosing the right passage makes the question a golden one; then it is no gap any more.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from discord import app_commands, ui
from discord.app_commands import locale_str
from discord.ext import commands

from bot import errors
from bot.cogs.glossary import add_name
from bot.cogs.golden import keep_golden
from bot.ids import StaleIdError
from bot.ids.moderation import Deed, Feature, decode, encode
from bot.moderating import acting, begin, moderator, show
from bot.replies import gaps as replies
from bot.replies.gaps import Switch
from bot.replies.glossary import line
from bot.replies.listing import short
from bot.texts import moderation as texts
from bot.texts import settings as settings_texts
from knowledge import GlossaryRow, group_gaps

if TYPE_CHECKING:
    import discord

    from bot.controls import Pressed
    from bot.ids.moderation import Order
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.services import Services
    from knowledge import Answer, GapGroup

_NEAREST: Final = 5
_FORM_SECONDS: Final = 900
_NAME, _ALIAS = "name", "alias"
_NAME_ROOM: Final = 100


class Gaps(commands.Cog):
    """Questions without an answer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("n", self.press)

    @app_commands.command(name=locale_str(texts.GAPS), description=locale_str(texts.GAPS_DESCRIPTION))
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def gaps(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        async with acting(interaction, self._services):
            who = moderator(interaction, self._services.guilds)
            await begin(interaction)
            await show(interaction, replies.listed(await self._groups(who), 0, self._switch(who), who.tr))

    async def press(self, pressed: Pressed) -> None:
        """Do what a control says.

        Raises:
            KnowledgeError: a name cannot be one, a passage is gone, or the store failed.
            Refused: they are no moderator, or the question is gone.
            StaleIdError: the control is of another version.
        """
        who = moderator(pressed.interaction, self._services.guilds)
        order = decode(pressed.custom_id)
        with self._services.in_flight.reply():
            if order.deed is Deed.ADD and not pressed.fields:
                group = await self._group(who, order.number)
                await pressed.interaction.response.send_modal(_form(group, await self._ask(who, group), who))
                return
            await begin(pressed.interaction)
            await show(pressed.interaction, await self._done(who, order, pressed))

    async def _done(self, who: Moderator, order: Order, pressed: Pressed) -> Reply:
        """What a press leads to."""
        if order.deed is Deed.LIST:
            return replies.listed(await self._groups(who), order.number, self._switch(who), who.tr)
        key = _chosen(pressed) if order.deed is Deed.OPEN else order.number
        group = await self._group(who, key)
        match order.deed:
            case Deed.OPEN | Deed.VIEW:
                return replies.opened(group, await self._ask(who, group), who.tr)
            case Deed.NEAREST:
                return replies.nearest(group, (await self._ask(who, group)).hits, who.tr)
            case Deed.ADD:
                return await self._add(who, group, pressed)
            case Deed.KEEP:
                return await self._keep(who, group, pressed)
            case Deed.DISMISS:
                count = await self._dismiss(who, group)
                return await self._list_again(who, who.tr.count(texts.DISMISSED, count))
            case _:
                raise StaleIdError(pressed.custom_id)

    async def _add(self, who: Moderator, group: GapGroup, pressed: Pressed) -> Reply:
        """Add the name that was written, and ask again."""
        others = tuple(one.strip() for one in pressed.fields.get(_ALIAS, "").split(";") if one.strip())
        row = await add_name(self._services, who, GlossaryRow(pressed.fields.get(_NAME, ""), others, "same"))
        done = who.tr(texts.NAME_ADDED, line=line(row, who.tr))
        return replies.opened(group, await self._ask(who, group), who.tr, done=done)

    async def _keep(self, who: Moderator, group: GapGroup, pressed: Pressed) -> Reply:
        """Make it a golden question, and no gap any more."""
        golden = await keep_golden(self._services, who, group.question, next(iter(pressed.values), ""))
        await self._dismiss(who, group)
        return await self._list_again(who, who.tr(texts.NOW_GOLDEN, passage=short(golden.passage_id, _NAME_ROOM)))

    async def _dismiss(self, who: Moderator, group: GapGroup) -> int:
        by = who.by()
        count = await self._services.libraries.store(lambda s: s.questions.dismiss(who.guild_id, group.keys, by))
        if count:
            await who.log(texts.LOG_DISMISSED, count)
        return count

    async def _list_again(self, who: Moderator, done: str) -> Reply:
        return replies.listed(await self._groups(who), 0, self._switch(who), who.tr, done=done)

    async def _groups(self, who: Moderator) -> tuple[GapGroup, ...]:
        gaps = await self._services.libraries.store(lambda store: store.questions.gaps(who.guild_id))
        return await asyncio.to_thread(group_gaps, gaps)

    async def _group(self, who: Moderator, key: int) -> GapGroup:
        """The group that a question is in.

        Raises:
            Refused: it is gone.
        """
        for group in await self._groups(who):
            if key in group.keys:
                return group
        raise errors.Refused(texts.GAP_GONE)

    async def _ask(self, who: Moderator, group: GapGroup) -> Answer:
        """What the library says to a question now; a moderator's look at it counts as no question."""
        return await self._services.libraries.use(
            who.guild_id, lambda library: library.ask(group.question, limit=_NEAREST)
        )

    def _switch(self, who: Moderator) -> Switch:
        return Switch(who.settings.gaps, self._services.mentions.of(settings_texts.SETTINGS, who.tr))


def _chosen(pressed: Pressed) -> int:
    """The key that was chosen in the menu.

    Raises:
        StaleIdError: it is none.
    """
    value = next(iter(pressed.values), "")
    if not value.isdecimal():
        raise StaleIdError(pressed.custom_id)
    return int(value)


def _form(group: GapGroup, answer: Answer, who: Moderator) -> ui.Modal:
    """The form for a name; what the library does not know stands in it already."""
    tr = who.tr
    form = ui.Modal(
        title=tr(texts.ADD_ALIAS), custom_id=encode(Feature.GAPS, Deed.ADD, group.keys[0]), timeout=_FORM_SECONDS
    )
    unknown = next(iter(answer.unknown_words), "")[:_NAME_ROOM]
    fields: list[tuple[Any, str, str]] = [(texts.NAME_IN_QUESTION, _NAME, unknown), (texts.NAME_IN_LIBRARY, _ALIAS, "")]
    for label, field, default in fields:
        text: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id=field, default=default or None, min_length=1, max_length=_NAME_ROOM
        )
        form.add_item(ui.Label(text=tr(label), component=text))
    return form
