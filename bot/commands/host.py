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
    """Run the Discord bot until it is told to stop."""
    # The Discord library takes longer to import than a question takes to answer.
    from bot.host.running import run as run_bot  # noqa: PLC0415 - see above

    return run_bot(common.settings_of(data))


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port on 127.0.0.1; else any that is free.")
@common.takes_data
def preview(port: int | None, data: Path | None) -> int:
    """Show the bot in a simulated Discord in the local browser; needs no token."""
    from bot.host.preview import preview as serve  # noqa: PLC0415 - as in ``run``

    serve(common.settings_of(data), lambda url: terminal.say(f"Open {url} (stop with Ctrl+C)"), port=port)
    return Exit.DONE


@click.command()
@common.json_option
@common.takes_data
def doctor(as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """Check settings, storage, library and token; say what is wrong and how to mend it."""
    findings = diagnose(data or (click.get_current_context().obj or {}).get("data"))
    if as_json:
        for finding in findings:
            common.print_json({"check": finding.check, "status": finding.status, "detail": finding.detail})
    else:
        terminal.show_findings(findings, terminal.console())
    return max((finding.exit_status for finding in findings), default=Exit.DONE)
