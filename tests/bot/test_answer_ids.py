"""What a button knows survives its custom_id."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import LIMIT, TEMPLATE, StaleIdError
from bot.ids.answer import FARTHEST, Button, Mark, Mode, Shows, State, Way, button_of, decode, encode, fitting

REFS = st.text(alphabet="0123456789abcdefghijklmnopqrstuvwxyz.", min_size=1, max_size=12)
MARKS = st.builds(Mark, REFS, st.lists(st.integers(0, 60_000_000), max_size=3).map(tuple))
SNOWFLAKES = st.integers(0, 2**64 - 1)
STATES = st.builds(
    State,
    asker=SNOWFLAKES,
    marks=st.lists(MARKS, max_size=5).map(lambda marks: fitting(tuple(marks))),
    mode=st.sampled_from(Mode),
    shows=st.sampled_from(Shows),
    position=st.integers(0, 35),
    part=st.none() | st.integers(0, 36**2 - 1),
    before=st.integers(0, FARTHEST),
    after=st.integers(0, FARTHEST),
    way=st.sampled_from(Way),
)


@given(STATES, st.sampled_from(Button))
def test_a_state_is_read_back_as_it_was_written(state: State, button: Button) -> None:
    """Every state whose marks fit becomes an id that Discord takes, and comes back from it."""
    custom_id = encode(state, button)
    assert 1 <= len(custom_id) <= LIMIT
    assert TEMPLATE.fullmatch(custom_id)
    assert state == decode(custom_id)
    assert button is button_of(custom_id)


@given(STATES)
def test_two_buttons_never_share_an_id(state: State) -> None:
    """The same state on different buttons makes different ids."""
    assert len(Button) == len({encode(state, button) for button in Button})


def test_an_id_looks_like_this() -> None:
    """The format stays as it is: old messages keep working as long as their version is the same."""
    state = State(81384788765712384, (Mark("1.a7", (444,)), Mark("1.2b"), Mark("1.3", (0,))), position=2)
    assert encode(state, Button.NEXT) == "p1:npa:m9chzte4n40:2.:1.a7_cc,22b,23_0"
    assert decode("p1:npa:m9chzte4n40:2.:1.a7_cc,22b,23_0") == state


def test_an_id_tells_what_is_around_a_passage_and_all_that_answers() -> None:
    """A second answering sentence, and more than one paragraph before and after, are added to the same format."""
    state = State(7, (Mark("1.a", (444, 9)),), shows=Shows.CONTEXT, part=0, before=3, after=11)
    assert encode(state, Button.BEFORE) == "p1:bca:7:0.0.3.b:1.a_cc_9"


def test_a_few_long_refs_fit() -> None:
    """At least four of the longest refs with far sentences fit; the fifth is left out rather than cut."""
    marks = tuple(Mark(f"{first}zzzzz.zzzzz", (36**3 - 1,)) for first in "abcde")
    assert marks[:4] == fitting(marks)


def test_five_passages_of_one_library_fit() -> None:
    """Five refs of a large library fit: what they share is written once."""
    marks = tuple(Mark(f"4fzz.{last}zz", (36**3 - 1,)) for last in "abcde")
    assert marks == fitting(marks)


def test_ten_passages_of_one_document_fit() -> None:
    """The most passages that an answer may have fit, where they are of one document."""
    marks = tuple(Mark(f"1.{last}", (36**2 - 1,)) for last in "abcdefghij")
    assert marks == fitting(marks)


def test_second_sentences_go_before_passages_do() -> None:
    """Where all sentences do not fit, every passage keeps its best one."""
    marks = tuple(Mark(f"1.{last}", (36**2 - 1, 36**2 - 2)) for last in "abcdefghij")
    assert fitting(marks) == tuple(Mark(mark.ref, mark.highlights[:1]) for mark in marks)


@given(st.text(max_size=60) | st.from_regex(re.compile(r"p[12]:[a-z]{3}:[0-9a-z.]+:.*"), fullmatch=True))
def test_damaged_ids_are_stale_and_nothing_worse(custom_id: str) -> None:
    """Whatever an id says, it is read as a state or refused with the one error for it."""
    with contextlib.suppress(StaleIdError):
        assert isinstance(decode(custom_id), State)
        assert isinstance(button_of(custom_id), Button)


def test_ids_of_another_version_are_refused() -> None:
    """A later format is not mistaken for this one."""
    with pytest.raises(StaleIdError):
        decode("p2:npa:1:0.:1.a")


def test_turning_a_page_forgets_the_part() -> None:
    """Another passage begins at the part that answers, without its neighbours."""
    state = State(1, (Mark("1.1"), Mark("1.2")), shows=Shows.CONTEXT, part=3, before=4)
    assert State(1, state.marks, position=1) == state.at(1)


def test_context_grows_up_to_a_limit() -> None:
    """Each press adds a paragraph, to be read next; beyond the limit nothing is added."""
    state = State(1, (Mark("1.1"),), shows=Shows.CONTEXT)
    assert (state.with_earlier().before, state.with_earlier().part) == (2, 0)
    for _ in range(50):
        state = state.with_later().with_earlier()
    assert (state.before, state.after) == (FARTHEST, FARTHEST)
