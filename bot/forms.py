"""Forms to write in; what is sent in arrives at the feature whose id the form has (see ``bot.controls``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from discord import ui

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECONDS: Final = 900
"""discord.py remembers an open form for so long, and to no purpose: every form is answered by its id."""


@dataclass(frozen=True, slots=True)
class Field:
    """A line to write in: its id, what it is called, what stands in it already, and what it holds at most."""

    id: str
    label: str
    text: str
    longest: int
    required: bool = True


def form(title: str, custom_id: str, fields: Iterable[Field]) -> ui.Modal:
    """A form; Discord wants it as the first response to an interaction."""
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
