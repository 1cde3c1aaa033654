"""The row of buttons that turns pages: back, a counter, forward."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot import texts
from bot.replies import Press

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.i18n import Message, Translation


class Turn(StrEnum):
    """The buttons of the row; the values distinguish their ids, where an id has room for a letter."""

    BACK = "p"
    HERE = "i"
    ON = "n"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of the buttons; the gaps of ``here`` are ``position`` and ``count``."""

    back: Message
    here: Message
    on: Message


PAGES: Final = Labels(texts.PREVIOUS, texts.COUNTER, texts.NEXT)
PARTS: Final = Labels(texts.EARLIER, texts.PARTS, texts.LATER)
"""For the parts of one text."""


def pager(
    number: int, count: int, custom_id: Callable[[Turn, int], str], tr: Translation, labels: Labels = PAGES
) -> tuple[Press, ...]:
    """The row for page ``number`` (from 0) of ``count``; empty if there is only one page.

    ``custom_id`` makes the id of a button from its kind and the page that it leads to; at the first and last page that
    is the page itself.
    """
    if count < 2:
        return ()
    before, after = max(number - 1, 0), min(number + 1, count - 1)
    here = tr(labels.here, position=number + 1, count=count)
    return (
        Press(custom_id(Turn.BACK, before), tr(labels.back), disabled=before == number),
        Press(custom_id(Turn.HERE, number), here, disabled=True),
        Press(custom_id(Turn.ON, after), tr(labels.on), disabled=after == number),
    )
