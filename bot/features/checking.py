"""Checks quotations against the library, as replies; all of it runs in the library thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.reading import stocked
from bot.replies import quote_list, quotes
from bot.replies.quotes import Checked
from knowledge import QuoteVerdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asker import Asker
    from bot.libraries import Libraries
    from bot.replies import Reply
    from knowledge import Hit, Library


class Checking:
    """Checks quotations against the servers' libraries."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries

    async def one(self, asker: Asker, quote: str, *, private: bool) -> Reply:
        """The check of one quotation.

        Raises:
            KnowledgeError: it cannot be checked, or the store failed.
            Refused: the library is empty.
        """

        def work(library: Library) -> Reply:
            stocked(library)
            check = library.verify(quote)
            nearest = _nearest(library, quote) if check.verdict is QuoteVerdict.ABSENT else None
            return quotes.one(Checked(check, nearest), asker.user_id, asker.tr, private=private)

        return await self._libraries.use(asker.guild_id, work)

    async def many(self, asker: Asker, found: Sequence[str], address: str) -> Reply:
        """The check of the quotations in the message at ``address``, as an ephemeral reply.

        Raises:
            KnowledgeError: one cannot be checked, or the store failed.
            Refused: the library is empty.
        """
        if len(found) == 1:
            return await self.one(asker, found[0], private=True)

        def work(library: Library) -> Reply:
            stocked(library)
            return quote_list.many([library.verify(quote) for quote in found], address, asker.tr)

        return await self._libraries.use(asker.guild_id, work)


def _nearest(library: Library, quote: str) -> Hit | None:
    """The passage that answers the words of a quotation as a question, if there is one."""
    answer = library.ask(quote, limit=1)
    return answer.hits[0] if answer.kind == "passages" and answer.answered and answer.hits else None
