"""What is noted of a question: that it was asked, whether it was answered, by which passage; never who asked.

1. Every question put to the library of a server counts, by whatever way it was asked. Direct messages do not, nor do
   servers that somebody brought the app into for themselves, nor places that are only recognised in plain chat.
2. The text of a question is kept where it found no answer, so that moderators can see what the library lacks, and only
   where the server wants that. A look-up of a place that is not there tells nothing about the library; nor does a
   question that was put to one document alone, nor a greeting, nor a whole page of text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge import Asked

if TYPE_CHECKING:
    from datetime import datetime

    from bot.asker import Asker
    from bot.features.finding import Found

_SHORTEST: Final = 3
"""Letters that a question without an answer has at least for its text to be kept."""
_LONGEST: Final = 300
"""Characters that it has at most."""


def asked(found: Found, asker: Asker, at: datetime) -> Asked | None:
    """What is noted of a question; ``None`` where nothing is."""
    if asker.guild_id is None:
        return None
    answer = found.answer
    # By its reference: an id would be that of another passage after the next edition.
    cited = tuple(hit.ref for hit in answer.hits[:1]) if answer.answered and not answer.is_outline else ()
    keep = asker.settings.gaps and _is_gap(found)
    return Asked(asker.guild_id, answer.question, answer.answered, at, cited=cited, keep_gap=keep)


def _is_gap(found: Found) -> bool:
    """Whether the question asks for something that the library should perhaps have."""
    answer, scope = found.answer, found.scope
    if answer.answered or answer.kind == "lookup" or scope.document or scope.section:
        return False
    if answer.message and not answer.hits:
        return False  # a place that is not there
    return sum(map(str.isalpha, answer.question)) >= _SHORTEST and len(answer.question) <= _LONGEST
