"""The same passage in two formats of a document: found from each other, and folded in an answer."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from knowledge import Library, Store
from tests.knowledge.samples import document_of, library_of
from tests.knowledge.stores import OURS, add

WORD = document_of("Rice is rare in the city of Peiping.", "Coal is dear.", "Rice, again.", name="word", key=1)
PDF = document_of("RICE is rare in\nthe ci-\nty of Peiping!", "Coal is cheap.", "Rice. Again?", name="pdf", key=2)


def test_what_says_the_same_is_folded() -> None:
    """The better placed one stays, the next ones move up, the ranks count on; what says anything else stays too."""
    library = Library([WORD, PDF])
    usual = library.ask("rice in Peiping", limit=4)
    assert ["1", "1", "3", "3"] == [hit.paragraph for hit in usual.hits]
    folded = library.ask("rice in Peiping", limit=4, fold=True)
    assert [(1, usual.hits[0].ref), (2, usual.hits[2].ref)] == [(hit.rank, hit.ref) for hit in folded.hits]
    assert (usual.confidence, usual.answered) == (folded.confidence, folded.answered)
    assert [hit.ref for hit in library.ask("rice in Peiping", limit=1, fold=True).hits] == [usual.hits[0].ref]
    assert 2 == len(library.ask("coal", limit=3, fold=True).hits)


def test_what_was_folded_is_found_from_what_stayed() -> None:
    """Whatever is folded is a twin, broken words, case and signs aside; nothing is a twin of itself."""
    library = Library([WORD, PDF])
    for hit in library.ask("rice in Peiping", limit=4, fold=True).hits:
        (twin,) = library.twins(hit.ref)
        assert {("pdf", hit.paragraph), ("word", hit.paragraph)} == {
            (one.document.id, one.paragraph) for one in (hit, twin)
        }
        assert [hit.ref] == [one.ref for one in library.twins(twin.ref)]
    assert () == library.twins(library.ask("coal", document="word").hits[0].ref)


def test_places_are_never_folded() -> None:
    """Whoever asks for a paragraph gets that of every document."""
    assert 2 == len(Library([WORD, PDF]).ask("paragraph 1", fold=True).hits)


def test_a_passage_may_be_there_twice_in_one_document() -> None:
    """And passages without words are no twins, even if they are alike."""
    library = library_of("No dogs, please.", "No cats.", "No dogs. Please!", "* * *", "* * *")
    (hit,) = library.ask("dogs", fold=True).hits
    assert {"1", "3"} == {hit.paragraph, *(one.paragraph for one in library.twins(hit.ref))}
    assert () == library.twins(library.lookup("paragraph 4").hits[0].ref)


def test_an_earlier_edition_has_its_twins_elsewhere() -> None:
    """An old button leads to what says the same in other documents, and not to the newer edition of its own."""
    with closing(Store.open("sqlite://")) as store:
        first = add(store, OURS, "Rice is rare.", "Coal is dear.")
        old = store.library(OURS).ask("rice").hits[0].ref
        add(store, OURS, "Oil is rare.", "Rice is rare.", replaces=first.key)
        add(store, OURS, "Rice is rare.", name="other")
        library = store.library(OURS).with_earlier(partial(store.documents.edition, OURS))
        assert ["other"] == [one.document.id for one in library.twins(old)]
