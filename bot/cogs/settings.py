"""``/settings``: the panel in which moderators change the bot's behaviour in their server.

1. Permissions are checked at every press: a panel stays open, and permissions can be withdrawn.
2. The panel shows the current settings, including changes by others; the last change wins.
3. Only those who may manage the server can choose the moderator role.
4. Every change is recorded in the audit log, and posted as one line in the log channel.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands
from pydantic import ValidationError

from bot import errors, markup
from bot import log_channel as journal
from bot.asker import behind
from bot.audience import moderators_only
from bot.forms import Field, form
from bot.guilds import LONGEST_PAUSE
from bot.ids import StaleIdError
from bot.ids.settings import FIELD, NOTHING, OTHER, Deed, Order, Part, Setting, decode, encode
from bot.interacting import attend
from bot.moderating import moderator
from bot.replies import settings as panels
from bot.texts import settings as texts
from bot.views import layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from discord import ui

    from bot.asker import Asker
    from bot.controls import Pressed
    from bot.guilds import GuildSettings
    from bot.i18n import Translation
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.services import Services

_PAUSE_DIGITS: Final = 4
_RESET: Final = Order(Deed.RESET, "1")


class Settings(commands.Cog):
    """The settings of servers."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("s", self.press)

    @app_commands.command(name=locale_str(texts.SETTINGS), description=locale_str(texts.SETTINGS_DESCRIPTION))
    @moderators_only
    async def settings(self, interaction: discord.Interaction) -> None:
        """Open the panel."""

        async def work(_: Asker) -> None:
            reply = panels.overview(_panel(interaction, moderator(interaction, self._services.guilds)))
            await interaction.response.send_message(view=layout(reply), ephemeral=True)

        await attend(interaction, self._services, work)

    async def press(self, pressed: Pressed) -> None:
        """Handle a control of the panel.

        Raises:
            Refused: they may not change it, or the value is not allowed.
            StaleIdError: the control is of another version.
        """
        interaction = pressed.interaction
        who = moderator(interaction, self._services.guilds)
        order = decode(pressed.custom_id)
        if pressed.values == (OTHER,):
            await interaction.response.send_modal(_form(who.asker))
            return
        with self._services.in_flight.reply():
            change = await self._change(pressed, order, who)
            # Read again: the settings may have changed, and with them the language.
            now = replace(who, asker=behind(interaction, self._services.guilds))
            await _show(interaction, _part(_panel(interaction, now), pressed, order))
            if change:
                await _log(who.guild, change)

    async def _change(self, pressed: Pressed, order: Order, who: Moderator) -> _Change | None:
        """Change the setting that the control is about, if it is about one."""
        interaction, guild, before, by = pressed.interaction, who.guild, who.settings, who.by()
        if order == _RESET:
            if before.moderator_role is not None:
                _require_manager(interaction)
            await interaction.response.defer()
            after = await self._services.guilds.reset(guild.id, by)
        elif isinstance(order.what, Setting):
            value = _value(order.what, pressed, order)
            if order.what is Setting.MODERATOR_ROLE:
                _require_manager(interaction)
            if order.what is Setting.LOG_CHANNEL and value is not None and not journal.writable(guild, int(value)):
                raise errors.Refused(texts.CANNOT_WRITE, channel=markup.Ready(f"<#{value}>"))
            await interaction.response.defer()
            try:
                after = await self._services.guilds.change(guild.id, by, **{order.what.field: value})
            except ValidationError as error:
                raise StaleIdError(pressed.custom_id) from error
        else:
            return None
        return _Change(interaction.user.mention, order.what, before, after) if after != before else None


@dataclass(frozen=True, slots=True)
class _Change:
    person: str
    what: Setting | Deed
    before: GuildSettings
    after: GuildSettings

    def line(self, tr: Translation) -> str:
        """The change as a line for the log channel."""
        if not isinstance(self.what, Setting):
            return tr(texts.LOG_RESET, person=self.person)
        value = panels.value_of(self.what, self.after, tr)
        return tr(texts.LOG_SET, person=self.person, setting=tr(panels.NAMES[self.what][0]), value=value)


def _require_manager(interaction: discord.Interaction[Any]) -> None:
    if not interaction.permissions.manage_guild:
        raise errors.Refused(texts.ROLE_NEEDS_MANAGERS)


def _value(setting: Setting, pressed: Pressed, order: Order) -> Any:
    """The new value: chosen in a menu, written in a form, or contained in the button."""
    chosen = [one for one in (*pressed.values, *pressed.fields.values(), order.value) if one not in {None, NOTHING}]
    try:
        return _VALUES[setting]([str(one).strip() for one in chosen])
    except (ValueError, IndexError) as error:
        if pressed.fields:
            raise errors.Refused(texts.NOT_A_PAUSE, most=LONGEST_PAUSE) from error
        raise StaleIdError(pressed.custom_id) from error


def _pause(chosen: list[str]) -> int:
    seconds = int(chosen[0])
    if not 0 <= seconds <= LONGEST_PAUSE:
        raise ValueError(seconds)
    return seconds


_VALUES: Final[dict[Setting, Callable[[list[str]], Any]]] = {
    Setting.CHANNELS: lambda chosen: frozenset(map(int, chosen)),
    Setting.PLAIN_CHAT: lambda chosen: frozenset(map(int, chosen)),
    Setting.COOLDOWN: _pause,
    Setting.PASSAGES: lambda chosen: int(chosen[0]),
    Setting.PRIVATE: lambda chosen: bool(int(chosen[0])),
    Setting.BUNDLED: lambda chosen: bool(int(chosen[0])),
    Setting.GAPS: lambda chosen: bool(int(chosen[0])),
    Setting.LANGUAGE: lambda chosen: chosen[0] if chosen else None,
    Setting.LOG_CHANNEL: lambda chosen: int(chosen[0]) if chosen else None,
    Setting.MODERATOR_ROLE: lambda chosen: int(chosen[0]) if chosen else None,
}
"""Parses the chosen or written values; raises ``ValueError`` or ``IndexError`` if they are invalid."""


def _panel(interaction: discord.Interaction[Any], who: Moderator) -> panels.Panel:
    settings = who.settings
    return panels.Panel(
        settings,
        who.tr,
        log_works=settings.log_channel is None or journal.writable(who.guild, settings.log_channel) is not None,
        chat_works=interaction.client.intents.message_content,
        manager=interaction.permissions.manage_guild,
    )


def _part(panel: panels.Panel, pressed: Pressed, order: Order) -> Reply:
    """The part of the panel to show after a press."""
    if isinstance(order.what, Setting):
        return panels.part(panel, panels.part_of(order.what))
    if order.what is Deed.RESET:
        return panels.overview(panel) if order == _RESET else panels.confirm_reset(panel)
    opened = pressed.values[0] if pressed.values else order.value
    try:
        return panels.part(panel, Part(opened or ""))
    except ValueError as error:
        raise StaleIdError(pressed.custom_id) from error


async def _show(interaction: discord.Interaction[Any], reply: Reply) -> None:
    if interaction.response.is_done():
        await interaction.edit_original_response(view=layout(reply))
    else:
        await interaction.response.edit_message(view=layout(reply))


async def _log(guild: discord.Guild, change: _Change) -> None:
    """Post the change in the log channel; if the log channel itself changed, in the old one as well."""
    told: set[int | None] = set()
    for settings in (change.before, change.after):
        if settings.log_channel not in told:
            told.add(settings.log_channel)
            await journal.note(guild, settings, change.line(journal.language_of(guild, settings)))


def _form(asker: Asker) -> ui.Modal:
    """The form to enter any other pause."""
    seconds = Field(FIELD, asker.tr(texts.PAUSE_IN_SECONDS), str(asker.settings.cooldown), _PAUSE_DIGITS)
    return form(asker.tr(texts.COOLDOWN), encode(Order(Setting.COOLDOWN)), [seconds])
