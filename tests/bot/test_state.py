"""What a button knows survives its custom_id."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state import LIMIT, TEMPLATE, Button, Mark, Mode, Shows, StaleStateError, State, decode, encode, fitting

REFS = st.text(alphabet="0123456789abcdefghijklmnopqrstuvwxyz.", min_size=1, max_size=12)
MARKS = st.builds(Mark, REFS, st.none() | st.integers(0, 60_000_000))
SNOWFLAKES = st.integers(0, 2**64 - 1)
STATES = st.builds(
    State,
    asker=SNOWFLAKES,
    marks=st.lists(MARKS, max_size=5).map(lambda marks: fitting(tuple(marks))),
    mode=st.sampled_from(Mode),
    shows=st.sampled_from(Shows),
    position=st.integers(0, 35),
    part=st.none() | st.integers(0, 36**2 - 1),
)


@given(STATES, st.sampled_from(Button))
def test_a_state_is_read_back_as_it_was_written(state: State, button: Button) -> None:
    """Every state whose marks fit becomes an id that Discord takes, and comes back from it."""
    custom_id = encode(state, button)
    assert 1 <= len(custom_id) <= LIMIT
    assert TEMPLATE.fullmatch(custom_id)
    assert state == decode(custom_id)


@given(STATES)
def test_two_buttons_never_share_an_id(state: State) -> None:
    """The same state on different buttons makes different ids."""
    assert len(Button) == len({encode(state, button) for button in Button})


def test_an_id_looks_like_this() -> None:
    """The format stays as it is: old messages keep working as long as their version is the same."""
    state = State(asker=81384788765712384, marks=(Mark("1.a7", 444), Mark("1.2b"), Mark("1.3", 0)), position=2)
    assert encode(state, Button.NEXT) == "p1:npa:m9chzte4n40:2.:1.a7_cc,22b,23_0"


def test_a_few_long_refs_fit() -> None:
    """At least four of the longest refs with far highlights fit; the fifth is left out rather than cut."""
    marks = tuple(Mark(f"{first}zzzzz.zzzzz", 36**3 - 1) for first in "abcde")
    assert marks[:4] == fitting(marks)


def test_five_passages_of_one_library_fit() -> None:
    """Five refs of a large library fit: what they share is written once."""
    marks = tuple(Mark(f"4fzz.{last}zz", 36**3 - 1) for last in "abcde")
    assert marks == fitting(marks)


@given(st.text(max_size=60) | st.from_regex(re.compile(r"p[12]:[a-z]{3}:[0-9a-z.]+:.*"), fullmatch=True))
def test_damaged_ids_are_stale_and_nothing_worse(custom_id: str) -> None:
    """Whatever an id says, it is read as a state or refused with the one error for it."""
    with contextlib.suppress(StaleStateError):
        assert isinstance(decode(custom_id), State)


def test_ids_of_another_version_are_refused() -> None:
    """A later format is not mistaken for this one."""
    with pytest.raises(StaleStateError):
        decode("p2:npa:1:0.:1.a")


def test_turning_a_page_forgets_the_part() -> None:
    """Another passage begins at the part that answers, without its neighbours."""
    state = State(1, (Mark("1.1"), Mark("1.2")), shows=Shows.CONTEXT, part=3)
    assert State(1, state.marks, position=1) == state.at(1)
