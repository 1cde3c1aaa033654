"""A forward index: the library's words as flat arrays, for the second stage of ranking.

Every passage is a run of word numbers, every sentence a slice of that run, and every word has a form, a stem and
character 4-grams. The second stage counts its features (unstemmed words, neighbours, 4-grams, the words of each
sentence) from those runs, for the best candidates only, so that only the stems need postings for the whole library.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge.ranking.query import Name
    from knowledge.text.analysis import Token

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float64]

GRAM = 4


def grams_of(form: str) -> list[str]:
    """The character 4-grams of a word with its edges marked: "mao" gives "_mao" and "mao_"."""
    padded = f"_{form}_"
    return [padded[index : index + GRAM] for index in range(max(1, len(padded) - GRAM + 1))]


def lucene_idf(count: Floats | float, total: float) -> Floats:
    """ln(1 + (N - n + 0.5) / (n + 0.5)), positive for every n."""
    count = np.asarray(count, dtype=np.float64)
    result: Floats = np.log1p((total - count + 0.5) / (count + 0.5))
    return result


class ForwardIndex:
    """The words of every passage, in order. Immutable once built; any number of threads may read it.

    ``tokens`` holds word numbers; passage ``p`` has the tokens ``starts[p]:starts[p + 1]`` and the sentences
    ``first_sentence[p]:first_sentence[p + 1]``, whose first tokens are in ``sentence_starts``. ``form_of``, ``stem_of``
    and ``is_stop`` give, for each word, its form and stem (numbers of ``forms`` and ``stems``; ``written`` maps a
    form's number back) and whether it is a stop word.
    """

    def __init__(self, passages: Iterable[Sequence[Sequence[Token]]]) -> None:
        words: dict[tuple[str, str, bool], int] = {}
        tokens, sentences = array("i"), array("i")
        starts, first_sentence = array("i", [0]), array("i", [0])
        for passage in passages:
            for sentence in passage:
                sentences.append(len(tokens))
                tokens.extend(
                    [words.setdefault((token.form, token.stem, token.is_stop), len(words)) for token in sentence]
                )
            starts.append(len(tokens))
            first_sentence.append(len(sentences))
        self.tokens, self.starts = _ints(tokens), _ints(starts)
        self.sentence_starts, self.first_sentence = _ints(sentences), _ints(first_sentence)
        self.size = len(starts) - 1
        self.forms: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.form_of = _ints([self.forms.setdefault(form, len(self.forms)) for form, _, _ in words])
        self.written = list(self.forms)
        self.stem_of = _ints([self.stems.setdefault(stem, len(self.stems)) for _, stem, _ in words])
        self.is_stop: NDArray[np.bool_] = np.array([stop for _, _, stop in words], dtype=np.bool_)

        self.token_stems = self.stem_of[self.tokens]
        lengths = np.diff(self.starts)
        self.relative_lengths = _relative(lengths.astype(np.float64))
        self.relative_sentence_lengths = _relative(
            np.diff(np.append(self.sentence_starts, len(self.tokens))).astype(np.float64)
        )
        self.form_frequency = self._passages_with(self.form_of, len(self.forms), lengths)
        self.stem_frequency = self._passages_with(self.stem_of, len(self.stems), lengths)
        self.form_idf = lucene_idf(self.form_frequency.astype(np.float64), self.size)
        self._count_grams()

    def side_by_side(self, stems: Ints, name: Name) -> NDArray[np.intp]:
        """The indexes at which the stems of ``name`` are adjacent in ``stems`` (numbers)."""
        numbers = [self.stems.get(stem, -1) for stem in name]
        if -1 in numbers or not numbers or len(numbers) > len(stems):
            return np.zeros(0, dtype=np.intp)
        found = np.flatnonzero(stems[: len(stems) - len(numbers) + 1] == numbers[0])
        for offset, number in enumerate(numbers[1:], start=1):
            found = found[stems[found + offset] == number]
        return found

    def frequency(self, form: str) -> int:
        """In how many passages the form occurs."""
        number = self.forms.get(form)
        return 0 if number is None else int(self.form_frequency[number])

    def _passages_with(self, kind: Ints, count: int, lengths: NDArray[np.integer]) -> NDArray[np.int64]:
        """In how many passages each form, or each stem, occurs; ``kind`` maps each word to its form or stem."""
        passage = np.repeat(np.arange(self.size, dtype=np.int64), lengths)
        pairs = np.unique(kind[self.tokens].astype(np.int64) * max(self.size, 1) + passage)
        return np.bincount(pairs // max(self.size, 1), minlength=count)

    def _count_grams(self) -> None:
        self.grams: dict[str, int] = {}
        flat, starts = array("i"), array("i", [0])
        for form in self.forms:
            flat.extend([self.grams.setdefault(gram, len(self.grams)) for gram in grams_of(form)])
            starts.append(len(flat))
        self.gram_ids, self.gram_starts = _ints(flat), _ints(starts)
        per_form = np.diff(self.gram_starts)
        weights = np.repeat(self.form_frequency, per_form)
        occurrences = np.bincount(self.gram_ids, weights=weights, minlength=len(self.grams))
        # In how many passages a 4-gram occurs is estimated as if its words were spread independently: exact counting
        # would need the 4-grams of every passage, and ranks no better.
        size = max(self.size, 1)
        self.gram_idf = lucene_idf(size * -np.expm1(-occurrences / size), size)
        running = np.concatenate([[0], np.cumsum(per_form[self.form_of][self.tokens])])
        self.relative_gram_lengths = _relative(np.diff(running[self.starts]).astype(np.float64))


@dataclass(frozen=True, slots=True)
class Candidates:
    """The words of some passages, concatenated.

    ``places`` are positions in ``ForwardIndex.tokens``, ``words`` the word numbers there, ``stems`` the numbers of
    their stems, and ``rows`` tells which candidate (0 for the first of ``passages``) each word belongs to.
    """

    index: ForwardIndex
    passages: NDArray[np.intp]
    places: NDArray[np.intp]
    words: Ints
    stems: Ints
    rows: NDArray[np.intp]

    @classmethod
    def of(cls, index: ForwardIndex, passages: NDArray[np.intp]) -> Candidates:
        """Gather the words of ``passages`` (their numbers, ascending)."""
        starts = index.starts[passages]
        lengths = index.starts[passages + 1] - starts
        places = ranges(starts, lengths)
        rows = np.repeat(np.arange(len(passages)), lengths)
        return cls(index, passages, places, index.tokens[places], index.token_stems[places], rows)

    def occurrences(self, name: Name) -> NDArray[np.intp]:
        """The indexes in ``words`` at which the stems of ``name`` are adjacent, within one passage."""
        found = self.index.side_by_side(self.stems, name)
        whole: NDArray[np.intp] = found[self.rows[found] == self.rows[found + len(name) - 1]]
        return whole


def ranges(starts: NDArray[np.integer], lengths: NDArray[np.integer]) -> NDArray[np.intp]:
    """``start, start + 1, …`` for every start, as many numbers as its length, concatenated."""
    before = np.cumsum(lengths) - lengths
    result: NDArray[np.intp] = np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
    return result


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int32)


def _relative(lengths: Floats) -> Floats:
    """Lengths divided by their mean."""
    return lengths / lengths.mean() if lengths.any() else np.ones_like(lengths)
