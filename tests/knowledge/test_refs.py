"""Names of a passage: the id that people read, and the short reference that fits into a button."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.refs import base36, parse_ref, passage_id, passage_ref
from tests.knowledge.samples import document_of


def test_an_id_names_document_and_passage() -> None:
    """It is what a person types to cite."""
    document = document_of("Alfa.", "Bravo.", name="paper")
    assert ["paper:p1", "paper:p2"] == [passage_id(document, passage) for passage in document.passages]


def test_a_reference_names_edition_and_place() -> None:
    """The document's key and the passage's ordinal, in base 36."""
    document = document_of("Alfa.", "Bravo.", key=1295)
    assert ["zz.0", "zz.1"] == [passage_ref(document, passage) for passage in document.passages]


@pytest.mark.parametrize(
    "ref", ["", ".", "1", "1.", ".1", "1.1.1", "A.1", "1.é", " 1.1", "1.1 ", "1.1\n", "-1.1", "1.12345678", "１.1"]
)
def test_what_is_no_reference_is_nothing(ref: str) -> None:
    """Only lower-case letters and digits, at most seven of them on each side."""
    assert None is parse_ref(ref)


@given(st.integers(0, 60_000_000), st.integers(0, 60_000_000))
def test_references_are_read_back(key: int, ordinal: int) -> None:
    """In at most twelve characters."""
    ref = f"{base36(key)}.{base36(ordinal)}"
    assert (key, ordinal) == parse_ref(ref)
    assert len(ref) <= 12


@given(st.integers(0))
def test_base_36_is_what_python_reads(number: int) -> None:
    """Without a leading nought."""
    assert number == int(base36(number), 36)
    assert not base36(number).startswith("0") or base36(number) == "0"


def test_base_36_has_no_sign() -> None:
    """There are no negative keys or ordinals."""
    with pytest.raises(ValueError, match="-1"):
        base36(-1)


@given(st.text(alphabet="0az9.-A１", max_size=16) | st.text())
def test_any_text_is_a_reference_or_is_not(ref: str) -> None:
    """What is one can be written as a reference of at most the same length, which leads to the same passage."""
    parsed = parse_ref(ref)
    if parsed is not None:
        written = ".".join(map(base36, parsed))
        assert parsed == parse_ref(written)
        assert len(written) <= len(ref)
