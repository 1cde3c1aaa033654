"""``pincite run``, ``preview`` and ``doctor``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands import common, terminal
from bot.exits import Exit
from bot.host.diagnosis import diagnose

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@common.takes_data
def run(data: Path | None) -> int:
    """Run the Discord bot until it is stopped."""
    # Importing discord.py takes longer than answering a question.
    from bot.host.running import run as run_bot  # noqa: PLC0415 - see above

    return run_bot(common.settings_of(data))


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port on 127.0.0.1. Default: any free port.")
@common.takes_data
def preview(port: int | None, data: Path | None) -> int:
    """Try the bot in a simulated Discord in the local browser, on a copy of the library; needs no token."""
    from bot.host.logs import configure_logging  # noqa: PLC0415 - as in ``run``
    from bot.host.preview import preview as serve  # noqa: PLC0415 - as in ``run``

    # Warnings are for an operator; here they would only be about servers that the simulation lacks.
    configure_logging("ERROR", secret="")
    serve(common.settings_of(data), lambda url: terminal.say(f"Open {url} (stop with Ctrl+C)"), port=port)
    return Exit.DONE


@click.command()
@common.json_option
@common.takes_data
def doctor(as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """Check settings, storage, library and token; say what is wrong and how to fix it."""
    findings = diagnose(data or (click.get_current_context().obj or {}).get("data"))
    if as_json:
        for finding in findings:
            common.print_json({"check": finding.check, "status": finding.status, "detail": finding.detail})
    else:
        terminal.show_findings(findings, terminal.console())
    return max((finding.exit_status for finding in findings), default=Exit.DONE)
