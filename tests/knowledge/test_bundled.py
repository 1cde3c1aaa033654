"""The bundled document is read exactly as it is printed: paragraphs, sections, pages, footnote, sentences."""

from __future__ import annotations

import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

from knowledge import Note, PageKind, Pages, PageSpan, Role
from knowledge.bundled import bundled_documents, bundled_glossary
from knowledge.models import NoteReference
from knowledge.places.pages import pages_between
from knowledge.text.sentences import sentence_spans

if TYPE_CHECKING:
    from knowledge import Document, Library, Passage

SHA256 = "b3d690e147b30b618f293fda94079e68d274e6301c5961d98d27a6f2cd9948b6"
URL = "https://history.state.gov/historicaldocuments/frus1952-54v14p1/d183"


def test_the_file_is_the_original_byte_for_byte() -> None:
    """What is quoted is the source's own wording, so the file must never be touched."""
    (bundled,) = bundled_documents()
    assert hashlib.sha256(bundled.data).hexdigest() == SHA256
    assert bundled.sha256 == bundled.read().sha256 == SHA256


def test_there_are_twenty_one_paragraphs_word_for_word(
    paragraphs: tuple[Passage, ...], structure: dict[str, Any]
) -> None:
    """Every numbered paragraph is there, once, in order, with the words of the source."""
    expected = [(str(one["number"]), one["text"]) for one in structure["paragraphs"]]
    assert len(expected) == 21
    assert expected == [(passage.number, passage.text) for passage in paragraphs]


def test_every_paragraph_stands_on_its_pages(paragraphs: tuple[Passage, ...], structure: dict[str, Any]) -> None:
    """First and last page are those of the first and of the last letter."""
    expected = [(one["number"], str(one["first_page"]), str(one["last_page"])) for one in structure["paragraphs"]]
    actual = [(int(one.number or 0), one.pages.first, one.pages.last) for one in paragraphs]
    assert expected == actual
    assert [6, 10, 14, 17, 20] == [number for number, first, last in actual if first != last]


def test_the_ten_sections_are_those_of_the_source(paper: Document, structure: dict[str, Any]) -> None:
    """Sections have their headings; the two whose heading the file leaves out inherit none and get none."""
    expected = [one["heading"] for one in structure["sections"]]
    assert 10 == len(expected)
    assert expected == [section.heading for section in paper.sections]
    assert [7, 8] == [number for number, section in enumerate(paper.sections, 1) if section.path == ()]


def test_sections_stand_on_their_pages(paper: Document, structure: dict[str, Any]) -> None:
    """A section's pages are those of its heading and its paragraphs."""
    expected = [(str(one["first_page"]), str(one["last_page"])) for one in structure["sections"]]
    assert expected == [(section.pages.first, section.pages.last) for section in paper.sections]


def test_every_paragraph_is_in_its_section(
    paper: Document, paragraphs: tuple[Passage, ...], structure: dict[str, Any]
) -> None:
    """A paragraph names the section it stands in, by its heading and by its place in the outline."""
    for passage, true in zip(paragraphs, structure["paragraphs"], strict=True):
        assert true["section_index"] - 1 == passage.section_index
        assert (() if true["section"] is None else (true["section"],)) == passage.section
        section = paper.sections[true["section_index"] - 1]
        assert section.start <= passage.start < passage.end <= section.end


def test_the_header_is_told_apart(paper: Document, structure: dict[str, Any]) -> None:
    """Source line, number, heading, series code and title stand first, each with its role, without footnote marks."""
    expected = [
        (Role.SOURCE, structure["source_line"]),
        (Role.NUMBER, structure["document_number"]),
        (Role.HEADING, structure["document_heading_without_reference_mark"]),
        (Role.CODE, structure["series_code"]),
        (Role.TITLE, structure["title"]),
    ]
    assert expected == [(passage.role, passage.text) for passage in paper.passages[:5]]
    assert structure["title"] == paper.title


def test_the_footnote_belongs_to_the_heading_on_page_401(paper: Document, structure: dict[str, Any]) -> None:
    """The note stands last in the file, after page 407 began, and is cited where its mark stands."""
    heading = paper.passages[2]
    (footnote,) = structure["footnotes"]
    page = Pages("401", "401", PageKind.INFERRED)
    assert (NoteReference("1", heading.end),) == paper.references
    assert (Note("1", footnote["text"], page),) == paper.notes
    assert (Role.NOTE, footnote["text"], page) == (
        paper.passages[-1].role,
        paper.passages[-1].text,
        paper.passages[-1].pages,
    )


def test_pages_tile_the_text(paper: Document) -> None:
    """The first page is inferred and has no anchor; the printed ones follow without a gap, each with its anchor."""
    first, *printed = paper.pages
    assert PageSpan(0, printed[0].start, "401", PageKind.INFERRED, None) == first
    expected = [(str(page), PageKind.PRINTED, f"pg_{page}") for page in range(402, 408)]
    assert expected == [(span.label, span.kind, span.anchor) for span in printed]
    assert [span.start for span in printed] == [span.end for span in paper.pages[:-1]]
    assert len(paper.text) == printed[-1].end


def test_links_lead_to_the_first_page_of_a_passage(paragraphs: tuple[Passage, ...]) -> None:
    """A link has the anchor of the page where the passage begins, and none where the web page has none (401)."""
    for passage in paragraphs:
        anchor = None if passage.pages.first == "401" else f"pg_{passage.pages.first}"
        assert anchor == passage.anchor
        assert (URL if anchor is None else f"{URL}#{anchor}") == passage.url
    assert [URL, URL, f"{URL}#pg_402"] == [passage.url for passage in paragraphs[:3]]


def test_every_passage_is_a_slice_of_the_text(paper: Document) -> None:
    """What is quoted is the document's own text, and none of its page markers is left in it."""
    for passage in paper.passages:
        assert passage.text == paper.text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
    assert re.search(r"\[Page", paper.text) is None


def test_oddities_stay_as_printed(paper: Document) -> None:
    """Misprints and editorial brackets are part of the wording."""
    for oddity in ("SinoSoviet", "“onthe-make”", "economic polities [policies] of", "the Peking Government"):
        assert 1 == paper.text.count(oddity)


def test_the_names_of_passages_are_unique_and_plain(paper: Document, paragraphs: tuple[Passage, ...]) -> None:
    """People see the name of a passage in its id: a paragraph is named after its number."""
    assert [f"p{number}" for number in range(1, 22)] == [passage.name for passage in paragraphs]
    assert len(paper.passages) == len({passage.name for passage in paper.passages})
    assert list(range(len(paper.passages))) == [passage.ordinal for passage in paper.passages]


def test_sentences_are_those_of_the_source(
    paper: Document, paragraphs: tuple[Passage, ...], structure: dict[str, Any]
) -> None:
    """Each paragraph splits into its sentences, and each sentence knows its own pages."""
    for passage, true in zip(paragraphs, structure["paragraphs"], strict=True):
        spans = sentence_spans(passage.text)
        assert [one["text"] for one in true["sentences"]] == [passage.text[start:end] for start, end in spans]
        pages = [pages_between(paper.pages, passage.start + start, passage.start + end) for start, end in spans]
        expected = [(str(one["pages"][0]), str(one["pages"][-1])) for one in true["sentences"]]
        assert expected == [(one.first, one.last) for one in pages]


def test_what_the_reader_was_unsure_of_is_said(paper: Document) -> None:
    """Warnings name the inferred page and the two sections without a heading, and nothing else."""
    about = ["“16. During the Korean", "“19. Both the Soviet", "Page 401 is inferred"]
    assert len(about) == len(paper.warnings)
    for words in about:
        assert 1 == sum(words in warning for warning in paper.warnings)


def test_the_outline_counts_and_names(library: Library, structure: dict[str, Any]) -> None:
    """The outline of the library has a line a section with its paragraphs, and the extent of the whole."""
    (outline,) = library.contents()
    assert (21, Pages("401", "407", PageKind.INFERRED)) == (outline.paragraphs, outline.pages)
    expected = [(one["heading"], tuple(map(str, one["paragraphs"]))) for one in structure["sections"]]
    assert expected == [(entry.heading, entry.paragraphs) for entry in outline.sections]


def test_every_bundled_file_is_used() -> None:
    """Each text has its metadata beside it: nothing is shipped that nobody reads."""
    names = {entry.name for entry in resources.files("knowledge").joinpath("documents").iterdir()}
    read = {name for one in bundled_documents() for name in (one.name, one.name.replace(".txt", ".toml"))}
    assert {"glossary.tsv"} == names - read
    assert bundled_glossary()
