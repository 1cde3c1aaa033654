"""What a button knows, written into its ``custom_id``.

A button has to work after a restart, on any machine, for as long as its message exists: so everything it needs travels
with the message. A state says *where the button leads*, not where the reader is; pressing twice is harmless.

    p1:nps:3gk8ab2l:2.:1.a7_3c,2b_0,3
    │  │││ │        │  └ hits: each ref after the first without what it shares with the one before it (their number,
    │  │││ │        │    then the rest); after ``_`` where its answering sentence starts, in base 36
    │  │││ │        └ position among the hits, a full stop, part of a long text (empty: the part that answers)
    │  │││ └ who asked, in base 36
    │  ││└ what the hits are: see ``Mode``
    │  │└ what to show: see ``Shows``
    │  └ which button, so that two buttons of one message never share an id
    └ version of this format
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

VERSION: Final = "p1"
LIMIT: Final = 100
"""Discord allows that many characters."""

TEMPLATE: Final = re.compile(r"p\d{1,3}:.*", re.DOTALL)
"""Every id of ours, of this version or another."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PATTERN = re.compile(
    rf"{VERSION}:(?P<button>[a-z])(?P<shows>[a-z])(?P<mode>[a-z]):(?P<asker>[0-9a-z]{{1,13}})"
    r":(?P<position>[0-9a-z]{1,3})\.(?P<part>[0-9a-z]{0,3}):(?P<hits>[0-9a-z.,_]*)"
)
_HIT = re.compile(r"(?P<ref>[0-9a-z.]+)(?:_(?P<highlight>[0-9a-z]{1,5}))?")
_LONGEST_REF = 12


class StaleStateError(Exception):
    """A button's id is not one that this version can read."""


class Button(StrEnum):
    """Which of a message's buttons it is."""

    PREVIOUS = "p"
    COUNTER = "i"
    NEXT = "n"
    CONTEXT = "c"
    EARLIER = "e"
    PART = "j"
    LATER = "l"
    NEAREST = "s"


class Shows(StrEnum):
    """What a press shows."""

    PASSAGE = "p"
    CONTEXT = "c"


class Mode(StrEnum):
    """What the hits are to the question."""

    ANSWER = "a"
    NEAREST = "n"
    """Not an answer."""
    PLACES = "l"
    """The places of a look-up, in reading order."""
    QUESTION = "q"
    """The places of a look-up, too many for an id: the question in the message is looked up again."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit, as a button remembers it: its ref and where its answering sentence starts in the passage."""

    ref: str
    highlight: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a button leads; ``part`` is ``None`` for the part with the answering sentence."""

    asker: int
    marks: tuple[Mark, ...]
    mode: Mode = Mode.ANSWER
    shows: Shows = Shows.PASSAGE
    position: int = 0
    part: int | None = None

    def at(self, position: int) -> State:
        """The passage at another position."""
        return replace(self, position=position, part=None, shows=Shows.PASSAGE)

    def showing(self, shows: Shows) -> State:
        """The same passage, alone or with its neighbours."""
        return replace(self, shows=shows, part=None)

    def in_part(self, part: int) -> State:
        """Another part of the same text."""
        return replace(self, part=part)


def encode(state: State, button: Button) -> str:
    """The id of a button.

    Raises:
        ValueError: the state does not fit (see ``fitting``), or a ref holds a foreign character.
    """
    part = "" if state.part is None else _base36(state.part)
    place = f"{_base36(state.position)}.{part}"
    custom_id = (
        f"{VERSION}:{button}{state.shows}{state.mode}:{_base36(state.asker)}:{place}:{_encode_marks(state.marks)}"
    )
    if len(custom_id) > LIMIT or _PATTERN.fullmatch(custom_id) is None:
        raise ValueError(f"not a custom_id: {custom_id}")
    return custom_id


def decode(custom_id: str) -> State:
    """The state in an id.

    Raises:
        StaleStateError: the id is of another version, or damaged.
    """
    match = _PATTERN.fullmatch(custom_id)
    if match is None:
        raise StaleStateError(custom_id)
    try:
        return State(
            asker=int(match["asker"], 36),
            marks=_decode_marks(match["hits"]),
            mode=Mode(match["mode"]),
            shows=Shows(match["shows"]),
            position=int(match["position"], 36),
            part=int(match["part"], 36) if match["part"] else None,
        )
    except ValueError as error:
        raise StaleStateError(custom_id) from error


def fitting(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """As many of the marks, from the first on, as fit into an id, whoever asks and wherever the button leads."""
    room = LIMIT - len(f"{VERSION}:xxx:{_base36(2**64 - 1)}:z.zz:")
    for count in range(min(len(marks), 36), 0, -1):
        if len(_encode_marks(marks[:count])) <= room:
            return marks[:count]
    return ()


def _encode_marks(marks: tuple[Mark, ...]) -> str:
    written = []
    before: str | None = None
    for mark in marks:
        rest = mark.ref
        if before is not None:
            shared = _shared(before, mark.ref)
            rest = _DIGITS[shared] + mark.ref[shared:]
        written.append(rest if mark.highlight is None else f"{rest}_{_base36(mark.highlight)}")
        before = mark.ref
    return ",".join(written)


def _decode_marks(written: str) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    for item in written.split(",") if written else ():
        match = _HIT.fullmatch(item)
        if match is None:
            raise ValueError(item)
        ref = match["ref"]
        if marks:
            before = marks[-1].ref
            shared = int(ref[0], 36)
            if shared > len(before):
                raise ValueError(item)
            ref = before[:shared] + ref[1:]
        marks.append(Mark(ref, int(match["highlight"], 36) if match["highlight"] else None))
    return tuple(marks)


def _shared(before: str, ref: str) -> int:
    """How many characters the two begin with in common, up to the longest ref there is."""
    count = 0
    for left, right in zip(before, ref, strict=False):
        if left != right or count == _LONGEST_REF:
            break
        count += 1
    return count


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(number)
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
