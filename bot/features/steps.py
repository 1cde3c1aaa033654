"""Reads the position in an answer, and the targets of "next" and "previous", from its message's buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.phrases import Meaning
from bot.ids import StaleIdError
from bot.ids.answer import Button, State, button_of, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import discord


@dataclass(frozen=True, slots=True)
class Step:
    """The target of a step; ``leads_on`` is false at the end of an answer."""

    state: State
    leads_on: bool


def standing(buttons: Iterable[discord.Button]) -> State | None:
    """The state that an answer shows; ``None`` if the buttons do not belong to an answer."""
    steps = _steps(buttons)
    shown = (steps[button] for button in (Button.COUNTER, Button.CONTEXT, *steps) if button in steps)
    return next((step.state for step in shown), None)


def step(buttons: Iterable[discord.Button], way: Meaning) -> Step | None:
    """The target of "next" or "previous" in an answer; ``None`` if the buttons do not belong to an answer."""
    steps = _steps(buttons)
    if way is Meaning.NEXT and Button.NEAREST in steps:
        return steps[Button.NEAREST]
    wanted = Button.NEXT if way is Meaning.NEXT else Button.PREVIOUS
    if wanted in steps:
        return steps[wanted]
    return next((Step(step.state, leads_on=False) for step in steps.values()), None)


def _steps(buttons: Iterable[discord.Button]) -> Mapping[Button, Step]:
    steps = {}
    for button in buttons:
        custom_id = button.custom_id or ""
        try:
            steps[button_of(custom_id)] = Step(decode(custom_id), leads_on=not button.disabled)
        except StaleIdError:
            continue
    return steps
