"""The ids of buttons that lead to places and outlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import LIMIT, StaleIdError, outline, reading
from bot.ids.outline import Contents
from bot.ids.reading import Goal, Scope, Words

REFS = st.text("0123456789abcdefghijklmnopqrstuvwxyz.-", min_size=1, max_size=20)
ASKERS = st.none() | st.integers(0, 2**63 - 1)
OFFSETS = st.integers(0, 36**5 - 1)
GOALS = st.builds(
    Goal,
    ref=REFS,
    asker=ASKERS,
    scope=st.sampled_from(Scope),
    words=st.none() | st.builds(Words, REFS, OFFSETS, OFFSETS),
    part=st.none() | st.integers(0, 36**3 - 1),
)


@given(GOALS)
def test_a_place_is_read_back_from_its_id(goal: Goal) -> None:
    """Whatever a button leads to fits into an id, and the id gives it back."""
    custom_id = reading.encode(goal, "1a")
    assert len(custom_id) <= LIMIT
    assert reading.decode(custom_id) == goal


@given(GOALS)
def test_a_place_is_read_back_from_a_line_of_a_menu(goal: Goal) -> None:
    """The value of a line says where it leads, the menu's id for whom."""
    value = reading.choice(goal)
    assert len(value) <= LIMIT
    assert reading.chosen(value, goal.asker) == Goal(goal.ref, goal.asker, goal.scope, goal.words)


@given(st.builds(Contents, st.none() | REFS, ASKERS, st.integers(0, 36**4 - 1)))
def test_an_outline_is_read_back_from_its_id(contents: Contents) -> None:
    """Whatever page of an outline a button leads to fits into an id, and the id gives it back."""
    custom_id = outline.encode(contents, "n")
    assert len(custom_id) <= LIMIT
    assert outline.decode(custom_id) == contents


def test_ids_of_messages_that_exist() -> None:
    """These ids stand under messages: they have to lead to the same places for ever."""
    words = Words("1a.7", 120, 180)
    assert reading.decode("r1:ne:3gk8ab2l:2:1a-s3:1a.7_3c_50") == Goal("1a-s3", 271144251021, Scope.PLACE, words, 2)
    assert reading.decode("r1:cs:::1a.7") == Goal("1a.7", scope=Scope.SECTION)
    assert reading.chosen("p:1a.7", 5) == Goal("1a.7", 5, Scope.PAGE)
    assert outline.decode("o1:n:3gk8ab2l:2:1a-d") == Contents("1a-d", 271144251021, 2)
    assert outline.decode("o1:m::0:") == Contents()


@pytest.mark.parametrize("custom_id", ["r1:", "r2:ne::0:1-s", "r1:nx:::1-s", "r1:ne:::", "r1:ne:::1 s", "o1:n::0:1/d"])
def test_a_damaged_id_is_stale(custom_id: str) -> None:
    """An id of another version, or one that somebody made up, leads nowhere."""
    with pytest.raises(StaleIdError):
        (reading if custom_id.startswith("r") else outline).decode(custom_id)


@pytest.mark.parametrize("value", ["", "x:1-s", "e:", "e:1-s:", "e:a b"])
def test_a_damaged_value_is_stale(value: str) -> None:
    """So does what somebody sends as the choice from a menu."""
    with pytest.raises(StaleIdError):
        reading.chosen(value, None)


def test_foreign_characters_do_not_become_an_id() -> None:
    """A reference that is none of the library's is refused when the button is made."""
    with pytest.raises(ValueError, match="custom_id"):
        reading.encode(Goal("a:b"), "n")
    with pytest.raises(ValueError, match="custom_id"):
        outline.encode(Contents("A/b"), "n")
    with pytest.raises(StaleIdError):
        outline.chosen("A/b", None)
