"""Evaluation of the ranking: standard retrieval measures over question sets in BEIR's layout.

A set is a folder with ``corpus.jsonl`` ({_id, title, text}), ``queries.jsonl`` ({_id, text}) and ``qrels/test.tsv``
(query-id, corpus-id, score). Every passage of the corpus becomes a document of its own, so that the whole pipeline from
the question's text to the answer is measured, with its normal settings.
"""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import numpy as np
from pydantic import BaseModel

from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.models import NO_PAGES, Document, Metadata, Passage, Role, Section
from knowledge.ranking.index import Weights
from knowledge.text.detection import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

_T = TypeVar("_T")
_Metric: TypeAlias = "Callable[[Sequence[str], Mapping[str, int]], float]"

DEPTH = 10
"""How many hits of a question are evaluated."""
_RESAMPLINGS = 1000
_SAMPLE = 40
"""Passages that are read to detect the language of a set."""

Qrels = dict[str, dict[str, int]]
Run = dict[str, list[tuple[str, float]]]


class _CorpusLine(BaseModel):
    id: str
    title: str = ""
    text: str

    @classmethod
    def parse(cls, line: str) -> _CorpusLine:
        data = json.loads(line)
        return cls(id=data["_id"], title=data.get("title") or "", text=data["text"])


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Passages, questions, and relevance judgements: how relevant which passage is to which question."""

    documents: tuple[Document, ...]
    questions: Mapping[str, str]
    qrels: Qrels

    def judged(self) -> Iterator[tuple[str, str]]:
        """The questions that have a relevant passage, by id."""
        return ((query, question) for query, question in self.questions.items() if query in self.qrels)


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over questions with its 95 % bootstrap confidence interval (resampling the questions)."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The results for the questions that have a relevant passage.

    ``by_query`` has each question's measures, ``run`` its passages and scores, best first; ``ms_per_query`` is the mean
    time of one answer with all features on.
    """

    by_query: Mapping[str, Mapping[str, float]]
    run: Run
    passages: int
    ms_per_query: float

    def measure(self, name: str) -> Measure:
        """The mean of one of ``METRICS``, with its bootstrap interval (1,000 resamplings with a fixed seed)."""
        values = np.array([measured[name] for measured in self.by_query.values()] or [0.0])
        chosen = np.random.default_rng(0).integers(len(values), size=(_RESAMPLINGS, len(values)))
        low, high = np.quantile(values[chosen].mean(axis=1), [0.025, 0.975])
        return Measure(float(values.mean()), float(low), float(high))

    def as_json(self) -> dict[str, Any]:
        """The keys of ``pincite evaluate --json``."""
        measures = {name: self.measure(name) for name in METRICS}
        return {
            **{name: round(measure.mean, 4) for name, measure in measures.items()},
            "queries": len(self.by_query),
            "passages": self.passages,
            "ms_per_query": round(self.ms_per_query, 3),
            "intervals": {name: [round(one.low, 4), round(one.high, 4)] for name, one in measures.items()},
        }


def load_question_set(folder: Path) -> QuestionSet:
    """Read a BEIR folder.

    Raises InputError that names the malformed file and line.
    """
    corpus = list(_lines(folder / "corpus.jsonl", _CorpusLine.parse))
    language = language_of("\n".join(line.text for line in corpus[:_SAMPLE]))
    documents = tuple(_document(line, language) for line in corpus)
    questions = dict(_lines(folder / "queries.jsonl", _question))
    qrels: Qrels = {}
    for query, passage, score in _lines(folder / "qrels" / "test.tsv", _qrel):
        if query:
            qrels.setdefault(query, {})[passage] = score
    return QuestionSet(documents, questions, qrels)


def evaluate(questions: QuestionSet, library: Library | None = None) -> Evaluation:
    """Run every question that has a relevant passage; ``library`` is the one of its documents, if already built."""
    library = library or Library(questions.documents)
    run: Run = {}
    started = time.perf_counter()
    for query, question in questions.judged():
        hits = library.ask(question, limit=DEPTH).hits[:DEPTH]
        run[query] = [(hit.document.id, hit.score or 0.0) for hit in hits]
    elapsed = time.perf_counter() - started
    return Evaluation(_measured(run, questions.qrels), run, len(questions.documents), 1000 * elapsed / max(1, len(run)))


def ablate(questions: QuestionSet) -> dict[str, tuple[float, float]]:
    """Run an ablation of the ranking: nDCG@10 and success@1 with everything, and without each feature in turn.

    The first entry is "everything"; the others are the features of ``knowledge.ranking.index.Weights``.
    """
    index_of = Library(questions.documents).searcher
    asked = [(query, index_of.understand(question).query) for query, question in questions.judged()]
    results = {}
    for name in ("everything", *(field.name for field in fields(Weights))):
        weights = Weights() if name == "everything" else replace(Weights(), **{name: 0.0})
        index = index_of.index.reweighted(weights)
        run = {
            query: [(questions.documents[one.entry].id, one.score) for one in index.rank(terms, DEPTH)]
            for query, terms in asked
        }
        measured = _measured(run, questions.qrels).values()
        results[name] = (_mean(one["ndcg@10"] for one in measured), _mean(one["success@1"] for one in measured))
    return results


def _measured(run: Run, qrels: Qrels) -> dict[str, dict[str, float]]:
    return {
        query: {name: metric([passage for passage, _ in hits], qrels[query]) for name, metric in METRICS.items()}
        for query, hits in run.items()
    }


def ndcg(ranking: Sequence[str], relevant: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain: sum of gain / log2(rank + 1), over that of the ideal order.

    Gains are linear, as in trec_eval (Järvelin and Kekäläinen, *Cumulated gain-based evaluation*, 2002).
    """
    gained = sum(relevant.get(passage, 0) / math.log2(rank + 1) for rank, passage in enumerate(ranking[:depth], 1))
    ideal = sorted(relevant.values(), reverse=True)[:depth]
    best = sum(gain / math.log2(rank + 1) for rank, gain in enumerate(ideal, 1))
    return gained / best if best else 0.0


def reciprocal_rank(ranking: Sequence[str], relevant: Mapping[str, int], depth: int = DEPTH) -> float:
    """One over the rank of the first relevant passage, 0 if there is none."""
    return next((1 / rank for rank, passage in enumerate(ranking[:depth], 1) if relevant.get(passage)), 0.0)


def success(ranking: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    """1 if a relevant passage is among the first ``depth``, else 0."""
    return float(any(relevant.get(passage) for passage in ranking[:depth]))


def recall(ranking: Sequence[str], relevant: Mapping[str, int], depth: int = DEPTH) -> float:
    """The share of the relevant passages that is among the first ``depth``."""
    wanted = {passage for passage, gain in relevant.items() if gain}
    return len(wanted & set(ranking[:depth])) / len(wanted) if wanted else 0.0


def write_run(run: Run, path: Path) -> None:
    """Write a TREC run file: query, Q0, passage, rank, score, tag.

    Raises InputError when the file cannot be written.
    """
    lines = [
        f"{query} Q0 {passage} {rank} {score:.6f} pincite\n"
        for query, hits in run.items()
        for rank, (passage, score) in enumerate(hits, start=1)
    ]
    _write(path, "".join(lines))


METRICS: Final[dict[str, _Metric]] = {
    "ndcg@10": ndcg,
    "mrr@10": reciprocal_rank,
    "success@1": partial(success, depth=1),
    "success@3": partial(success, depth=3),
    "recall@10": recall,
}
"""The measures, by their names on the command line."""


def write_measures(evaluation: Evaluation, path: Path) -> None:
    """Write one line per question, tab-separated, for comparison with another run.

    Raises InputError when the file cannot be written.
    """
    lines = ["\t".join(("query", *METRICS))]
    lines += [
        "\t".join((query, *(f"{measured[name]:.4f}" for name in METRICS)))
        for query, measured in evaluation.by_query.items()
    ]
    _write(path, "\n".join(lines) + "\n")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError("The file {path} cannot be written: {reason}.", path=path, reason=error.strerror) from error


def _mean(values: Iterator[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def _document(line: _CorpusLine, language: str) -> Document:
    path = tuple(part.strip() for part in line.title.split(" > ") if part.strip())
    passage = Passage(
        ordinal=0, name="p1", role=Role.PARAGRAPH, number="1", section=path, section_index=0,
        start=0, end=len(line.text), text=line.text, pages=NO_PAGES, url=None,
    )  # fmt: skip
    return Document(
        id=line.id, key=0, text=line.text,
        metadata=Metadata(title=(path[0] if path else line.id)[:500], language=language),
        sections=(Section(path, path[-1] if path else None, 0, len(line.text), NO_PAGES),), pages=(),
        passages=(passage,), notes=(), references=(), warnings=(), sha256="",
    )  # fmt: skip


def _question(line: str) -> tuple[str, str]:
    data: dict[str, Any] = json.loads(line)
    return str(data["_id"]), str(data["text"])


def _qrel(line: str) -> tuple[str, str, int]:
    query, passage, score = line.rstrip("\n").split("\t")[:3]
    # The first line names the columns.
    return ("", "", 0) if query == "query-id" else (query, passage, int(score))


def _lines(path: Path, parse: Callable[[str], _T]) -> Iterator[_T]:
    """Each line of a file, parsed; blank lines are skipped."""
    number = 0
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                number += 1
                if line.strip():
                    yield parse(line)
    except FileNotFoundError as error:
        raise InputError(
            "{path} is missing: a question set is a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv.",
            path=path,
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("{path} cannot be read: {reason}.", path=path, reason=error) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            "Line {number} of {path} is not in the BEIR format: correct or remove it.", number=number, path=path
        ) from error
