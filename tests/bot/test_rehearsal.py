"""Golden questions are tried before a new edition goes live, in this process or in a child, with the same outcome."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.features import rehearsal
from bot.features.rehearsal import Rehearsal, Worse, rehearse
from knowledge import NotInLibrary, Store, database_url
from tests.knowledge.stores import ALICE, OURS, THEIRS, add, preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOGS, FEES = "Dogs are welcome on Tuesdays.", "A lost ticket costs five crowns."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        yield opened


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
    assert rehearse(store, OURS, newer.key) == Rehearsal(2, (Worse("What does a lost ticket cost?", 1, None),))
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
