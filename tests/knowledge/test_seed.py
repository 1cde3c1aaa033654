"""People's questions about the bundled document: which paragraph comes first, and when no answer is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from knowledge import Answer, Library, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Hit

LIMIT = 5
Asked = list[tuple[dict[str, Any], Answer]]

# Which part of the apparatus answers a question about the document itself.
ROLES = {
    "source_line": Role.SOURCE,
    "document_number": Role.NUMBER,
    "footnote": Role.NOTE,
    "heading": Role.HEADING,
    "series_code": Role.CODE,
    "title": Role.TITLE,
}


@pytest.fixture(scope="module")
def asked(library: Library, questions: list[dict[str, Any]]) -> Asked:
    """Every question with what the library answers."""
    return [(question, library.ask(question["question"], limit=LIMIT)) for question in questions]


@pytest.fixture(scope="module")
def of_type(asked: Asked) -> Callable[..., Asked]:
    """The questions of some types."""
    return lambda *types: [(question, answer) for question, answer in asked if question["type"] in types]


def numbers(answer: Answer) -> list[int | None]:
    """The paragraph numbers of the hits; None for apparatus."""
    return [int(hit.paragraph) if hit.role.is_body and hit.paragraph else None for hit in answer.hits]


def is_first(question: dict[str, Any], answer: Answer) -> bool:
    """Whether the first hit is a right paragraph; of a place, whether all hits are the right ones."""
    if question.get("match") == "all":
        return bool(question["paragraphs"] == numbers(answer))
    return bool(answer.hits) and numbers(answer)[0] in question["paragraphs"]


def missed(asked: Asked) -> list[str]:
    """The questions whose right paragraph is not first."""
    return [question["question"] for question, answer in asked if not is_first(question, answer)]


def plain(text: str) -> str:
    """``text`` with straight quotation marks and single spaces."""
    return " ".join(text.replace("“", '"').replace("”", '"').split())


def has_answer(hit: Hit, question: dict[str, Any]) -> bool:
    """Whether the first highlight is the sentence that answers."""
    wanted, shown = plain(question["answer_sentence"]), plain(hit.highlights[0].text)
    return wanted in shown or shown in wanted


def test_questions_in_the_words_of_the_text_find_their_paragraph(of_type: Callable[..., Asked]) -> None:
    """Plain, short, quoting and misspelt questions: at least 34 of 35 have the right paragraph first."""
    asked = of_type("plain", "short", "quote", "typo")
    assert 35 == len(asked)
    assert len(missed(asked)) <= 1, missed(asked)


def test_names_of_today_find_the_names_of_then(of_type: Callable[..., Asked]) -> None:
    """Beijing, Xinjiang, the PRC: at least 8 of 9 questions in modern names have the right paragraph first."""
    asked = of_type("modern-names")
    assert 9 == len(asked)
    assert len(missed(asked)) <= 1, missed(asked)


def test_lookups_give_the_place_asked_for(of_type: Callable[..., Asked]) -> None:
    """At least 8 of 9 look-ups give the right paragraphs: for a page or a section all of it, in order, no other."""
    asked = of_type("lookup")
    assert 9 == len(asked)
    assert len(missed(asked)) <= 1, missed(asked)


def test_questions_about_the_document_itself_find_its_apparatus(of_type: Callable[..., Asked]) -> None:
    """Who wrote it, where is it kept, what is it called: at least 5 of 7 have the right piece first."""
    asked = of_type("meta")
    wrong = [
        question["question"]
        for question, answer in asked
        if not answer.hits
        or (question["element"] != "structure" and answer.hits[0].role is not ROLES[question["element"]])
    ]
    assert 7 == len(asked)
    assert len(wrong) <= 2, wrong


def test_questions_about_something_else_are_not_answered(of_type: Callable[..., Asked]) -> None:
    """Pizza and Python get no answer; of the questions that only seem to fit, at least half get none."""
    asked = of_type("unanswerable")
    foreign = [answer for question, answer in asked if question["domain"] == "out"]
    near = [answer for question, answer in asked if question["domain"] == "in"]
    assert (2, 9) == (len(foreign), len(near))
    assert not any(answer.answered for answer in foreign)
    assert 2 * sum(answer.answered for answer in near) <= len(near)


def test_questions_with_an_answer_are_answered(asked: Asked) -> None:
    """At most 2 of the questions that a sentence of the text answers are refused."""
    asked = [(question, answer) for question, answer in asked if question["scope"] == "sentence"]
    refused = [question["question"] for question, answer in asked if not answer.answered]
    assert 60 < len(asked)
    assert len(refused) <= 2, refused


def test_the_page_is_that_of_the_sentence(asked: Asked) -> None:
    """Where the right paragraph is first and the right sentence is highlighted, its page is right, always."""
    checked = 0
    for question, answer in asked:
        if question["scope"] != "sentence" or not is_first(question, answer) or not answer.hits[0].highlights:
            continue
        if has_answer(answer.hits[0], question) and numbers(answer)[0] == question["paragraphs"][0]:
            pages = answer.hits[0].highlights[0].pages
            assert (str(question["pages"][0]), str(question["pages"][-1])) == (pages.first, pages.last)
            checked += 1
    assert checked >= 45


def test_the_question_of_the_specification(library: Library) -> None:
    """Paragraph 6 runs over two pages; the sentence that answers stands on the first of them."""
    answer = library.ask("Why can't Moscow control Peiping like one of its satellites?")
    hit = answer.hits[0]
    assert answer.answered
    assert "passages" == answer.kind
    assert ("6", ("forces of soviet influence and authority in communist china",)) == (hit.paragraph, hit.section)
    assert "pp. 402–403" == str(hit.pages)
    assert "p. 402" == str(hit.highlights[0].pages)
    assert (
        "makes it impossible for the USSR to think in terms of the usual satellite controls" in hit.highlights[0].text
    )
    assert hit.url is not None
    assert hit.url.endswith("/d183#pg_402")
    assert "¶ 6 · forces of soviet influence and authority in communist china · pp. 402–403" == hit.citation
