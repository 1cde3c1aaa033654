"""Golden questions: how well a library answers them, and what a change would make worse."""

from __future__ import annotations

from dataclasses import replace

from knowledge import GoldenQuestion, Library, Strictness, check_golden, right_passage, worsened
from tests.knowledge.samples import document_of

OPENING = "The garden opens at nine in the morning and closes at six in the evening."
DOGS = "Dogs stay on a lead, and outside of the greenhouse."
TICKETS = "A ticket costs five crowns; children pay nothing."

WHEN = GoldenQuestion(1, "Does the garden open in the morning?", "rules", "p1", OPENING)
FEE = GoldenQuestion(2, "What does a ticket cost?", "rules", "p3", TICKETS)


def library(*paragraphs: str, name: str = "rules") -> Library:
    """A library of one document."""
    return Library([document_of(*paragraphs, name=name)])


def test_right_passages_that_come_first_are_success() -> None:
    """Both measures are 1, and nothing failed."""
    report = check_golden(library(OPENING, DOGS, TICKETS), [WHEN, FEE])

    assert ([1, 1], 1.0, 1.0, ()) == (
        [one.rank for one in report.results], report.success_at_1, report.mrr, report.failures,
    )  # fmt: skip


def test_failures_say_what_came_first_instead() -> None:
    """A passage that is gone has no rank; the mean counts it as 0."""
    report = check_golden(library(OPENING, DOGS, "A ticket is needed."), [WHEN, FEE])
    (failure,) = report.failures

    assert (0.5, 0.5, FEE, None) == (report.success_at_1, report.mrr, failure.golden, failure.rank)
    assert failure.first is not None
    assert "A ticket is needed." == failure.first.text


def test_what_is_not_given_as_an_answer_is_none() -> None:
    """However near its passage is: members do not get it, and how sure an answer has to be is the host's to say."""
    shy, rules = GoldenQuestion(3, "When do dogs stay on a lead?", "rules", "p2", DOGS), library(OPENING, DOGS, TICKETS)
    results = {one: check_golden(rules, [shy], one).results[0] for one in Strictness}
    assert (None, None) == (results[Strictness.STRICT].rank, results[Strictness.STRICT].first)
    assert 1 == results[Strictness.GENEROUS].rank
    assert DOGS == rules.ask(shy.question, strictness=Strictness.STRICT).hits[0].text


def test_a_passage_is_found_again_under_another_number() -> None:
    """A new edition puts a paragraph before it and mends a word; what now has the old number is not taken for it."""
    changed = OPENING.replace("nine", "ten")
    report = check_golden(library("Welcome, everybody.", changed, TICKETS), [WHEN, FEE])

    assert [1, 1] == [one.rank for one in report.results]
    assert report.results[0].first is not None
    assert changed == report.results[0].first.text


def test_the_right_passage_is_the_recorded_text_under_its_name() -> None:
    """Another text that has the name now is not taken for it, nor is a document that is gone an error."""
    found = right_passage(library(OPENING, DOGS, TICKETS), FEE)
    assert found is not None
    assert TICKETS == found.text
    assert right_passage(library(OPENING, TICKETS, DOGS), FEE) is None
    assert right_passage(library(TICKETS, name="fees"), FEE) is None


def test_the_same_words_in_another_document_are_not_the_right_passage() -> None:
    """The document is part of what is right."""
    assert [None] == [one.rank for one in check_golden(library(OPENING, name="other"), [WHEN]).results]


def test_a_second_format_makes_nothing_worse() -> None:
    """Whichever of the two comes first, members see the words first."""
    both = [document_of(OPENING, name=name, key=key) for key, name in enumerate(("rules", "pdf"), start=1)]
    for documents in (both, both[::-1]):
        assert [1] == [one.rank for one in check_golden(Library(documents), [WHEN]).results]


def test_a_change_names_what_it_would_make_worse() -> None:
    """Not what it leaves as it is, and not what was bad before."""
    unknown = replace(WHEN, key=3, question="Who wrote it?", text="Nobody knows who wrote it.")
    before = check_golden(library(OPENING, DOGS, TICKETS), [WHEN, FEE, unknown])
    after = check_golden(library(OPENING, DOGS), [WHEN, FEE, unknown])

    assert [(FEE, 1, None)] == [(one.golden, one.before, one.after) for one in worsened(before, after)]
    assert () == worsened(after, before)


def test_without_questions_there_is_nothing_to_measure() -> None:
    """Zero, and no division by it."""
    report = check_golden(library(DOGS), [])
    assert (0.0, 0.0, ()) == (report.success_at_1, report.mrr, report.failures)
