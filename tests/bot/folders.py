"""Files for a folder of the host, and what became of them."""

from __future__ import annotations

import logging
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from knowledge import Store


def write(file: Path, text: str, *, seconds_ago: float = 60) -> None:
    """Write a file, some time ago."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (time.time() - seconds_ago,) * 2)


def texts(store: Store) -> dict[str, str]:
    """The documents that all servers have, by their ids."""
    return {document.id: document.text for document in store.documents.load()}


def by_file(store: Store) -> dict[str, str]:
    """The documents that all servers have, by the names of their files."""
    text = texts(store)
    return {info.file_name: text[info.id] for info in store.documents.list(None)}


def warnings(caplog: pytest.LogCaptureFixture, words: str) -> int:
    """How many warnings of the log have these words."""
    return sum(words in record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)
