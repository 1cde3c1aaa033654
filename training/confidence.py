"""Fits the model of ``knowledge.search.confidence`` for large libraries.

    python training/confidence.py fit                  # from readings.csv beside this file; prints coefficients
    python training/confidence.py read FOLDER          # makes readings.csv anew from a question set in BEIR's layout

The readings in the repository come from SQuAD 1.1 (CC BY-SA 4.0, Rajpurkar et al. 2016); they are numbers, no text.

A question counts as answerable where its passage is in the library, and as unanswerable where nothing of its article
is. Both are asked of large libraries: all articles, and all but a sixth of them. ``no_number`` is not fitted but set.
The same is asked of small ones, 21 paragraphs of one article: nothing is fitted to them, they only show how the model
for small libraries does.
"""

from __future__ import annotations

import csv
import random
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import numpy as np

from knowledge import Library, Strictness, load_question_set
from knowledge.search.confidence import LARGE, THRESHOLDS, Evidence, confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from knowledge import Document

READINGS = Path(__file__).with_name("readings.csv")
FIELDS = tuple(field.name for field in fields(Evidence))
FIXED = ("no_number",)
FOLDS = 6
SMALL_LIBRARY = 21
WEIGHT = 2.0
"""What an answerable question counts beside another: people mostly ask what a library is about."""
STRANGERS = 0.012
"""Share of the questions about other articles that each small library is asked."""


class Example(NamedTuple):
    """In how large a library a question was asked, whether it can be answered there, and its readings."""

    passages: int
    answerable: bool
    evidence: Evidence

    @property
    def setting(self) -> str:
        """Large or small."""
        return "small" if self.passages <= SMALL_LIBRARY else "large"


@click.group()
def main() -> None:
    """Fit the coefficients of the confidence."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def read(folder: Path) -> None:
    """Write readings.csv from the question set in FOLDER."""
    with READINGS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("passages", "answerable", *FIELDS))
        for example in examples(folder):
            readings = [f"{getattr(example.evidence, field):.4g}" for field in FIELDS]
            writer.writerow((example.passages, int(example.answerable), *readings))


@main.command()
def fit() -> None:
    """Fit readings.csv; print the coefficients and how well they tell."""
    with READINGS.open(encoding="utf-8", newline="") as file:
        found = [
            Example(
                int(row["passages"]),
                row["answerable"] == "1",
                Evidence(**{field: float(row[field]) for field in FIELDS}),
            )
            for row in csv.DictReader(file)
        ]
    coefficients = fitted([example for example in found if example.setting == "large"])
    for name, value in coefficients.items():
        click.echo(f'    "{name}": {value:.2f},')
    LARGE.update(coefficients)
    report(found)


def examples(folder: Path) -> Iterator[Example]:
    """Ask large and small libraries the questions of a set."""
    questions = load_question_set(folder)
    chance = random.Random(5)  # noqa: S311 - a sample, not a secret
    right = {query: next(iter(relevant)) for query, relevant in questions.qrels.items()}
    article = {document.id: document.title for document in questions.documents}
    articles: dict[str, list[Document]] = {}
    for document in questions.documents:
        articles.setdefault(document.title, []).append(document)
    asked = [(text, right[query]) for query, text in questions.questions.items() if query in right]

    def ask(documents: Sequence[Document], text: str, *, answerable: bool) -> Example:
        return Example(len(documents), answerable, reading(library, text))

    library = Library(questions.documents)
    for text, _ in asked:
        yield ask(questions.documents, text, answerable=True)
    titles = sorted(articles)
    chance.shuffle(titles)
    for fold in range(FOLDS):
        gone = set(titles[fold::FOLDS])
        rest = [document for document in questions.documents if document.title not in gone]
        library = Library(rest)
        for text, passage in asked:
            if article[passage] in gone:
                yield ask(rest, text, answerable=False)
    for title, documents in articles.items():
        first = chance.randrange(max(1, len(documents) - SMALL_LIBRARY))
        window = documents[first : first + SMALL_LIBRARY]
        library, inside = Library(window), {document.id for document in window}
        for text, passage in asked:
            is_stranger = article[passage] != title and chance.random() < STRANGERS
            if passage in inside or is_stranger:
                yield ask(window, text, answerable=passage in inside)


def reading(library: Library, question: str) -> Evidence:
    """The readings of the whole question; of one that finds nothing, those of no support."""
    evidence = library.searcher.search(question, count=1).evidence
    return evidence[0] if evidence else Evidence(0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0)


def fitted(found: Sequence[Example]) -> dict[str, float]:
    """Logistic regression by Newton's method, with a weak pull of the coefficients towards 0."""
    names = [name for name in LARGE if name not in {*FIXED, "intercept"}]
    columns = [[1.0, *(float(getattr(example.evidence, name)) for name in names)] for example in found]
    matrix = np.array(columns)
    offset = np.array([sum(LARGE[name] * getattr(example.evidence, name) for name in FIXED) for example in found])
    answerable = np.array([float(example.answerable) for example in found])
    weights = 1 + (WEIGHT - 1) * answerable
    pull = np.diag([0.0, *(1.0 for _ in names)])
    theta = np.zeros(matrix.shape[1])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-(matrix @ theta + offset)))
        gradient = matrix.T @ (weights * (probability - answerable)) + pull @ theta
        curvature = (matrix * (weights * probability * (1 - probability))[:, None]).T @ matrix + pull
        step = np.linalg.solve(curvature, gradient)
        theta -= step
        if np.abs(step).max() < 1e-8:
            break
    values = dict(zip(["intercept", *names], map(float, theta), strict=True))
    return {name: values.get(name, LARGE[name]) for name in LARGE}


def report(found: Sequence[Example]) -> None:
    """Print, for each setting, how well the confidence tells answerable questions from others."""
    for setting in dict.fromkeys(example.setting for example in found):
        sure = {
            answerable: np.array(
                [
                    confidence([example.evidence], example.passages)
                    for example in found
                    if example.setting == setting and example.answerable is answerable
                ]
            )
            for answerable in (True, False)
        }
        at_95 = float(np.quantile(sure[True], 0.05))
        normal = THRESHOLDS[Strictness.NORMAL]
        click.echo(
            f"{setting}: AUROC {auroc(sure[True], sure[False]):.3f}; 95 % kept at {at_95:.2f},"
            f" {(sure[False] < at_95).mean():.2f} of the others refused;"
            f" at {normal}: {(sure[True] >= normal).mean():.3f} kept, {(sure[False] < normal).mean():.3f} refused"
        )


def auroc(yes: NDArray[np.float64], no: NDArray[np.float64]) -> float:
    """How often an answerable question scores above another, ties counted half."""
    ordered = np.sort(no)
    below, upto = np.searchsorted(ordered, yes, "left"), np.searchsorted(ordered, yes, "right")
    return float(((below + upto) / 2).mean() / len(no))


if __name__ == "__main__":
    main()
