"""Asks a library and makes the reply; all of it runs in the library thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot import markup, texts
from bot.errors import Instead
from bot.features.reading import contents, stocked
from bot.ids.answer import Way
from bot.ids.passage import Act, Meant
from bot.replies import Kept, heading
from bot.replies.first import first
from bot.replies.meant import meant
from knowledge import KnowledgeError, NotInLibrary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asker import Asker
    from bot.ids.answer import State
    from bot.replies import Reply
    from knowledge import Answer, Library, Strictness

_NOTES_ROOM: Final = 300
_PLACE_ROOM: Final = 200
_KNOWN: Final = 3
"""A place mentioned in passing is ignored if it occurs in more documents than this, as any could be meant."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to search: in a document, in a section; ``None`` for all."""

    document: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The reply to a question, its answer, and the scope of the search."""

    reply: Reply
    answer: Answer
    scope: Scope = Scope()


def answered(
    library: Library, question: str, asker: Asker, strictness: Strictness, scope: Scope, *, private: bool = False
) -> Found:
    """The reply to a question; ``private``: the reply is ephemeral.

    Raises:
        Refused: the library is empty.
        QuestionError: the question cannot be asked.
        Instead: there is no such document or section, but some have similar names.
        NotInLibrary: there is no such document or section.
    """
    stocked(library)
    try:
        answer = library.ask(
            question,
            limit=asker.settings.passages,
            document=scope.document,
            section=scope.section,
            strictness=strictness,
            fold=True,
        )
    except NotInLibrary as error:
        if not error.suggestions:
            raise
        act = Act.SECTION if _has_document(library, scope.document) else Act.DOCUMENT
        section = scope.section if act is Act.DOCUMENT else None
        menu = Meant(act, asker.user_id, not private, section)
        raise Instead(meant(error, question, menu, asker.tr)) from error
    way = Way.USUAL if scope == Scope() else Way.SCOPED
    reply = _reply(library, answer, asker, private=private, way=way)
    return Found(_within(reply, _named(library, scope), asker), answer, scope)


def as_typed(library: Library, question: str, asker: Asker, strictness: Strictness, *, private: bool) -> Found:
    """The reply to a question without spelling corrections.

    Raises:
        QuestionError: the question cannot be asked.
    """
    answer = library.ask(question, limit=asker.settings.passages, strictness=strictness, as_typed=True, fold=True)
    return Found(_reply(library, answer, asker, private=private, way=Way.TYPED), answer)


def followed_up(library: Library, question: str, asker: Asker, strictness: Strictness, state: State | None) -> Found:
    """The reply to a follow-up on an answer that shows ``state``.

    Raises:
        QuestionError: the question cannot be asked.
    """
    document = _document(library, state)
    if document is not None:
        answer = library.ask(question, document=document, limit=1, strictness=strictness)
        if answer.kind == "lookup" or (answer.message and not answer.hits):
            return Found(_reply(library, answer, asker, way=Way.SCOPED), answer, Scope(document))
    return answered(library, question, asker, strictness, Scope())


def overheard(library: Library, places: Sequence[str], asker: Asker) -> Reply | None:
    """The reply to places mentioned in passing; ``None`` if none of them is found."""
    known = [place for place in places if _is_known(library, place)]
    # One question for all places, so that turning pages can look them up again.
    answer = library.ask(", ".join(known)) if known else None
    return _reply(library, answer, asker) if answer is not None and answer.kind == "lookup" else None


def _reply(library: Library, answer: Answer, asker: Asker, *, private: bool = False, way: Way = Way.USUAL) -> Reply:
    if answer.is_outline:
        return _outlined(library, answer, asker, private=private)
    found = answer.hits[0].ref if answer.hits and answer.answered else None
    references = () if found is None else library.cross_references(found)
    # A lookup shows the place in every document anyway.
    twins = () if found is None or answer.kind == "lookup" else library.twins(found)
    return first(answer, asker.user_id, asker.tr, private=private, way=way, references=references, twins=twins)


def _outlined(library: Library, answer: Answer, asker: Asker, *, private: bool) -> Reply:
    """The outline of the document that was asked about, or the list of documents, under the question."""
    documents = {hit.document.id for hit in answer.hits}
    reply = contents(library, documents.pop() if len(documents) == 1 else None, asker, private=private)
    said = markup.short(asker.tr.wording(answer.message or ""), _NOTES_ROOM)
    return replace(reply, kept=Kept(heading(answer.question), f"-# {said}" if said else ""))


def _has_document(library: Library, name: str | None) -> bool:
    try:
        library.contents(name)
    except NotInLibrary:
        return False
    return True


def _is_known(library: Library, place: str) -> bool:
    try:
        hits = library.lookup(place).hits
    except KnowledgeError:
        return False
    return 0 < len({hit.document.id for hit in hits}) <= _KNOWN


def _document(library: Library, state: State | None) -> str | None:
    """The document of the passage that an answer shows, if it still exists."""
    if state is None or state.position >= len(state.marks):
        return None
    try:
        return library.resolve(state.marks[state.position].ref).document.id
    except NotInLibrary:
        return None


def _named(library: Library, scope: Scope) -> str:
    """The titles of the document and the section of a scope."""
    names = []
    if scope.document:
        names.append(library.contents(scope.document)[0].document.title)
    if scope.section:
        try:
            names.append(library.reread(scope.section).title)
        except KnowledgeError:
            names.append(scope.section)  # the user typed a heading, not a reference
    return " › ".join(names)


def _within(reply: Reply, place: str, asker: Asker) -> Reply:
    """The reply with a note of where it was searched, if there is room for it."""
    if not place:
        return reply
    said = markup.escape(markup.one_line(asker.tr(texts.IN_SCOPE, place=markup.shorten(place, _PLACE_ROOM))))
    notes = f"{reply.kept.notes} · {said}" if reply.kept.notes else f"-# {said}"
    if markup.weight(notes) > _NOTES_ROOM:
        return reply  # the citation names the place as well
    return replace(reply, kept=replace(reply.kept, notes=notes))
