"""Question or button in, reply out: the one place where the library's answers become replies.

All of it, the rendering too, happens in the libraries' thread; what comes back needs only to be sent.
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
    """Answers from the libraries of servers."""

    def __init__(self, libraries: Libraries, strictness: Strictness = Strictness.NORMAL) -> None:
        self._libraries = libraries
        self._strictness = strictness

    @property
    def strictness(self) -> Strictness:
        """How sure an answer has to be here."""
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
        """The reply to a question, from all of the library or from a document or section of it.

        ``private`` is whether only the asker will see it.

        Raises:
            KnowledgeError: the question cannot be asked, there is no such document or section, or the store failed.
        """
        scope = finding.Scope(document, section)
        return await self._noted(
            asker, lambda library: finding.answered(library, question, asker, self._strictness, scope, private=private)
        )

    async def follow_up(self, asker: Asker, question: str, state: State | None) -> Reply:
        """The reply to what somebody says to an answer: a place in its document, or a new question.

        ``state`` is what the answer shows, ``None`` where that is unknown.

        Raises:
            KnowledgeError: the question cannot be asked, or the store failed.
        """
        return await self._noted(
            asker, lambda library: finding.followed_up(library, question, asker, self._strictness, state)
        )

    async def overheard(self, asker: Asker, places: Sequence[str]) -> Reply | None:
        """The reply to places that a message names in passing; ``None`` where the library has none of them.

        Raises:
            StorageError: the store failed.
        """
        return await self._libraries.use(asker.guild_id, lambda library: finding.overheard(library, places, asker))

    async def as_typed(self, asker: Asker, question: str, *, private: bool) -> Reply:
        """The reply to a question none of whose words is taken for another.

        Raises:
            KnowledgeError: the question cannot be asked, or the store failed.
        """
        return await self._noted(
            asker, lambda library: finding.as_typed(library, question, asker, self._strictness, private=private)
        )

    async def turn(self, asker: Asker, state: State, kept: Kept, *, private: bool) -> Reply:
        """The reply that a button leads to; ``private``: whether only the asker sees it.

        Raises:
            NotInLibrary: the passage's document is gone, or belongs to another server.
            Refused: the document was removed.
            StaleIdError: the state leads nowhere.
        """
        return await self._libraries.use(
            asker.guild_id, lambda library: turning.turned(library, state, kept, asker, private=private)
        )

    async def explain(self, asker: Asker, kept: Kept, ref: str, way: Way) -> Reply:
        """Why a passage was found for the question in ``kept``.

        Raises:
            KnowledgeError: the passage is gone, or belongs to another server.
            Refused: its document was removed.
        """
        return await self._libraries.use(
            asker.guild_id, lambda library: turning.explained(library, kept, ref, way, asker.tr)
        )

    async def cite(self, asker: Asker, cited: Cited, style: CitationStyle) -> Reply:
        """How to cite a passage.

        Raises:
            KnowledgeError: the passage is gone, or belongs to another server.
            Refused: its document was removed.
        """
        return await self._libraries.use(asker.guild_id, lambda library: turning.cited(library, cited, style, asker.tr))

    async def _noted(self, asker: Asker, work: Callable[[Library], Found]) -> Reply:
        """The reply to a question, which the statistics of the server count."""
        found = await self._libraries.use(asker.guild_id, work)
        asked = usage.asked(found, asker, datetime.now(UTC))
        if asked is not None:
            self._libraries.note(asked)
        return found.reply
