"""Golden questions are tried before a new edition goes live, in this process or in a child, with the same outcome."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.features import rehearsal
from bot.libraries.children import Children
from bot.replies.golden import Rehearsal
from knowledge import GoldenChange, NotInLibrary, Store, Strictness, database_url
from tests.knowledge.stores import ALICE, OURS, THEIRS, add, preview

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

DOGS, FEES = "Dogs are welcome on Tuesdays.", "A lost ticket costs five crowns."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        yield opened


def rehearse(store: Store, guild_id: int, key: int, children: Children | None = None) -> Rehearsal:
    """Try the golden questions with the usual strictness."""
    return rehearsal.rehearse(store, guild_id, key, Strictness.NORMAL, children or Children())


def golden(store: Store, question: str) -> None:
    """Keep what is answered now as the right answer."""
    store.golden.add(OURS, question, store.library(OURS).ask(question).hits[0], ALICE)


@pytest.mark.parametrize("small", [1000, 0])
def test_a_lost_paragraph_makes_its_question_worse(store: Store, monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    """Of two questions the one is named whose passage the new edition has no more; nothing is changed by trying."""
    monkeypatch.setattr(rehearsal, "SMALL", small)
    live = add(store, OURS, DOGS, FEES)
    golden(store, "When are dogs welcome?")
    golden(store, "What does a lost ticket cost?")
    newer = preview(store, OURS, DOGS, "Umbrellas stay at the door.", replaces=live.key)
    lost = store.golden.list(OURS)[-1]
    assert lost.question == "What does a lost ticket cost?"
    assert rehearse(store, OURS, newer.key) == Rehearsal(2, (GoldenChange(lost, 1, None),))
    assert store.library(OURS).ask("What does a lost ticket cost?").hits[0].text == FEES


def test_without_golden_questions_nothing_is_tried(store: Store) -> None:
    """No library is built for no question."""
    assert rehearse(store, OURS, preview(store, OURS, DOGS).key) == Rehearsal(0)


def test_a_preview_of_another_server_is_not_tried(store: Store) -> None:
    """It is not there."""
    add(store, OURS, DOGS)
    golden(store, "When are dogs welcome?")
    with pytest.raises(NotInLibrary):
        rehearse(store, OURS, preview(store, THEIRS, FEES).key)


def test_a_rehearsal_ends_with_the_bot(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for its child, not for one that begins late either; that nothing was tried is said."""
    monkeypatch.setattr(rehearsal, "SMALL", 0)
    monkeypatch.setattr(rehearsal, "_COMMAND", [sys.executable, "-c", "import time; time.sleep(600)"])
    live = add(store, OURS, DOGS)
    golden(store, "When are dogs welcome?")
    newer = preview(store, OURS, FEES, replaces=live.key)
    children = Told()
    with ThreadPoolExecutor(1) as pool:
        trying = pool.submit(rehearse, store, OURS, newer.key, children)
        assert children.one_began.wait(60)
        children.end()
        assert trying.result(60) == Rehearsal(0, failed=True)
    assert rehearse(store, OURS, newer.key, children) == Rehearsal(0, failed=True)


class Told(Children):
    """Children that tell when one began."""

    def __init__(self) -> None:
        super().__init__()
        self.one_began = threading.Event()

    def add(self, child: subprocess.Popen[bytes]) -> None:
        """Add a child, and tell."""
        super().add(child)
        self.one_began.set()
