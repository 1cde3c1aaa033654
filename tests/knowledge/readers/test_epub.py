"""EPUB: reading order, pages by marks or by list, notes in other members, what is protected or damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import DocumentError
from tests.knowledge.readers.builders_archives import archive, chapter, epub
from tests.knowledge.readers.looking import pages, paths, read_bytes, roles, texts

ONE = chapter("<h1>Alfa</h1><p>One.</p>")


def page(label: str) -> str:
    """A page break that prints its number."""
    return f'<span epub:type="pagebreak" title="{label}" id="p{label}">{label}</span>'


def test_chapters_come_in_the_order_of_the_spine() -> None:
    """Each heading opens a section; the navigation document is no chapter."""
    document = read_bytes(
        epub({"b.xhtml": ONE, "a.xhtml": chapter("<h1>Bravo</h1><h2>Charlie</h2><p>Two.</p>")}), "a.epub"
    )
    assert [("Alfa",), ("Bravo",), ("Bravo", "Charlie")] == paths(document)


def test_page_breaks_give_pages_and_leave_no_trace() -> None:
    """The number is printed inside the mark, and is no text; the anchor is the place in the archive."""
    body = f"{page('7')}<h1>Alfa</h1><p>One {page('8')}two.</p><p>Three.</p>"
    document = read_bytes(epub({"text/a.xhtml": chapter(body)}), "a.epub")
    assert [("7", "7", "Alfa"), ("7", "8", "One two."), ("8", "8", "Three.")] == pages(document)
    assert ["OEBPS/text/a.xhtml#p7"] * 2 + ["OEBPS/text/a.xhtml#p8"] == [one.anchor for one in document.passages]


@pytest.mark.parametrize(
    "mark",
    [
        '<span role="doc-pagebreak" aria-label="xii" id="p"/>',
        '<div epub:type="pagebreak" id="p" title="xii"/>',
        '<span epub:type="pagebreak" id="page_xii"/>',
    ],
)
def test_the_label_is_found_where_it_is(mark: str) -> None:
    """In the title, for screen readers, or in the id."""
    assert [("xii", "xii", "One.")] == pages(read_bytes(epub({"a.xhtml": chapter(f"{mark}<p>One.</p>")}), "a.epub"))


def test_the_list_of_pages_marks_a_text_without_marks() -> None:
    """Its entries lead to ids."""
    navigation = '<nav epub:type="page-list"><ol><li><a href="a.xhtml#x">iv</a></li><li><a href="b.xhtml#y">5</a></li></ol></nav>'
    chapters = {"a.xhtml": chapter('<p id="x">One.</p>'), "b.xhtml": chapter('<p>Two <a id="y"/>three.</p>')}
    assert [("iv", "iv", "One."), ("iv", "5", "Two three.")] == pages(
        read_bytes(epub(chapters, navigation=navigation), "a.epub")
    )


def test_a_page_may_begin_with_a_chapter() -> None:
    """An entry of the list of pages without a fragment leads to the start of a file."""
    navigation = (
        '<nav epub:type="page-list"><ol><li><a href="a.xhtml">1</a></li><li><a href="b.xhtml">2</a></li></ol></nav>'
    )
    chapters = {"a.xhtml": chapter("<h1>Alfa</h1><p>One.</p>"), "b.xhtml": chapter("<p>Two.</p>")}
    document = read_bytes(epub(chapters, navigation=navigation), "a.epub")
    assert [("1", "1", "Alfa"), ("1", "1", "One."), ("2", "2", "Two.")] == pages(document)
    assert {None} == {one.anchor for one in document.passages}


CONTENTS = (
    '<nav epub:type="toc"><ol><li><a href="cover.xhtml">Cover</a></li><li><a href="a.xhtml">Alfa</a><ol>'
    '<li><a href="a.xhtml#b">Bravo</a></li></ol></li><li><a href="c.xhtml">Named otherwise</a></li>'
    '<li><a href="d.xhtml#gone">Delta</a></li></ol></nav>'
)


def test_chapters_without_headings_are_named_by_the_contents() -> None:
    """Where the label is printed it becomes the heading; a chapter with headings keeps its own, one of pictures has none."""
    chapters = {
        "cover.xhtml": chapter('<img src="x.png"/>'),
        "a.xhtml": chapter(
            f'{page("5")}<p>One<sup><a href="c.xhtml">1</a></sup></p><p class="x" id="b">BRAVO</p><p>Two</p>'
        ),
        "c.xhtml": chapter("<h2>Charlie</h2><p>Three</p>"),
        "d.xhtml": chapter("<p>Four</p>"),
    }
    document = read_bytes(epub(chapters, navigation=CONTENTS), "a.epub")
    assert [
        ("heading", "Alfa"), ("paragraph", "One1"), ("heading", "BRAVO"), ("paragraph", "Two"),
        ("heading", "Charlie"), ("paragraph", "Three"), ("heading", "Delta"), ("paragraph", "Four"),
    ] == roles(document)  # fmt: skip
    assert [("Alfa",), ("Alfa", "BRAVO"), ("Alfa", "Charlie"), ("Delta",)] == paths(document)
    assert {"5"} == {first for first, _, _ in pages(document)}


def test_the_contents_of_an_old_book_are_in_its_ncx() -> None:
    """So are its pages; a place in the middle of a paragraph names the paragraph."""
    point = "<navPoint><navLabel><text>{}</text></navLabel><content src='a.xhtml{}'/>{}</navPoint>"
    ncx = (
        f"<ncx><navMap>{point.format('Alfa', '', point.format('Bravo', '#b', ''))}</navMap><pageList><pageTarget>"
        "<navLabel><text>9</text></navLabel><content src='a.xhtml#p'/></pageTarget></pageList></ncx>"
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="i" href="a.xhtml" '
        'media-type="application/xhtml+xml"/><item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        '<spine toc="n"><itemref idref="i"/></spine></package>'
    )
    text = chapter('<p><a id="p"/>One.</p><p>Two <a id="b"/>three.</p>')
    more: dict[str, str | bytes] = {"OEBPS/package.opf": package, "OEBPS/toc.ncx": ncx}
    document = read_bytes(epub({"a.xhtml": text}, more=more), "a.epub")
    assert [("9", "9", "Alfa"), ("9", "9", "One."), ("9", "9", "Bravo"), ("9", "9", "Two three.")] == pages(document)
    assert ("Alfa", "Bravo") == document.passages[-1].section


def test_without_either_there_are_no_pages() -> None:
    """Screens have none."""
    assert {None} == {first for first, _, _ in pages(read_bytes(epub({"a.xhtml": ONE}), "a.epub"))}


def test_notes_may_stand_in_another_member() -> None:
    """Two chapters count their notes from 1; each note belongs to the page of its own mark."""
    mark = '<a epub:type="noteref" href="notes.xhtml#{}">1</a>'
    chapters = {
        "a.xhtml": chapter(f"{page('1')}<p>One.{mark.format('n1')}</p>"),
        "b.xhtml": chapter(f"{page('2')}<p>Two.{mark.format('n2')}</p>"),
        "notes.xhtml": chapter(
            '<aside epub:type="footnote" id="n1"><p>Un.</p></aside><aside epub:type="footnote" id="n2">Deux.</aside>'
        ),
    }
    document = read_bytes(epub(chapters), "a.epub")
    assert [("1", "Un.", "1"), ("1", "Deux.", "2")] == [(one.mark, one.text, one.pages.first) for one in document.notes]
    assert ["One.", "Two."] == [passage.text for passage in document.passages if passage.role.is_body]


def test_annotations_are_notes() -> None:
    """A transcriber's remark is no paragraph of the book; the word that it is about stays in the text."""
    body = '<p>The <a href="#x" epub:type="annoref">Emperor</a> came.</p><aside epub:type="annotation" id="x"><p>Sic.</p></aside>'
    assert [("paragraph", "The Emperor came."), ("note", "Sic.")] == roles(
        read_bytes(epub({"a.xhtml": chapter(body)}), "a.epub")
    )


def test_a_book_says_what_it_is() -> None:
    """The main title among several, authors and editors apart."""
    metadata = (
        '<dc:title id="t2">A Textbook</dc:title><dc:title id="t1">Literature</dc:title>'
        '<meta refines="#t1" property="title-type">main</meta><dc:creator>A. Author</dc:creator>'
        '<dc:creator id="e">E. Editor</dc:creator><meta refines="#e" property="role">edt</meta>'
        "<dc:language>en-US</dc:language><dc:date>2008-05-20</dc:date><dc:rights>Public domain</dc:rights>"
        "<dc:identifier>urn:uuid:1</dc:identifier><dc:source>https://example.org/1</dc:source>"
    )
    found = read_bytes(epub({"a.xhtml": ONE}, metadata=metadata), "a.epub").metadata
    assert ("Literature", "A. Author", ("E. Editor",)) == (found.title, found.author, found.editors)
    assert ("en", "2008", "Public domain", "https://example.org/1") == (
        found.language, found.year, found.licence, found.url,
    )  # fmt: skip


def test_names_of_characters_need_no_document_type() -> None:
    """Old books write &nbsp; and point to a document type on the web, which nobody fetches."""
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://127.0.0.1:9/xhtml11.dtd">'
    text = ONE.replace("<html", doctype + "<html").replace("One.", "Caf&eacute;&nbsp;noir &amp; tea.")
    assert "Café noir & tea." == texts(read_bytes(epub({"a.xhtml": text}), "a.epub"))[-1]


def test_a_chapter_that_is_not_well_formed_is_read_as_browsers_do() -> None:
    """And the moderator hears of it."""
    document = read_bytes(epub({"a.xhtml": "<html><body><p>One.<p>Two.<br></body></html>"}), "a.epub")
    assert ["One.", "Two."] == texts(document)
    assert document.warnings[0].startswith("OEBPS/a.xhtml is not well-formed")


def test_links_out_of_the_archive_lead_nowhere() -> None:
    """Neither a reference to the web nor one that climbs out is followed."""
    chapters = {"a.xhtml": chapter('<p><a href="../../../etc/passwd#x">1</a> <a href="http://[x/">One.</a></p>')}
    assert ["1 One."] == texts(read_bytes(epub(chapters), "a.epub"))


def locked(algorithm: str) -> dict[str, str | bytes]:
    """The member that says what is encrypted."""
    return {
        "META-INF/encryption.xml": f'<encryption xmlns="urn:x"><EncryptedData><EncryptionMethod Algorithm="{algorithm}"/>'
        "</EncryptedData></encryption>"
    }


def test_scrambled_fonts_hide_no_text() -> None:
    """They are the one kind of encryption that is read."""
    assert ["Alfa", "One."] == texts(
        read_bytes(epub({"a.xhtml": ONE}, more=locked("http://www.idpf.org/2008/embedding")), "a.epub")
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            epub({"a.xhtml": ONE}, more=locked("http://www.w3.org/2001/04/xmlenc#aes128-cbc")),
            r"copy-protected",
        ),
        (epub({"a.xhtml": ONE}, package="<!DOCTYPE x>"), "document type declaration"),
        (
            epub({"a.xhtml": chapter("<p>One.</p>") + "<"}, package='<!DOCTYPE x [<!ENTITY y "z">]>'),
            "declares XML entities",
        ),
        (epub({"a.xhtml": '<!DOCTYPE x [<!ENTITY y "z">]><html><p>&y;</p></html>'}), "declares XML entities"),
        (
            epub({"a.xhtml": chapter("<div>" * 200 + "</div>" * 200), "b.xhtml": "<i>" * 9_000}),
            r"no paragraph|cannot|nested|well-formed",
        ),
        (epub({}), "no paragraph of text"),
        (archive({"META-INF/container.xml": "<container/>"}), "does not say where its text is"),
        (
            archive({"META-INF/container.xml": '<container><rootfile full-path="x.opf"/></container>'}),
            r"lacks the part x\.opf",
        ),
        (epub({"a.xhtml": ONE}, more={"../evil.xhtml": "x"}), "unsafe name"),
        (epub({"a.xhtml": chapter("<p>" + " " * 5_000_000 + "</p>")}), "compressed more than 200 times"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    """Protected, damaged, or made to harm."""
    with pytest.raises(DocumentError, match=sentence):
        read_bytes(data, "a.epub")


def test_a_chapter_that_is_listed_and_missing_is_no_book() -> None:
    """Better no book than one with a hole in it."""
    data = epub({"a.xhtml": ONE, "b.xhtml": ONE}).replace(b"OEBPS/b.xhtml", b"OEBPS/c.xhtml")
    with pytest.raises(DocumentError, match=r"lacks the part OEBPS/b\.xhtml"):
        read_bytes(data, "a.epub")


def test_a_link_may_name_characters_that_no_xml_has() -> None:
    """A percent sign can stand for a control character."""
    document = read_bytes(epub({"a.xhtml": chapter('<p>One <a href="#x%00%0C">two</a>.</p>')}), "a.epub")
    assert ["One two."] == texts(document)


@given(st.data())
def test_any_change_of_a_chapter_is_read_or_refused(data: st.DataObject) -> None:
    """Bytes of a chapter are changed at random; offsets stay true, and nothing else is raised."""
    whole = bytearray(chapter(f"{page('1')}<h1>Alfa</h1><p>One <b>two</b></p><ol><li>Three</li></ol>").encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        read_bytes(epub({"a.xhtml": whole.decode("latin-1")}), "a.epub")
    except DocumentError as error:
        assert str(error).startswith("a.epub ")  # noqa: PT017 - the other way out is as right


def test_a_chapter_in_another_encoding_is_read_with_a_word() -> None:
    """It is no XML, so nothing says which encoding it is in."""
    broken = (
        "<html><body><p>Der Hafen war für alle geschlossen, und niemand wusste für wie lange.<p>Ende.</body></html>"
    )
    document = read_bytes(epub({"a.xhtml": ONE}, more={"OEBPS/a.xhtml": broken.encode("cp1252")}), "a.epub")
    assert "für alle" in document.text
    assert any("it was read as cp1252" in warning for warning in document.warnings)


def test_a_reading_order_without_end_is_refused_for_its_length() -> None:
    """A chapter that is named twice is read once; no book names more chapters than an archive may hold."""
    with pytest.raises(DocumentError, match=r"^a\.epub has more than 5000 chapters"):
        read_bytes(_spine("".join(f'<itemref id="r{number}" idref="i0"/>' for number in range(5_001))), "a.epub")
    assert ["Alfa", "One."] == texts(read_bytes(_spine('<itemref idref="i0"/>' * 3), "a.epub"))


def test_a_chapter_may_be_named_with_a_place_in_it() -> None:
    """The place is no part of the member's name."""
    assert ["Alfa", "One."] == texts(read_bytes(_spine('<itemref idref="i0"/>', "#start"), "a.epub"))


def _spine(references: str, place: str = "") -> bytes:
    """A book of one chapter, with these references to it, which is "i0"."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        f'<item id="i0" href="a.xhtml{place}" media-type="application/xhtml+xml"/></manifest><spine>{references}</spine></package>'
    )
    return epub({"a.xhtml": ONE}, more={"OEBPS/package.opf": package})
