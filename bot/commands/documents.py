"""``pincite lookup``, ``contents`` and ``inspect``."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands import common, terminal
from bot.exits import Exit
from bot.wire import answer_json, inspection_json, outline_json
from knowledge import read_file_in_child


@click.command()
@click.argument("reference")
@click.option("--document", metavar="ID", help="Look only in this document.")
@common.takes_guild
@common.json_option
@common.takes_data
def lookup(reference: str, document: str | None, as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """Show the place REFERENCE: "page 404", "¶ 17", "section doctrinal differences", "footnote 1"."""
    answer = common.load_library(data).lookup(reference, document=document)
    if as_json:
        common.print_json(answer_json(answer))
    else:
        terminal.show_answer(answer, terminal.console())
    return Exit.DONE if answer.answered else Exit.NOTHING


@click.command()
@click.argument("document_id", required=False)
@common.takes_guild
@common.json_option
@common.takes_data
def contents(document_id: str | None, as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """Show the outline of one document, or of all."""
    outlines = common.load_library(data).contents(document_id)
    if as_json:
        for outline in outlines:
            common.print_json(outline_json(outline))
    else:
        terminal.show_outlines(outlines, terminal.console())
    return Exit.DONE


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@common.json_option
@common.takes_data
def inspect(file: Path, as_json: bool, data: Path | None) -> int:  # noqa: ARG001, FBT001 - every command takes it
    """Show how FILE is read: its metadata, sections, pages and passages. Nothing is stored."""
    document = read_file_in_child(file)
    if as_json:
        common.print_json(inspection_json(document))
    else:
        terminal.show_inspection(document, terminal.console())
    return Exit.DONE
