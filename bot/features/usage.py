"""What is recorded of a question: that it was asked, whether it was answered, the cited passage; never the asker.

1. Every question to a server's library is counted, however it was asked. Not counted: direct messages, servers in which
   the app is only user-installed, and places recognised in plain chat.
2. The text of a question is kept if it was not answered, so that moderators can see what the library lacks, and only if
   the server's settings allow it. A lookup of a missing place says nothing about the library, nor does a question put
   to a single document, a greeting or a whole page of text: these texts are not kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge import Asked

if TYPE_CHECKING:
    from datetime import datetime

    from bot.asker import Asker
    from bot.features.finding import Found

_SHORTEST: Final = 3
"""The fewest letters that an unanswered question needs for its text to be kept."""
_LONGEST: Final = 300
"""The most characters of an unanswered question whose text is kept."""


def asked(found: Found, asker: Asker, at: datetime) -> Asked | None:
    """The record of a question; ``None`` if nothing is recorded."""
    if asker.guild_id is None:
        return None
    answer = found.answer
    # By reference, since after the next edition an id can mean another passage.
    cited = tuple(hit.ref for hit in answer.hits[:1]) if answer.answered and not answer.is_outline else ()
    keep = asker.settings.gaps and _is_gap(found)
    return Asked(asker.guild_id, answer.question, answer.answered, at, cited=cited, keep_gap=keep)


def _is_gap(found: Found) -> bool:
    """Whether the question asks for something that the library perhaps should have."""
    answer, scope = found.answer, found.scope
    if answer.answered or answer.kind == "lookup" or scope.document or scope.section:
        return False
    if answer.message and not answer.hits:
        return False  # a lookup of a missing place
    return sum(map(str.isalpha, answer.question)) >= _SHORTEST and len(answer.question) <= _LONGEST
