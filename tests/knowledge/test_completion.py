"""What is offered while somebody types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Document, Library, NotInLibrary, Suggestion
from knowledge.suggestions.choices import both_ends, fitted
from tests.knowledge.samples import document_of, read

if TYPE_CHECKING:
    from collections.abc import Iterable


def labels(suggestions: Iterable[Suggestion]) -> list[str]:
    """What is shown, up to the first separator."""
    return [one.label.split(" · ")[0] for one in suggestions]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("doct", "doctrinal differences"),
        ("Orb", "the developing chinese communist orbit"),
        ("aid to", "potential differences: soviet aid to chinese economic development"),
        ("differences doctrinal", "doctrinal differences"),
        ("docrinal", "doctrinal differences"),
        ("OUTLOOK", "outlook on world affairs"),
        ("himal", "outlook on world affairs"),
    ],
)
def test_sections_by_heading_by_text_or_nearly(library: Library, typed: str, first: str) -> None:
    """The best first."""
    assert first == labels(library.suggest_sections(typed))[0]


def test_a_section_without_a_heading_is_found_by_its_text(library: Library) -> None:
    """And shown by its first words."""
    suggestion = library.suggest_sections("korea")[0]
    assert suggestion.label.startswith("[…] 16. During the Korean hostilities")
    assert ["16", "17", "18"] == [hit.paragraph for hit in library.reread(suggestion.value).hits]


def test_what_begins_so_comes_before_what_only_holds_it() -> None:
    """Then what has a word that does, then the rest."""
    text = "".join(
        f"{heading}\n\n{number}. Text.\n\n"
        for number, heading in enumerate(("steel mart", "art of steel", "the art", "cartel"), 1)
    )
    library = Library([read(f"Title\n\n[Page 1]\n\n{text}")])
    assert ["art of steel", "the art", "steel mart", "cartel"] == labels(library.suggest_sections("art"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("404", "p. 404"),
        ("p. 404", "p. 404"),
        ("page 404", "p. 404"),
        ("p404", "p. 404"),
        ("4", "¶ 4"),
        ("40", "p. 401"),
        ("¶17", "¶ 17"),
        ("para 17", "¶ 17"),
        ("1", "¶ 1"),
        ("footnote 1", "footnote 1"),
        ("fn", "footnote 1"),
        ("section 10", "doctrinal differences"),
        ("§ 10", "doctrinal differences"),
        ("doctr", "doctrinal differences"),
        ("sino", "The Sino-Soviet Relation and its Potential Sources of Differences"),
    ],
)
def test_places_by_number_or_by_name(library: Library, typed: str, first: str) -> None:
    """The number itself before numbers that begin so."""
    assert first == labels(library.suggest_places(typed))[0]


def test_a_kind_alone_offers_all_of_it(library: Library) -> None:
    """In reading order."""
    assert [f"p. {number}" for number in range(401, 408)] == labels(library.suggest_places("page"))[:7]
    assert ["¶ 1", "¶ 2", "¶ 3"] == labels(library.suggest_places("paragraph"))[:3]


def test_nothing_typed_offers_the_outline(library: Library) -> None:
    """The document, then its sections."""
    offered = library.suggest_places("")
    assert "The Sino-Soviet Relation and its Potential Sources of Differences" == labels(offered)[0]
    assert "basic features of the sino-soviet alliance" == labels(offered)[1]
    assert 11 == len(offered)


@pytest.mark.parametrize("typed", ["", "4", "page", "para", "sino", "korea", "footnote"])
def test_whatever_is_offered_can_be_had(library: Library, typed: str) -> None:
    """A place is looked up and read, a section and a document narrow a question."""
    for place in library.suggest_places(typed):
        assert library.lookup(place.value).answered
        assert library.read(place.value)[0].hits
    for section in library.suggest_sections(typed):
        whole = {hit.ref for hit in library.reread(section.value).hits}
        assert {hit.ref for hit in library.ask("What about Japan?", section=section.value).hits} <= whole
    for document in library.suggest_documents(typed):
        assert library.lookup("page 404", document=document.value).hits


def test_several_documents_are_told_apart() -> None:
    """Their titles stand beside their sections and pages; those of the same title show their ids."""
    paper = "[Page 7]\n\nfirst part\n\n1. Alfa.\n\n"
    one, two = (read(f"{title}\n\n{paper}") for title in ("On Coal", "On Rice"))
    library = Library([document_of("x", name="coal", key=1), document_of("y", name="rice", key=2)])
    assert ["coal"] == labels(library.suggest_documents("co"))
    assert {one.title, two.title} == {"On Coal", "On Rice"}
    both = Library([_named(one, "coal", 1), _named(two, "rice", 2)])
    assert ["first part · p. 7 · On Coal", "first part · p. 7 · On Rice"] == [
        s.label for s in both.suggest_sections("first")
    ]
    assert ["first part · p. 7 · On Rice"] == [s.label for s in both.suggest_sections("first", document="rice")]
    assert () == both.suggest_sections("first", document="nothing of the kind")
    twins = Library([_named(one, "coal", 1), _named(one, "rice", 2)])
    assert ["On Coal · coal", "On Coal · rice"] == [s.label for s in twins.suggest_documents("on")]


def _named(document: Document, name: str, key: int) -> Document:
    """The document under another id and key."""
    return replace(document, id=name, key=key)


def test_no_more_is_suggested_than_discord_shows() -> None:
    """Of documents, of their sections and of the places in them."""
    paper = read("Paper\n\n[Page 7]\n\n" + "".join(f"part {n}\n\n{n}. Alfa.\n\n" for n in range(1, 31)))
    library = Library([_named(paper, f"paper-{number}", number) for number in range(1, 31)])
    assert [25] * 5 == [
        *(len(library.suggest_places(typed)) for typed in ("", "para", "7")),
        len(library.suggest_sections("part")),
        len(library.suggest_documents("")),
    ]


WILD = st.text(max_size=40) | st.sampled_from(["p", "¶", "§", "section ", "page x", "1" * 90, "\U0001f600" * 60])


@given(WILD)
def test_anything_may_be_typed(library: Library, typed: str) -> None:
    """What is offered fits into Discord's limits and is offered once."""
    for offered in (library.suggest_places(typed), library.suggest_sections(typed), library.suggest_documents(typed)):
        assert len(offered) == len(set(offered)) <= 25
        for one in offered:
            assert 1 <= len(one.label.encode("utf-16-le")) // 2 <= 100
            assert 1 <= len(one.value.encode("utf-16-le")) // 2 <= 100


@given(st.text(min_size=1, max_size=80), st.integers(1, 30))
def test_a_label_is_cut_between_characters(text: str, length: int) -> None:
    """Never within a pair of UTF-16 units, and never without saying so."""
    cut = fitted(text, length)
    assert len(cut.encode("utf-16-le")) // 2 <= length
    whole = " ".join(text.split())
    assert cut == whole or (cut.endswith("…") and whole.startswith(cut[:-1]))


@given(st.text(min_size=1, max_size=80), st.integers(4, 30))
def test_a_title_is_cut_in_the_middle(text: str, length: int) -> None:
    """It keeps its beginning and its end, between characters."""
    cut = both_ends(text, length)
    assert len(cut.encode("utf-16-le")) // 2 <= length
    whole = " ".join(text.split())
    head, _, tail = cut.partition("… ")
    assert cut == whole or (whole.startswith(head) and whole.endswith(tail))


def test_volumes_of_a_series_are_told_apart_by_their_ends() -> None:
    """Their titles are longer than a label and begin alike."""
    volumes = [document_of("No dogs.", name=f"part{n}") for n in (1, 2)]
    named = [replace(one.metadata, title=f"{'Foreign Relations ' * 8}, Part {one.id[-1]}") for one in volumes]
    library = Library([replace(one, metadata=metadata) for one, metadata in zip(volumes, named, strict=True)])
    assert ["Part 1", "Part 2"] == [one.label[-6:] for one in library.suggest_documents("")]


def test_an_unknown_document_names_the_nearest(library: Library) -> None:
    """As something to choose, and in the sentence."""
    with pytest.raises(NotInLibrary, match="Did you mean “The Sino-Soviet Relation") as caught:
        library.ask("trade", document="The Sino Soviet relations")
    assert ["frus1952-54v14p1-d183"] == [one.value for one in caught.value.suggestions]
    with pytest.raises(NotInLibrary, match="There is no document “zzz” in this library") as caught:
        library.lookup("page 404", document="zzz")
    assert () == caught.value.suggestions


def test_a_document_answers_to_its_title_and_its_reference(library: Library) -> None:
    """In any case of letters."""
    for name in ("the sino-soviet relation and its potential sources of differences", "0-d"):
        assert library.lookup("page 404", document=name).hits


def test_a_section_narrows_a_search(library: Library) -> None:
    """By its reference or by its heading, with all that it holds."""
    anywhere = library.ask("What is said about Korea?", limit=10)
    within = library.ask("What is said about Korea?", limit=10, section="Outlook on world affairs")
    assert not {hit.paragraph for hit in anywhere.hits} <= {"11", "12"}
    assert {hit.paragraph for hit in within.hits} <= {"11", "12"}
    with pytest.raises(NotInLibrary, match="There is no section “doctrinal diferences” here") as caught:
        library.ask("Mao", section="doctrinal diferences")
    assert "doctrinal differences" == labels(caught.value.suggestions)[0]
