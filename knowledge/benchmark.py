"""Benchmark of the answer time on this machine, next to plain rank-bm25 on the same passages in the same run.

The passages are made up from a vocabulary with the word frequencies of prose (Zipf's law), each question from words of
one passage. Times are medians in milliseconds; ``p99`` is the 99th percentile.
"""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from rank_bm25 import BM25Okapi

from knowledge.library import Library
from knowledge.models import Metadata
from knowledge.ranking.bm25 import SparseBM25, best
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Paragraph
from knowledge.text.analysis import Analyzer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.models import Document

_Question = TypeVar("_Question")

_WORDS_PER_PASSAGE = 90
_WORDS_PER_SENTENCE = 15
_VOCABULARY = 30_000
_COMMON = 500
_QUESTIONS = 200
_PLAIN_QUESTIONS = 20
_TOP = 10
_SEED = 1954


class _PlainBM25(BM25Okapi):  # type: ignore[misc]  # rank-bm25 has no types
    """Unmodified rank-bm25 except for Lucene's idf, so that its scores are comparable."""

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: float(np.log1p((self.corpus_size - n + 0.5) / (n + 0.5))) for term, n in nd.items()}


def benchmark(passages: int) -> dict[str, float | int]:
    """Build a library of ``passages`` made-up passages, ask it, and return the figures."""
    made = made_up(passages)
    texts, questions, document = made.texts, made.questions, made.document()
    started = time.perf_counter()
    library = Library([document])
    build = time.perf_counter() - started
    for question in questions[:_TOP]:
        library.ask(question)
    answers = _times(questions, library.ask)

    analyzer = Analyzer("en")
    corpus = [[token.stem for token in analyzer.tokens(text)] for text in texts]
    queries = [[token.stem for token in analyzer.tokens(question)] for question in questions]
    sparse, plain = SparseBM25(corpus), _PlainBM25(corpus, k1=0.9, b=0.75)

    def rank(query: Sequence[str]) -> NDArray[np.intp]:
        return best(sparse.get_scores(query), _TOP)

    def scan_and_sort(query: Sequence[str]) -> NDArray[np.intp]:
        order: NDArray[np.intp] = np.argsort(-plain.get_scores(query), kind="stable")[:_TOP]
        return order

    few = queries[:_PLAIN_QUESTIONS]
    ours, theirs = _times(few, rank), _times(few, scan_and_sort)
    return {
        "passages": passages,
        "questions": len(questions),
        "build_seconds": round(build, 2),
        "answer_ms": round(statistics.median(answers), 3),
        "answer_ms_p99": round(float(np.percentile(answers, 99)), 3),
        "rank_ms": round(statistics.median(ours), 4),
        "plain_rank_bm25_ms": round(statistics.median(theirs), 3),
        "times_faster": round(statistics.median(theirs) / statistics.median(ours), 1),
        "greatest_score_difference": float(
            max(np.abs(sparse.get_scores(query) - plain.get_scores(query)).max() for query in few)
        ),
    }


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The texts of made-up passages, and questions about them."""

    texts: list[str]
    questions: list[str]

    def document(self) -> Document:
        """One document of all the passages."""
        blocks = [Paragraph((text,)) for text in self.texts]
        return assemble(blocks, document_id="made-up", metadata=Metadata(title="Made up"), sha256="")


def made_up(passages: int) -> MadeUp:
    """Passages and questions, the same in every run."""
    chance = random.Random(_SEED)  # noqa: S311 - made-up text, no secret
    numbers = np.random.default_rng(_SEED)
    vocabulary = _vocabulary(chance)
    weights = 1 / np.arange(1, _VOCABULARY + 1) ** 1.05
    drawn = numbers.choice(_VOCABULARY, size=(passages, _WORDS_PER_PASSAGE), p=weights / weights.sum())
    texts = []
    for row in drawn:
        words = [vocabulary[number] for number in row]
        starts = range(0, _WORDS_PER_PASSAGE, _WORDS_PER_SENTENCE)
        sentences = (" ".join(words[start : start + _WORDS_PER_SENTENCE]) for start in starts)
        texts.append(" ".join(f"{sentence.capitalize()}." for sentence in sentences))
    chosen = [chance.randrange(passages) for _ in range(_QUESTIONS)]
    questions = [
        "What about " + " ".join(vocabulary[number] for number in chance.sample(list(drawn[one]), 7)) + "?"
        for one in chosen
    ]
    return MadeUp(texts, questions)


def _vocabulary(chance: random.Random) -> list[str]:
    """Pronounceable words, each once, the frequent ones short."""
    syllables = [consonant + vowel for consonant in "bcdfgklmnprstvz" for vowel in "aeiou"]
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        length = 2 + (len(words) > _COMMON) + (chance.random() < 0.4)
        words["".join(chance.choices(syllables, k=length))] = None
    return list(words)


def _times(questions: Sequence[_Question], work: Callable[[_Question], object]) -> list[float]:
    """How long each question takes, in milliseconds."""
    times = []
    for question in questions:
        started = time.perf_counter()
        work(question)
        times.append((time.perf_counter() - started) * 1000)
    return times
