"""How sure an answer is, and what counts as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from knowledge import Library, Strictness
from tests.knowledge.samples import library_of

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = (Strictness.STRICT, Strictness.NORMAL, Strictness.GENEROUS)


@pytest.fixture(scope="module")
def confidences(library: Library, questions: list[dict[str, Any]]) -> dict[bool, list[float]]:
    """The confidences of searches with an answer in the document, and without one."""
    found: dict[bool, list[float]] = {True: [], False: []}
    for question in questions:
        answer = library.ask(question["question"])
        if answer.kind != "lookup" and question["type"] not in {"meta", "lookup"}:
            found[question["answerable"]].append(answer.confidence)
    return found


def test_confidence_tells_questions_with_an_answer_from_those_without(confidences: dict[bool, list[float]]) -> None:
    """Of a question with an answer and one without, the first is the surer in four cases of five."""

    def pairs() -> Iterator[float]:
        for sure in confidences[True]:
            for unsure in confidences[False]:
                yield 1.0 if sure > unsure else 0.5 if sure == unsure else 0.0

    right = list(pairs())
    assert sum(right) / len(right) >= 0.8


@pytest.mark.parametrize(
    "question",
    ["direct lever", "Did Stalin die?", "What did Dulles think of this paper?", "pizza", "trade with Peiping"],
)
def test_the_stricter_the_fewer_answers(library: Library, question: str) -> None:
    """Strictness decides whether the hits count as an answer, and changes nothing else."""
    answers = [library.ask(question, strictness=step) for step in STEPS]
    assert sorted(answer.answered for answer in answers) == [answer.answered for answer in answers]
    assert 1 == len({answer.hits for answer in answers}) == len({answer.confidence for answer in answers})


def test_the_steps_of_strictness_differ(library: Library, questions: list[dict[str, Any]]) -> None:
    """Over all questions, each step lets more of them through."""
    answered = [sum(library.ask(one["question"], strictness=step).answered for one in questions) for step in STEPS]
    assert answered[0] < answered[1] < answered[2]


def test_a_name_that_the_library_never_uses_lowers_the_confidence(library: Library) -> None:
    """The strongest sign that a question is about something else."""
    known = library.ask("What does the paper say about trade with Moscow?").confidence
    assert known > library.ask("What does the paper say about trade with Zanzibar?").confidence


def test_a_question_for_a_number_wants_one(library: Library) -> None:
    """Where the best sentences have none, the answer is less sure."""
    said = library.ask("Are there Soviet technicians and advisers in Manchuria?").confidence
    assert said > library.ask("How many Soviet technicians and advisers in Manchuria?").confidence


def test_a_day_of_the_week_says_when() -> None:
    """So do times of the day: house rules seldom have a date."""
    rules = library_of("Dogs are welcome on Tuesdays only.", "The garden opens in the morning.", "Books stay here.")
    assert rules.ask("When are dogs welcome?").answered
    assert rules.ask("When does the garden open?").answered
    assert not rules.ask("When do books stay here?").answered


def test_a_lookup_is_sure(library: Library) -> None:
    """A place is there or it is not."""
    assert [1.0, 1.0] == [library.ask(question).confidence for question in ("page 404", "page 412")]
