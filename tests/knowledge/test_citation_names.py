"""Names with what follows them, and the keys of citations, in the styles that treat them differently."""

from __future__ import annotations

import json

import pytest

from knowledge import CitationStyle, Metadata, Pinpoint, cite
from knowledge.citations.names import Name, names_in
from knowledge.models import NO_PAGES

KING = Name("King", "Martin Luther", "Jr.")


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
