"""The check of golden questions, beside the questions that members ask meanwhile.

A server may have hundreds of them, and there is one thread for all that is asked: so they are put to the library a few
at a time, and whoever asks in between waits for no more than those few.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from knowledge import GoldenReport, check_golden, worsened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.libraries import Libraries
    from knowledge import GoldenChange, GoldenQuestion, GoldenResult, Library, Strictness

_SLICE: Final = 3


async def check(
    libraries: Libraries, guild_id: int, questions: Sequence[GoldenQuestion], strictness: Strictness
) -> GoldenReport:
    """Put golden questions to a server's library.

    Raises:
        KnowledgeError: the store failed.
    """
    results: list[GoldenResult] = []
    for few in _slices(questions):
        report = await libraries.use(guild_id, partial(check_golden, questions=few, strictness=strictness))
        results += report.results
    return GoldenReport(tuple(results))


async def check_in(
    libraries: Libraries, library: Library, questions: Sequence[GoldenQuestion], strictness: Strictness
) -> GoldenReport:
    """Put golden questions to a library that is not (yet) anybody's."""
    results: list[GoldenResult] = []
    for few in _slices(questions):
        report = await libraries.turn(partial(check_golden, library, few, strictness))
        results += report.results
    return GoldenReport(tuple(results))


async def worsened_without(
    libraries: Libraries, guild_id: int, name: str, strictness: Strictness
) -> tuple[GoldenChange, ...]:
    """The golden questions whose right passage would come later, or no more, without a name of the glossary.

    Raises:
        KnowledgeError: the store failed, or a library could not be built.
    """
    questions = await libraries.store(lambda store: store.golden.list(guild_id))
    if not questions:
        return ()
    trial = await libraries.trial(guild_id, without=name)
    before = await check(libraries, guild_id, questions, strictness)
    return worsened(before, await check_in(libraries, trial, questions, strictness))


def _slices(questions: Sequence[GoldenQuestion]) -> Iterator[Sequence[GoldenQuestion]]:
    for first in range(0, len(questions), _SLICE):
        yield questions[first : first + _SLICE]
