"""Where an answer stands and where "next" leads in it, read back from the buttons of its message."""

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
    """Where a step leads, and whether there is anything: at the end of an answer it leads nowhere."""

    state: State
    leads_on: bool


def standing(buttons: Iterable[discord.Button]) -> State | None:
    """What an answer shows; ``None`` where the buttons are none of an answer's."""
    steps = _steps(buttons)
    shown = (steps[button] for button in (Button.COUNTER, Button.CONTEXT, *steps) if button in steps)
    return next((step.state for step in shown), None)


def step(buttons: Iterable[discord.Button], way: Meaning) -> Step | None:
    """Where "next" or "previous" leads in an answer; ``None`` where the buttons are none of an answer's."""
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
