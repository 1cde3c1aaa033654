"""Compares a quotation with a stretch of the library, word by word."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from knowledge.hits import make_hit
from knowledge.quotations.alignment import CHANGES, align
from knowledge.quotations.checks import Difference, DifferenceKind
from knowledge.quotations.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.answers import Hit
    from knowledge.models import Document, Passage
    from knowledge.quotations.alignment import Step
    from knowledge.quotations.words import Quotation, Word

_STANDING = frozenset({"same", "replaced"})


class _Placed(NamedTuple):
    """A word of the library, and the index of its passage in the stretch."""

    word: Word
    passage: int


class Comparison:
    """``quotation`` (the words of ``quote``) compared with ``passages``, which are consecutive in ``document``."""

    def __init__(self, quote: str, quotation: Quotation, document: Document, passages: Sequence[Passage]) -> None:
        self._quote = quote
        self._words = quotation.words
        self._omissions = quotation.omissions
        self._document = document
        self._passages = passages
        self._text = [
            _Placed(word, number) for number, passage in enumerate(passages) for word in words_of(passage.text)
        ]
        aligned = align(
            [word.key for word in quotation.words], [placed.word.key for placed in self._text], quotation.omissions
        )
        self._steps = aligned.steps
        self.distance = aligned.distance
        """How many words differ."""

    @property
    def similarity(self) -> float:
        """1 minus the share of the quotation's words that are changed, at least 0."""
        return max(0.0, 1 - self.distance / len(self._words))

    @property
    def keys(self) -> list[str]:
        """The folded words of the quotation."""
        return [word.key for word in self._words]

    @property
    def same(self) -> list[str]:
        """The folded words that it shares with the stretch."""
        return [self._words[place].key for name, place, _ in self._steps if name == "same"]

    @cached_property
    def _used(self) -> list[int]:
        """The indexes of the passages that contain the quotation, first to last."""
        columns = [column for name, _, column in self._steps if name in _STANDING]
        return sorted({self._text[column].passage for column in columns})

    @property
    def start(self) -> int:
        """Where in the document the quotation begins."""
        columns = [column for name, _, column in self._steps if name in _STANDING]
        first = self._text[columns[0]]
        return self._passages[first.passage].start + first.word.start

    def hits(self) -> tuple[Hit, ...]:
        """The passages that contain the quotation, its words highlighted in each."""
        hits = []
        for rank, number in enumerate(self._used, start=1):
            words = [
                self._text[column].word
                for name, _, column in self._steps
                if name in _STANDING and self._text[column].passage == number
            ]
            span = (words[0].start, words[-1].end)
            hits.append(make_hit(self._document, self._passages[number], rank=rank, spans=[span]))
        return tuple(hits)

    def differences(self) -> Iterator[Difference]:
        """What the quotation has changed and left out, each run of words once, in order."""
        for is_change, run in groupby(self._steps, key=_is_change):
            steps = list(run)
            if is_change:
                yield self._difference(steps)
            else:
                for name, group in groupby(steps, key=_name):
                    if name == "omitted":
                        yield self._difference(list(group))
                    else:
                        yield from self._capitals(list(group))

    def _capitals(self, steps: Sequence[Step]) -> Iterator[Difference]:
        for _, place, column in steps:
            quoted, original = self._words[place], self._text[column].word
            is_first = place == 0 or place in self._omissions
            if quoted.exact != original.exact and not (is_first and quoted.exact[1:] == original.exact[1:]):
                yield self._made(DifferenceKind.CAPITALS, (place, place + 1), (column, column + 1))

    def _difference(self, steps: Sequence[Step]) -> Difference:
        """One difference for consecutive steps."""
        names = {name for name, _, _ in steps}
        _, first_place, first_column = steps[0]
        last_name, last_place, last_column = steps[-1]
        places = (first_place, last_place + (last_name in {"replaced", "added"}))
        columns = (first_column, last_column + (last_name in {"replaced", "missing", "omitted"}))
        if names == {"omitted"}:
            kind = DifferenceKind.OMITTED
        elif names == {"added"}:
            kind = DifferenceKind.ADDED
        elif names == {"missing"}:
            kind = DifferenceKind.MISSING
        else:
            kind = DifferenceKind.REPLACED
        return self._made(kind, places, columns)

    def _made(self, kind: DifferenceKind, places: tuple[int, int], columns: tuple[int, int]) -> Difference:
        start, end = _span(self._words, *places)
        passage = self._text[min(columns[0], len(self._text) - 1)].passage
        words = [placed.word for placed in self._text[slice(*columns)] if placed.passage == passage]
        if words:
            original_start, original_end = words[0].start, words[-1].end
        else:
            before = self._text[columns[0] - 1] if columns[0] else None
            passage = before.passage if before else passage
            original_start = original_end = before.word.end if before else 0
        text = self._passages[passage].text
        return Difference(
            kind=kind,
            quoted=self._quote[start:end],
            start=start,
            end=end,
            original=text[original_start:original_end],
            passage=self._used.index(passage) if passage in self._used else 0,
            original_start=original_start,
            original_end=original_end,
        )


def _is_change(step: Step) -> bool:
    return step[0] in CHANGES


def _name(step: Step) -> str:
    return step[0]


def _span(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """The offsets of the words ``[first, last)``; of an empty range, the offset where they would be."""
    if first < last:
        return words[first].start, words[last - 1].end
    place = words[first - 1].end if first else words[0].start
    return place, place
