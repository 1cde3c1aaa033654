"""TEI: volumes and pieces of them, the way *Foreign Relations of the United States* is encoded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import DocumentError
from knowledge.models import PageKind
from tests.knowledge.readers.builders_tei import SITE, piece, tei
from tests.knowledge.readers.looking import pages, paths, read_bytes, roles, texts

TWO_DOCUMENTS = """<div type="compilation" xml:id="comp1"><head>China<note n="1">See above.</note></head>
 <pb n="400" xml:id="pg_400"/>
 <div type="chapter" xml:id="ch1"><head>Aid</head>
  <div type="document" xml:id="d1" n="1"><head>No. 1<lb/>Alfa</head>
   <p>One.<note n="1">First.</note></p><pb n="401" xml:id="pg_401"/><p>Two.</p></div>
  <div type="document" xml:id="d2" n="2"><head>No. 2<lb/>Bravo</head>
   <p>Three.<note n="1">Second.</note></p><pb n="402" xml:id="pg_402"/><p>Four.</p></div>
 </div></div>"""


def test_divisions_are_sections_and_heads_have_no_notes() -> None:
    """Compilation, chapter, document: each under the one around it."""
    assert [
        ("China",),
        ("China", "Aid"),
        ("China", "Aid", "No. 1 Alfa"),
        ("China", "Aid", "No. 2 Bravo"),
    ] == paths(read_bytes(tei(TWO_DOCUMENTS), "volume.xml"))


def test_each_document_of_a_volume_has_its_own_address() -> None:
    """An anchor exists on the web page of the document that the page break stands in, and on no other."""
    document = read_bytes(tei(TWO_DOCUMENTS), "volume.xml")
    urls = {passage.text: passage.url for passage in document.passages}
    assert f"{SITE}/d1" == urls["One."]
    assert f"{SITE}/d1#pg_401" == urls["Two."]
    assert f"{SITE}/d2" == urls["Three."]
    assert f"{SITE}/d2#pg_402" == urls["Four."]
    assert SITE == urls["China"]


def test_the_page_goes_on_from_document_to_document() -> None:
    """The second document begins on the page on which the first one ends."""
    document = read_bytes(tei(TWO_DOCUMENTS), "volume.xml")
    found = {text: (first, last) for first, last, text in pages(document)}
    assert [("400", "400"), ("401", "401"), ("401", "401"), ("402", "402")] == [
        found[text] for text in ("One.", "Two.", "Three.", "Four.")
    ]
    assert not [warning for warning in document.warnings if "jump" in warning]


def test_notes_that_count_anew_in_each_document_stand_on_the_page_of_their_own_mark() -> None:
    """Three notes are called 1; each belongs to the mark before it."""
    document = read_bytes(tei(TWO_DOCUMENTS), "volume.xml")
    assert [("1", "See above."), ("1", "First."), ("1", "Second.")] == [(one.mark, one.text) for one in document.notes]
    assert ["400", "401"] == [one.pages.first for one in document.notes[1:]]


def test_a_volume_says_what_it_is() -> None:
    """The header's titles, editors, year and licence; the general editor is not the editor of the volume."""
    found = read_bytes(tei(TWO_DOCUMENTS), "volume.xml").metadata
    assert "Foreign Relations of the United States, 1952–1954, China and Japan, Volume XIV, Part 1" == found.title
    assert ("Foreign Relations of the United States", "1952–1954") == (found.series, found.subseries)
    assert ("China and Japan", "XIV", "1") == (found.volume_title, found.volume, found.part)
    assert (("David W. Mabon",), "1985", "Washington", "CC0") == (
        found.editors, found.year, found.place, found.licence,
    )  # fmt: skip
    assert (SITE, "en") == (found.url, found.language)


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ('<date when="1946-02-22T21:00:00+03:00">February 22</date>', "1946"),
        ("<date>February 22, 1946</date>", "1946"),
        ('<date when="1946">1946</date><date when="1947">1947</date>', None),
        ("", None),
    ],
)
def test_a_piece_is_dated_by_the_one_date_that_it_begins_with(dates: str, year: str | None) -> None:
    """Not by one of several, and not by a date in its text."""
    inner = (
        f'<head>Alfa</head><opener><dateline>Moscow, {dates}</dateline></opener><p>One <date when="1950">x</date>.</p>'
    )
    assert year == read_bytes(f'<div type="document" n="5">{inner}</div>'.encode(), "piece.xml").metadata.year


def test_a_piece_with_an_undeclared_prefix_is_read() -> None:
    """One document cut out of a volume: its anchors are fragments of an address that is still to be given."""
    document = read_bytes(piece('<head>Alfa</head><p>One.</p><pb n="7" xml:id="pg_7"/><p>Two.</p>'), "d7.xml")
    assert ("Alfa", "7", None) == (document.title, document.metadata.number, document.metadata.url)
    assert [("6", None), ("7", "pg_7")] == [(one.pages.first, one.anchor) for one in document.passages[1:]]
    assert PageKind.INFERRED is document.passages[1].pages.kind


def test_the_name_of_a_piece_may_tell_its_volume() -> None:
    """A file called after its volume leads to the document's web page."""
    document = read_bytes(piece('<p>One.</p><pb n="7" xml:id="pg_7"/><p>Two.</p>'), "frus1952-54v14p1-d7.xml")
    assert [f"{SITE}/d7", f"{SITE}/d7#pg_7"] == [one.url for one in document.passages]


def test_what_stands_above_the_heading_belongs_to_the_document() -> None:
    """The source line is printed above the heading and is no part of the document before."""
    document = read_bytes(
        piece(
            '<pb n="5" xml:id="pg_5"/><note rend="inline" type="source">793.00/1: Telegram</note><head>Alfa</head><p>One.</p>'
        ),
        "d.xml",
    )
    assert [("heading", "Alfa"), ("source", "793.00/1: Telegram"), ("paragraph", "One.")] == roles(document)
    assert {"5"} == {passage.pages.first for passage in document.passages}


def test_openers_and_closers_are_apparatus() -> None:
    """Place, date and signature are found when asked for and are no paragraphs of the text."""
    document = read_bytes(
        piece(
            "<opener><dateline>Moscow, <date>1946</date>.<lb/>[Received]</dateline></opener><p>One.</p>"
            "<closer><signed>Kennan</signed></closer>"
        ),
        "d.xml",
    )
    assert [("source", "Moscow, 1946. [Received]"), ("paragraph", "One."), ("source", "Kennan")] == roles(document)


def test_a_label_goes_with_its_item() -> None:
    """A list inside a paragraph ends it; what follows goes on as a paragraph."""
    document = read_bytes(
        piece(
            "<p>As follows: <list><label>(<hi>a</hi>)</label><item>One.</item><pb n='9'/><label>(b)</label>"
            "<item><p>Two.</p><p>More.</p></item></list> And so on.</p>"
        ),
        "d.xml",
    )
    assert [
        ("paragraph", "As follows:"),
        ("item", "(a) One."),
        ("item", "(b) Two."),
        ("item", "More."),
        ("paragraph", "And so on."),
    ] == roles(document)
    assert ["8", "9"] == [passage.pages.first for passage in document.passages[1:3]]


def test_a_list_begins_with_its_heading() -> None:
    """Alone "Participants:" would be no passage that anybody looks for."""
    listed = "<list><head>Participants:</head><item>Mr. Dulles</item><item>Mr. Eden</item></list>"
    assert ["Participants: Mr. Dulles", "Mr. Eden"] == texts(read_bytes(piece(listed), "d.xml"))


def test_a_quotation_of_paragraphs_stands_for_itself() -> None:
    """A quotation inside an item is a passage; one inside a sentence is not."""
    document = read_bytes(
        piece(
            "<list><item>Stalin said: <quote rend='blockquote'><p>“Two centers.”</p></quote></item></list>"
            "<p>He said <quote>“no”</quote> twice.</p>"
        ),
        "d.xml",
    )
    assert [
        ("item", "Stalin said:"),
        ("paragraph", "“Two centers.”"),
        ("paragraph", "He said “no” twice."),
    ] == roles(document)


def test_italics_set_flush_left_are_a_heading() -> None:
    """The heading may open a list in the same paragraph; a line in roman type is none, nor is the last of a document."""
    document = read_bytes(
        piece(
            "<head>Alfa</head><p rend='flushleft'>Secret</p>"
            "<p rend='flushleft'><hi rend='italic'>Part</hi> 1: <hi rend='italic'>Aims</hi><list><item>One.</item></list></p>"
            "<p rend='flushleft'><hi rend='italic'>Part 2</hi></p><p>Two.</p>"
            "<p rend='flushleft'><hi rend='italic'>Copy to Peking</hi></p>"
        ),
        "d.xml",
    )
    assert [("Alfa",), ("Alfa", "Part 1: Aims"), ("Alfa", "Part 2")] == paths(document)
    assert ["Secret", "One.", "Two.", "Copy to Peking"] == [one.text for one in document.passages if one.role.is_body]


def test_a_choice_reads_as_published() -> None:
    """A slip is read as mended, an abbreviation as written; what was deleted is gone, what was added stays."""
    text = (
        "<p>The <choice><sic>teh</sic><corr>true</corr></choice> <choice><abbr>Dept</abbr><expan>Department</expan>"
        "</choice> <del>never</del><add>always</add> saw<lb/>it.</p>"
    )
    assert ["The true Dept always saw it."] == texts(read_bytes(piece(text), "d.xml"))


def test_tables_are_rows() -> None:
    """The cells of a row stand side by side; what a cell holds is not torn apart."""
    table = "<table><head>Aid</head><row><cell><p>Year</p></cell><cell/><cell>Sum<note n='1'>In dollars.</note></cell></row></table>"
    assert [("paragraph", "Aid"), ("row", "Year | Sum"), ("note", "In dollars.")] == roles(
        read_bytes(piece(table), "d.xml")
    )


def test_brackets_say_that_a_number_was_not_printed() -> None:
    """The label keeps its brackets, as a citation does."""
    document = read_bytes(piece('<p>One.</p><pb n="[30]" xml:id="pg_30"/><p>Two.</p>'), "d.xml")
    assert ("[30]", PageKind.INFERRED) == (document.passages[1].pages.first, document.passages[1].pages.kind)


def test_a_page_break_inside_a_note_counts_where_the_text_has_none() -> None:
    """A note that runs on to the next page takes the text there with it, but only once."""
    only = '<p>One.<note n="1">Long <pb n="8" xml:id="pg_8"/>note.</note></p><p>Two.</p>'
    assert "8" == read_bytes(piece('<pb n="7"/>' + only), "d.xml").passages[-1].pages.first
    both = only + '<pb n="8" xml:id="pg_8"/><p>Three.</p>'
    assert [(7, "Two."), (8, "Three.")] == [
        (int(one.pages.first or 0), one.text) for one in read_bytes(piece('<pb n="7"/>' + both), "d.xml").passages[-2:]
    ]


def test_index_and_contents_are_left_out_with_a_word() -> None:
    """They would win every search and answer none."""
    index = '<div type="index"><head>Index</head><p>China, 1, 2, 3</p></div>'
    document = read_bytes(tei("<p>One.</p>", front='<div type="toc"><p>Aid … 1</p></div>', back=index * 2), "v.xml")
    assert ["One."] == texts(document)
    assert ["The table of contents was left out", "The index was left out"] == [
        warning.split(":")[0] for warning in document.warnings
    ]


def test_front_matter_is_read_and_its_pages_are_roman() -> None:
    """The preface is a web page of its own; the title page says what the header says."""
    front = (
        '<titlePage><pb xml:id="pg_titlepage"/>Title</titlePage>'
        '<div type="section" xml:id="preface"><pb xml:id="pg_iii"/><head>Preface</head><p>Alfa.</p></div>'
    )
    document = read_bytes(tei('<pb n="1" xml:id="pg_1"/><p>One.</p>', front=front), "v.xml")
    assert [("iii", "iii", "Preface"), ("iii", "iii", "Alfa."), ("1", "1", "One.")] == pages(document)
    assert [f"{SITE}/preface#pg_iii", SITE] == [one.url for one in document.passages[1:]]


def test_a_document_without_a_heading_is_not_part_of_the_one_before() -> None:
    """A section without a heading begins."""
    body = '<div type="document"><head>Alfa</head><p>One.</p></div><div type="document"><p>Two.</p></div>'
    assert [("Alfa",), ()] == paths(read_bytes(tei(body), "v.xml"))


def test_other_projects_are_read_too() -> None:
    """A header without types, an edition without a site: title, author, verse line by line."""
    header = "<teiHeader><fileDesc><titleStmt><title>Poems</title><author>A. Poet</author></titleStmt></fileDesc></teiHeader>"
    document = read_bytes(
        tei("<lg><l>Alfa</l><l>bravo</l></lg>", header=header).replace(b"frus1952-54v14p1", b"x"), "v.xml"
    )
    assert ("Poems", "A. Poet", None) == (document.title, document.metadata.author, document.metadata.url)
    assert ["Alfa bravo"] == texts(document)


@pytest.mark.parametrize("data", [piece("<p></p>"), tei(""), piece("<teiHeader>only</teiHeader>")])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    """There is nothing to quote."""
    with pytest.raises(DocumentError, match="no paragraph of text"):
        read_bytes(data, "d.xml")


def test_a_truncated_volume_is_refused() -> None:
    """Half a volume is not indexed as if it were whole."""
    with pytest.raises(DocumentError, match="not well-formed"):
        read_bytes(tei(TWO_DOCUMENTS)[:-200], "v.xml")


def test_a_volume_with_a_document_type_definition_is_refused() -> None:
    """The sentence is about the definition, and not about what wrapping the file would make of it."""
    declared = b'<!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd">'
    with pytest.raises(DocumentError, match=r"^v\.xml is refused: it has a document type definition"):
        read_bytes(declared + tei(TWO_DOCUMENTS), "v.xml")
    assert "One." in texts(read_bytes(b"<!DOCTYPE TEI>" + tei(TWO_DOCUMENTS), "v.xml"))


NAMES = st.sampled_from(
    [
        "p",
        "div",
        "head",
        "list",
        "item",
        "label",
        "note",
        "pb",
        "hi",
        "quote",
        "table",
        "row",
        "cell",
        "choice",
        "lb",
        "x",
    ]
)
TREES = st.recursive(
    st.text("ab \n“é中", max_size=8),
    lambda inner: st.builds(
        lambda name, kind, children: f'<{name} type="{kind}" n="3" rend="flushleft">{"".join(children)}</{name}>',
        NAMES,
        st.sampled_from(["document", "section", "index", ""]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(TREES)
def test_any_tree_is_read_or_refused(tree: str) -> None:
    """Whatever stands inside whatever: every letter of the text is the source's, and every offset is true."""
    try:
        document = read_bytes(tei(f"<p>Alfa.</p>{tree}"), "v.xml")
    except DocumentError:
        return
    assert set("".join(document.text.split())) <= set("Alfa.|ab“é中")
