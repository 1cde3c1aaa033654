"""The command ``pincite``: parses, calls, and turns errors into one line and an exit status, all in ``main``.

Exit status: 0 done or answered, 1 nothing found, 2 wrong usage or bad input, 3 a failure of the machine.
``bot.commands`` has the commands themselves, ``bot.commands.terminal`` what they print for people.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from bot.commands import common, terminal
from bot.commands.ask import ask, chat
from bot.commands.documents import contents, inspect, lookup
from bot.commands.host import doctor, preview, run
from bot.commands.library import add, backup, list_documents, remove, restore, undelete
from bot.commands.measure import bench, evaluate
from bot.commands.quotes import cite, verify
from bot.exits import Exit
from bot.settings import SettingsError
from knowledge import KnowledgeError, StorageError

if TYPE_CHECKING:
    from pathlib import Path


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@common.version_option
@common.data_option
def pincite(data: Path | None) -> None:
    """Answers from a library of documents with the passages themselves, each with its page."""
    common.remember_data(data)


for command in (
    ask, chat, lookup, verify, cite, contents, inspect, add, list_documents, remove, undelete, evaluate, bench, run,
    preview, doctor, backup, restore,
):  # fmt: skip
    pincite.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit with its status."""
    sys.exit(invoke(arguments))


def invoke(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status. Every error is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # Characters that the terminal cannot encode are replaced, so that printing never raises.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status: Any = pincite.main(args=arguments, prog_name="pincite", standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has closed the pipe ("pincite list | head"): silence further writes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except (click.ClickException, KnowledgeError, SettingsError, OSError) as error:
        message, status = _explained(error)
        terminal.show_text(message, err=True)
    return status if isinstance(status, int) else Exit.DONE


def _explained(error: click.ClickException | KnowledgeError | SettingsError | OSError) -> tuple[str, int]:
    """What to print for an error, and the exit status."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message(), Exit.BAD_INPUT
        case click.ClickException():
            return f"pincite: {_one_line(error.format_message())}", Exit.BAD_INPUT
        case StorageError():
            return f"pincite: {error}", Exit.FAILURE
        case OSError():
            reason = f"The machine refused ({error}): check space and permissions, then try again."
            return f"pincite: {reason}", Exit.FAILURE
        case _:
            return f"pincite: {error}", Exit.BAD_INPUT


def _one_line(message: str) -> str:
    sentence = " ".join(message.split())
    return sentence if "--help" in sentence else f"{sentence.rstrip('.')}. Try “pincite --help”."
