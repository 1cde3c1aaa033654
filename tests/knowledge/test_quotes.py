"""The check of quotations: word for word, altered (and how), or not there; and which there are in a message."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import DifferenceKind, Library, NotInLibrary, QuestionError, QuoteCheck, QuoteVerdict, quotations_in
from tests.knowledge.samples import document_of, library_of, read

TRADE = "Allied controls make China’s dependence on the USSR the more complete. They tend to “maximize” Moscow’s inadequacies."
KOREA = (
    "The large area of co-operation in Korea, however, should not obscure the underlying conflict; the ﬁrst one lasts."
)


@pytest.fixture(scope="module")
def papers() -> Library:
    """Two paragraphs."""
    return library_of(TRADE, KOREA)


def changed(check: QuoteCheck) -> list[tuple[str, str, str]]:
    """Kind, quoted words and the library's words of what makes it altered."""
    return [(one.kind.value, one.quoted, one.original) for one in check.differences]


def remarked(check: QuoteCheck) -> list[tuple[str, str, str]]:
    """The same of what does not."""
    return [(one.kind.value, one.quoted, one.original) for one in check.remarks]


@pytest.mark.parametrize(
    "quote",
    [
        "make China’s dependence on the USSR the more complete",
        "make China's dependence on the USSR the more complete",
        "“Make China's dependence on the USSR the more complete.”",
        "tend to 'maximize' Moscow's inadequacies",
        "cooper\u00adation".replace("cooper", "co-oper") + " in Korea, however",
        "co–operation   in\nKorea — however —",
        "underlying conflict; the first one lasts",
        "the more complete. They tend",
        "**make** China’s *dependence*",
        "the USSR",
    ],
)
def test_what_typography_changes_makes_no_difference(papers: Library, quote: str) -> None:
    """Marks, dashes, spaces, soft hyphens, ligatures, the case of the first letter."""
    check = papers.verify(quote)
    assert (QuoteVerdict.VERBATIM, 1.0, ()) == (check.verdict, check.similarity, check.differences)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("make China’s reliance on the USSR the more complete", [("replaced", "reliance", "dependence")]),
        ("make China’s dependence on the whole USSR the more complete", [("added", "whole", "")]),
        ("make China’s dependence on USSR the more complete", [("missing", "", "the")]),
        ("should obscure the underlying conflict", [("missing", "", "not")]),
        ("should not hide the great underlying conflict", [("replaced", "hide", "obscure"), ("added", "great", "")]),
    ],
)
def test_altered_words_are_named_on_both_sides(
    papers: Library, quote: str, expected: list[tuple[str, str, str]]
) -> None:
    """And stand where they are said to stand."""
    check = papers.verify(quote)
    assert (QuoteVerdict.ALTERED, expected) == (check.verdict, changed(check))
    for one in check.differences:
        assert one.quoted == quote[one.start : one.end]
        assert one.original == check.hits[one.passage].text[one.original_start : one.original_end]


@pytest.mark.parametrize(
    ("quote", "left_out"),
    [
        ("make … dependence on the USSR", "China’s"),
        ("make ... the more complete", "China’s dependence on the USSR"),
        ("make [. . .] dependence on the USSR", "China’s"),
        ("[They] make China’s dependence on the USSR", None),
        ("should not obscure [sic] the underlying conflict", None),
        ("[T]he large area of co-operation", None),
        ("Allied controls … tend to maximize", "make China’s dependence on the USSR the more complete. They"),
    ],
)
def test_omissions_and_insertions_are_remarked_upon(papers: Library, quote: str, left_out: str | None) -> None:
    """They are the quoting person's right, and the reader sees what was left out."""
    check = papers.verify(quote)
    assert (QuoteVerdict.VERBATIM, ()) == (check.verdict, check.differences)
    assert ([("omitted", "", left_out)] if left_out else []) == remarked(check)


def test_brackets_of_the_library_may_be_quoted(library: Library) -> None:
    """The document has some of its own."""
    assert "verbatim" == library.verify("in the economic polities [policies] of the Far Eastern part").verdict
    left_out = library.verify("in the economic polities of the Far Eastern part")
    assert [("missing", "", "policies")] == changed(left_out)


def test_other_capitals_are_remarked_upon(papers: Library) -> None:
    """The words are the same."""
    check = papers.verify("make china’s dependence on the ussr the more complete")
    assert (QuoteVerdict.VERBATIM, 1.0) == (check.verdict, check.similarity)
    assert [("capitals", "china’s", "China’s"), ("capitals", "ussr", "USSR")] == remarked(check)


def test_a_quotation_may_run_over_two_paragraphs(papers: Library) -> None:
    """Both are given, each with its own words highlighted."""
    check = papers.verify("maximize Moscow’s inadequacies. The large area of co-operation")
    assert QuoteVerdict.VERBATIM == check.verdict
    assert ["maximize” Moscow’s inadequacies", "The large area of co-operation"] == [
        hit.highlights[0].text for hit in check.hits
    ]


def test_a_quotation_does_not_run_from_one_document_into_the_next() -> None:
    """They only stand side by side."""
    library = Library(
        [document_of("Alfa bravo charlie.", name="one", key=1), document_of("Delta echo golf.", name="two", key=2)]
    )
    assert QuoteVerdict.VERBATIM != library.verify("bravo charlie delta echo").verdict


def test_the_highlight_names_the_page_of_the_very_words() -> None:
    """Not that of the whole paragraph."""
    library = Library([read("[Page 1]\n\n1. Alfa bravo charlie [Page 2] delta echo golf.\n\n2. Hotel.\n")])
    pages = [
        str(library.verify(quote).hits[0].highlights[0].pages)
        for quote in ("alfa bravo", "delta echo", "charlie delta")
    ]
    assert ["p. 1", "p. 2", "pp. 1–2"] == pages


def test_where_else_it_stands(library: Library) -> None:
    """A few of the places, each a passage of its own."""
    check = library.verify("the Chinese Communists")
    assert QuoteVerdict.VERBATIM == check.verdict
    assert 2 <= len({hit.ref for hit in (*check.hits, *check.elsewhere)})


def test_a_heading_may_be_quoted(library: Library) -> None:
    """It is no passage that is searched, but it is the library's."""
    check = library.verify("forces of Soviet influence and authority")
    assert ("verbatim", "heading") == (check.verdict, check.hits[0].role)


@pytest.mark.parametrize(
    "quote",
    ["the cat sat on the mat and looked at me", "of Zanzibar", "is either yes or no", "of the and of the"],
)
def test_what_is_not_there_is_absent(papers: Library, quote: str) -> None:
    """Common words alone make no quotation."""
    check = papers.verify(quote)
    assert (QuoteVerdict.ABSENT, 0.0, ()) == (check.verdict, check.similarity, check.hits)


def test_one_document_alone_is_looked_in() -> None:
    """And an unknown one is refused."""
    library = Library(
        [document_of("Alfa bravo charlie.", name="one", key=1), document_of("Delta echo golf.", name="two", key=2)]
    )
    assert "absent" == library.verify("delta echo golf", document="one").verdict
    assert "verbatim" == library.verify("delta echo golf", document="two").verdict
    with pytest.raises(NotInLibrary):
        library.verify("delta echo", document="three")


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("", "The quotation is empty"),
        ("  \n", "The quotation is empty"),
        ("word " * 3000, "The quotation has 15,000 characters"),
        ("a", "too short to check: give at least a few words"),
        ("USSR", "too short to check"),
        ("???", "too short to check"),
        ("19 54", "too short to check"),
    ],
)
def test_nothing_too_little_and_too_much_are_refused(papers: Library, quote: str, sentence: str) -> None:
    """Each in its own sentence; any letter stands somewhere."""
    with pytest.raises(QuestionError, match=sentence):
        papers.verify(quote)


def test_scripts_without_spaces() -> None:
    """Every character counts as a word."""
    library = library_of("中华人民共和国成立于一九四九年。首都是北京。", "天气很好。")
    assert "verbatim" == library.verify("人民共和国成立于一九四九年").verdict
    assert [("replaced", "五", "四")] == changed(library.verify("人民共和国成立于一九五九年"))


def test_an_empty_library_has_nothing() -> None:
    """No quotation stands in it."""
    assert "absent" == Library([]).verify("anything at all").verdict


def test_a_library_that_was_pickled_still_checks(papers: Library) -> None:
    """Another process may have built it."""
    again: Library = pickle.loads(pickle.dumps(papers))
    assert papers.verify("the underlying conflict") == again.verify("the underlying conflict")


PIECES = st.sampled_from(
    [*TRADE.split(), *KOREA.split(), "…", "[…]", "[sic]", "[", "]", "“", "zzz", "\u00ad", "ﬁ", "İ", "\U0001f600", "中"]
)


@given(st.lists(PIECES, min_size=1, max_size=25).map(" ".join))
def test_any_words_are_checked(papers: Library, quote: str) -> None:
    """Whatever they are, the places that are named hold what they are said to hold."""
    try:
        check = papers.verify(quote)
    except QuestionError:
        assert len([piece for piece in quote.split() if any(map(str.isalnum, piece))]) < 2
        return
    assert 0 <= check.similarity <= 1
    assert (check.verdict is QuoteVerdict.ABSENT) == (not check.hits)
    assert (check.verdict is QuoteVerdict.ALTERED) == bool(check.differences)
    for one in (*check.differences, *check.remarks):
        assert one.quoted == quote[one.start : one.end]
        assert one.original == check.hits[one.passage].text[one.original_start : one.original_end]
        assert (one.kind is DifferenceKind.ADDED) <= (one.original == "")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ('He said "one two three four" and left.', ["one two three four"]),
        ("“One two three four.” and „fünf sechs sieben acht“", ["One two three four.", "fünf sechs sieben acht"]),
        ("«un deux trois quatre» »eins zwei drei vier«", ["un deux trois quatre", "eins zwei drei vier"]),
        ("「中华人民共和国成立」", ["中华人民共和国成立"]),
        ("> one two\n> three four\nand more", ["one two\nthree four"]),
        (">>> one two three\nfour five", ["one two three\nfour five"]),
        ('> "one two three four" five', ['"one two three four" five']),
        ('the "scare quotes" and "one two three"', []),
        ('"one two three four" "one two three four"', ["one two three four"]),
        ("no marks at all in this message", []),
        ('6" by 4" and 3" by 2"', []),
        ("“unclosed one two three four five", []),
        ("", []),
    ],
)
def test_the_quotations_of_a_message(message: str, expected: list[str]) -> None:
    """In marks of any kind or in a block, of at least four words, in order, each once."""
    assert expected == list(quotations_in(message))


@given(st.text(alphabet='ab "“”„«»「」>\n', max_size=200))
def test_any_message_has_quotations_or_none(message: str) -> None:
    """Each is part of the message once the marks of a block are gone."""
    plain = "".join(message.replace(">", "").split())
    for quote in quotations_in(message):
        assert "".join(quote.replace(">", "").split()) in plain
