"""Places that a question names: pages, paragraphs, sections, footnotes, the outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Library, NotInLibrary, QuestionError, Role
from tests.knowledge.samples import read

if TYPE_CHECKING:
    from knowledge import Answer

PAGE_402 = [3, 4, 5, 6]
PAGE_404 = [10, 11, 12, 13, 14]
PAGE_405 = [14, 15, 16, 17]
PAGE_407 = [20, 21]
AID = [7, 8, 9, 10]
ORBIT = [13, 14, 15]


def numbers(answer: Answer) -> list[int]:
    """The paragraph numbers of an answer's hits."""
    return [int(hit.paragraph or 0) for hit in answer.hits]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # a page
        ("page 404", PAGE_404),
        ("Page 404", PAGE_404),
        ("PAGE 404?", PAGE_404),
        ("p. 404", PAGE_404),
        ("p.404", PAGE_404),
        ("p404", PAGE_404),
        ("p 404", PAGE_404),
        ("pg 404", PAGE_404),
        ("pg. 404", PAGE_404),
        ("what's on page 404?", PAGE_404),
        ("What’s on p. 404?", PAGE_404),
        ("what does page 404 say", PAGE_404),
        ("show me page 404 please", PAGE_404),
        ("hi, can you pull up page 404 for me? thanks", PAGE_404),
        ("could you please quote the whole of page 404", PAGE_404),
        ("I need page 404", PAGE_404),
        ("which paragraphs are on page 404?", PAGE_404),
        ("give me the full text of page number 404", PAGE_404),
        ("page #404", PAGE_404),
        ("page [404]", PAGE_404),
        # pages
        ("pp. 404-405", [10, 11, 12, 13, 14, 15, 16, 17]),
        ("pages 404 to 405", [10, 11, 12, 13, 14, 15, 16, 17]),
        ("pp 404–405", [10, 11, 12, 13, 14, 15, 16, 17]),
        ("pages 402 and 407", [*PAGE_402, *PAGE_407]),
        ("page 402, page 407", [*PAGE_402, *PAGE_407]),
        # a paragraph
        ("paragraph 17", [17]),
        ("Paragraph 17.", [17]),
        ("para 17", [17]),
        ("para. 17", [17]),
        ("par. 17", [17]),
        ("¶17", [17]),
        ("¶ 17", [17]),
        ("show me paragraph 17", [17]),
        ("what does paragraph 17 say?", [17]),
        ("read para 17 to me please", [17]),
        ("the 17th paragraph", [17]),
        ("paragraph no. 17", [17]),
        ("what section is paragraph 17 in?", [17]),
        ("on which page is paragraph 17", [17]),
        ("what pages does paragraph 17 span", [17]),
        # paragraphs
        ("paragraphs 3-5", [3, 4, 5]),
        ("paras 3 to 5", [3, 4, 5]),
        ("¶¶ 3–5", [3, 4, 5]),
        ("paragraphs 3 through 5 please", [3, 4, 5]),
        ("paragraph 3 to paragraph 5", [3, 4, 5]),
        ("paragraph 3 and paragraph 17", [3, 17]),
        ("paragraphs 3 & 17", [3, 17]),
        ("paragraphs 3, 5 and 17", [3, 5, 17]),
        # a section
        ("section doctrinal differences", [21]),
        ("the section on doctrinal differences", [21]),
        ("show me the section about the developing chinese communist orbit", ORBIT),
        ('What\'s in the section "The Developing Chinese Communist Orbit"?', ORBIT),
        ("which paragraphs come under potential differences: soviet aid to chinese economic development?", AID),
        ("section 4", AID),
        ("§ 4", AID),
        ("chapter 10", [21]),
        ("what paragraphs are in section 7", [16, 17, 18]),
    ],
)
def test_a_place_is_given_whole_and_in_order(library: Library, question: str, expected: list[int]) -> None:
    """All of the paragraphs that stand there and no other, whatever limit was set, and none of them scored."""
    answer = library.ask(question, limit=1)
    assert ("lookup", True, expected) == (answer.kind, answer.answered, numbers(answer))
    assert {None} == {hit.score for hit in answer.hits}
    assert list(range(1, len(expected) + 1)) == [hit.rank for hit in answer.hits]


@pytest.mark.parametrize(
    "question",
    [
        "footnote 1",
        "fn 1",
        "fn. 1",
        "the footnote",
        "what does footnote 1 say",
        "show me foot-note no. 1",
        "read the footnotes please",
    ],
)
def test_a_footnote_is_found_by_its_mark(library: Library, question: str) -> None:
    """Or by being the only one."""
    answer = library.ask(question)
    assert ("lookup", [Role.NOTE]) == (answer.kind, [hit.role for hit in answer.hits])
    assert "A covering note stated" in answer.hits[0].text


@pytest.mark.parametrize(
    "question",
    [
        "how many paragraphs are there?",
        "How many sections does the document have?",
        "how many numbered paragraphs are there in total?",
        "number of pages",
        "how long is the paper?",
        "what are the section headings",
        "list all sections",
        "show the outline",
        "table of contents please",
        "how is the document organized?",
        "which pages does the document cover",
    ],
)
def test_questions_about_the_outline_get_counts_and_headings(library: Library, question: str) -> None:
    """A sentence with the numbers, and the headings to choose from."""
    answer = library.ask(question)
    assert "lookup" == answer.kind
    assert answer.message is not None
    assert "has 21 paragraphs in 10 sections, 2 of them without a heading, on pages 401–407." in answer.message
    assert [Role.HEADING] * 8 == [hit.role for hit in answer.hits]


@pytest.mark.parametrize(
    ("question", "names", "extent"),
    [
        ("what's on page 412?", "Page 412", "pages 401–407"),
        ("page 400", "Page 400", "pages 401–407"),
        ("pp. 500-510", "Page 500–510", "pages 401–407"),
        ("page xii", "Page xii", "pages 401–407"),
        ("paragraph 25", "Paragraph 25", "paragraphs 1–21"),
        ("show me ¶ 0", "Paragraph 0", "paragraphs 1–21"),
        ("paras 30 to 40", "Paragraph 30–40", "paragraphs 1–21"),
        ("footnote 3", "Footnote 3", "footnote 1"),
        ("section 12", "Section 12", "10 sections"),
        ("on page 412, what is said about trade?", "Page 412", "pages 401–407"),
    ],
)
def test_a_place_that_is_not_there_is_said_to_be_missing(
    library: Library, question: str, names: str, extent: str
) -> None:
    """With what there is instead; the words are not searched for."""
    answer = library.ask(question)
    assert ("nothing", False, ()) == (answer.kind, answer.answered, answer.hits)
    assert answer.message is not None
    assert answer.message.startswith(f"{names} is not in this document")
    assert extent in answer.message


def test_of_two_places_the_one_that_is_there_is_given(library: Library) -> None:
    """And the other one is named."""
    for question in ("page 407, page 412", "paragraphs 20 to 21 and page 412"):
        answer = library.ask(question)
        assert ("lookup", PAGE_407) == (answer.kind, numbers(answer))
        assert answer.message is not None
        assert "Page 412 is not in this document" in answer.message


@pytest.mark.parametrize(
    "question",
    [
        "What does the paper say about trade?",
        "what page mentions Tibet?",
        "on which page is Yugoslavia mentioned",
        "Where does it talk about Japan?",
        "which paragraph mentions the Himalayas?",
        "which section deals with Manchuria and Sinkiang",
        "Is there a page on which Stalin's death is mentioned?",
        "I need a page number for the quote about the uneasy condominium",
        "Why did China fight in 1950?",
        "How many Chinese soldiers were killed?",
        "how long has the Soviet Union wanted Manchuria",
        "How long will the alliance last?",
        "What part does Korea play?",
        "which parts of China did the Soviet Union want?",
        "did 404 divisions cross the Yalu",
        "What were the first five year plan's chances?",
        "Any page number would help me with the footnote about Tito.",
        "Is China on the same page as the USSR?",
        "What is the structure of the alliance?",
        "Does Article 5 of the treaty bind Moscow?",
        "What was the number of Soviet technicians in Manchuria?",
        "who lists the contents of Soviet aid to China",
        "What did the P5 agree on?",
        "What is the chapter of history that the Russian Empire opened?",
        "what notes did Moscow send to Peiping?",
    ],
)
def test_questions_that_are_no_lookups(library: Library, question: str) -> None:
    """A page, a number or a section among other words asks for a passage, not for a place."""
    answer = library.ask(question)
    assert "lookup" != answer.kind
    assert None is answer.message


@pytest.mark.parametrize(
    ("question", "page", "expected"),
    [
        ("on page 404, what is said about risks to security?", PAGE_404, 11),
        ("What does p. 402 say about Yugoslavia?", PAGE_402, 3),
        ("In paragraphs 7 to 10, what is said about Allied trade controls?", AID, 9),
        ("in the section on the developing chinese communist orbit, what is said about Southeast Asia?", ORBIT, 15),
    ],
)
def test_a_place_in_a_question_narrows_the_search(
    library: Library, question: str, page: list[int], expected: int
) -> None:
    """The hits are those that stand there, the best first, and they are ranked."""
    answer = library.ask(question, limit=10)
    assert expected in numbers(answer)[:2]
    assert set(numbers(answer)) <= set(page)
    assert all(hit.score is not None for hit in answer.hits)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("page 407", PAGE_407),
        ("¶17", [17]),
        ("section doctrinal differences", [21]),
        ("doctrinal differences", [21]),
        ("Doctrinal Differences", [21]),
        ("the developing chinese communist orbit", ORBIT),
        ("orbit", ORBIT),
    ],
)
def test_a_reference_may_be_bare(library: Library, reference: str, expected: list[int]) -> None:
    """Where only places are asked for, a heading needs no word before it."""
    answer = library.lookup(reference)
    assert ("lookup", expected) == (answer.kind, numbers(answer))


@pytest.mark.parametrize("reference", ["trade", "zulu", "what is it", "1954", "☃"])
def test_a_reference_that_is_no_place_is_refused(library: Library, reference: str) -> None:
    """In a sentence with examples of what would do."""
    with pytest.raises(QuestionError, match=r"is not a place I know: try “page 404”"):
        library.lookup(reference)


def test_a_lookup_refuses_what_a_question_refuses(library: Library) -> None:
    """Nothing, too much, and documents that are not there."""
    for reference in ("", " \n", "page 404" + " " * 9000):
        with pytest.raises(QuestionError):
            library.lookup(reference)
    with pytest.raises(NotInLibrary):
        library.lookup("page 404", document="another")


def test_a_page_of_apparatus_alone_gives_the_apparatus() -> None:
    """The first page of a file may hold nothing but its header."""
    document = read("[Page 1]\n\nA short story.\n\n[Page 2]\n\nBravo.\n")
    assert ["A short story."] == [hit.text for hit in Library([document]).ask("page 1").hits]


def test_roman_pages_are_found_by_their_label() -> None:
    """In either case; a range needs numbers."""
    library = Library([read("[Page xiv]\n\nAlfa is here.\n\n[Page xv]\n\nBravo is there.\n")])
    for question in ("page xv", "p. XV", "what's on page XV?"):
        assert ["Bravo is there."] == [hit.text for hit in library.ask(question).hits]


def test_a_section_by_number_is_the_section_by_name(library: Library) -> None:
    """A bare number counts the sections of the outline."""
    name = "section forces of soviet influence and authority in communist china"
    assert [6] == numbers(library.ask("section 3")) == numbers(library.ask(name))


PIECES = st.sampled_from(
    ["page", "p.", "pp", "¶", "para", "section", "footnote", "404", "412", "xii", "0", "99999", "-", "to", "and", "[", "]", "#",
     "how many", "pages", "doctrinal", "differences", "the", "trade", "?", "§", "17th paragraph", "outline", "１７"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join))
def test_anything_like_a_place_is_answered(library: Library, question: str) -> None:
    """Pieces of references in any order are a look-up, a search or nothing, and never an error."""
    answer = library.ask(question)
    assert answer.kind in {"lookup", "passages", "nothing"}
    assert answer.answered == (answer.kind != "nothing")


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("first paragraph", ["1"]),
        ("show me the last paragraph please", ["21"]),
        ("what's in the second section?", ["3", "4", "5"]),
        ("the final page", ["20", "21"]),
        ("paragraph seventeen", ["17"]),
        ("paragraphs three to five", ["3", "4", "5"]),
        ("paragraphs 3, 4, & 5", ["3", "4", "5"]),
        ("pages 407 to 406", ["17", "18", "19", "20", "21"]),
        ("paragraph 12 on page 404", ["12"]),
    ],
)
def test_places_in_words(library: Library, question: str, paragraphs: list[str]) -> None:
    """Ordinals, numbers in words, ranges the wrong way round, and a place within a place."""
    assert paragraphs == [hit.paragraph for hit in library.ask(question).hits]
