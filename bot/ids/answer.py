"""The state of a button under an answer.

A button has to work after a restart, on any machine, for as long as its message exists, so everything it needs is in
its id. A state says *where the button leads*, not where the reader is, so pressing twice is harmless.

    p1:nps:3gk8ab2l:2..1.3:1.a7_3c_0,2b_0,3
    │  │││ │        │      └ hits: each ref after the first without the prefix it shares with the ref before it (prefix
    │  │││ │        │        length, then the rest); after each ``_`` the start of an answering sentence, in base 36
    │  │││ │        └ position among the hits, a full stop, part of a long text (empty: the part that answers); if the
    │  │││ │          context is not one paragraph before and one after, both numbers, each after a full stop
    │  │││ └ who asked, in base 36
    │  ││└ kind of the hits and how they were searched: see ``Mode``, ``Way`` and ``_LETTERS``
    │  │└ what to show: see ``Shows``
    │  └ which button, so that two buttons of one message never share an id
    └ version of this format
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import Final

from bot.ids import ASKER, LIMIT, OFFSET, StaleIdError, checked, matched, optional36, read36
from knowledge import base36

VERSION: Final = "p1"

_PATTERN = re.compile(
    rf"{VERSION}:(?P<button>[a-z])(?P<shows>[a-z])(?P<mode>[a-z]):(?P<asker>{ASKER})"
    r":(?P<position>[0-9a-z]{1,3})\.(?P<part>[0-9a-z]{0,3})(?:\.(?P<before>[0-9a-z])\.(?P<after>[0-9a-z]))?"
    r":(?P<hits>[0-9a-z.,_]*)"
)
_HIT = re.compile(rf"(?P<ref>[0-9a-z.]+)(?P<highlights>(?:_{OFFSET}){{0,3}})")
_LONGEST_REF = 12

FARTHEST: Final = 20
"""The most paragraphs of context on either side."""

LAST_PART: Final = 36**2 - 1
"""Stands for the last part, whatever its number."""


class Button(StrEnum):
    """Which button of a message it is."""

    PREVIOUS = "p"
    COUNTER = "i"
    NEXT = "n"
    CONTEXT = "c"
    EARLIER = "e"
    PART = "j"
    LATER = "l"
    NEAREST = "s"
    ALL = "a"
    BEFORE = "b"
    AFTER = "f"
    TYPED = "t"
    SHARE = "h"


class Shows(StrEnum):
    """What a press shows."""

    PASSAGE = "p"
    """The passage; of a long one, a window around the answer."""
    ALL = "a"
    """The whole of a long passage, in parts."""
    CONTEXT = "c"
    """The passage with its neighbouring paragraphs."""


class Mode(StrEnum):
    """What kind of hits they are."""

    ANSWER = "a"
    NEAREST = "n"
    """The nearest passages, which are not an answer."""
    PLACES = "l"
    """The places of a lookup, in reading order."""
    QUESTION = "q"
    """The places of a lookup, too many for an id: the question is read from the message and looked up again."""


class Way(StrEnum):
    """How the hits were searched."""

    USUAL = ""
    TYPED = "t"
    """Without spelling corrections: every word as typed."""
    SCOPED = "s"
    """Within a part of the library."""


_LETTERS: Final = dict(zip(product(Way, Mode), "anlqbcdefghi", strict=True))
_MEANINGS: Final = {letter: meaning for meaning, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit as stored in an id: its ref, and the starts of its answering sentences in the passage, best first."""

    ref: str
    highlights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Where a button leads.

    ``part`` is ``None`` for the part with the answering sentence; ``before`` and ``after`` are the numbers of context
    paragraphs around the passage.
    """

    asker: int
    marks: tuple[Mark, ...]
    mode: Mode = Mode.ANSWER
    shows: Shows = Shows.PASSAGE
    position: int = 0
    part: int | None = None
    before: int = 1
    after: int = 1
    way: Way = Way.USUAL

    def at(self, position: int) -> State:
        """The state for the passage at another position."""
        return replace(self, position=position, part=None, shows=Shows.PASSAGE, before=1, after=1)

    def showing(self, shows: Shows) -> State:
        """The same passage in another view, starting at the part that answers."""
        return replace(self, shows=shows, part=None, before=1, after=1)

    def with_earlier(self) -> State:
        """The state with one more paragraph before, opened at its first part."""
        return replace(self, before=min(self.before + 1, FARTHEST), part=0)

    def with_later(self) -> State:
        """The state with one more paragraph after, opened at its last part."""
        return replace(self, after=min(self.after + 1, FARTHEST), part=LAST_PART)

    def in_part(self, part: int) -> State:
        """The state for another part of the same text."""
        return replace(self, part=part)


def encode(state: State, button: Button) -> str:
    """The id of a button.

    Raises:
        ValueError: the state does not fit (see ``fitting``), or a ref holds an invalid character.
    """
    place = f"{base36(state.position)}.{optional36(state.part)}"
    if (state.before, state.after) != (1, 1):
        place += f".{base36(state.before)}.{base36(state.after)}"
    custom_id = (
        f"{VERSION}:{button}{state.shows}{_LETTERS[state.way, state.mode]}:{base36(state.asker)}:{place}"
        f":{_encode_marks(state.marks)}"
    )
    return checked(custom_id, _PATTERN)


def decode(custom_id: str) -> State:
    """The state in an id.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    match = matched(custom_id, _PATTERN)
    try:
        way, mode = _MEANINGS[match["mode"]]
        return State(
            asker=int(match["asker"], 36),
            marks=_decode_marks(match["hits"]),
            mode=mode,
            shows=Shows(match["shows"]),
            position=int(match["position"], 36),
            part=read36(match["part"]),
            before=_distance(match["before"]),
            after=_distance(match["after"]),
            way=way,
        )
    except (KeyError, ValueError) as error:
        raise StaleIdError(custom_id) from error


def button_of(custom_id: str) -> Button:
    """Which button an id that ``decode`` can read belongs to.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    try:
        return Button(matched(custom_id, _PATTERN)["button"])
    except ValueError as error:
        raise StaleIdError(custom_id) from error


def is_of(custom_id: str, button: Button) -> bool:
    """Whether an id, of whatever feature, is that of this button under an answer."""
    match = _PATTERN.fullmatch(custom_id)
    return match is not None and match["button"] == button


def fitting(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The longest prefix of the marks that fits into an id, for any asker and any state.

    Before marks are left out, each is reduced to its best sentence.
    """
    room = LIMIT - len(f"{VERSION}:xxx:{base36(2**64 - 1)}:z.zz.z.z:")
    marks = marks[:36]
    for candidate in (marks, tuple(Mark(mark.ref, mark.highlights[:1]) for mark in marks)):
        if len(_encode_marks(candidate)) <= room:
            return candidate
    while len(_encode_marks(candidate)) > room:
        candidate = candidate[:-1]
    return candidate


def _distance(written: str | None) -> int:
    return 1 if written is None else min(int(written, 36), FARTHEST)


def _encode_marks(marks: tuple[Mark, ...]) -> str:
    written = []
    before: str | None = None
    for mark in marks:
        rest = mark.ref
        if before is not None:
            shared = _shared(before, mark.ref)
            rest = base36(shared) + mark.ref[shared:]
        written.append("_".join((rest, *map(base36, mark.highlights))))
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
        starts = match["highlights"].split("_")[1:]
        marks.append(Mark(ref, tuple(int(start, 36) for start in starts)))
    return tuple(marks)


def _shared(before: str, ref: str) -> int:
    """Length of the common prefix of two refs, at most that of the longest possible ref."""
    count = 0
    for left, right in zip(before, ref, strict=False):
        if left != right or count == _LONGEST_REF:
            break
        count += 1
    return count
