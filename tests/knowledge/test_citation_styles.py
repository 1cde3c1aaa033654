"""References to a passage: what readers are given, and what reference managers make of it."""

from __future__ import annotations

import json
import string
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from knowledge import CitationStyle, Library, Metadata, NotInLibrary, PageKind, Pages, Pinpoint, cite
from knowledge.models import NO_PAGES
from tests.knowledge.samples import document_of

FRUS = Metadata(
    title="The Sino-Soviet Relation",
    series="Foreign Relations of the United States",
    subseries="1952–1954",
    volume_title="China and Japan",
    volume="XIV",
    part="1",
    number="183",
    publisher="Government Printing Office",
    place="Washington",
    url="https://history.state.gov/d183",
)
RFC = Metadata(
    title="DEFLATE Compressed Data Format",
    author="P. Deutsch",
    series="Request for Comments",
    number="1951",
    publisher="Internet Engineering Task Force",
    year="1996",
)
BOOK = Metadata(
    title="The Art of War", author="Sun Tzu and Lionel Giles", publisher="Luzac", place="London", year="1910"
)
PAGE = Metadata(title="How to do it?", url="https://example.org/how")
BARE = Metadata(title="minutes.txt")
TWO_PAGES = Pinpoint("d183:p6", Pages("402", "403", PageKind.PRINTED), "6", url="https://history.state.gov/d183#pg_402")
ONE_PAGE = Pinpoint("x:p2", Pages("12", "12", PageKind.PRINTED))
NO_PAGE = Pinpoint("x:p2", NO_PAGES)
DAY = date(2026, 5, 3)


LATER = replace(FRUS, subseries="1955–1957", number="12", year="1986", editors=("A. Able", "B. Best"))
CHICAGO, MLA = CitationStyle.CHICAGO, CitationStyle.MLA
WRITTEN = [
    (CHICAGO, FRUS, TWO_PAGES, "Foreign Relations of the United States, 1952–1954, China and Japan, Volume XIV, Part 1 (Washington: Government Printing Office), 402–403, https://history.state.gov/d183#pg_402."),
    (CHICAGO, LATER, TWO_PAGES, "Foreign Relations of the United States, 1955–1957, China and Japan, Volume XIV, Part 1, ed. A. Able and B. Best (Washington: Government Printing Office, 1986), Document 12, 402–403, https://history.state.gov/d183#pg_402."),
    (CHICAGO, RFC, ONE_PAGE, "P. Deutsch, “DEFLATE Compressed Data Format,” Request for Comments 1951 (Internet Engineering Task Force, 1996), 12."),
    (CHICAGO, BOOK, ONE_PAGE, "Sun Tzu and Lionel Giles, The Art of War (London: Luzac, 1910), 12."),
    (CHICAGO, PAGE, NO_PAGE, "“How to do it?,” https://example.org/how."),
    (CHICAGO, BARE, ONE_PAGE, "minutes.txt, 12."),
    (CHICAGO, BARE, NO_PAGE, "minutes.txt."),
    (MLA, FRUS, TWO_PAGES, "“The Sino-Soviet Relation.” Foreign Relations of the United States, 1952–1954, China and Japan, vol. XIV, pt. 1, Government Printing Office, pp. 402–03, history.state.gov/d183#pg_402."),
    (MLA, RFC, ONE_PAGE, "Deutsch, P. “DEFLATE Compressed Data Format.” Request for Comments, no. 1951, Internet Engineering Task Force, 1996, p. 12."),
    (MLA, BOOK, ONE_PAGE, "Tzu, Sun, and Lionel Giles. The Art of War. Luzac, 1910, p. 12."),
    (MLA, PAGE, NO_PAGE, "“How to do it?” example.org/how."),
    (MLA, BARE, NO_PAGE, "minutes.txt."),
]  # fmt: skip


@pytest.mark.parametrize(("style", "metadata", "pinpoint", "expected"), WRITTEN)
def test_what_readers_are_given(style: CitationStyle, metadata: Metadata, pinpoint: Pinpoint, expected: str) -> None:
    """Chicago: volumes of FRUS without their documents' titles, by page up to 1954, by number and page later.

    MLA: the first author turned round, the pages abridged as the handbook has it.
    """
    assert expected == cite(metadata, pinpoint, style)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [("402", "403", "402–03"), ("395", "402", "395–402"), ("98", "101", "98–101"), ("1402", "1403", "1402–03"), ("7", "9", "7–9"), ("xiv", "xvi", "xiv–xvi")],
)  # fmt: skip
def test_mla_page_ranges(first: str, last: str, expected: str) -> None:
    """Above 99 the digits that repeat are dropped, but for the last two."""
    pinpoint = Pinpoint("x", Pages(first, last, PageKind.PRINTED))
    assert f"pp. {expected}." in cite(BOOK, pinpoint, CitationStyle.MLA)


def test_the_day_of_reading() -> None:
    """In words for readers, as a date for machines."""
    assert "accessed May 3, 2026, https" in cite(PAGE, NO_PAGE, CitationStyle.CHICAGO, DAY)
    assert cite(PAGE, NO_PAGE, CitationStyle.MLA, DAY).endswith("Accessed 3 May 2026.")
    assert "urldate = {2026-05-03}" in cite(PAGE, NO_PAGE, CitationStyle.BIBTEX, DAY)
    assert "Y2  - 2026/05/03/" in cite(PAGE, NO_PAGE, CitationStyle.RIS, DAY)
    assert [[2026, 5, 3]] == csl(PAGE, NO_PAGE, DAY)["accessed"]["date-parts"]


def test_without_pages_the_paragraph_or_the_heading_is_cited() -> None:
    """The paragraph only where its number is printed."""
    numbered, headed = Pinpoint("x", NO_PAGES, "6", "On Trade"), Pinpoint("x", NO_PAGES, None, "On Trade")
    assert "par. 6" in cite(PAGE, numbered, CitationStyle.CHICAGO)
    assert "under “On Trade”" in cite(PAGE, headed, CitationStyle.CHICAGO)
    assert "sec. “On Trade”" in cite(PAGE, headed, CitationStyle.MLA).replace("Sec.", "sec.")


def test_a_page_break_that_was_guessed_is_not_cited() -> None:
    """It may lie somewhere else in another reader's copy."""
    guessed = Pinpoint("x", Pages("4", "4", PageKind.APPROXIMATE), "6")
    assert "minutes.txt, par. 6." == cite(BARE, guessed, CitationStyle.CHICAGO)


def bibtex(metadata: Metadata, pinpoint: Pinpoint) -> tuple[str, str, dict[str, str]]:
    """Type, key and fields of a BibTeX entry as another parser reads it, TeX turned into letters."""
    text = cite(metadata, pinpoint, CitationStyle.BIBTEX)
    library = parse_string(text, append_middleware=[middlewares.LatexDecodingMiddleware()])
    assert [] == library.failed_blocks
    (entry,) = library.entries
    return entry.entry_type, entry.key, {name: str(field.value) for name, field in entry.fields_dict.items()}


def test_bibtex_as_another_parser_reads_it() -> None:
    """Type, key and every field."""
    kind, key, fields = bibtex(FRUS, TWO_PAGES)
    assert ("incollection", "d183:p6") == (kind, key)
    assert ("402–403", "XIV", "183") == (fields["pages"].replace("--", "–"), fields["volume"], fields["number"])
    assert "Foreign Relations of the United States, 1952–1954, China and Japan" == fields["booktitle"].strip("{}")
    assert "https://history.state.gov/d183#pg_402" == fields["url"]
    assert "Tzu, Sun and Giles, Lionel" == bibtex(BOOK, ONE_PAGE)[2]["author"]
    assert ["techreport", "book", "misc"] == [bibtex(one, ONE_PAGE)[0] for one in (RFC, BOOK, PAGE)]


@pytest.mark.parametrize("title", ["100 % & more", "a_b ^ c ~ d", "C# \\ $5", "«Été»"])
def test_bibtex_special_characters(title: str) -> None:
    """What TeX takes for a command comes out as it went in."""
    # The other parser has an accent of its own for the circumflex.
    read = bibtex(Metadata(title=title), NO_PAGE)[2]["title"].replace("ˆ", "^")
    assert "".join(title.split()) == "".join(read.split())


def test_bibtex_spells_out_braces() -> None:
    """BibTeX counts them even behind a backslash."""
    entry = cite(Metadata(title="{curly}"), NO_PAGE, CitationStyle.BIBTEX)
    assert r"title = {{\textbraceleft{}curly\textbraceright{}}}" in entry


WILD = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip)


@given(WILD, WILD, WILD)
def test_bibtex_braces_are_balanced_whatever_the_words(title: str, author: str, publisher: str) -> None:
    """A stray brace would swallow the rest of somebody's file."""
    metadata = Metadata(title=title, author=author, publisher=publisher, url="https://example.org/{}%7B")
    entry = cite(metadata, ONE_PAGE, CitationStyle.BIBTEX)
    depth = 0
    for character in entry.strip():
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


@given(WILD, WILD, WILD)
def test_ris_lines_stay_lines_whatever_the_words(title: str, author: str, url: str) -> None:
    """A line break in a title would be a field of its own."""
    metadata = Metadata(title=title, author=author, url=url.strip())
    lines = cite(metadata, ONE_PAGE, CitationStyle.RIS).split("\r\n")
    assert ("ER  - ", "") == (lines[-2], lines[-1])
    for line in lines[:-1]:
        assert line[0] in string.ascii_uppercase
        assert "  - " == line[2:6]


def test_ris_as_another_parser_reads_it() -> None:
    """One record, with the very pages."""
    (record,) = rispy.loads(cite(FRUS, TWO_PAGES, CitationStyle.RIS))
    assert ("CHAP", "402", "403") == (record["type_of_reference"], record["start_page"], record["end_page"])
    assert "The Sino-Soviet Relation" == record["title"]
    (book,) = rispy.loads(cite(BOOK, ONE_PAGE, CitationStyle.RIS))
    assert (["Tzu, Sun", "Giles, Lionel"], "1910") == (book["authors"], book["year"])


CSL_FIELDS = frozenset(
    ["id", "type", "title", "author", "editor", "container-title", "collection-title", "volume", "part", "number", "publisher", "publisher-place", "issued", "accessed", "page", "note", "language", "URL"]
)  # fmt: skip
CSL_TYPES = frozenset({"chapter", "report", "book", "webpage", "document"})


def csl(metadata: Metadata, pinpoint: Pinpoint, accessed: date | None = None) -> dict[str, Any]:
    """The one item of a CSL-JSON list."""
    (item,) = json.loads(cite(metadata, pinpoint, CitationStyle.CSL_JSON, accessed))
    read: dict[str, Any] = item
    return read


@pytest.mark.parametrize("metadata", [FRUS, RFC, BOOK, PAGE, BARE], ids=lambda metadata: metadata.title)
def test_csl_json_has_the_fields_of_its_schema(metadata: Metadata) -> None:
    """Names that the schema knows, with values of the kinds that it asks for."""
    item = csl(metadata, TWO_PAGES, DAY)
    assert set(item) <= CSL_FIELDS
    assert item["type"] in CSL_TYPES
    for name, value in item.items():
        if name in {"author", "editor"}:
            assert all(set(one) in ({"family", "given"}, {"literal"}) for one in value)
        elif name in {"issued", "accessed"}:
            assert all(isinstance(part, int) for part in value["date-parts"][0])
        else:
            assert isinstance(value, str)
    assert "402–403" == item["page"]


def test_a_year_that_is_none_stays_as_it_is() -> None:
    """No number is made of "circa 1950"."""
    assert {"literal": "circa 1950"} == csl(replace(BOOK, year="circa 1950"), NO_PAGE)["issued"]


def test_a_passage_of_a_library_is_cited(library: Library) -> None:
    """By its id, with the pages of the passage or of the sentence that answers."""
    hit = library.ask("direct lever upon Chinese Communist policy").hits[0]
    whole = library.cite(hit.passage_id, CitationStyle.CHICAGO)
    sentence = library.cite(hit.ref, CitationStyle.CHICAGO, highlight=hit.highlights[0].start)
    assert "(Washington: Government Printing Office), 402–403, https" in whole
    assert "(Washington: Government Printing Office), 402, https" in sentence
    assert '"note": "Paragraph 6"' in library.cite(hit.ref, CitationStyle.CSL_JSON)


def test_a_running_number_is_not_cited() -> None:
    """No reader finds it in print."""
    library = Library([document_of("Alfa.", "Bravo.")])
    assert "sample." == library.cite("sample:p2", CitationStyle.CHICAGO)


@pytest.mark.parametrize("name", ["zz.1", "frus1952-54v14p1-d183:p99", "nothing", "", ":", "another:p1"])
def test_a_passage_that_is_gone_cannot_be_cited(library: Library, name: str) -> None:
    """And the sentence says so."""
    with pytest.raises(NotInLibrary, match="no longer in this library"):
        library.cite(name, CitationStyle.MLA)


def test_every_style_has_a_file() -> None:
    """With the ending that its readers expect."""
    files = {style.value: style.extension for style in CitationStyle}
    assert {"chicago": ".txt", "mla": ".txt", "bibtex": ".bib", "ris": ".ris", "csl-json": ".json"} == files
