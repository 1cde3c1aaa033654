"""When a question asks for a document's apparatus rather than for its text."""

from __future__ import annotations

import pytest

from knowledge import Library, Role
from knowledge.search.apparatus import roles_asked_for


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Who wrote this paper?", Role.NOTE),
        ("who is the author of this document", Role.NOTE),
        ("who's the author?", Role.NOTE),
        ("who prepared it", Role.NOTE),
        ("Was this paper written by someone in particular?", Role.NOTE),
        ("By whom was the paper prepared?", Role.NOTE),
        ("Where is the original kept?", Role.SOURCE),
        ("which archive holds the original", Role.SOURCE),
        ("which lot file is it from?", Role.SOURCE),
        ("Where does this document come from?", Role.SOURCE),
        ("What is the series code?", Role.CODE),
        ("what's the document number", Role.NUMBER),
        ("what number does this document have?", Role.NUMBER),
        ("What is the title?", Role.TITLE),
        ("what is this paper called", Role.TITLE),
        ("what’s it called?", Role.TITLE),
        ("For which conference was it prepared?", Role.HEADING),
        ("what was this paper prepared for?", Role.HEADING),
    ],
)
def test_the_piece_asked_for_comes_first(library: Library, question: str, role: Role) -> None:
    """Ways to ask who, where from, under what number, by what name and for what."""
    answer = library.ask(question)
    assert role in roles_asked_for(question)
    assert (True, role) == (answer.answered, answer.hits[0].role)


@pytest.mark.parametrize(
    "question",
    [
        "What does the paper say about trade?",
        "Who wrote “On New Democracy”?",
        "who leads the Communist bloc?",
        "Where does Soviet aid go?",
        "How many Soviet technicians are in Manchuria?",
        "What was Mao called by Soviet commentators?",
        "What is China prepared to accept from Moscow?",
        "number of Communist parties in Asia",
        "For which goods does China depend on Moscow?",
        "Why can't Moscow control Peiping like one of its satellites?",
    ],
)
def test_other_questions_get_the_text_first(library: Library, question: str) -> None:
    """Apparatus has few and rare words: it must not win questions that it does not answer."""
    assert Role.PARAGRAPH is library.ask(question).hits[0].role


def test_apparatus_comes_after_the_body_where_it_is_not_asked_for(library: Library) -> None:
    """Words of the title find the text first, then the title."""
    roles = [hit.role.is_body for hit in library.ask("Geneva Conference Korean Phase relation sources", limit=30).hits]
    assert sorted(roles, reverse=True) == roles
    assert {True, False} == set(roles)
