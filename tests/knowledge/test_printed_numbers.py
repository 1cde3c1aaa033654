"""A look-up of a paragraph prefers the number that is printed to one that is only counted."""

from __future__ import annotations

from knowledge import Library, Metadata
from knowledge.places.printed import is_printed
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Heading, Paragraph

LONG = "The tenant pays the rent on the first day of the month. " * 150
LEASE = assemble(
    [
        Paragraph(("Whereas.",)),
        Paragraph(("Pay.",), "1", "1. "),
        Paragraph(("early;",), lead="– "),
        Paragraph(("in cash;",), "1(a)", "(a) "),
        Paragraph((LONG,), "2", "§ 2 "),
        Heading(("Schedule",)),
        Paragraph(("Keys.",)),
    ],
    document_id="lease",
    metadata=Metadata(title="Lease"),
    sha256="",
)


def test_a_printed_number_precedes_a_counted_one() -> None:
    """In its section: the recital is the first paragraph, but clause 1 is paragraph 1; a divided clause comes whole."""
    hits = {
        number: [hit.text for hit in Library([LEASE]).ask(f"paragraph {number}").hits] for number in ("1", "2", "3")
    }
    assert ["Pay.", "Keys."] == hits["1"]
    assert LONG.split() == " ".join(hits["2"]).split()
    assert ["early;"] == hits["3"]


def test_a_number_is_printed_where_it_stands_before_the_passage() -> None:
    """A sign of a list has no number, and a number is printed before the first part of a passage only."""
    assert [False, True, False, True, True, False, False] == [
        is_printed(LEASE, one) for one in LEASE.passages if one.role.is_body
    ]
