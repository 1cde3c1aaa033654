"""The view of a passage, and what follows from it for everything shown of the passage."""

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
"""The most sentences of a passage that an id stores."""


@dataclass(frozen=True, slots=True)
class View:
    """The view of a passage.

    Its heading, its position among how many, the language, whether the message is ephemeral, the places of the library
    that it refers to, and the other passages with the same text.
    """

    kept: Kept
    state: State
    count: int
    tr: Translation
    private: bool = False
    references: tuple[CrossReference, ...] = ()
    twins: tuple[Hit, ...] = ()


def mark_of(hit: Hit) -> Mark:
    """A hit as stored in an id."""
    return Mark(hit.ref, tuple(highlight.start for highlight in hit.highlights[:_SENTENCES]))


def answering(hit: Hit, state: State) -> tuple[Highlight, ...]:
    """The answering sentences, best first; none if the passage is not an answer."""
    return () if state.mode is Mode.NEAREST else hit.highlights


def source_of(hit: Hit, state: State) -> str | None:
    """The URL of the answering sentence in the source, else of the start of the passage; ``None`` if unknown."""
    return address(hit, answering(hit, state))
