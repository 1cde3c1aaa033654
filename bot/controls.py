"""Buttons, menus and forms, from the press to the feature that they belong to.

All of them are *persistent*: what a control does is told by its ``custom_id`` alone, so it works after a restart and in
any process. A control only hands on; the feature whose letter its id begins with does the work, and whatever goes wrong
is told in one place.
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
    """A press: the interaction, the id of what was pressed, what was chosen in a menu, what was written in a form."""

    interaction: discord.Interaction[Any]
    custom_id: str
    values: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


class Client(Protocol):
    """A client that has controls."""

    controls: Controls


class Controls:
    """The features by their letters; ``tell`` tells a person what went wrong."""

    def __init__(self, tell: Callable[[discord.Interaction[Any], Exception], Awaitable[None]]) -> None:
        self._tell = tell
        self._handlers: dict[str, Callable[[Pressed], Awaitable[None]]] = {}

    def add(self, letter: str, handler: Callable[[Pressed], Awaitable[None]]) -> None:
        """Let ``handler`` do the work for ids that begin with ``letter``."""
        if letter in self._handlers:
            raise ValueError(f"the letter {letter} is taken")
        self._handlers[letter] = handler

    async def press(self, pressed: Pressed) -> None:
        """Do what a control says; tell the person if that fails."""
        handler = self._handlers.get(pressed.custom_id[:1], _unknown)
        try:
            await handler(pressed)
        except Exception as error:  # noqa: BLE001 - the one handler for all controls
            await self._tell(pressed.interaction, error)

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        """Do what a form says; discord.py itself forgets forms when it restarts."""
        data = cast("dict[str, Any]", interaction.data or {})
        custom_id = str(data.get("custom_id", ""))
        if interaction.type is discord.InteractionType.modal_submit and TEMPLATE.fullmatch(custom_id):
            fields = dict(_fields(data.get("components", [])))
            await self.press(Pressed(interaction, custom_id, fields=fields))


class Control(ui.DynamicItem[ui.Item[Any]], template=TEMPLATE):
    """A button or a menu of ours, of this version or another."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The control of a message that is already there."""
        del interaction, match
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand on to the client."""
        data = cast("dict[str, Any]", interaction.data or {})
        values = tuple(str(value) for value in data.get("values", ()))
        await cast("Client", interaction.client).controls.press(Pressed(interaction, self.custom_id, values))


async def _unknown(pressed: Pressed) -> None:
    raise StaleIdError(pressed.custom_id)


def _fields(components: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Id and text of each field of a form; of a menu in it what was chosen, joined by blanks."""
    for component in components:
        if "custom_id" in component:
            value = component.get("value")
            yield component["custom_id"], value if value is not None else " ".join(component.get("values", ()))
        yield from _fields(component.get("components", []))
        if isinstance(component.get("component"), dict):
            yield from _fields([component["component"]])
