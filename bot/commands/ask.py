"""``pincite ask`` and ``pincite chat``."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands import common, terminal
from bot.exits import Exit
from bot.wire import answer_json
from knowledge import Answer, InputError, KnowledgeError, QuestionError, Strictness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_limit_option = click.option(
    "--limit", type=click.IntRange(1, 50), default=3, show_default=True, help="Show at most this many passages."
)
_strictness_option = click.option(
    "--strictness",
    type=click.Choice([strictness.value for strictness in Strictness]),
    help="How confident an answer has to be. Default: PINCITE_STRICTNESS, or else normal.",
)
_document_option = click.option("--document", metavar="ID", help="Search only this document.")


@click.command()
@click.argument("question", required=False)
@click.option(
    "--questions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help='Answer a file of lines {"id": …, "question": …}, one line of JSON per answer.',
)
@_limit_option
@_document_option
@_strictness_option
@common.takes_guild
@common.json_option
@common.takes_data
def ask(  # noqa: PLR0917 - click passes by name
    question: str | None,
    questions: Path | None,
    limit: int,
    document: str | None,
    strictness: str | None,
    as_json: bool,  # noqa: FBT001 - click passes by name
    data: Path | None,
) -> int:
    """Answer QUESTION with the best passages, verbatim and cited."""
    if (question is None) == (questions is None):
        raise click.UsageError("Give either a QUESTION or --questions FILE")
    if questions is not None and not as_json:
        raise click.UsageError("--questions prints one JSON answer a line: add --json")
    answer_to = _asking(data, limit, document, strictness)
    if questions is not None:
        for question_id, text in _questions(questions):
            try:
                answer = answer_to(text)
            except QuestionError as error:
                # One answer per line, also for a question that is rejected.
                answer = Answer(text, "nothing", confidence=1.0, message=str(error))
            common.print_json(answer_json(answer, question_id))
        return Exit.DONE
    answer = answer_to(question or "")
    if as_json:
        common.print_json(answer_json(answer))
    else:
        terminal.show_answer(answer, terminal.console())
    return Exit.DONE if answer.answered else Exit.NOTHING


def _asking(data: Path | None, limit: int, document: str | None, strictness: str | None) -> Callable[[str], Answer]:
    """A function that answers questions with the options of the command line and of the settings."""
    chosen = Strictness(strictness) if strictness else common.settings_of(data).strictness
    return partial(common.load_library(data).ask, limit=limit, document=document, strictness=chosen)


def _questions(path: Path) -> Iterator[tuple[str | int | None, str]]:
    """The questions in a question file.

    Raises InputError naming the first invalid line.
    """
    with click.open_file(str(path), encoding="utf-8-sig") as file:
        for number, line in enumerate(_decoded(file, path), start=1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                yield entry.get("id"), _text(entry["question"])
            except (ValueError, KeyError, AttributeError, TypeError) as error:
                raise InputError(
                    f'Line {number} of {path} is not {{"id": …, "question": …}}: mend it, or take the line out.'
                ) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.encode("utf-8", "replace").decode()


def _decoded(file: Iterator[str], path: Path) -> Iterator[str]:
    try:
        yield from file
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: save it as UTF-8 and try again.") from error


@click.command()
@_limit_option
@_document_option
@_strictness_option
@common.takes_guild
@common.takes_data
def chat(limit: int, document: str | None, strictness: str | None, data: Path | None) -> int:
    """Ask one question after another; an empty line ends."""
    answer_to = _asking(data, limit, document, strictness)
    console = terminal.console()
    console.print("Ask a question, or for a place such as “page 404”. An empty line ends.", markup=False)
    while True:
        try:
            question = console.input("[bold]?[/] ").strip()
        except (EOFError, KeyboardInterrupt):
            question = ""
        if not question or question.casefold() in {"quit", "exit"}:
            return Exit.DONE
        try:
            answer = answer_to(question)
        except KnowledgeError as error:
            console.print(str(error), markup=False)
            continue
        terminal.show_answer(answer, console)
