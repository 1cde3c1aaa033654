"""How a passage is looked at, and what follows from that for everything that is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ids.answer import Mark, Mode, State
from bot.replies import Kept  # noqa: TC001 - a dataclass names its types
from bot.replies.source import address

if TYPE_CHECKING:
    from bot.i18n import Translation
    from knowledge import CrossReference, Highlight, Hit

_SENTENCES = 3
"""Sentences that buttons remember of a passage."""


@dataclass(frozen=True, slots=True)
class View:
    """How a passage is looked at.

    Under which heading, as which of how many, in which language; whether only the asker sees it; the places of the
    library that it refers to; and the other passages that say the same.
    """

    kept: Kept
    state: State
    count: int
    tr: Translation
    private: bool = False
    references: tuple[CrossReference, ...] = ()
    twins: tuple[Hit, ...] = ()


def mark_of(hit: Hit) -> Mark:
    """A hit as buttons remember it."""
    return Mark(hit.ref, tuple(highlight.start for highlight in hit.highlights[:_SENTENCES]))


def answering(hit: Hit, state: State) -> tuple[Highlight, ...]:
    """The sentences that answer, best first; what is not an answer has none."""
    return () if state.mode is Mode.NEAREST else hit.highlights


def source_of(hit: Hit, state: State) -> str | None:
    """Where the source shows the sentence that answers, else where the passage begins; ``None``: nowhere."""
    return address(hit, answering(hit, state))
