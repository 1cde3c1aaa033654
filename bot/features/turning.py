"""The replies that the buttons under an answer lead to; all of it runs in the library thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import markup
from bot.features.reading import present
from bot.ids import StaleIdError
from bot.ids.answer import Mode, Shows, Way
from bot.replies import citing, passage
from bot.replies.view import View
from bot.replies.why import why

if TYPE_CHECKING:
    from bot.asker import Asker
    from bot.i18n import Translation
    from bot.ids.answer import State
    from bot.ids.passage import Cited
    from bot.replies import Kept, Reply
    from knowledge import CitationStyle, Hit, Library


def turned(library: Library, state: State, kept: Kept, asker: Asker, *, private: bool) -> Reply:
    """The passage that a button leads to, in the view that it asks for.

    Raises:
        NotInLibrary: the passage is gone, or belongs to another server.
        Refused: its document was removed.
        StaleIdError: the state leads to no passage.
    """
    if state.mode is Mode.QUESTION:
        hits = library.ask(kept.question).hits
        count = len(hits)
        state = replace(state, position=max(min(state.position, count - 1), 0))
        hit = hits[state.position] if hits else None
    else:
        count = len(state.marks)
        hit = _marked(library, state)
    if hit is None:
        raise StaleIdError
    twins = library.twins(hit.ref) if state.mode in {Mode.ANSWER, Mode.NEAREST} else ()
    view = View(kept, state, count, asker.tr, private, library.cross_references(hit.ref), twins)
    if state.shows is Shows.CONTEXT:
        return passage.context(view, hit, library.context(hit.ref, before=state.before + 1, after=state.after + 1))
    return passage.passage(view, hit)


def explained(library: Library, kept: Kept, ref: str, way: Way, tr: Translation) -> Reply:
    """An explanation of why a passage was found.

    Its rank is given only if it is known: for the whole question, asked of the whole library.

    Raises:
        NotInLibrary: the passage is gone, or belongs to another server.
        QuestionError: the question is invalid.
        Refused: its document was removed.
    """
    question = kept.question.removesuffix(markup.ELLIPSIS) if kept.is_shortened else kept.question
    explanation = library.explain(question, _there(library, ref).ref, as_typed=way is Way.TYPED)
    return why(explanation, tr, whole=not kept.is_shortened, ranked=way is not Way.SCOPED)


def cited(library: Library, where: Cited, style: CitationStyle, tr: Translation) -> Reply:
    """A citation of a passage, or of a sentence of it.

    Raises:
        NotInLibrary: the passage is gone, or belongs to another server.
        Refused: its document was removed.
    """
    ref = _there(library, where.ref).ref
    text = library.cite(ref, style, highlight=where.start)
    return citing.citation(library.resolve(ref, highlight=where.start), where, style, text, tr)


def _marked(library: Library, state: State) -> Hit | None:
    """The passage at the position of a state, with all answering sentences."""
    if state.position >= len(state.marks):
        return None
    mark = state.marks[state.position]
    hit = _there(library, mark.ref)
    highlights = [library.resolve(mark.ref, highlight=start).highlights for start in mark.highlights]
    return replace(hit, highlights=tuple(one for found in highlights for one in found))


def _there(library: Library, ref: str) -> Hit:
    """The passage, in this edition of its document or an earlier one, unless the document was removed.

    Removed documents must not be readable, so their earlier editions are hidden too.

    Raises:
        NotInLibrary: the passage is gone, or belongs to another server.
        Refused: its document was removed.
    """
    hit = library.resolve(ref)
    present(library, hit.document)
    return hit
