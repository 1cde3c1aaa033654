"""``pincite preview``: what is tried out there stays there."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.host.preview import preview
from bot.settings import load_settings
from knowledge import InputError, Store, database_url

if TYPE_CHECKING:
    from pathlib import Path

SERVER = 42


def everything_in(file: Path) -> list[str]:
    """The content of a database."""
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


def test_a_preview_leaves_the_store_as_it_is(tmp_path: Path, new_store: Path) -> None:
    """The simulated bot is in none of the real servers, registers commands, and writes nothing of it down."""
    shutil.copy(new_store, tmp_path)
    store = Store.open(database_url(tmp_path))
    store.settings.put(SERVER, {"passages": 2})
    store.close()
    before = everything_in(tmp_path / "pincite.db")
    pages = []

    def stop(address: str) -> None:
        pages.append(address)
        os.kill(os.getpid(), signal.SIGTERM)

    preview(load_settings(tmp_path / ".env", data_folder=tmp_path), stop)
    assert len(pages) == 1
    assert everything_in(tmp_path / "pincite.db") == before


def test_a_preview_needs_a_file_to_copy(tmp_path: Path) -> None:
    """A database server is refused in one sentence, and not even connected to."""
    settings = load_settings(tmp_path / ".env", database="postgresql+pg8000://nobody@127.0.0.1:1/none")
    with pytest.raises(InputError, match="DATABASE_URL"):
        preview(settings, print)
