"""Converts replies to Discord's components."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.controls import Control
from bot.ids.following import THREAD
from bot.replies import Choose, Kept, Link, Look, Menu, Press, Reply, Tone

if TYPE_CHECKING:
    from bot.replies import Row

_COLOURS = {Tone.ANSWER: 0x3B6EA5, Tone.NEAREST: 0xC98B2B, Tone.NOTHING: 0x80848E, Tone.PLAIN: 0x5B6B8C}
_STYLES = {
    Look.QUIET: discord.ButtonStyle.secondary,
    Look.MAIN: discord.ButtonStyle.primary,
    Look.GOOD: discord.ButtonStyle.success,
    Look.DANGER: discord.ButtonStyle.danger,
}
_BUTTONS = 5
"""The most buttons in a row."""
# Far from the small numbers that Discord assigns to components without an explicit id.
_HEADING_ID = 1001
_NOTES_ID = 1002


def layout(reply: Reply) -> ui.LayoutView:
    """The components of a message; its files are sent separately (see ``files``)."""
    box: ui.Container[ui.LayoutView] = ui.Container(accent_colour=_COLOURS[reply.tone])
    box.add_item(ui.TextDisplay(reply.kept.heading, id=_HEADING_ID))
    if reply.kept.notes:
        box.add_item(ui.TextDisplay(reply.kept.notes, id=_NOTES_ID))
    box.add_item(ui.Separator())
    for text in (reply.lead, *reply.body, reply.citation):
        if text:
            box.add_item(ui.TextDisplay(text))
    for file in reply.files:
        address = f"attachment://{file.name}"
        if file.name == reply.picture:
            box.add_item(ui.MediaGallery(discord.MediaGalleryItem(address)))
        else:
            box.add_item(ui.File(address))
    if reply.rows:
        box.add_item(ui.Separator(visible=False))
    for row in _rows(reply):
        box.add_item(ui.ActionRow(*_row(row)))
    view = ui.LayoutView(timeout=None)
    view.add_item(box)
    return view


def files(reply: Reply) -> list[discord.File]:
    """The files of a reply; each object can be sent only once."""
    return [discord.File(io.BytesIO(file.data), file.name) for file in reply.files]


def kept(message: discord.Message) -> Kept | None:
    """The parts of a reply that are kept when its page is turned; ``None`` if the message is not a reply."""
    found = {
        child.id: child.content
        for box in message.components
        if isinstance(box, discord.Container)
        for child in box.children
        if isinstance(child, discord.TextDisplay)
    }
    heading = found.get(_HEADING_ID)
    if heading is None:
        return None
    offers = (Press(button.custom_id or "", button.label or "") for button in buttons(message))
    return Kept(heading, found.get(_NOTES_ID, ""), next((one for one in offers if one.custom_id == THREAD), None))


def buttons(message: discord.Message) -> tuple[discord.Button, ...]:
    """The buttons of a reply, from top to bottom."""
    return tuple(
        button
        for box in message.components
        if isinstance(box, discord.Container)
        for row in box.children
        if isinstance(row, discord.ActionRow)
        for button in row.children
        if isinstance(button, discord.Button)
    )


def _rows(reply: Reply) -> tuple[Row, ...]:
    """The rows of a reply; the offer goes after the last row of buttons, if that has room for one more."""
    if reply.kept.offer is None:
        return reply.rows
    offer = (reply.kept.offer,)
    if reply.rows and isinstance(reply.rows[-1], tuple) and len(reply.rows[-1]) < _BUTTONS:
        return (*reply.rows[:-1], reply.rows[-1] + offer)
    return (*reply.rows, offer)


def _row(row: Row) -> list[ui.Item[Any]]:
    return [_menu(row)] if isinstance(row, Menu) else [_button(spec) for spec in row]


def _button(spec: Press | Link) -> ui.Item[Any]:
    if isinstance(spec, Link):
        return ui.Button(label=spec.label, url=spec.url)
    return Control(
        ui.Button(label=spec.label, style=_STYLES[spec.look], disabled=spec.disabled, custom_id=spec.custom_id)
    )


def _menu(spec: Menu) -> ui.Item[Any]:
    menu: ui.Item[Any]
    match spec.kind:
        case Choose.OPTION:
            menu = ui.Select(
                custom_id=spec.custom_id,
                placeholder=spec.placeholder,
                min_values=spec.least,
                max_values=spec.most,
                options=[
                    discord.SelectOption(
                        label=one.label, value=one.value, description=one.description or None, default=one.chosen
                    )
                    for one in spec.options
                ],
            )
        case Choose.CHANNEL:
            menu = ui.ChannelSelect(
                custom_id=spec.custom_id,
                placeholder=spec.placeholder,
                min_values=spec.least,
                max_values=spec.most,
                channel_types=[discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum],
                default_values=[
                    discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType.channel)
                    for one in spec.chosen
                ],
            )
        case Choose.ROLE:
            menu = ui.RoleSelect(
                custom_id=spec.custom_id,
                placeholder=spec.placeholder,
                min_values=spec.least,
                max_values=spec.most,
                default_values=[
                    discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType.role) for one in spec.chosen
                ],
            )
    return Control(menu)
