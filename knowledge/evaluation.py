"""How well the library ranks: the field's measures over question sets in BEIR's layout.

A set is a folder with ``corpus.jsonl`` ({_id, title, text}), ``queries.jsonl`` ({_id, text}) and ``qrels/test.tsv``
(query-id, corpus-id, score). Every passage of the corpus becomes a document of its own, so that the whole way from the
question's text to the answer is measured, with nothing set up for the occasion.
"""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.models import NO_PAGES, Document, Metadata, Passage, Role, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

_T = TypeVar("_T")

DEPTH = 10
"""How many hits of a question are looked at."""

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
    """Passages, questions, and which passage is relevant to which question, how much."""

    documents: tuple[Document, ...]
    questions: Mapping[str, str]
    qrels: Qrels


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The means over all questions that have a relevant passage; ``ms_per_query`` is the mean time of one answer."""

    ndcg_at_10: float
    mrr_at_10: float
    success_at_1: float
    success_at_3: float
    recall_at_10: float
    queries: int
    passages: int
    ms_per_query: float

    def as_json(self) -> dict[str, float | int]:
        """The keys of ``pincite evaluate --json``."""
        return {
            "ndcg@10": round(self.ndcg_at_10, 4),
            "mrr@10": round(self.mrr_at_10, 4),
            "success@1": round(self.success_at_1, 4),
            "success@3": round(self.success_at_3, 4),
            "recall@10": round(self.recall_at_10, 4),
            "queries": self.queries,
            "passages": self.passages,
            "ms_per_query": round(self.ms_per_query, 3),
        }


def load_question_set(folder: Path) -> QuestionSet:
    """Read a BEIR folder.

    Raises InputError naming the file, and the line, that is not as it should be.
    """
    documents = tuple(_document(line) for line in _lines(folder / "corpus.jsonl", _CorpusLine.parse))
    questions = dict(_lines(folder / "queries.jsonl", _question))
    qrels: Qrels = {}
    for query, passage, score in _lines(folder / "qrels" / "test.tsv", _qrel):
        if query:
            qrels.setdefault(query, {})[passage] = score
    return QuestionSet(documents, questions, qrels)


def evaluate(questions: QuestionSet) -> tuple[Evaluation, Run]:
    """Ask every question that has a relevant passage; return the means and the run."""
    library = Library(questions.documents)
    run: Run = {}
    started = time.perf_counter()
    for query, question in questions.questions.items():
        if query in questions.qrels:
            hits = library.ask(question, limit=DEPTH).hits[:DEPTH]
            run[query] = [(hit.document.id, hit.score or 0.0) for hit in hits]
    elapsed = time.perf_counter() - started
    rankings = [([passage for passage, _ in run[query]], questions.qrels[query]) for query in run]
    return (
        Evaluation(
            ndcg_at_10=_mean(ndcg(ranking, relevant) for ranking, relevant in rankings),
            mrr_at_10=_mean(reciprocal_rank(ranking, relevant) for ranking, relevant in rankings),
            success_at_1=_mean(success(ranking, relevant, 1) for ranking, relevant in rankings),
            success_at_3=_mean(success(ranking, relevant, 3) for ranking, relevant in rankings),
            recall_at_10=_mean(recall(ranking, relevant) for ranking, relevant in rankings),
            queries=len(run),
            passages=len(questions.documents),
            ms_per_query=1000 * elapsed / max(1, len(run)),
        ),
        run,
    )


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
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"The run file {path} cannot be written: {error.strerror}.") from error


def _mean(values: Iterator[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def _document(line: _CorpusLine) -> Document:
    path = tuple(part.strip() for part in line.title.split(" > ") if part.strip())
    passage = Passage(
        ordinal=0, name="p1", role=Role.PARAGRAPH, number="1", section=path, section_index=0,
        start=0, end=len(line.text), text=line.text, pages=NO_PAGES, url=None,
    )  # fmt: skip
    return Document(
        id=line.id, key=0, metadata=Metadata(title=(path[0] if path else line.id)[:500]), text=line.text,
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
    """Each line of a file, parsed; blank lines are passed over."""
    number = 0
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                number += 1
                if line.strip():
                    yield parse(line)
    except FileNotFoundError as error:
        raise InputError(
            f"{path} is missing: a question set is a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"Line {number} of {path} is not of BEIR's form: mend it, or take the line out.") from error
