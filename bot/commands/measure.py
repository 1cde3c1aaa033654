"""``pincite evaluate`` and ``pincite bench``."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands import common, terminal
from bot.exits import Exit
from knowledge import QuestionSet, ablate, benchmark, load_question_set, write_measures, write_run
from knowledge import evaluate as evaluate_questions

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--run", "run_file", type=_FILE, help="Also write a TREC run file.")
@click.option("--by-question", type=_FILE, help="Also write per-question results, to compare two runs.")
@click.option("--ablate", "is_ablation", is_flag=True, help="Measure without each part of the ranking in turn.")
@common.json_option
@common.takes_data
def evaluate(  # noqa: PLR0917 - click passes by name
    folder: Path,
    run_file: Path | None,
    by_question: Path | None,
    is_ablation: bool,  # noqa: FBT001 - click passes by name
    as_json: bool,  # noqa: FBT001 - click passes by name
    data: Path | None,  # noqa: ARG001 - every command takes it
) -> int:
    """Measure the ranking on FOLDER, a question set in BEIR's layout."""
    questions = load_question_set(folder)
    if is_ablation:
        return _ablate(questions, as_json=as_json)
    measured = evaluate_questions(questions)
    if run_file is not None:
        write_run(measured.run, run_file)
    if by_question is not None:
        write_measures(measured, by_question)
    figures = measured.as_json()
    if as_json:
        common.print_json(figures)
    else:
        intervals = figures.pop("intervals")
        shown = {name: f"{value}  {_interval(intervals.get(name))}".rstrip() for name, value in figures.items()}
        terminal.show_figures(shown, terminal.console())
    return Exit.DONE


def _interval(bounds: list[float] | None) -> str:
    return "" if bounds is None else f"({bounds[0]} to {bounds[1]})"


def _ablate(questions: QuestionSet, *, as_json: bool) -> int:
    results = ablate(questions)
    if as_json:
        common.print_json({name: {"ndcg@10": ndcg, "success@1": first} for name, (ndcg, first) in results.items()})
        return Exit.DONE
    best, most = results.pop("everything")
    rows = {
        f"without {name}": f"{ndcg:.4f} ({ndcg - best:+.4f})  {first:.4f} ({first - most:+.4f})"
        for name, (ndcg, first) in results.items()
    }
    terminal.show_figures(
        {"": "ndcg@10           success@1", "everything": f"{best:.4f}            {most:.4f}", **rows},
        terminal.console(),
    )
    return Exit.DONE


@click.command()
@click.option(
    "--passages",
    type=click.IntRange(10, 1_000_000),
    default=10_000,
    show_default=True,
    help="Number of generated passages.",
)
@common.json_option
@common.takes_data
def bench(passages: int, as_json: bool, data: Path | None) -> int:  # noqa: ARG001, FBT001 - every command takes it
    """Measure the speed on this machine, beside plain rank-bm25 in the same run."""
    figures = benchmark(passages)
    if as_json:
        common.print_json(figures)
    else:
        terminal.show_figures(figures, terminal.console())
    return Exit.DONE
