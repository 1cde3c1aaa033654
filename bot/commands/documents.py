"""``pincite lookup``, ``contents``, ``inspect`` and ``list``."""

from __future__ import annotations

from pathlib import Path

import click

from bot import terminal
from bot.commands import common
from bot.commands.wire import answer_json, inspection_json, outline_json
from knowledge import InputError, read_document


@click.command()
@click.argument("reference")
@click.option("--document", metavar="ID", help="Look in this document alone.")
@common.json_option
@common.takes_data
def lookup(reference: str, document: str | None, as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """Show what stands at REFERENCE: "page 404", "¶ 17", "section doctrinal differences", "footnote 1"."""
    answer = common.load_library(data).lookup(reference, document=document)
    if as_json:
        common.print_json(answer_json(answer))
    else:
        terminal.show_answer(answer, terminal.console())
    return common.DONE if answer.answered else common.NOTHING


@click.command()
@click.argument("document_id", required=False)
@common.json_option
@common.takes_data
def contents(document_id: str | None, as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """Show the outline of a document, or of all."""
    outlines = common.load_library(data).contents(document_id)
    if as_json:
        for outline in outlines:
            common.print_json(outline_json(outline))
    else:
        terminal.show_outlines(outlines, terminal.console())
    return common.DONE


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@common.json_option
@common.takes_data
def inspect(file: Path, as_json: bool, data: Path | None) -> int:  # noqa: ARG001, FBT001 - every command takes it
    """Show what the reader makes of FILE; nothing is stored."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror}): check the name and its permissions.") from error
    document = read_document(content, file.name)
    if as_json:
        common.print_json(inspection_json(document))
    else:
        terminal.show_inspection(document, terminal.console())
    return common.DONE


@click.command("list")
@common.json_option
@common.takes_data
def list_documents(as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """List the documents of the library."""
    outlines = common.load_library(data).contents()
    if as_json:
        for outline in outlines:
            common.print_json({**outline_json(outline), "sections": len(outline.sections)})
    else:
        terminal.show_list(outlines, terminal.console())
    return common.DONE
