"""``pincite evaluate`` and ``pincite bench``."""

from __future__ import annotations

from pathlib import Path

import click

from bot import terminal
from bot.commands import common
from knowledge import benchmark, load_question_set, write_run
from knowledge import evaluate as evaluate_questions


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--run", "run_file", type=click.Path(path_type=Path, dir_okay=False), help="Also write a TREC run file.")
@common.json_option
def evaluate(folder: Path, run_file: Path | None, as_json: bool) -> int:  # noqa: FBT001 - click
    """Measure the ranking on FOLDER, a question set in BEIR's layout."""
    measured, run = evaluate_questions(load_question_set(folder))
    if run_file is not None:
        write_run(run, run_file)
    if as_json:
        common.print_json(measured.as_json())
    else:
        terminal.show_figures(measured.as_json(), terminal.console())
    return common.DONE


@click.command()
@click.option(
    "--passages",
    type=click.IntRange(10, 1_000_000),
    default=10_000,
    show_default=True,
    help="How many passages to make up.",
)
@common.json_option
def bench(passages: int, as_json: bool) -> int:  # noqa: FBT001 - click
    """Measure the speed on this machine, beside plain rank-bm25 in the same run."""
    figures = benchmark(passages)
    if as_json:
        common.print_json(figures)
    else:
        terminal.show_figures(figures, terminal.console())
    return common.DONE
