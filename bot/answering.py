"""Question or button in, reply out: the one place where the library's answers become replies.

All of it, the rendering too, happens in the libraries' thread; what comes back needs only to be sent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import replies
from bot.state import Mode, Shows, StaleStateError, State
from knowledge import Strictness

if TYPE_CHECKING:
    from bot.libraries import Libraries
    from bot.replies import Kept, Reply
    from knowledge import Hit, Library


class Answering:
    """Answers from the libraries of servers."""

    def __init__(self, libraries: Libraries, strictness: Strictness = Strictness.NORMAL) -> None:
        self._libraries = libraries
        self._strictness = strictness

    async def ask(self, guild_id: int | None, asker: int, question: str) -> Reply:
        """The reply to a question.

        Raises:
            KnowledgeError: the question cannot be asked, or the store failed.
        """

        def work(library: Library) -> Reply:
            answer = library.ask(question, limit=replies.HITS, strictness=self._strictness)
            return replies.first(answer, asker)

        return await self._libraries.use(guild_id, work)

    async def turn(self, guild_id: int | None, state: State, kept: Kept) -> Reply:
        """The reply that a button leads to.

        Raises:
            NotInLibrary: the passage's document is gone, or belongs to another server.
            StaleStateError: the state leads nowhere.
        """
        return await self._libraries.use(guild_id, lambda library: _turn(library, state, kept))


def _turn(library: Library, state: State, kept: Kept) -> Reply:
    if state.mode is Mode.QUESTION:
        answer = library.ask(kept.question, limit=replies.HITS)
        hits = answer.hits if answer.kind == "lookup" else ()
        count = len(hits)
        state = replace(state, position=min(state.position, count - 1))
        hit = hits[state.position] if hits else None
    else:
        count = len(state.marks)
        hit = _resolve(library, state)
    if hit is None:
        raise StaleStateError
    if state.shows is Shows.CONTEXT:
        return replies.context(kept, hit, library.context(hit.ref), count, state)
    return replies.passage(kept, hit, count, state)


def _resolve(library: Library, state: State) -> Hit | None:
    if state.position >= len(state.marks):
        return None
    mark = state.marks[state.position]
    return library.resolve(mark.ref, highlight=mark.highlight)
