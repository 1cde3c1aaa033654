"""The state of a button that leads to a place of a document: which place, for whom, and the words shown in bold.

    r1:ne:3gk8ab2l:2:1a-s3:1a.7_3c_50
    │  ││ │        │ │     └ if words are in bold: their passage, and their start and end in it, in base 36
    │  ││ │        │ └ reference of the place
    │  ││ │        └ part of a long place (empty: the part with the words in bold, else the first)
    │  ││ └ asker, in base 36 (empty: a new view for whoever presses)
    │  │└ what of the reference is shown: see ``Scope``
    │  └ which button, one or two letters or digits, so that two buttons of one message never share an id
    └ version of this format

A menu of places has such an id, too; its values are made by ``choice``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.ids import ASKER, OFFSET, REF, checked, matched, optional36, read36
from knowledge import base36

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
    """The place itself."""
    SECTION = "s"
    """The section that contains it."""
    PAGE = "p"
    """The page on which it begins."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words to show in bold: the passage's reference, and ``[start, end)`` in its text."""

    passage: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a button leads.

    Without an ``asker``, whoever presses gets a new view and the message with the button is unchanged; with one, the
    message itself is updated, for the asker only. ``part`` is ``None`` for the part with the words in bold, else the
    first.
    """

    ref: str
    asker: int | None = None
    scope: Scope = Scope.PLACE
    words: Words | None = None
    part: int | None = None

    def of(self, asker: int) -> Goal:
        """The same place in a view for ``asker``."""
        return replace(self, asker=asker)

    def at(self, ref: str) -> Goal:
        """Another place in the same view."""
        return Goal(ref, self.asker)

    def in_part(self, part: int) -> Goal:
        """Another part of the same place."""
        return replace(self, part=part)


def encode(goal: Goal, button: str) -> str:
    """The id of a button; ``button`` distinguishes it from the others of its message.

    Raises:
        ValueError: the reference holds an invalid character, or the id is too long.
    """
    custom_id = f"{VERSION}:{button}{goal.scope}:{optional36(goal.asker)}:{optional36(goal.part)}:{_place(goal)}"
    return checked(custom_id, _PATTERN)


def decode(custom_id: str) -> Goal:
    """The goal of the button with this id.

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
    """The value of a menu option that leads to ``goal``; the asker is in the menu's id."""
    return f"{goal.scope}:{_place(goal)}"


def chosen(value: str, asker: int | None) -> Goal:
    """The goal of a menu option.

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
