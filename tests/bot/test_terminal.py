"""What the command line prints for people does nothing to their terminal."""

from __future__ import annotations

import unicodedata
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot import cli
from knowledge import HOST, By, Source, Store, database_url, read_document

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.bot.calling import Called

OPENING = "The garden opens at nine in the morning, and closes at six.\n\nDogs stay on a lead.\n"
ODD = {"Cc", "Zl", "Zp", "Cs"}
"""Categories of characters that do something else than be read."""


def test_nothing_that_is_printed_commands_the_terminal(
    pincite: Callable[..., Called], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither names of files nor titles nor texts nor errors, on stdout and on stderr: not one control character."""
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp\u2028\r"
    folder = tmp_path / "docs"
    folder.mkdir()
    good, bad, gone = (folder / f"{evil}\n{name}" for name in ("good.txt", "bad.docx", "gone.txt"))
    good.write_text(OPENING, encoding="utf-8")
    bad.write_bytes(b"\0\1")
    (folder / f"{evil}link.txt").symlink_to("/etc/hostname")
    store = Store.open(database_url(tmp_path / "data"))
    with closing(store):
        document = read_document(OPENING.encode(), "garden.txt")
        (passage, *_) = document.passages
        text = document.text.replace(passage.text, passage.text[:10] + evil[:-2] + passage.text[10 + len(evil[:-2]) :])
        odd = tuple(replace(one, text=text[one.start : one.end]) for one in document.passages)
        odd_metadata = replace(document.metadata, title=f"Garden {evil}")
        document = replace(document, text=text, passages=odd, metadata=odd_metadata)
        store.documents.put(None, document, Source(f"{evil}.txt", b"x"), By(HOST, datetime.now(UTC)))
    answers = iter(["nine in the morning", evil, ""])
    monkeypatch.setattr("builtins.input", lambda *_: next(answers))
    calls = [
        ("add", folder), ("add", good, bad, gone), ("inspect", good), ("inspect", bad), ("list",), ("contents",),
        ("ask", "closes at six"), ("ask", f"closes {evil}"), ("lookup", f"¶ {evil}"), ("lookup", "garden:p1"),
        ("verify", "stay on a lead"), ("verify", f"stay {evil} a lead"), ("cite", "garden:p1"),
        ("cite", "garden:p1", "--style", "bibtex"), ("cite", f"{evil}:p1"), ("chat",), ("doctor",),
        ("remove", "garden"), ("list", "--removed"), ("undelete", "garden"), ("remove", evil), (evil,),
        ("backup", f"{evil}copy"), ("restore", f"{evil}copy"), ("evaluate", f"{evil}"),
    ]  # fmt: skip
    for call in calls:
        printed = pincite(*call)
        both = printed.out + printed.err
        assert both, call
        assert not [one for one in both if one == "\u202e" or (one != "\n" and unicodedata.category(one) in ODD)], call
    with closing(Store.open(database_url(tmp_path / "data"))) as store:
        assert [] == [info.title for info in store.documents.list(None) if "\n" in info.title]


def test_there_is_one_place_where_text_is_printed() -> None:
    """No command prints past it, but for JSON, which escapes by rules of its own."""
    folder = Path(cli.__file__).parent
    printing = {file.name for file in (*folder.glob("commands/*.py"), folder / "cli.py") if "echo(" in file.read_text()}
    assert {"common.py", "terminal.py"} == printing
