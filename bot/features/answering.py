"""Question or button press in, reply out: the one place where the library's answers become replies.

All of it, including rendering, runs in the library thread; the result only needs to be sent.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.features import finding, turning, usage
from knowledge import Strictness

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.asker import Asker
    from bot.features.finding import Found
    from bot.ids.answer import State, Way
    from bot.ids.passage import Cited
    from bot.libraries import Libraries
    from bot.replies import Kept, Reply
    from knowledge import CitationStyle, Library


class Answering:
    """Answers from the servers' libraries."""

    def __init__(self, libraries: Libraries, strictness: Strictness = Strictness.NORMAL) -> None:
        self._libraries = libraries
        self._strictness = strictness

    @property
    def strictness(self) -> Strictness:
        """How certain an answer has to be to be given as one."""
        return self._strictness

    async def ask(
        self,
        asker: Asker,
        question: str,
        *,
        document: str | None = None,
        section: str | None = None,
        private: bool = False,
    ) -> Reply:
        """The reply to a question, from the whole library or from one document or section.

        ``private``: the reply is ephemeral.

        Raises:
            KnowledgeError: the question cannot be asked, there is no such document or section, or the store failed.
        """
        scope = finding.Scope(document, section)
        return await self._noted(
            asker, lambda library: finding.answered(library, question, asker, self._strictness, scope, private=private)
        )

    async def follow_up(self, asker: Asker, question: str, state: State | None) -> Reply:
        """The reply to a follow-up on an answer: a place in its document, or a new question.

        ``state`` is that of the answer, ``None`` if unknown.

        Raises:
            KnowledgeError: the question cannot be asked, or the store failed.
        """
        return await self._noted(
            asker, lambda library: finding.followed_up(library, question, asker, self._strictness, state)
        )

    async def overheard(self, asker: Asker, places: Sequence[str]) -> Reply | None:
        """The reply to places that a message refers to; ``None`` if the library has none of them.

        Raises:
            StorageError: the store failed.
        """
        return await self._libraries.use(asker.guild_id, lambda library: finding.overheard(library, places, asker))

    async def as_typed(self, asker: Asker, question: str, *, private: bool) -> Reply:
        """The reply to a question without spelling corrections.

        Raises:
            KnowledgeError: the question cannot be asked, or the store failed.
        """
        return await self._noted(
            asker, lambda library: finding.as_typed(library, question, asker, self._strictness, private=private)
        )

    async def turn(self, asker: Asker, state: State, kept: Kept, *, private: bool) -> Reply:
        """The reply that a button leads to; ``private``: it is ephemeral.

        Raises:
            NotInLibrary: the passage's document is gone, or belongs to another server.
            Refused: the document was removed.
            StaleIdError: the state leads to no passage.
        """
        return await self._libraries.use(
            asker.guild_id, lambda library: turning.turned(library, state, kept, asker, private=private)
        )

    async def explain(self, asker: Asker, kept: Kept, ref: str, way: Way) -> Reply:
        """An explanation of why a passage was found for the question in ``kept``.

        Raises:
            KnowledgeError: the passage is gone, or belongs to another server.
            Refused: its document was removed.
        """
        return await self._libraries.use(
            asker.guild_id, lambda library: turning.explained(library, kept, ref, way, asker.tr)
        )

    async def cite(self, asker: Asker, cited: Cited, style: CitationStyle) -> Reply:
        """A citation of a passage.

        Raises:
            KnowledgeError: the passage is gone, or belongs to another server.
            Refused: its document was removed.
        """
        return await self._libraries.use(asker.guild_id, lambda library: turning.cited(library, cited, style, asker.tr))

    async def _noted(self, asker: Asker, work: Callable[[Library], Found]) -> Reply:
        """The reply to a question, which is counted in the server's statistics."""
        found = await self._libraries.use(asker.guild_id, work)
        asked = usage.asked(found, asker, datetime.now(UTC))
        if asked is not None:
            self._libraries.note(asked)
        return found.reply
