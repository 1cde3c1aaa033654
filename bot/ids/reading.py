"""What a button that leads to a place of a document knows: which place, for whom, and which words of it are in bold.

    r1:ne:3gk8ab2l:2:1a-s3:1a.7_3c_50
    │  ││ │        │ │     └ where there are words in bold: the passage, where they start and end in it, in base 36
    │  ││ │        │ └ reference of the place
    │  ││ │        └ part of a long place (empty: the part with the words in bold, else the first)
    │  ││ └ who asked, in base 36 (empty: a new view for whoever presses)
    │  │└ what of the reference is shown: see ``Scope``
    │  └ which button, so that two buttons of one message never share an id: a letter or digit or two
    └ version of this format

A menu of places has such an id, too; what is chosen in it has ``choice(goal)`` as its value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.ids import ASKER, OFFSET, REF, base36, checked, matched, optional36, read36

VERSION: Final = "r1"

_GOAL = rf"(?P<ref>{REF})(?::(?P<passage>{REF})_(?P<start>{OFFSET})_(?P<end>{OFFSET}))?"
_PATTERN = re.compile(
    rf"{VERSION}:(?P<button>[0-9a-z]{{1,2}})(?P<scope>[eps])"
    rf":(?P<asker>{ASKER})?:(?P<part>[0-9a-z]{{0,3}}):{_GOAL}"
)
_CHOICE = re.compile(rf"(?P<scope>[eps]):{_GOAL}")


class Scope(StrEnum):
    """What of a reference is shown."""

    PLACE = "e"
    """The very place."""
    SECTION = "s"
    """The section that it stands in."""
    PAGE = "p"
    """The page that it begins on."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words to show in bold: the passage's reference, and ``[start, end)`` in its text."""

    passage: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a button leads.

    Without an ``asker`` whoever presses gets a view of their own, and the message with the button stays as it is; with
    one the message itself turns, for the asker. ``part`` is ``None`` for the part with the words in bold, else the
    first.
    """

    ref: str
    asker: int | None = None
    scope: Scope = Scope.PLACE
    words: Words | None = None
    part: int | None = None

    def of(self, asker: int) -> Goal:
        """The same place in somebody's own view."""
        return replace(self, asker=asker)

    def at(self, ref: str) -> Goal:
        """Another place in the same view."""
        return Goal(ref, self.asker)

    def in_part(self, part: int) -> Goal:
        """Another part of the same place."""
        return replace(self, part=part)


def encode(goal: Goal, button: str) -> str:
    """The id of a button; ``button`` tells it apart from the others of its message.

    Raises:
        ValueError: the reference holds a foreign character, or something does not fit.
    """
    custom_id = f"{VERSION}:{button}{goal.scope}:{optional36(goal.asker)}:{optional36(goal.part)}:{_place(goal)}"
    return checked(custom_id, _PATTERN)


def decode(custom_id: str) -> Goal:
    """Where the button with this id leads.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    match = matched(custom_id, _PATTERN)
    return Goal(
        ref=match["ref"],
        asker=read36(match["asker"]),
        scope=Scope(match["scope"]),
        words=_words(match),
        part=read36(match["part"]),
    )


def choice(goal: Goal) -> str:
    """The value of a menu's line that leads to ``goal``; who asked stands in the menu's id."""
    return f"{goal.scope}:{_place(goal)}"


def chosen(value: str, asker: int | None) -> Goal:
    """Where a line of a menu leads.

    Raises:
        StaleIdError: the value is of another version, or damaged.
    """
    match = matched(value, _CHOICE)
    return Goal(match["ref"], asker, Scope(match["scope"]), _words(match))


def _place(goal: Goal) -> str:
    if goal.words is None:
        return goal.ref
    return f"{goal.ref}:{goal.words.passage}_{base36(goal.words.start)}_{base36(goal.words.end)}"


def _words(match: re.Match[str]) -> Words | None:
    if match["passage"] is None:
        return None
    return Words(match["passage"], int(match["start"], 36), int(match["end"], 36))
