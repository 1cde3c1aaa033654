"""Words beside words: which stretch of a text a pattern stands in, and what it has changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.quotations.alignment import CHANGES, align

WORDS = st.lists(st.sampled_from("abcde"), min_size=1, max_size=8)


def steps(pattern: str, text: str, omissions: frozenset[int] = frozenset()) -> str:
    """The steps of an alignment of letters, a letter each."""
    names = {"same": "=", "replaced": "x", "added": "+", "missing": "-", "omitted": "…"}
    return "".join(names[name] for name, _, _ in align(pattern, text, omissions).steps)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("bcd", "abcde", "==="),
        ("bxd", "abcde", "=x="),
        ("bxcd", "abcde", "=+=="),
        ("bd", "abcde", "=-="),
        ("abcde", "bcd", "+===+"),
        ("xyz", "abc", "xxx"),
        ("abc", "", "+++"),
    ],
)
def test_words_are_the_same_replaced_added_or_missing(pattern: str, text: str, expected: str) -> None:
    """Nothing of the text before and after the stretch counts."""
    assert len(expected.replace("=", "").replace("…", "")) == align(pattern, text).distance
    if "x" not in expected or expected == "=x=":
        assert expected == steps(pattern, text)


def test_an_omission_leaves_out_any_number_of_words_for_nothing() -> None:
    """Where it stands, and nowhere else."""
    assert "==……=" == steps("abe", "abcdef", frozenset({2}))
    assert 0 == align("abe", "abcdef", frozenset({2})).distance
    assert 0 < align("abe", "abcdef", frozenset({1})).distance


def test_of_two_ways_with_as_many_changes_the_one_that_shares_more_is_taken() -> None:
    """What the two have in common is the answer, not what one of them could do without."""
    assert "=-=" == steps("ac", "abc")
    assert 4 == steps("abcxd", "abc12d").count("=")


def distance(pattern: list[str], text: list[str]) -> int:
    """The plain edit distance to the best stretch of the text, from the definition."""
    row = [0] * (len(text) + 1)
    for number, word in enumerate(pattern, start=1):
        before, row = row, [number]
        for column, other in enumerate(text):
            row.append(min(before[column] + (word != other), before[column + 1] + 1, row[column] + 1))
    return min(row)


@given(WORDS, st.lists(st.sampled_from("abcde"), max_size=14))
def test_the_distance_is_the_least(pattern: list[str], text: list[str]) -> None:
    """As the definition gives it, word by word."""
    assert distance(pattern, text) == align(pattern, text).distance


@given(WORDS, st.lists(st.sampled_from("abcde"), max_size=14), st.sets(st.integers(1, 7), max_size=3))
def test_the_steps_lead_through_the_whole_pattern(pattern: list[str], text: list[str], omissions: set[int]) -> None:
    """Each of its words once and in order, and what is called the same is the same."""
    aligned = align(pattern, text, frozenset(omissions))
    of_pattern = [(name, place) for name, place, _ in aligned.steps if name in {"same", "replaced", "added"}]
    of_text = [column for name, _, column in aligned.steps if name != "added"]
    assert list(range(len(pattern))) == [place for _, place in of_pattern]
    assert of_text == sorted(set(of_text))
    assert all((pattern[place] == text[column]) for name, place, column in aligned.steps if name == "same")
    assert aligned.distance == sum(name in CHANGES for name, _, _ in aligned.steps)
    assert aligned.distance <= align(pattern, text).distance
