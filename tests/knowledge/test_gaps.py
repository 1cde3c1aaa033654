"""Questions without an answer are put together where they ask alike."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge import Gap, group_gaps
from tests.knowledge.stores import NOW


def gaps(*questions: str) -> list[Gap]:
    """Questions, the first asked last."""
    return [Gap(key, question, NOW - timedelta(minutes=key)) for key, question in enumerate(questions)]


def test_questions_that_ask_alike_are_one_group() -> None:
    """Whatever their order of words, endings and small words; the group asked most comes first."""
    groups = group_gaps(
        gaps(
            "How much is parking?",
            "Where is the key to the greenhouse?",
            "the greenhouse keys, where are they",
            "Wo ist der Schlüssel?",
            "where's the greenhouse key",
        )
    )
    assert [(1, 2, 4), (0,), (3,)] == [group.keys for group in groups]
    assert "Where is the key to the greenhouse?" == groups[0].question


def test_questions_of_other_things_stay_apart() -> None:
    """One word in common is not enough."""
    assert 3 == len(group_gaps(gaps("Who owns the garden?", "When was the garden planted?", "Garden of Eden?")))


def test_other_numbers_are_other_questions() -> None:
    """However much the words around them are the same."""
    asked = "Who was ambassador in Moscow in {} of the legation?"
    assert [(0, 2), (1,)] == [one.keys for one in group_gaps(gaps(*map(asked.format, (1953, 1951, 1953))))]


def test_questions_without_any_content_word_are_compared_as_they_are() -> None:
    """Small words alone say nothing, and still are asked."""
    assert [(0, 2), (1,)] == [group.keys for group in group_gaps(gaps("Who is it?", "?!", "who is it"))]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_every_question_is_in_one_group(questions: list[str]) -> None:
    """None is lost and none comes twice, whatever was asked."""
    assert list(range(len(questions))) == sorted(key for group in group_gaps(gaps(*questions)) for key in group.keys)
