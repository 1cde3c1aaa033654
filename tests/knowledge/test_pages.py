"""From the page breaks of a source to the page of every letter."""

from __future__ import annotations

import pytest

from knowledge import Metadata, PageKind, Pages, PageSpan
from knowledge.places.pages import address, anchor_at, extent, page_spans, pages_between
from knowledge.readers.blocks import PageBreak

SPANS = (
    PageSpan(0, 10, "401", PageKind.INFERRED),
    PageSpan(10, 20, "402", PageKind.PRINTED, "pg_402"),
    PageSpan(20, 30, "403", PageKind.PRINTED, "pg_403"),
)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        pytest.param(0, 10, "401", "401", id="all of one page"),
        pytest.param(9, 11, "401", "402", id="over the edge"),
        pytest.param(10, 20, "402", "402", id="from edge to edge"),
        pytest.param(5, 30, "401", "403", id="over three"),
        pytest.param(29, 99, "403", "403", id="behind the end"),
        pytest.param(20, 20, "403", "403", id="empty"),
    ],
)
def test_pages_run_from_the_first_letter_to_the_last(start: int, end: int, first: str, last: str) -> None:
    """The page at ``end`` itself is not touched."""
    pages = pages_between(SPANS, start, end)
    assert (first, last) == (pages.first, pages.last)


def test_the_kind_is_that_of_the_first_page() -> None:
    """A stretch that begins on an inferred page is cited as inferred."""
    assert PageKind.INFERRED is pages_between(SPANS, 0, 15).kind
    assert PageKind.PRINTED is pages_between(SPANS, 10, 25).kind


def test_a_stretch_that_begins_before_the_first_known_page() -> None:
    """An unknown page is no page, never the next best one."""
    spans = (PageSpan(0, 10, None, PageKind.NONE), PageSpan(10, 20, "7", PageKind.PRINTED))
    assert "" == str(pages_between(spans, 0, 5))
    assert Pages(None, "7", PageKind.PRINTED) == pages_between(spans, 5, 15)


def test_many_jumps_are_one_warning() -> None:
    """Nobody reads a hundred of them; labels of any length are no numbers."""
    breaks = [(offset, PageBreak(str(7 * offset))) for offset in range(100)] + [(100, PageBreak("9" * 5000))]
    assert ["The page numbers jump 99 times, first from 0 to 7."] == page_spans(breaks, 101, Metadata(title="Sample"))[
        1
    ]


@pytest.mark.parametrize(
    ("labels", "named"),
    [
        (["1", "2", "i", "ii", "1", "2", "3"], "1–2"),
        (["1", "5", "9", "x", "1", "5", "9", "x"], "1, 5, 9, x"),
        (["1", "3", "5", "7", "9", "11"] * 2, "1, 3, 5, 7, 9, …"),
        (["i", "ii", "1", "2"], None),
        (["7", "7", "8", None, None], None),
    ],
)
def test_numbers_that_begin_anew_are_one_warning(labels: list[str | None], named: str | None) -> None:
    """Front matter with numerals of its own repeats nothing, nor does a page with two markers."""
    breaks = [(offset, PageBreak(label)) for offset, label in enumerate(labels)]
    warnings = page_spans(breaks, len(labels), Metadata(title="Sample"))[1]
    expected = f"These page numbers occur more than once: {named}. A look-up of one shows all pages with that number."
    assert [expected][: named is not None] == [one for one in warnings if "more than once" in one]


def test_the_extent_passes_over_unnumbered_pages() -> None:
    """A cover without a number does not hide the numbers of the book."""
    cover, back = PageSpan(0, 5, None, PageKind.NONE), PageSpan(30, 40, None, PageKind.NONE)
    assert Pages("401", "403", PageKind.INFERRED) == extent((cover, *SPANS, back))
    assert Pages(None, None, PageKind.NONE) == extent((cover, back))


def test_without_pages_there_are_none() -> None:
    """A source without pages gives no page and no anchor."""
    assert Pages(None, None, PageKind.NONE) == pages_between((), 3, 9)
    assert None is anchor_at((), 3)


def test_the_anchor_is_that_of_the_page_at_the_offset() -> None:
    """An inferred page has none."""
    assert [None, "pg_402", "pg_403"] == [anchor_at(SPANS, offset) for offset in (9, 10, 25)]


@pytest.mark.parametrize(
    ("first", "last", "expected"), [("4", "4", "p. 4"), ("4", "5", "pp. 4–5"), ("xi", None, "p. xi"), (None, None, "")]
)
def test_pages_are_written_as_in_a_citation(first: str | None, last: str | None, expected: str) -> None:
    """One page, a range, or nothing."""
    assert expected == str(Pages(first, last, PageKind.PRINTED))


def test_an_address_leads_to_the_page_where_it_can() -> None:
    """Without an anchor it leads to the document; without a URL, nowhere."""
    metadata = Metadata(title="Sample", url="https://example.org/7")
    assert ["https://example.org/7#pg_4", "https://example.org/7"] == [
        address(metadata, "pg_4"),
        address(metadata, None),
    ]
    assert None is address(Metadata(title="Sample"), "pg_4")
