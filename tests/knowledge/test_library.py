"""Questions put to a library: what every answer holds, in which order, and what is no question."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Answer, Document, Library, Metadata, QuestionError, Role
from knowledge.bundled import bundled_glossary
from knowledge.library import MAX_QUESTION
from tests.knowledge.samples import document_of, library_of, read

if TYPE_CHECKING:
    from collections.abc import Iterable


def timeless(answer: Answer) -> Answer:
    """The answer without the time that it took."""
    return replace(answer, elapsed_ms=0.0)


def check(answer: Answer, documents: Iterable[Document]) -> None:
    """What holds of every answer."""
    known = {document.id: document for document in documents}
    assert 0 <= answer.confidence <= 1
    assert answer.answered == (answer.kind != "nothing")
    assert not answer.answered or answer.hits
    assert list(range(1, len(answer.hits) + 1)) == [hit.rank for hit in answer.hits]
    assert len(answer.hits) == len({hit.ref for hit in answer.hits})
    for hit in answer.hits:
        document = known[hit.document.id]
        assert hit.text == document.text[hit.start : hit.end]
        assert hit.citation
        for mark in hit.highlights:
            assert mark.text == hit.text[mark.start : mark.end] != ""


# Questions


def test_an_answer_carries_everything_that_a_citation_needs() -> None:
    """The passage, where it stands, which sentence answers, and which words led there."""
    metadata = Metadata(title="On Trade", url="https://example.org/7", page_anchor="pg_{page}")
    document = replace(
        read(
            "No. 7\n\nOn Trade\n\nfirst part\n\n1. Alfa.\n\n[Page 8]\n\n2. Coal is rare. Peiping sells rice.\n",
            metadata,
        ),
        key=3,
    )
    answer = Library([document]).ask("Who sells the rice?")
    (hit,) = answer.hits
    assert ("passages", True, "Who sells the rice?") == (answer.kind, answer.answered, answer.question)
    assert ("sample:p2", "3.4", "sample", "On Trade") == (hit.passage_id, hit.ref, hit.document.id, hit.document.title)
    assert (Role.PARAGRAPH, "2", ("first part",), "p. 8") == (hit.role, hit.paragraph, hit.section, str(hit.pages))
    assert ("https://example.org/7#pg_8", "¶ 2 · first part · p. 8") == (hit.url, hit.citation)
    assert ["Peiping sells rice."] == [mark.text for mark in hit.highlights]
    assert ("sells", "rice") == hit.matched_terms
    assert answer.elapsed_ms > 0


def test_the_words_that_matched_are_told_as_they_are_written() -> None:
    """Each once, with the names that were searched as well."""
    library = library_of(
        "Controls on Trade control the trades of Peiping.", "Other words.", glossary="Beijing\tPeiping\tsame"
    )
    matched = library.ask("trade controls of Beijing").hits[0].matched_terms
    assert ["Controls", "Peiping", "Trade", "control", "trades"] == sorted(matched)


@pytest.mark.parametrize("question", ["", "   ", "\n\t\u2003"])
def test_an_empty_question_is_refused(library: Library, question: str) -> None:
    """With an example of one that can be asked."""
    with pytest.raises(QuestionError, match="The question is empty"):
        library.ask(question)


def test_a_question_may_be_long_but_not_endless(library: Library) -> None:
    """Eight thousand characters are read, one more is refused."""
    question = ("What does Peiping want from Moscow? " * 300)[:MAX_QUESTION]
    assert 8_000 == len(question)
    assert library.ask(question).hits
    with pytest.raises(QuestionError, match=r"has 8,001 characters; please use at most 8,000"):
        library.ask(question + "?")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("zulu yankee xray", id="unknown words"),
        pytest.param("🙂🙂🙂", id="emoji"),
        pytest.param("???!!!", id="punctuation"),
        pytest.param("中苏关系如何？", id="Chinese"),
        pytest.param("ソ連と中国の関係は？", id="Japanese"),
        pytest.param("Каковы отношения?", id="Russian"),
        pytest.param("\u0301\u200b\u202e", id="marks without letters"),
        pytest.param("<@1234> <:smile:99>", id="mentions"),
    ],
)
def test_what_the_library_has_no_word_of_is_not_answered(library: Library, question: str) -> None:
    """Nothing is made up, and nothing breaks."""
    answer = library.ask(question)
    assert ("nothing", False) == (answer.kind, answer.answered)


@pytest.mark.parametrize("question", ["what is it?", "the", "to be or not to be", "US", "why"])
def test_a_question_of_grammar_alone_is_still_a_question(library: Library, question: str) -> None:
    """Its words are all there is to search for."""
    check(library.ask(question), library.documents())


def test_a_quotation_of_stop_words_finds_its_passage() -> None:
    """To be or not to be is not thrown away."""
    library = library_of("He asked: to be or not to be.", "Nobody knew the answer.", "They went home.")
    assert "He asked: to be or not to be." == library.ask("to be or not to be").hits[0].text


def test_unknown_words_are_named_once_as_typed(library: Library) -> None:
    """Small talk and grammar are not among them."""
    answer = library.ask("Hello, does Moscow want Zanzibar's helicopters, helicopters or bananas, please?")
    assert ("Zanzibar", "helicopters", "bananas") == answer.unknown_words


def test_other_scripts_are_searched_by_their_characters() -> None:
    """A document in Chinese answers a question in Chinese."""
    document = replace(document_of("中国需要机器。", "苏联出售大米。"), metadata=Metadata(title="文件", language="zh"))
    answer = Library([document]).ask("谁出售大米？")
    assert "苏联出售大米。" == answer.hits[0].text


# Order


def test_scores_never_rise(library: Library, questions: list[dict[str, Any]]) -> None:
    """Down the list each body passage scores at most as much as the one before."""
    for question in questions:
        answer = library.ask(question["question"], limit=30)
        check(answer, library.documents())
        scores = [hit.score for hit in answer.hits if hit.role.is_body and hit.score is not None]
        assert sorted(scores, reverse=True) == scores


def test_the_same_question_gets_the_same_answer(
    paper: Document, library: Library, questions: list[dict[str, Any]]
) -> None:
    """From the same library, and from another one made of the same document."""
    again = Library([paper], bundled_glossary())
    for question in (one["question"] for one in questions):
        assert timeless(library.ask(question)) == timeless(library.ask(question)) == timeless(again.ask(question))


def test_equal_passages_keep_their_reading_order() -> None:
    """The order of hits is total."""
    answer = library_of(*["Rice is rare."] * 7, "Other words.").ask("rice", limit=7)
    assert [str(number) for number in range(1, 8)] == [hit.paragraph for hit in answer.hits]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 10])
def test_a_limit_cuts_the_list_and_changes_nothing_else(library: Library, limit: int) -> None:
    """The first hits are the same, however many are asked for."""
    whole = library.ask("Soviet economic aid to China", limit=20)
    cut = library.ask("Soviet economic aid to China", limit=limit)
    assert whole.hits[:limit] == cut.hits
    assert (whole.confidence, whole.answered) == (cut.confidence, cut.answered)


def test_eight_threads_get_what_one_gets(paper: Document, library: Library, questions: list[dict[str, Any]]) -> None:
    """A library may be asked by any number of threads at a time."""
    asked = [question["question"] for question in questions] * 2
    alone = [timeless(library.ask(question)) for question in asked]
    with ThreadPoolExecutor(8) as pool:
        assert alone == [timeless(answer) for answer in pool.map(library.ask, asked)]


# Anything


@given(st.text(min_size=1, max_size=60) | st.text(alphabet="aeiou .?¶0123456789-", min_size=1, max_size=30))
def test_any_question_is_answered_or_refused(library: Library, question: str) -> None:
    """Whatever is typed: an answer that holds together, or a sentence that says why there is none."""
    try:
        answer = library.ask(question)
    except QuestionError as error:
        assert str(error)  # noqa: PT017 - the other way out is as right
    else:
        check(answer, library.documents())


PIECES = st.sampled_from(
    [
        "Moscow",
        "Beijing's",
        "peipng",
        "the",
        "page 404",
        "¶",
        "section",
        "Taiwan",
        "“",
        "trade",
        "2",
        "U.S.",
        "中国",
        "who wrote this paper?",
        "\n",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=9).map(" ".join), st.integers(1, 30))
def test_any_mixture_is_answered(library: Library, question: str, limit: int) -> None:
    """Names, slips, places and apparatus in one breath."""
    if question.strip():
        check(library.ask(question, limit=limit), library.documents())


def test_a_quotation_is_found_word_for_word() -> None:
    """Of two paragraphs with the same words the one that has them in the order of the quotation comes first."""
    library = library_of(
        "The party has control of the state and over the army, and over the control of the party too.",
        "Here is control over the party in so many words.",
    )

    assert "2" == library.ask("who wrote about “control over the party”?").hits[0].paragraph
