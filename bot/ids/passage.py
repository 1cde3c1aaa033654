"""The state of a button that is about one passage, or about the message that it is in.

w1:1.a7            why this passage was found; ``w1:1.a7:t`` if it was searched in a special way: see ``Way``
c1:o:1.a7_cc       cite it, at the sentence that starts at ``cc`` (base 36); ``o`` opens the citation, ``s`` is the
                   menu of styles in it
x1:d:3gk8ab2l      delete an answer to this asker (base 36)
x1:n:3gk8ab2l      a menu of documents or sections to ask in instead: ``n`` documents, ``s`` sections;
                   ``x1:n:3gk8ab2l:a:Soviet aid`` if the answer was to be public (``e``: ephemeral) and a section was
                   named as well
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.ids import ASKER, LIMIT, OFFSET, REF, StaleIdError, checked, matched, read36
from bot.ids.answer import Way
from knowledge import base36

_WHY = re.compile(rf"w1:(?P<ref>{REF})(?::(?P<way>[ts]))?")
_CITE = re.compile(rf"c1:(?P<step>[os]):(?P<ref>{REF})(?:_(?P<start>{OFFSET}))?")
_ACT = re.compile(rf"x1:(?P<act>[a-z]):(?P<asker>{ASKER})(?::(?P<sight>[ae])(?::(?P<section>.{{1,100}}))?)?", re.DOTALL)
_LONGEST: Final = 36**5


class Step(StrEnum):
    """The action of a control of the citations."""

    OPEN = "o"
    STYLE = "s"


class Act(StrEnum):
    """An action on a message."""

    DELETE = "d"
    DOCUMENT = "n"
    SECTION = "s"


@dataclass(frozen=True, slots=True)
class Cited:
    """The object of a citation: a passage, or the sentence of it that starts at ``start``."""

    ref: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """A "did you mean" menu: its asker, whether the answer is public, and the section that was named as well."""

    act: Act
    asker: int
    public: bool = False
    section: str | None = None


def why_id(ref: str, way: Way = Way.USUAL) -> str:
    """The id of a button that explains why a passage was found."""
    return checked(f"w1:{ref}:{way}" if way else f"w1:{ref}", _WHY)


def why_of(custom_id: str) -> tuple[str, Way]:
    """The passage that such a button explains, and how it was searched.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    match = matched(custom_id, _WHY)
    return match["ref"], Way(match["way"] or "")


def cite_id(step: Step, cited: Cited) -> str:
    """The id of a control about citing."""
    start = "" if cited.start is None or cited.start >= _LONGEST else f"_{base36(cited.start)}"
    return checked(f"c1:{step}:{cited.ref}{start}", _CITE)


def cite_of(custom_id: str) -> tuple[Step, Cited]:
    """The action of such a control, and what it cites.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    match = matched(custom_id, _CITE)
    return Step(match["step"]), Cited(match["ref"], read36(match["start"]))


def act_id(act: Act, asker: int) -> str:
    """The id of a control that acts on a message of ``asker``."""
    return checked(f"x1:{act}:{base36(asker)}", _ACT)


def act_of(custom_id: str) -> tuple[Act, int]:
    """The action of such a control, and who asked.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    match = matched(custom_id, _ACT)
    try:
        return Act(match["act"]), int(match["asker"], 36)
    except ValueError as error:
        raise StaleIdError(custom_id) from error


def meant_id(meant: Meant) -> str | None:
    """The id of a "did you mean" menu; ``None`` if it would be too long."""
    section = f":{meant.section}" if meant.section else ""
    custom_id = f"x1:{meant.act}:{base36(meant.asker)}:{'a' if meant.public else 'e'}{section}"
    fits = len(custom_id.encode("utf-16-le")) <= 2 * LIMIT
    return custom_id if fits and _ACT.fullmatch(custom_id) else None


def meant_of(custom_id: str) -> Meant:
    """The state of such a menu.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    act, asker = act_of(custom_id)
    match = matched(custom_id, _ACT)
    return Meant(act, asker, match["sight"] == "a", match["section"])
