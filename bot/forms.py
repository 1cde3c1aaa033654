"""Forms (modals); a submitted form is handled by the feature whose letter its id begins with (see ``bot.controls``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from discord import ui

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECONDS: Final = 900
"""How long discord.py remembers an open form; this is not needed, as every form is handled by its id."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text field: its id, label, initial value and maximum length."""

    id: str
    label: str
    text: str
    longest: int
    required: bool = True


def form(title: str, custom_id: str, fields: Iterable[Field]) -> ui.Modal:
    """A form; Discord accepts it only as the first response to an interaction."""
    modal = ui.Modal(title=title, custom_id=custom_id, timeout=_SECONDS)
    for field in fields:
        line: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id=field.id,
            default=field.text[: field.longest] or None,
            required=field.required,
            min_length=1 if field.required else None,
            max_length=field.longest,
        )
        modal.add_item(ui.Label(text=field.label, component=line))
    return modal
