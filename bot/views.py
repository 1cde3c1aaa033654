"""Replies as Discord's components, and the buttons under them.

Every button is a ``DynamicItem``: discord.py makes it from its ``custom_id`` alone, so it works after a restart and in
any process. It says where it leads and leaves the rest to the client's ``press``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord
from discord import ui

from bot import errors, state
from bot.replies import Kept, Link, Press, Reply, Tone

if TYPE_CHECKING:
    import re

_COLOURS = {Tone.ANSWER: 0x3B6EA5, Tone.NEAREST: 0xC98B2B, Tone.NOTHING: 0x80848E}
# Far from the small numbers that Discord gives to components without an id of their own.
_HEADING_ID = 1001
_NOTES_ID = 1002


class Presses(Protocol):
    """A client that knows what to do when a button is pressed."""

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Do what the button says."""


class AnswerButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template=state.TEMPLATE):
    """A button of a reply, of this version or another."""

    def __init__(self, button: ui.Button[ui.LayoutView]) -> None:
        super().__init__(button)

    @classmethod
    def of(cls, press: Press) -> Self:
        """The button for a new message."""
        return cls(
            ui.Button(
                label=press.label,
                style=discord.ButtonStyle.secondary,
                disabled=press.disabled,
                custom_id=state.encode(press.state, press.button),
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button of a message that is already there."""
        del interaction, match
        return cls(cast("ui.Button[ui.LayoutView]", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand on to the client; discord.py would swallow an error here."""
        try:
            await cast("Presses", interaction.client).press(interaction, self.custom_id)
        except Exception as error:  # noqa: BLE001 - the one handler for all buttons
            await errors.tell(interaction, error, "A button")


def layout(reply: Reply) -> ui.LayoutView:
    """The components of a message."""
    box: ui.Container[ui.LayoutView] = ui.Container(accent_colour=_COLOURS[reply.tone])
    box.add_item(ui.TextDisplay(reply.kept.heading, id=_HEADING_ID))
    if reply.kept.notes:
        box.add_item(ui.TextDisplay(reply.kept.notes, id=_NOTES_ID))
    box.add_item(ui.Separator())
    for text in (reply.lead, *reply.body, reply.citation):
        if text:
            box.add_item(ui.TextDisplay(text))
    if reply.rows:
        box.add_item(ui.Separator(visible=False))
    for row in reply.rows:
        box.add_item(ui.ActionRow(*map(_button, row)))
    view = ui.LayoutView(timeout=None)
    view.add_item(box)
    return view


def kept(message: discord.Message) -> Kept | None:
    """What stays of a reply when its page is turned; ``None`` where the message is not a reply."""
    found = {
        child.id: child.content
        for box in message.components
        if isinstance(box, discord.Container)
        for child in box.children
        if isinstance(child, discord.TextDisplay)
    }
    heading = found.get(_HEADING_ID)
    return None if heading is None else Kept(heading, found.get(_NOTES_ID, ""))


def _button(spec: Press | Link) -> ui.Item[Any]:
    if isinstance(spec, Link):
        return ui.Button(label=spec.label, url=spec.url)
    return AnswerButton.of(spec)
