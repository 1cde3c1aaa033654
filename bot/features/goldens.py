"""Keeps golden questions, and evaluates them without delaying members' questions.

A server may have hundreds of golden questions, and one thread answers all questions: so they are evaluated a few at a
time, and a member's question waits for no more than those few.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.errors import Refused
from bot.replies.golden import Rehearsal, Rights, question_of
from bot.replies.labels import shortened
from bot.replies.place import place_line
from bot.texts import moderation as texts
from knowledge import (
    GoldenReport,
    NotInLibrary,
    QuestionError,
    Status,
    Suggestion,
    check_golden,
    right_passage,
    worsened,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from bot.i18n import Translation
    from bot.libraries import Libraries
    from bot.moderating import Moderator
    from knowledge import GoldenQuestion, GoldenResult, Hit, Library, Strictness

_SLICE: Final = 3
_CHOICE_ROOM: Final = 100
_NEAREST: Final = 10
_PLACES: Final = 3
"""How many places that match a typed text are searched for passages."""


async def keep(libraries: Libraries, who: Moderator, question: str, passage: str) -> GoldenQuestion:
    """Keep a question with the passage given by a reference, an id or a place.

    Raises:
        KnowledgeError: there is no such passage, the question cannot be kept, or the store failed.
        Refused: the place has no passage or several, or the passage is of an edition that is no longer live.
    """
    hit = await libraries.use(who.guild_id, partial(_named, passage=passage))
    by = who.by()
    golden = await libraries.store(lambda store: store.golden.add(who.guild_id, question, hit, by))
    await who.log(texts.LOG_GOLDEN_ADDED, question=question_of(golden))
    return golden


async def remove(libraries: Libraries, who: Moderator, key: int) -> GoldenQuestion:
    """Remove a golden question; return it.

    Raises:
        KnowledgeError: it is gone, or the store failed.
    """
    by = who.by()
    gone = await libraries.store(lambda store: store.golden.remove(who.guild_id, key, by))
    await who.log(texts.LOG_GOLDEN_REMOVED, question=question_of(gone))
    return gone


def nearest(library: Library, question: str, typed: str, tr: Translation) -> Iterable[Suggestion]:
    """The passages nearest to the question that contain the typed text; else those at the typed place, or about it."""
    near = [_suggestion(hit, tr) for hit in _asked(library, question or typed)]
    fitting = [one for one in near if typed.casefold() in one.label.casefold()]
    return fitting or (_suggestion(hit, tr) for hit in _at(library, typed) or _asked(library, typed))


async def rights(libraries: Libraries, guild_id: int, questions: Sequence[GoldenQuestion]) -> Rights:
    """Look up the right passages of golden questions in a server's library.

    Raises:
        KnowledgeError: the store failed.
    """
    return await libraries.use(guild_id, partial(_rights, questions=questions))


async def check(
    libraries: Libraries, guild_id: int, questions: Sequence[GoldenQuestion], strictness: Strictness
) -> GoldenReport:
    """Evaluate golden questions with a server's library.

    Raises:
        KnowledgeError: the store failed.
    """

    async def ask(few: Sequence[GoldenQuestion]) -> GoldenReport:
        return await libraries.use(guild_id, partial(check_golden, questions=few, strictness=strictness))

    return await _by_slices(questions, ask)


async def without(libraries: Libraries, guild_id: int, names: Sequence[str], strictness: Strictness) -> Rehearsal:
    """Evaluate a server's golden questions as if its glossary lacked a name, or a name and one of its other names.

    Raises:
        KnowledgeError: the store failed, or a library could not be built.
    """
    questions = await libraries.store(lambda store: store.golden.list(guild_id))
    if not questions:
        return Rehearsal(0)
    trial = await libraries.trial(guild_id, without=names)

    async def ask(few: Sequence[GoldenQuestion]) -> GoldenReport:
        return await libraries.turn(partial(check_golden, trial, few, strictness))

    before = await check(libraries, guild_id, questions, strictness)
    return Rehearsal(len(questions), worsened(before, await _by_slices(questions, ask)))


async def _by_slices(
    questions: Sequence[GoldenQuestion], ask: Callable[[Sequence[GoldenQuestion]], Awaitable[GoldenReport]]
) -> GoldenReport:
    results: list[GoldenResult] = []
    for first in range(0, len(questions), _SLICE):
        results += (await ask(questions[first : first + _SLICE])).results
    return GoldenReport(tuple(results))


def _suggestion(hit: Hit, tr: Translation) -> Suggestion:
    return Suggestion(hit.ref, shortened(f"{place_line(hit, tr, whole_path=False)}: {hit.text}", _CHOICE_ROOM))


def _asked(library: Library, question: str) -> Sequence[Hit]:
    try:
        return library.ask(question, limit=_NEAREST).hits
    except QuestionError:
        return ()


def _at(library: Library, typed: str) -> Sequence[Hit]:
    """The passages at the first place that matches the typed text; only a passage can be kept."""
    for place in (typed, *(one.value for one in library.suggest_places(typed)[:_PLACES])):
        with suppress(QuestionError, NotInLibrary):
            hits = library.lookup(place).hits
            if hits:
                return hits
    return ()


def _rights(library: Library, questions: Sequence[GoldenQuestion]) -> Rights:
    found = {one.key: right_passage(library, one) for one in questions}
    hits = {key: hit for key, hit in found.items() if hit is not None}
    return Rights(hits, is_titled=len(library.documents()) > 1)


def _named(library: Library, passage: str) -> Hit:
    try:
        hit = library.resolve(passage.strip())
    except NotInLibrary:
        hits = library.lookup(passage).hits
        if not hits:
            raise Refused(texts.NO_SUCH_PLACE, place=passage) from None
        if len(hits) != 1:
            raise Refused(texts.SEVERAL_PASSAGES, count=len(hits), place=passage) from None
        hit = hits[0]
    if hit.document.status is not Status.LIVE:
        raise Refused(texts.NOT_LIVE)
    return hit
