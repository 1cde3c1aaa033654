"""Where each word of a library stands."""

from __future__ import annotations

import pytest

from knowledge.ranking.concordance import Concordance
from knowledge.ranking.forward import ForwardIndex
from knowledge.text.analysis import Analyzer


@pytest.fixture(scope="module")
def concordance() -> Concordance:
    """Two passages of four words each."""
    analyzer = Analyzer("en")
    return Concordance(ForwardIndex([analyzer.tokens(text)] for text in ("red tea red cup", "tea cup tea pot")))


def test_every_place_of_a_form(concordance: Concordance) -> None:
    """Counted through the whole library."""
    assert [1, 4, 6] == concordance.places("tea").tolist()
    assert [] == concordance.places("milk").tolist()
    assert 8 == len(concordance)


def test_a_phrase_is_its_forms_side_by_side(concordance: Concordance) -> None:
    """From one passage into the next as well."""
    assert [0] == concordance.phrase(["red", "tea"]).tolist()
    assert [3] == concordance.phrase(["cup", "tea"]).tolist()[:1]
    assert [5] == concordance.phrase(["cup", "tea", "pot"]).tolist()
    assert [] == concordance.phrase(["pot", "tea"]).tolist()
    assert [] == concordance.phrase(["milk"]).tolist() + concordance.phrase([]).tolist()


def test_the_passage_of_a_place(concordance: Concordance) -> None:
    """The last word of the first is not the first of the last."""
    assert [0, 1, 1] == concordance.entries(concordance.places("tea")).tolist()


def test_forms_that_begin_so(concordance: Concordance) -> None:
    """The most frequent first."""
    assert ["tea"] == concordance.beginning_with("t", 3)
    assert ["cup", "pot", "red", "tea"] == sorted(concordance.beginning_with("", 9))
    assert ["tea"] == concordance.beginning_with("", 1)


def test_an_empty_library_has_no_places() -> None:
    """And nothing breaks."""
    empty = Concordance(ForwardIndex([]))
    assert [] == empty.places("tea").tolist() == empty.phrase(["tea"]).tolist()
    assert [] == empty.beginning_with("t", 3)
