"""Buttons, menus and forms: routes each press to the feature that it belongs to.

All controls are *persistent*: the ``custom_id`` alone says what a control does, so it works after a restart and in any
process. A control only routes: the feature whose letter its id begins with does the work, and errors are reported in
one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord
from discord import ui

from bot.ids import TEMPLATE, StaleIdError

if TYPE_CHECKING:
    import re
    from collections.abc import Awaitable, Callable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press: the interaction, the id of the control, the chosen values of a menu, the fields of a form."""

    interaction: discord.Interaction[Any]
    custom_id: str
    values: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


class Client(Protocol):
    """A client that has a ``Controls`` registry."""

    controls: Controls


class Controls:
    """The handlers by their letters; ``tell`` reports an error to the user."""

    def __init__(self, tell: Callable[[discord.Interaction[Any], Exception], Awaitable[None]]) -> None:
        self._tell = tell
        self._handlers: dict[str, Callable[[Pressed], Awaitable[None]]] = {}

    def add(self, letter: str, handler: Callable[[Pressed], Awaitable[None]]) -> None:
        """Register ``handler`` for ids that begin with ``letter``."""
        if letter in self._handlers:
            raise ValueError(f"the letter {letter} is taken")
        self._handlers[letter] = handler

    async def press(self, pressed: Pressed) -> None:
        """Run the handler of a control; report an error to the user."""
        handler = self._handlers.get(pressed.custom_id[:1], _unknown)
        try:
            await handler(pressed)
        except Exception as error:  # noqa: BLE001 - the one handler for all controls
            await self._tell(pressed.interaction, error)

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        """Handle a submitted form; discord.py itself forgets open forms at a restart."""
        data = cast("dict[str, Any]", interaction.data or {})
        custom_id = str(data.get("custom_id", ""))
        if interaction.type is discord.InteractionType.modal_submit and TEMPLATE.fullmatch(custom_id):
            fields = dict(_fields(data.get("components", [])))
            await self.press(Pressed(interaction, custom_id, fields=fields))


class Control(ui.DynamicItem[ui.Item[Any]], template=TEMPLATE):
    """A button or a menu of Pincite, of this version or another."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The control of an existing message."""
        del interaction, match
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Route the press to the client."""
        data = cast("dict[str, Any]", interaction.data or {})
        values = tuple(str(value) for value in data.get("values", ()))
        await cast("Client", interaction.client).controls.press(Pressed(interaction, self.custom_id, values))


async def _unknown(pressed: Pressed) -> None:
    raise StaleIdError(pressed.custom_id)


def _fields(components: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Id and text of each field of a form; for a menu in it the chosen values, joined by blanks."""
    for component in components:
        if "custom_id" in component:
            value = component.get("value")
            yield component["custom_id"], value if value is not None else " ".join(component.get("values", ()))
        yield from _fields(component.get("components", []))
        if isinstance(component.get("component"), dict):
            yield from _fields([component["component"]])
