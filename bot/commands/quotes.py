"""``pincite verify`` and ``pincite cite``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands import common, terminal
from bot.exits import Exit
from bot.wire import check_json
from knowledge import CitationStyle, QuoteVerdict, Status

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@click.argument("quote")
@click.option("--document", metavar="ID", help="Look only in this document.")
@common.takes_guild
@common.json_option
@common.takes_data
def verify(quote: str, document: str | None, as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """Check whether the library has QUOTE: word for word, altered, or not at all.

    The exit status is 0 only for a verbatim quotation.
    """
    check = common.load_library(data).verify(quote, document=document)
    if as_json:
        common.print_json(check_json(check))
    else:
        terminal.show_check(check, terminal.console())
    return Exit.DONE if check.verdict is QuoteVerdict.VERBATIM else Exit.NOTHING


@click.command()
@click.argument("passage_id")
@click.option(
    "--style",
    type=click.Choice([style.value for style in CitationStyle]),
    default=CitationStyle.CHICAGO.value,
    show_default=True,
    help="The style or format.",
)
@click.option(
    "--highlight",
    type=click.IntRange(min=0),
    metavar="OFFSET",
    help="Cite the page of the sentence at this offset: the start of a highlight of an answer.",
)
@click.option(
    "--accessed",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Date on which the web page was read, for the citation.",
)
@common.takes_guild
@common.takes_data
def cite(passage_id: str, style: str, highlight: int | None, accessed: datetime | None, data: Path | None) -> int:
    """Cite the passage PASSAGE_ID (an id or ref from the JSON of an answer) with its pages."""
    library = common.load_library(data)
    day = None if accessed is None else accessed.date()
    citation = library.cite(passage_id, CitationStyle(style), highlight=highlight, accessed=day)
    if library.resolve(passage_id).document.status is Status.SUPERSEDED:
        terminal.say(terminal.EARLIER, err=True)
    terminal.show_text(citation)
    return Exit.DONE
