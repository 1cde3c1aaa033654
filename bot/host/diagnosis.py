"""The checks of ``pincite doctor``; each yields a finding that says what to do about it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.settings import SettingsError, load_settings
from knowledge import StorageError, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.settings import Settings

_PROBE = "Which relation is the paper about?"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: ``ok``, a ``note`` (fine for most commands), or ``wrong``; ``exit_status`` is the command's."""

    check: str
    status: Literal["ok", "note", "wrong"]
    detail: str
    exit_status: int = 0


def diagnose(data_folder: Path | None) -> list[Finding]:
    """Run all checks independently; a check that an earlier failure makes impossible is left out."""
    try:
        settings = load_settings(data_folder=data_folder)
    except SettingsError as error:
        return [Finding("settings", "wrong", str(error), 2)]
    findings = [Finding("settings", "ok", "read from the environment and .env")]
    findings += [Finding("settings", "note", warning) for warning in settings.warnings]
    findings += _storage(settings)
    findings.append(_token(settings))
    return findings


def _storage(settings: Settings) -> Iterator[Finding]:
    try:
        store = Store.open(settings.database_url)
    except StorageError as error:
        yield Finding("storage", "wrong", str(error), 3)
        return
    try:
        store.check()
        store.install_bundled()
        yield Finding("storage", "ok", f"database in {settings.data_folder}" if not settings.database else "database")
        library = store.library()
        passages = sum(len(document.passages) for document in library.documents())
        library.ask(_PROBE)
        yield Finding("library", "ok", f"index built over {passages} passages, documents: {len(library.documents())}")
    except StorageError as error:
        yield Finding("storage", "wrong", str(error), 3)
    finally:
        store.close()


def _token(settings: Settings) -> Finding:
    if settings.discord_token is None:
        return Finding("token", "note", "DISCORD_TOKEN is not set: only `pincite run` needs it")
    # Importing discord.py takes longer than everything else here.
    from bot.host.login import check_token  # noqa: PLC0415 - see above

    sentence, status = asyncio.run(check_token(settings))
    return Finding("token", "ok" if status == 0 else "wrong", sentence, status)
