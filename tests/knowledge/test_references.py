"""What a typed reference means: a place, several, a document, a short reference, and what of it is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import Excerpts, Library, NotInLibrary, QuestionError
from tests.knowledge.samples import document_of

TITLE = "The Sino-Soviet Relation and its Potential Sources of Differences"


def opened(library: Library, reference: str) -> list[str]:
    """The pages of the pages, and the citations or headings of other places, up to their first separator."""
    excerpts = library.read(reference)
    return [str(one.pages) if one.kind == "page" else one.title.split(" · ")[0] for one in excerpts]


@pytest.mark.parametrize(
    ("reference", "places"),
    [
        ("p.405", ["p. 405"]),
        ("pp.404-405", ["p. 404", "p. 405"]),
        ("0-g3", ["p. 404"]),
        ("frus1952-54v14p1-d183:p6", ["¶ 6"]),
        ("405", ["p. 405"]),
        ("401-402", ["p. 401", "p. 402"]),
        ("404, 406", ["p. 404", "p. 406"]),
        ("17", ["¶ 17"]),
        ("page 404 and paragraph 3", ["p. 404", "¶ 3"]),
        ("p. 404; ¶ 3", ["p. 404", "¶ 3"]),
        ("p. 404, ¶ 12", ["p. 404", "¶ 12"]),
        ("p. 404, ¶ 3 and footnote 1", ["p. 404", "¶ 3", "footnote 1"]),
        ("paragraph 12 on page 404", ["¶ 12"]),
        ("the third paragraph on page 404", ["¶ 12"]),
        ("paragraph 7 of section 4", ["¶ 7"]),
        ("footnote 1 on page 401", ["footnote 1"]),
        ("page four hundred and four", ["p. 404"]),
        ("paragraph twenty-one", ["¶ 21"]),
        (TITLE, [TITLE]),
        ("sino soviet relation", [TITLE]),
        ("Sino-Soviet Relations and its Potental Sources of Differences", [TITLE]),
        ("document 183", [TITLE]),
        ("doctrinal differences", ["doctrinal differences"]),
    ],
)
def test_a_reference_is_read_as_what_it_says(library: Library, reference: str, places: list[str]) -> None:
    """A place before a short reference, a title before a heading with some of its words, and all that is joined."""
    assert places == opened(library, reference)


@pytest.mark.parametrize(
    ("reference", "places"),
    [
        ("Seite 404", ["p. 404"]),
        ("S. 404–405", ["p. 404", "p. 405"]),
        ("Absatz 17", ["¶ 17"]),
        ("Fußnote 1", ["footnote 1"]),
        ("Abschnitt doctrinal differences", ["doctrinal differences"]),
        ("Seiten 402 bis 403", ["p. 402", "p. 403"]),
        ("Seite 404 und Absatz 3", ["p. 404", "¶ 3"]),
        ("paragraphe 17", ["¶ 17"]),
        ("alinéa 17", ["¶ 17"]),
        ("note 1", ["footnote 1"]),
        ("pages 402 à 403", ["p. 402", "p. 403"]),
        ("página 404", ["p. 404"]),
        ("pág. 404", ["p. 404"]),
        ("párrafo 17", ["¶ 17"]),
        ("nota 1", ["footnote 1"]),
        ("404ページ", ["p. 404"]),
        ("ページ404", ["p. 404"]),
        ("404〜405ページ", ["p. 404", "p. 405"]),
        ("段落17", ["¶ 17"]),
        ("脚注1", ["footnote 1"]),
        ("第10節", ["doctrinal differences"]),
    ],
)
def test_places_in_other_languages(library: Library, reference: str, places: list[str]) -> None:
    """The words that a German, French, Spanish or Japanese reader has for them."""
    assert places == opened(library, reference)


@pytest.mark.parametrize("question", ["Zeig mir bitte Seite 407", "muéstrame la página 407", "407ページを見せて"])
def test_a_question_for_nothing_but_a_place_may_be_in_other_languages(library: Library, question: str) -> None:
    """With the words that stand around it."""
    assert ["20", "21"] == [hit.paragraph for hit in library.ask(question).hits]


@pytest.mark.parametrize("question", ["What does S. 404 say about trade?", "What does note 1 say of Seiten?"])
def test_words_that_mean_something_else_are_no_places_in_a_question(library: Library, question: str) -> None:
    """Bills and diplomatic notes are numbered too."""
    assert "lookup" != library.ask(question).kind


@pytest.mark.parametrize("question", ["p. 404, ¶ 3 and footnote 1", "page 404, paragraph 3; footnote 1"])
def test_places_of_three_kinds_are_looked_up(library: Library, question: str) -> None:
    """All that stands at any of them."""
    answer = library.ask(question)
    assert "lookup" == answer.kind
    assert {"3", "10", "14", None} <= {hit.paragraph for hit in answer.hits}


@pytest.mark.parametrize("reference", ["ch.1", "v.2", "3.14", "hello world", "9.9", "zz-g1", "what is it"])
def test_what_looks_like_a_short_reference_is_none(library: Library, reference: str) -> None:
    """Nor is a heading meant by one of its words beside another."""
    with pytest.raises(QuestionError, match="is not a place I know"):
        library.read(reference)


def test_a_short_reference_is_read_where_it_is_no_place(library: Library) -> None:
    """That of a passage that is there; its document's key may be a letter that stands for a page."""
    ref = library.lookup("¶ 17").hits[0].ref
    assert ["¶ 17"] == opened(library, ref)
    paper = Library([document_of("Alfa.", "Bravo.", key=25)])
    assert ["Bravo."] == [hit.text for hit in paper.read(paper.suggest_places("¶ 2")[0].value)[0].hits]
    with pytest.raises(NotInLibrary, match="Page 1 is not in this document"):
        paper.read("p.1")


@pytest.mark.parametrize(
    ("reference", "count", "missing"),
    [
        ("pages 400-410", 7, ["Pages 400 and 408–410 are not in this document: it has pages 401–407."]),
        ("pages 400-402", 2, ["Page 400 is not in this document: it has pages 401–407."]),
        ("p. 404, 405 and 499", 2, ["Page 499 is not in this document: it has pages 401–407."]),
        ("p. 404 and ¶ 99", 1, ["Paragraph 99 is not in this document: it has paragraphs 1–21."]),
        ("paras 19-25", 1, ["Paragraphs 22–25 are not in this document: it has paragraphs 1–21."]),
        ("page 404", 1, []),
    ],
)
def test_what_is_partly_missing_is_said(library: Library, reference: str, count: int, missing: list[str]) -> None:
    """Beside what is there, as sentences that can be translated; a look-up says the same."""
    excerpts = library.read(reference)
    assert isinstance(excerpts, Excerpts)
    assert (count, missing) == (len(excerpts), [str(one) for one in excerpts.missing])
    assert (" ".join(missing) or None) == library.lookup(reference).message


def test_what_no_document_has_is_missing() -> None:
    """A number is missing only where none of several documents has it."""
    one, two = (document_of("Alfa.", "Bravo.", name=name, key=key) for name, key in (("one", 1), ("two", 2)))
    excerpts = Library([one, replace(two, passages=two.passages[:1])]).read("paragraphs 1-4")
    assert ["Paragraphs 3–4 are in no document of this library."] == [str(one) for one in excerpts.missing]


def test_beside_paragraphs_are_paragraphs(library: Library) -> None:
    """Headings between them are not counted: after ¶ 3–5 come ¶ 6–8."""
    (three,) = library.read("¶ 3-5")
    after, before = library.reread(three.next or ""), library.reread(three.previous or "")
    assert ["6", "7", "8"] == [hit.paragraph for hit in after.hits if hit.paragraph]
    assert ["1", "2"] == [hit.paragraph for hit in before.hits if hit.paragraph]


@pytest.mark.parametrize(("typed", "first"), [("Seite", "p. 401"), ("S. 404", "p. 404"), ("404ページ", "p. 404"),
                                               ("ページ", "p. 401"), ("párr", "¶ 1"), ("Fußnote", "footnote 1")])  # fmt: skip
def test_places_are_offered_in_other_languages(library: Library, typed: str, first: str) -> None:
    """While they are typed."""
    assert first == library.suggest_places(typed)[0].label.split(" · ")[0]


@pytest.mark.parametrize(
    ("reference", "sentence"), [(" ", "The place is empty: name one"), ("x" * 9000, "The place has 9,000 characters")]
)
def test_no_place_and_too_long_a_place_are_refused(library: Library, reference: str, sentence: str) -> None:
    """In sentences about places."""
    for method in (library.read, library.lookup):
        with pytest.raises(QuestionError, match=sentence):
            method(reference)


def test_the_outline_counts_one_as_one() -> None:
    """A document with a single paragraph."""
    message = Library([document_of("Alfa.")]).ask("how many paragraphs are there?").message
    assert message is not None
    assert "has 1 paragraph in " in message
