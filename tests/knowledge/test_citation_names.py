"""Names, told apart and listed; what follows them; the keys of citations."""

from __future__ import annotations

import json

import pytest

from knowledge import CitationStyle, Metadata, Pinpoint, cite
from knowledge.citations.names import Name, listed, name_of, names_in
from knowledge.models import NO_PAGES

KING = Name("King", "Martin Luther", "Jr.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Louis J. Smith", [Name("Smith", "Louis J.")]),
        ("Smith, Louis J.", [Name("Smith", "Louis J.")]),
        ("Ludwig van Beethoven", [Name("van Beethoven", "Ludwig")]),
        ("Department of State", [Name("Department of State")]),
        ("Department of Commerce and Labor", [Name("Department of Commerce and Labor")]),
        ("Internet Engineering Task Force", [Name("Internet Engineering Task Force")]),
        ("UNESCO", [Name("UNESCO")]),
        ("毛泽东", [Name("毛泽东")]),
        ("John Smith, Jane Doe and Max Roe", [Name("Smith", "John"), Name("Doe", "Jane"), Name("Roe", "Max")]),
        ("Smith, John; Doe, Jane", [Name("Smith", "John"), Name("Doe", "Jane")]),
        ("Smith, John and Doe, Jane", [Name("Smith", "John"), Name("Doe", "Jane")]),
        ("", []),
        (None, []),
    ],
)
def test_names_are_told_apart(text: str | None, expected: list[Name]) -> None:
    """People are split into family and given name, bodies stay whole."""
    assert expected == list(names_in(text))


def test_names_in_a_sentence() -> None:
    """Two, three, and more than are listed."""
    people = [name_of(name) for name in ("A. Able", "B. Best", "C. Cole", "D. Dale")]
    assert "A. Able and B. Best" == listed(people[:2])
    assert "A. Able, B. Best, and C. Cole" == listed(people[:3])
    assert "A. Able et al." == listed(people)
    assert "Able, A., et al." == listed(people, inverted=True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Martin Luther King, Jr.", [KING]),
        ("Martin Luther King Jr.", [KING]),
        ("King, Martin Luther, Jr.", [KING]),
        ("King, Jr., Martin Luther", [KING]),
        ("Martin Luther King, Jr., and Louis J. Smith", [KING, Name("Smith", "Louis J.")]),
        ("Louis J. Smith, Martin Luther King, Jr.", [Name("Smith", "Louis J."), KING]),
        ("Martin Luther King, Jr.; Louis J. Smith", [KING, Name("Smith", "Louis J.")]),
        ("Louis Smith III", [Name("Smith", "Louis", "III")]),
        ("Elizabeth II", [Name("Elizabeth II")]),
    ],
)
def test_what_follows_a_name_is_no_name(text: str, names: list[Name]) -> None:
    """With a comma or without, in either order, alone or among others."""
    assert names == list(names_in(text))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (CitationStyle.CHICAGO, "Martin Luther King Jr., Letter"),
        (CitationStyle.MLA, "King, Martin Luther, Jr. Letter"),
        (CitationStyle.BIBTEX, "author = {King, Jr., Martin Luther}"),
        (CitationStyle.RIS, "AU  - King, Martin Luther, Jr."),
    ],
)
def test_every_style_has_its_place_for_it(style: CitationStyle, expected: str) -> None:
    """BibTeX in the middle, a bibliography at the end."""
    letter = Metadata(title="Letter", author="Martin Luther King, Jr.")
    assert expected in cite(letter, Pinpoint("x:p1", NO_PAGES), style)


def test_csl_has_a_field_for_it() -> None:
    """Beside family and given name."""
    letter = Metadata(title="Letter", author="Martin Luther King, Jr.")
    (item,) = json.loads(cite(letter, Pinpoint("x:p1", NO_PAGES), CitationStyle.CSL_JSON))
    assert [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}] == item["author"]


def key(name: str) -> str:
    """The key of an entry of BibTeX."""
    entry = cite(Metadata(title="X"), Pinpoint(name, NO_PAGES), CitationStyle.BIBTEX)
    return entry.partition("{")[2].partition(",")[0]


def test_keys_of_names_in_any_script_differ() -> None:
    """They are plain, they keep what they can, and do not end in a hyphen; a plain name is its own key."""
    assert "frus-d183:p6" == key("frus-d183:p6")
    names = ["日本:p6", "中国:p6", "naïve:p6", "naive:p6", "日本", "中国", "über straße:p1"]
    keys = [key(name) for name in names]
    assert len(names) == len(set(keys))
    assert all(one.isascii() and one[0].isalnum() and one[-1].isalnum() for one in keys)
