"""What a button knows that does something about one passage, or about the message that it stands under.

w1:1.a7            why this passage was found; ``w1:1.a7:t`` where it was looked for in a special way: see ``Way``
c1:o:1.a7_cc       how to cite it, there where the sentence at ``cc`` (base 36) stands; ``o`` opens, ``s`` is the
                   menu of styles in what was opened
x1:d:3gk8ab2l      delete an answer of the one who asked (base 36)
x1:n:3gk8ab2l      a menu of documents or sections to ask in instead: ``n`` documents, ``s`` sections;
                   ``x1:n:3gk8ab2l:a:Soviet aid`` where all were to see the answer (``e``: the asker alone), and where a
                   section was named as well
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.ids import ASKER, LIMIT, OFFSET, REF, StaleIdError, base36, checked, matched, read36
from bot.ids.answer import Way

_WHY = re.compile(rf"w1:(?P<ref>{REF})(?::(?P<way>[ts]))?")
_CITE = re.compile(rf"c1:(?P<step>[os]):(?P<ref>{REF})(?:_(?P<start>{OFFSET}))?")
_ACT = re.compile(rf"x1:(?P<act>[a-z]):(?P<asker>{ASKER})(?::(?P<sight>[ae])(?::(?P<section>.{{1,100}}))?)?", re.DOTALL)
_LONGEST: Final = 36**5


class Step(StrEnum):
    """What a control of the citations does."""

    OPEN = "o"
    STYLE = "s"


class Act(StrEnum):
    """What is done with a message."""

    DELETE = "d"
    DOCUMENT = "n"
    SECTION = "s"


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: a passage, or the sentence of it that starts at ``start``."""

    ref: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """A menu of what may have been meant: for whom, who sees the answer, and the section that was named as well."""

    act: Act
    asker: int
    public: bool = False
    section: str | None = None


def why_id(ref: str, way: Way = Way.USUAL) -> str:
    """The id of a button that tells why a passage was found."""
    return checked(f"w1:{ref}:{way}" if way else f"w1:{ref}", _WHY)


def why_of(custom_id: str) -> tuple[str, Way]:
    """The passage that such a button is about, and how it was looked for.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    match = matched(custom_id, _WHY)
    return match["ref"], Way(match["way"] or "")


def cite_id(step: Step, cited: Cited) -> str:
    """The id of a control that is about citing."""
    start = "" if cited.start is None or cited.start >= _LONGEST else f"_{base36(cited.start)}"
    return checked(f"c1:{step}:{cited.ref}{start}", _CITE)


def cite_of(custom_id: str) -> tuple[Step, Cited]:
    """What such a control does, and what it cites.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    match = matched(custom_id, _CITE)
    return Step(match["step"]), Cited(match["ref"], read36(match["start"]))


def act_id(act: Act, asker: int) -> str:
    """The id of a control that acts on a message of ``asker``."""
    return checked(f"x1:{act}:{base36(asker)}", _ACT)


def act_of(custom_id: str) -> tuple[Act, int]:
    """What such a control does, and who asked.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    match = matched(custom_id, _ACT)
    try:
        return Act(match["act"]), int(match["asker"], 36)
    except ValueError as error:
        raise StaleIdError(custom_id) from error


def meant_id(meant: Meant) -> str | None:
    """The id of a menu of what may have been meant; ``None`` where it would be too long."""
    section = f":{meant.section}" if meant.section else ""
    custom_id = f"x1:{meant.act}:{base36(meant.asker)}:{'a' if meant.public else 'e'}{section}"
    fits = len(custom_id.encode("utf-16-le")) <= 2 * LIMIT
    return custom_id if fits and _ACT.fullmatch(custom_id) else None


def meant_of(custom_id: str) -> Meant:
    """What such a menu knows.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    act, asker = act_of(custom_id)
    match = matched(custom_id, _ACT)
    return Meant(act, asker, match["sight"] == "a", match["section"])
