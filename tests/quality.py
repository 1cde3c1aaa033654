"""How well Pincite ranks and refuses: every figure in one table (``make quality``), and the functions the floors use.

The first document's questions are in the repository. The public question sets are read from a folder ``shared`` beside
the repository, and left out where it is missing.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console
from rich.table import Table

from knowledge import Library, evaluate, load_question_set
from knowledge.answers import Strictness
from knowledge.bundled import bundled_documents, bundled_glossary
from knowledge.evaluation import QuestionSet
from knowledge.search.confidence import THRESHOLDS
from knowledge.search.highlight import best_sentences, holdings
from knowledge.text.analysis import Analyzer
from knowledge.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge import Answer

ROOT = Path(__file__).parent.parent
SETS = ROOT.parent / "shared" / "eval"
QUESTIONS = ROOT / "tests" / "data" / "seed" / "questions.jsonl"
FOLDS = 6
ROLES = {
    "source_line": "source",
    "document_number": "number",
    "footnote": "note",
    "heading": "heading",
    "series_code": "code",
    "title": "title",
}
"""Which role answers for each element of the apparatus; the outline answers for the structure."""


def seed_library() -> Library:
    """The library of the bundled documents."""
    return Library([bundled.read() for bundled in bundled_documents()], bundled_glossary())


def seed_questions() -> list[dict[str, Any]]:
    """The questions on the first document."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def is_right(question: dict[str, Any], answer: Answer) -> bool:
    """Whether the answer is what the question wants: refused, the right role first, or the right paragraphs."""
    if question["type"] == "unanswerable":
        return not answer.answered
    if question["type"] == "meta":
        role: str | None = ROLES.get(question["element"])
        return len(answer.hits) > 0 and role in {None, answer.hits[0].role.value}
    given = [int(hit.paragraph or 0) if hit.role.is_body else None for hit in answer.hits]
    if question.get("match") == "all":
        return bool(given == question["paragraphs"])
    return bool(given) and given[0] in question["paragraphs"]


def score_seed(library: Library) -> tuple[dict[str, Counter[str]], int, int]:
    """Right answers by type of question; how many answerable sentence questions there are, and how many are refused."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    sentence_questions = refused = 0
    for question in seed_questions():
        answer = library.ask(question["question"], limit=5)
        table[question["type"]].update(n=1, right=is_right(question, answer))
        if question["scope"] == "sentence" and question["answerable"]:
            sentence_questions += 1
            refused += not answer.answered
    return table, sentence_questions, refused


def sample(questions: QuestionSet, step: int) -> QuestionSet:
    """Every ``step``-th question, over all passages."""
    chosen = list(questions.judged())[::step]
    return QuestionSet(questions.documents, dict(chosen), questions.qrels)


def part(questions: QuestionSet, step: int) -> QuestionSet:
    """Every ``step``-th article (the documents of one title), with the questions that it answers."""
    titles = sorted({document.title for document in questions.documents})[::step]
    documents = tuple(document for document in questions.documents if document.title in titles)
    ids = {document.id for document in documents}
    asked = {query: question for query, question in questions.judged() if ids.issuperset(questions.qrels[query])}
    return QuestionSet(documents, asked, questions.qrels)


def misspelt(questions: QuestionSet, share: float = 0.2) -> QuestionSet:
    """The questions with a share of their content words (four letters and more) changed by one edit."""
    chance = random.Random(20)
    analyzer = Analyzer("en")
    changed = {}
    for query, question in questions.judged():
        pieces, end = [], 0
        for token in analyzer.tokens(question):
            is_hit = not token.is_stop and len(token.text) >= 4 and token.text.isalpha() and chance.random() < share
            pieces += [question[end : token.start], one_edit(token.text, chance) if is_hit else token.text]
            end = token.end
        changed[query] = "".join(pieces) + question[end:]
    return QuestionSet(questions.documents, changed, questions.qrels)


def one_edit(word: str, chance: random.Random) -> str:
    """The word with a letter left out, put in, replaced, or swapped with its neighbour."""
    place = chance.randrange(len(word))
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    match chance.randrange(4):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + letter + word[place:]
        case 2:
            return word[:place] + letter + word[place + 1 :]
        case _:
            place = min(place, len(word) - 2)
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def answer_sentences(questions: QuestionSet, folder: Path, library: Library | None = None) -> tuple[float, float]:
    """Given the right passage: how often its best sentence, or one of the best two, holds an answer."""
    library = library or Library(questions.documents)
    entries = {document.id: entry for entry, document in enumerate(questions.documents)}
    answers = {}
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        query = json.loads(line)
        answers[query["_id"]] = query["metadata"]["answers"]
    first, either = [], []
    for query, question in questions.judged():
        entry = entries[next(iter(questions.qrels[query]))]
        terms, index = library.searcher.understand(question).query, library.searcher.index
        words = index.words_of(entry)
        spans = sentence_spans(questions.documents[entry].text)
        holding = [
            any(spans[number][0] <= answer["start"] < spans[number][1] for answer in answers[query])
            for number in best_sentences(index, words, terms, holdings(index, words, terms))
        ]
        first.append(any(holding[:1]))
        either.append(any(holding))
    return float(np.mean(first)), float(np.mean(either))


def confidences(questions: QuestionSet, folds: int = FOLDS) -> tuple[list[float], list[float]]:
    """How sure the answers are with everything in the library, and with the question's article taken out."""
    article = {document.id: document.title for document in questions.documents}
    titles = sorted(set(article.values()))
    random.Random(7).shuffle(titles)
    whole = Library(questions.documents)
    sure = [whole.ask(question, limit=1).confidence for _, question in questions.judged()]
    unsure = []
    for fold in range(folds):
        gone = set(titles[fold::folds])
        rest = Library(document for document in questions.documents if document.title not in gone)
        for query, question in questions.judged():
            if article[next(iter(questions.qrels[query]))] in gone:
                unsure.append(rest.ask(question, limit=1).confidence)
    return sure, unsure


def auroc(yes: Sequence[float], no: Sequence[float]) -> float:
    """How often an answerable question is surer than another, ties counted half."""
    ordered = np.sort(no)
    below, upto = np.searchsorted(ordered, yes, "left"), np.searchsorted(ordered, yes, "right")
    return float(((below + upto) / 2).mean() / len(ordered))


def rows(step: int) -> Iterator[tuple[str, str, str]]:
    """What is measured, on what, and the figure; of the large sets every ``step``-th question."""
    table, asked, refused = score_seed(seed_library())
    for kind, counts in sorted(table.items()):
        what = "refused" if kind == "unanswerable" else "right first"
        yield "first document", f"{kind}: {what}", f"{counts['right']} of {counts['n']}"
    yield "first document", "answerable sentence questions refused", f"{refused} of {asked}"
    if not SETS.is_dir():
        yield "public sets", f"not there: {SETS}", ""
        return
    means = []
    for name in ("squad", "obliqa-dev", "techdocs", "xquad-de", "xquad-ru", "xquad-zh"):
        measured = evaluate(sample(load_question_set(SETS / name), step if name in {"squad", "obliqa-dev"} else 1))
        ndcg, first = measured.measure("ndcg@10"), measured.measure("success@1")
        figure = f"{ndcg.mean:.4f} ({ndcg.low:.3f} to {ndcg.high:.3f})  {first.mean:.4f}"
        yield name, "nDCG@10 (95 %), success@1", figure
        if name.startswith("xquad"):
            means.append((ndcg.mean, first.mean))
    yield "xquad", "mean nDCG@10, success@1", "  ".join(f"{value:.4f}" for value in np.mean(means, axis=0))
    squad = sample(load_question_set(SETS / "squad"), step)
    clean, wrong = evaluate(squad).measure("ndcg@10").mean, evaluate(misspelt(squad)).measure("ndcg@10").mean
    yield "squad", "nDCG@10 lost with 20 % of the words misspelt", f"{clean - wrong:.4f}"
    best, either = answer_sentences(squad, SETS / "squad")
    yield "squad", "answering sentence first, in the best two", f"{best:.4f}  {either:.4f}"
    sure, unsure = confidences(squad)
    at_95, normal = float(np.quantile(sure, 0.05)), THRESHOLDS[Strictness.NORMAL]
    yield "squad", "answerable against article removed: AUROC", f"{auroc(sure, unsure):.4f}"
    yield "squad", "refused of the others at 95 % kept", f"{np.mean(np.array(unsure) < at_95):.4f} (at {at_95:.2f})"
    kept, others = np.mean(np.array(sure) >= normal), np.mean(np.array(unsure) < normal)
    yield "squad", f"kept, refused at the threshold of {normal}", f"{kept:.4f}  {others:.4f}"


def main() -> None:
    """Print the table; an argument N takes every N-th question of the large sets."""
    out = Console(width=110, highlight=False)
    table = Table("set", "measure", "figure", box=None, pad_edge=False)
    for row in rows(int(sys.argv[1]) if len(sys.argv) > 1 else 1):
        table.add_row(*row)
    out.print(table)


if __name__ == "__main__":
    main()
