"""Places and outlines of a library as replies, for ``/lookup``, ``/contents`` and their buttons.

All of it, including rendering, runs in the library thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import texts
from bot.errors import Refused
from bot.ids.outline import Contents
from bot.ids.reading import Goal, Scope
from bot.replies import outline, reading
from bot.replies.labels import OPTIONS

if TYPE_CHECKING:
    from bot.asker import Asker
    from bot.i18n import Translation
    from bot.libraries import Libraries
    from bot.replies import Option, Reply
    from knowledge import DocumentRef, Excerpt, Library, Outline


class Reading:
    """Reading in the servers' libraries."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries

    async def look_up(self, asker: Asker, reference: str, document: str | None, *, private: bool) -> Reply:
        """The requested place; of several, the first.

        Raises:
            KnowledgeError: it is not a reference to a place, or the library has no such place.
            Refused: the library is empty.
        """

        def work(library: Library) -> Reply:
            stocked(library)
            excerpts = library.read(reference, document=document)
            others = () if len(excerpts) == 1 else tuple(reading.option(one, asker.tr) for one in excerpts)
            goal = Goal(excerpts[0].ref, asker.user_id)
            reply = _open(library, excerpts[0], goal, asker.tr, others[:OPTIONS], private=private)
            return reading.noting(reply, excerpts.missing, asker.tr)

        return await self._libraries.use(asker.guild_id, work)

    async def open(self, asker: Asker, goal: Goal, others: tuple[Option, ...], *, private: bool) -> Reply:
        """The place that a button or a menu option leads to; ``others`` are the other requested places.

        Raises:
            NotInLibrary: its document is gone, or belongs to another server.
            Refused: its document was removed.
        """

        def work(library: Library) -> Reply:
            return _open(library, _excerpt(library, goal), goal, asker.tr, others, private=private)

        return await self._libraries.use(asker.guild_id, work)

    async def contents(self, asker: Asker, document: str | None, *, private: bool) -> Reply:
        """The outline of a document, or the list of documents if there are several.

        Raises:
            NotInLibrary: there is no such document.
            Refused: the library is empty.
        """

        def work(library: Library) -> Reply:
            return contents(library, document, asker, private=private)

        return await self._libraries.use(asker.guild_id, work)

    async def turn(self, asker: Asker, shown: Contents, *, private: bool) -> Reply:
        """The page of an outline that a button leads to.

        Raises:
            NotInLibrary: the document is gone, or belongs to another server.
            Refused: the document was removed, or the library has become empty.
        """
        return await self._libraries.use(
            asker.guild_id, lambda library: _contents(library, shown, asker.tr, private=private)
        )


def contents(library: Library, document: str | None, asker: Asker, *, private: bool) -> Reply:
    """The outline of a document, or the list of documents if there are several.

    Raises:
        NotInLibrary: there is no such document.
        Refused: the library is empty.
    """
    stocked(library)
    found = library.contents(document)
    shown = Contents(found[0].ref if len(found) == 1 else None, asker.user_id)
    return _show(library, found, shown, asker.tr, private=private)


def stocked(library: Library) -> None:
    """Raise ``Refused`` unless the library has documents.

    Raises:
        Refused: the library is empty.
    """
    if not library.documents():
        raise Refused(texts.EMPTY_LIBRARY)


def present(library: Library, document: DocumentRef) -> None:
    """Raise ``Refused`` unless the library still has an edition of the document.

    Raises:
        Refused: it was removed, or is one of the bundled documents and the server has turned them off.
    """
    if all(one.id != document.id for one in library.documents()):
        raise Refused(texts.DOCUMENT_REMOVED, title=document.title)


def _contents(library: Library, shown: Contents, tr: Translation, *, private: bool) -> Reply:
    document = None
    if shown.ref is not None:
        known = library.reread(shown.ref).document
        present(library, known)
        document = known.id
    return _show(library, library.contents(document), shown, tr, private=private)


def _show(library: Library, found: tuple[Outline, ...], shown: Contents, tr: Translation, *, private: bool) -> Reply:
    if shown.ref is not None:
        alone = len(library.documents()) == 1
        return outline.outline(found[0], shown, tr, alone=alone, private=private)
    if not found:
        raise Refused(texts.EMPTY_LIBRARY)
    return outline.documents(found, shown, tr, private=private)


def _excerpt(library: Library, goal: Goal) -> Excerpt:
    match goal.scope:
        case Scope.SECTION:
            return library.section_of(goal.ref)
        case Scope.PAGE:
            return library.page_of(goal.ref, highlight=goal.words.start if goal.words else 0)
        case Scope.PLACE:
            return library.reread(goal.ref)


def _open(
    library: Library, excerpt: Excerpt, goal: Goal, tr: Translation, others: tuple[Option, ...], *, private: bool
) -> Reply:
    present(library, excerpt.document)
    before, after = (library.reread(ref) if ref else None for ref in (excerpt.previous, excerpt.next))
    return reading.view(
        reading.Opened(excerpt, goal, tr, _outline_ref(library, excerpt), before, after, others, private)
    )


def _outline_ref(library: Library, excerpt: Excerpt) -> str:
    """The reference of the newest edition of the document."""
    return library.contents(excerpt.document.id)[0].ref
