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
    assert base36(number) == base36(number).lstrip("0") or number == 0


@given(st.text())
def test_any_text_is_a_reference_or_is_not(ref: str) -> None:
    """Nothing else comes of it."""
    parsed = parse_ref(ref)
    assert parsed is None or all(number >= 0 for number in parsed)
