"""DOCX: headings with and without styles, tables, lists, notes, tracked changes, pages that are only approximate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import DocumentError
from knowledge.models import PageKind
from tests.knowledge.readers.builders_archives import archive, docx, p, part, r
from tests.knowledge.readers.looking import pages, paths, read_bytes, roles, texts

BOLD = "<w:b/>"


def size(half_points: int) -> str:
    """Run properties: bold letters of a size."""
    return f'<w:b/><w:sz w:val="{half_points}"/>'


def style(identifier: str, name: str, inner: str = "", kind: str = "paragraph") -> str:
    """A style."""
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{inner}</w:style>'


HEADINGS = style("H1", "heading 1") + style("H2", "heading 2")


def test_heading_styles_make_the_outline() -> None:
    """The level is the style's."""
    body = (
        p("Alfa", style="H1") + p("One.") + p("Bravo", style="H2") + p("Two.") + p("Charlie", style="H1") + p("Three.")
    )
    assert [("Alfa",), ("Alfa", "Bravo"), ("Charlie",)] == paths(read_bytes(docx(body, styles=HEADINGS), "a.docx"))


def test_styles_are_known_by_name_not_by_id() -> None:
    """A German Word calls the style "berschrift1" and names it "heading 1"; own styles are based on it."""
    styles = style("berschrift1", "heading 1") + style("Kapitel", "Mein Kapitel", '<w:basedOn w:val="berschrift1"/>')
    body = p("Alfa", style="berschrift1") + p("One.") + p("Bravo", style="Kapitel") + p("Two.")
    assert [("Alfa",), ("Bravo",)] == paths(read_bytes(docx(body, styles=styles), "a.docx"))


def test_an_outline_level_makes_a_heading_and_takes_it_away() -> None:
    """Level 9 is body text, whatever the style says."""
    styles = style("X", "Own", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') + HEADINGS
    body = p("Alfa", style="X") + p("One.") + p("Bravo", style="H1", properties='<w:outlineLvl w:val="9"/>')
    assert [("Alfa",)] == paths(read_bytes(docx(body, styles=styles), "a.docx"))


def test_styles_that_are_based_on_each_other_end() -> None:
    """A circle of styles is a slip, not a trap."""
    styles = style("A", "a", '<w:basedOn w:val="B"/>') + style("B", "b", '<w:basedOn w:val="A"/>')
    assert ["One."] == texts(read_bytes(docx(p("One.", style="A"), styles=styles), "a.docx"))


def test_without_styles_bold_lines_are_headings() -> None:
    """Larger letters make a higher heading; a sentence or a paragraph that is bold in part is none."""
    body = (
        p("Manual", run=size(44)) + p("Purpose:", run=size(36)) + p("One.") + p("Very bold indeed.", run=BOLD)
        + p(inner=r("Note: ", BOLD) + r("two.")) + p("Use", run=size(36)) + p("Three.")
    )  # fmt: skip
    document = read_bytes(docx(body), "a.docx")
    assert [("Manual",), ("Manual", "Purpose:"), ("Manual", "Use")] == paths(document)
    assert "Manual" == document.title


def test_bold_lines_in_a_row_are_a_list() -> None:
    """A table of contents typed by hand is no outline; a heading at once above a larger one has no text."""
    contents = "".join(p(text, run=BOLD) for text in ("Contents", "1. Alfa", "2. Bravo"))
    body = contents + p("Alfa", run=size(36)) + p("One.") + p("small", run=BOLD) + p("Bravo", run=size(36)) + p("Two.")
    assert [("Alfa",), ("Bravo",)] == paths(read_bytes(docx(body), "a.docx"))


def test_bold_is_no_heading_where_styles_are() -> None:
    """An author who uses styles means bold as bold."""
    body = p("Alfa", style="H1") + p("Bravo", run=BOLD) + p("One.")
    assert [("Alfa",)] == paths(read_bytes(docx(body, styles=HEADINGS), "a.docx"))


def test_the_title_is_the_one_printed() -> None:
    """Before the properties, which are often those of a template."""
    core = "<dc:title>Template</dc:title><dc:creator>A. Author</dc:creator><dcterms:created>2019-03-01T00:00:00Z</dcterms:created>"
    styled = read_bytes(docx(p("Alfa", style="T") + p("One."), styles=style("T", "Title"), core=core), "a.docx")
    assert ("Alfa", "A. Author", "2019") == (styled.title, styled.metadata.author, styled.metadata.year)
    assert "title" == styled.passages[0].role.value
    assert "Template" == read_bytes(docx(p("One."), core=core), "a.docx").title


def cell(*paragraphs: str) -> str:
    """A cell of a table."""
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


def test_a_row_of_a_table_is_one_passage() -> None:
    """Empty cells leave no trace; a bold head row is no heading."""
    rows = table([cell(p("Year", run=BOLD)), cell(p("Sum", run=BOLD))], [cell(p("1952")), cell(p()), cell(p("7"))])
    assert [("row", "Year | Sum"), ("row", "1952 | 7"), ("paragraph", "One.")] == roles(
        read_bytes(docx(rows + p("One.")), "a.docx")
    )


def test_tables_that_lay_out_the_page_are_read_paragraph_by_paragraph() -> None:
    """A cell with several paragraphs, a heading or a table of its own is a piece of the page."""
    inner = table([cell(p("In")), cell(p("ner"))])
    rows = table([cell(p("Alfa", style="H1"), p("One."), p("Two.")), cell(inner, p())])
    assert [("heading", "Alfa"), ("paragraph", "One."), ("paragraph", "Two."), ("row", "In | ner")] == roles(
        read_bytes(docx(rows, styles=HEADINGS), "a.docx")
    )


def test_hidden_text_is_left_out() -> None:
    """By its own formatting, by its style, in a note and in a table; what is switched on again is shown."""
    styles = style("S", "Secret", "<w:rPr><w:vanish/></w:rPr>", "character") + style(
        "P", "Paragraph", "<w:rPr><w:vanish/></w:rPr>"
    )
    hidden, shown, styled = "<w:vanish/>", '<w:vanish w:val="0"/>', '<w:rStyle w:val="S"/>'
    body = (
        p(inner=r("Alfa ") + r("bravo", hidden) + r("charlie", styled) + r("delta.", shown))
        + p(inner=r("Echo ") + r("foxtrot.", shown), style="P")
        + table([cell(p("Golf")), cell(p(inner=r("hotel", hidden) + r("india")))])
    )
    document = read_bytes(docx(body, styles=styles), "a.docx")
    assert ["Alfa delta.", "foxtrot.", "Golf | india"] == texts(document)
    assert ("Hidden text was left out.",) == document.warnings
    # Most of the text is hidden, which is no loss.
    assert ["Alfa."] == texts(read_bytes(docx(p("Alfa.") + p("bravo " * 20, run=hidden)), "a.docx"))


def test_numbered_paragraphs_are_items() -> None:
    """By their own numbering or their style's; number 0 takes a paragraph out of its list."""
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("L", "List Bullet", f"<w:pPr>{numbered}</w:pPr>")
    body = (
        p("One", properties=numbered)
        + p("Two", style="L")
        + p("Three", style="L", properties=numbered.replace("1", "0"))
    )
    assert [("item", "One"), ("item", "Two"), ("paragraph", "Three")] == roles(
        read_bytes(docx(body, styles=styles), "a.docx")
    )


def test_notes_leave_the_text_and_are_kept() -> None:
    """Word counts footnotes in figures and endnotes in roman numerals; separators are no notes."""
    notes = f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote><w:footnote w:id="2">{p("See one.")}</w:footnote>'
    ends = f'<w:endnote w:id="3">{p("See two.")}{p("And more.")}</w:endnote>'
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="3"/></w:r>'
    body = p(inner=r("Alfa") + marks[0] + r(" bravo.") + marks[1]) + p("Next.")
    document = read_bytes(docx(body, footnotes=notes, endnotes=ends), "a.docx")
    assert [("1", "See one."), ("i", "See two. And more.")] == [(note.mark, note.text) for note in document.notes]
    assert ["Alfa bravo.", "See one.", "See two. And more.", "Next."] == texts(document)
    assert [("1", 4), ("i", 11)] == [(one.mark, one.offset) for one in document.references]


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was deleted or moved away is gone, what was inserted is there; fields show their results."""
    body = p(
        inner="<w:ins>" + r("Alfa ") + "</w:ins><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:moveFrom>" + r("gone ") + "</w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:hyperlink>" + r("bravo") + "</w:hyperlink><w:r><w:tab/><w:t>charlie</w:t><w:br/><w:t>delta</w:t>"
        '<w:softHyphen/><w:t>s</w:t><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    )
    assert ["Alfa bravo charlie deltas→"] == texts(read_bytes(docx(body), "a.docx"))


def test_a_text_box_follows_its_paragraph() -> None:
    """It stands twice in the file, for new programs and old ones, and is read once."""
    box = f"<w:txbxContent>{p('Boxed.')}</w:txbxContent>"
    body = p(
        inner=r("One ")
        + f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback>"
        "</mc:AlternateContent>" + r("two.")
    )
    assert ["One two.", "Boxed.", "Three."] == texts(read_bytes(docx(body + p("Three.")), "a.docx"))


BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_pages_are_approximate() -> None:
    """The breaks that the program last saw, also inside a paragraph; its author's own are among them."""
    body = (
        p("One.")
        + p(inner=r("Two ") + BREAK + r("three."))
        + p(inner='<w:r><w:br w:type="page"/></w:r>' + BREAK + r("Four."))
    )
    document = read_bytes(docx(body), "a.docx")
    assert [("1", "1", "One."), ("1", "2", "Two three."), ("3", "3", "Four.")] == pages(document)
    assert {PageKind.APPROXIMATE} == {passage.pages.kind for passage in document.passages}


def test_without_noted_breaks_the_authors_own_count() -> None:
    """And where there are none at all, there are no pages."""
    body = p("One.") + p(inner='<w:r><w:br w:type="page"/></w:r>') + p("Two.", properties="<w:pageBreakBefore/>")
    assert [("1", "1", "One."), ("3", "3", "Two.")] == pages(read_bytes(docx(body), "a.docx"))
    assert [(None, None, "One.")] == pages(read_bytes(docx(p("One.")), "a.docx"))


def test_a_table_of_contents_is_left_out() -> None:
    """It repeats the headings, with page numbers."""
    styles = HEADINGS + style("I1", "toc 1")
    document = read_bytes(docx(p("Alfa 3", style="I1") + p("Alfa", style="H1") + p("One."), styles=styles), "a.docx")
    assert ["Alfa", "One."] == texts(document)
    assert "The table of contents was left out" in document.warnings[0]


def test_parts_in_other_formats_are_named() -> None:
    """An embedded web page is not read, and the moderator hears of it."""
    document = read_bytes(docx(p("One.") + '<w:altChunk r:id="r9"/>'), "a.docx")
    assert "in another format" in document.warnings[0]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (docx(p("One."), more="<!DOCTYPE x>"), "document type declaration"),
        (docx(p("One."), more='<!DOCTYPE x [<!ENTITY y "z">]>'), "declares XML entities"),
        (docx("<w:p>" * 200 + "</w:p>" * 200), "nested more than"),
        (docx("<w:p>"), "not well-formed"),
        (docx(""), "no paragraph of text"),
        (docx(p("One."), styles="<w:style>"), "not well-formed"),
        (archive({"[Content_Types].xml": "<Types/>"}), "lacks the part word/document.xml"),
        (
            archive({"[Content_Types].xml": "", "word/document.xml": part("document", " " * 3_000_000)}),
            "compressed more than 200",
        ),
        (docx(p("One."))[:-100], "damaged"),
        (docx(p("One."))[:300], "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    """Bombs, traps and damage alike."""
    with pytest.raises(DocumentError, match=sentence):
        read_bytes(data, "a.docx")


@given(st.data())
def test_any_change_of_a_file_is_read_or_refused(data: st.DataObject) -> None:
    """Bytes of the main part are changed at random; offsets stay true, and nothing else is raised."""
    body = p("Alfa", style="H1") + p(inner=r("One ") + BREAK) + table([cell(p("Two")), cell(p("Three"))])
    whole = bytearray(part("document", f"<w:body>{body}</w:body>").encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(300, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        read_bytes(archive({"[Content_Types].xml": "", "word/document.xml": bytes(whole)}), "a.docx")
    except DocumentError as error:
        assert str(error).startswith("a.docx ")  # noqa: PT017 - the other way out is as right


def test_a_note_behind_the_last_word_is_not_lost() -> None:
    """Its mark stands in a paragraph without words at the end of the file."""
    data = docx(
        p("Alfa.") + p(inner='<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes=f'<w:footnote w:id="2">{p("A note.")}</w:footnote>',
    )
    assert ["Alfa.", "A note."] == texts(read_bytes(data, "a.docx"))
