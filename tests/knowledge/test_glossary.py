"""Names of one thing: what people type, and what the documents say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import AliasUse, Document, InputError, Library
from knowledge.bundled import bundled_glossary
from knowledge.search.glossary import Glossary, GlossaryRow, NameUse, parse_glossary
from knowledge.text.analyzers import Languages
from tests.knowledge.samples import GLOSSARY_HEADER, document_of, library_of

ENGLISH = Languages(["en"])


def found(question: str, *rows: GlossaryRow) -> list[NameUse]:
    """The names that a glossary of these rows finds in a question."""
    return Glossary(rows, ENGLISH).find(ENGLISH.tokens(question), question)


def same(name: str, *others: str) -> GlossaryRow:
    """Names for one thing."""
    return GlossaryRow(name, others, "same")


def related(name: str, *others: str) -> GlossaryRow:
    """Names that a name also looks for."""
    return GlossaryRow(name, others, "related")


def test_any_name_of_a_thing_finds_all_the_others() -> None:
    """The relation is symmetric, and transitive within its row."""
    row = same("Beijing", "Peiping", "Peking")
    for name, others in (("Beijing", {"Peiping", "Peking"}), ("Peking", {"Beijing", "Peiping"})):
        (use,) = found(f"trade of {name} today", row)
        assert others == set(use.same)
        assert () == use.related


def test_two_rows_of_one_name_go_together() -> None:
    """What several lines say of a name counts together; the rows' own names do not flow into one another."""
    (use,) = found("CCP", same("CCP", "Chinese Communist Party"), same("CCP", "Red Party"))
    assert {"Chinese Communist Party", "Red Party"} == set(use.same)
    (use,) = found("Red Party", same("CCP", "Chinese Communist Party"), same("CCP", "Red Party"))
    assert ("CCP",) == use.same


def test_related_names_lead_one_way() -> None:
    """The Kremlin also looks for Moscow; Moscow does not look for the Kremlin."""
    row = related("Kremlin", "Moscow", "Soviet leaders")
    (use,) = found("the Kremlin", row)
    assert ((), ("Moscow", "Soviet leaders")) == (use.same, use.related)
    assert [] == found("Moscow", row)


def test_what_is_related_to_a_thing_is_related_to_all_its_names() -> None:
    """Whichever line of the file comes first."""
    rows = (related("Beijing", "Communist China"), same("Beijing", "Peiping"))
    for ordered in (rows, rows[::-1]):
        (use,) = found("Peiping", *ordered)
        assert (("Beijing",), ("Communist China",)) == (use.same, use.related)


def test_the_longest_name_wins() -> None:
    """Ho Chi Minh City is a city, not a man in a city."""
    rows = (same("Ho Chi Minh", "Ho"), same("Ho Chi Minh City", "Saigon"))
    (use,) = found("trade in Ho Chi Minh City now", *rows)
    assert ("Ho Chi Minh City", ("Saigon",)) == (use.typed, use.same)
    assert (2, 6) == (use.first, use.last)


def test_names_do_not_overlap_and_keep_their_order() -> None:
    """Each word belongs to one name at most."""
    uses = found("Peking, North Korea, Peking", same("Peking", "Peiping"), same("North Korea", "DPRK"))
    assert ["Peking", "North Korea", "Peking"] == [use.typed for use in uses]


@pytest.mark.parametrize("typed", ["Beijing's", "Beijing’s", "BEIJING", "beijing", "Béijing"])
def test_a_name_is_known_however_it_is_typed(typed: str) -> None:
    """Possessive, in capitals, without, with an accent too many."""
    (use,) = found(f"{typed} trade", same("Beijing", "Peiping"))
    assert ("Peiping",) == use.same[-1:]


def test_a_pronoun_is_no_name() -> None:
    """To tell us something is not to ask about the United States; the US is."""
    row = same("USA", "US", "United States")
    assert [] == found("tell us about trade", row)
    assert 1 == len(found("the US and trade", row))
    assert 1 == len(found("the U.S. and trade", row))


def test_an_alias_finds_what_the_document_says_and_the_answer_tells_so() -> None:
    """The names that were searched as well are listed, as the documents write them; others are not."""
    library = library_of(
        "Peiping wants machines.",
        "Moscow sells machines.",
        "Nobody buys rice.",
        glossary="Beijing\tPeiping; Peking\tsame",
    )
    for question in ("What does Beijing want?", "beijing's wants"):
        answer = library.ask(question)
        assert "Peiping wants machines." == answer.hits[0].text
        assert answer.answered
        assert ("Peiping",) == answer.aliases[0].also
    assert (AliasUse("Beijing", ("Peiping",)),) == library.ask("What does Beijing want?").aliases


def test_no_alias_is_told_where_none_is_used() -> None:
    """A name that the documents use themselves, or no name at all, is nothing to report."""
    library = library_of("Peiping wants machines.", "Nobody buys rice.", glossary="Beijing\tPeiping\tsame")
    assert () == library.ask("What does Peiping want?").aliases
    assert () == library.ask("Who buys rice?").aliases


def test_a_related_name_widens_but_weighs_less_than_the_name_itself() -> None:
    """The passage that has the name typed comes before the one that has only its relative."""
    library = library_of(
        "Machines for Moscow are costly.", "Machines for Berlin are costly.", "Machines for the Kremlin are costly.",
        glossary="Kremlin\tMoscow\trelated",
    )  # fmt: skip
    hits = library.ask("Kremlin machines").hits
    assert ["Machines for the Kremlin are costly.", "Machines for Moscow are costly."] == [hit.text for hit in hits[:2]]


QUESTIONS = (
    "What does the paper say about Taiwan and Chiang Kai-shek?",
    "What does it say about Taiwan?",
    "Is Taiwan mentioned?",
    "What about Khrushchev and Taiwan?",
    "What did Khrushchev say?",
    "Khrushchev",
    "What does it say about Ho Chi Minh and the Viet Minh?",
    "Ho Chi Minh",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_related_names_make_no_answer(paper: Document, library: Library, question: str) -> None:
    """A question about what the document never names stays unanswered, with related names and without."""
    plain = Library([paper], [row for row in bundled_glossary() if row.relation == "same"])
    assert not plain.ask(question).answered
    assert not library.ask(question).answered


def test_a_glossary_is_read_from_tab_separated_lines() -> None:
    """The first line names the columns, further columns are remarks, blank lines are passed over."""
    rows = parse_glossary(
        "name\tother\tkind\tnote\nBeijing\tPeiping;  Peking ;\tsame\tthe city\n\nKremlin\tMoscow\trelated\n"
    )
    assert [same("Beijing", "Peiping", "Peking"), related("Kremlin", "Moscow")] == rows


def test_what_stands_in_parentheses_tells_rows_apart() -> None:
    """Nobody types it."""
    assert [same("Mongolia", "Outer Mongolia")] == parse_glossary(
        GLOSSARY_HEADER + "Mongolia (country)\tOuter Mongolia\tsame"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Beijing",
        "Beijing\tPeiping",
        "Beijing\tPeiping\talike",
        "\tPeiping\tsame",
        "Beijing\t ; \tsame",
        "(x)\t\tsame",
        "a\tb\tSAME",
    ],
)
def test_a_bad_line_is_named(line: str) -> None:
    """Whoever keeps the file learns which line to mend."""
    with pytest.raises(InputError, match=r"^Line 4, “"):
        parse_glossary(f"{GLOSSARY_HEADER}Beijing\tPeiping\tsame\n\n{line}\nKremlin\tMoscow\trelated\n")


@given(st.text())
def test_any_file_is_read_or_refused(text: str) -> None:
    """A glossary comes back, or a sentence that names a line."""
    try:
        rows = parse_glossary(text)
    except InputError as error:
        assert str(error).startswith("Line ")  # noqa: PT017 - the other way out is as right
    else:
        assert all(row.name and row.others for row in rows)


def test_the_bundled_glossary_is_of_use() -> None:
    """It has both kinds of rows, and no row that only repeats its own name."""
    rows = bundled_glossary()
    assert {"same", "related"} == {row.relation for row in rows}
    assert all(set(row.others) - {row.name} for row in rows)


def test_a_name_without_a_word_finds_nothing() -> None:
    """A row of signs alone does no harm."""
    library = library_of("Peiping wants machines.", glossary="Snow\t☃; ***\tsame\n–\tMoscow\trelated")
    assert not library.ask("Is there snow? ☃ –").answered
    assert library.ask("Who wants machines?").hits


def test_an_empty_glossary_finds_nothing() -> None:
    """Questions are then taken as they are."""
    assert [] == found("Beijing and Moscow")
    assert not Library([document_of("Peiping wants machines.")]).ask("Beijing").answered
