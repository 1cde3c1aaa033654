"""HTML: the text of a page without its frame, in blocks, with anchors, notes and printed pages."""

from __future__ import annotations

import pytest

from knowledge import Document, DocumentError, Role, read_document


def read(body: str, head: str = "") -> Document:
    """A page."""
    page = f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"
    return read_document(page.encode(), "page.html")


def passages(body: str) -> list[tuple[Role, str]]:
    """Role and words of each passage of a page."""
    return [(passage.role, passage.text) for passage in read(body).passages]


def texts(body: str) -> list[str]:
    """The words of each passage of a page."""
    return [text for _, text in passages(body)]


def test_paragraphs_need_not_be_closed() -> None:
    """A block ends the paragraph before it."""
    assert ["Alfa bravo.", "Charlie.", "Delta", "Echo."] == texts("<p>Alfa\n bravo.<p>Charlie.<div>Delta</div>Echo.")


def test_a_list_in_a_paragraph_ends_it_and_it_goes_on_after_it() -> None:
    """That is how a parser reads what authors write."""
    assert [
        (Role.PARAGRAPH, "It is:"), (Role.ITEM, "(1) alfa;"), (Role.ITEM, "(2) bravo."), (Role.PARAGRAPH, "So they said."),
    ] == passages("<p>It is: <ul><li><b>(1)</b> alfa;</li><li>(2) bravo.</li></ul> So they said.</p>")  # fmt: skip


def test_an_item_of_several_paragraphs() -> None:
    """The first is the item, the others go on with it."""
    assert [(Role.ITEM, "Alfa"), (Role.PARAGRAPH, "Bravo."), (Role.ITEM, "Charlie")] == passages(
        "<ol><li><p>Alfa<p>Bravo.</li><li>Charlie</ol>"
    )


def test_headings_open_sections_and_anchors_lead_to_them() -> None:
    """By the id of the heading, of what holds it, or of an empty link before it."""
    document = read(
        "<h1 id=top>One</h1><p>Alfa.<a name='in'></a><h2>Inner</h2><p>Bravo.<div id=d><h2>Other</h2><p>C.</div>"
    )
    assert [("One",), ("One", "Inner"), ("One", "Other")] == [section.path for section in document.sections]
    assert ["top", "top", "in", "in", "d", "d"] == [passage.anchor for passage in document.passages]


def test_two_line_breaks_part_paragraphs() -> None:
    """Old pages have no other."""
    assert ["Alfa bravo", "Charlie"] == texts("Alfa<br>bravo<br> <br>Charlie")


def test_preformatted_text_keeps_its_lines() -> None:
    """It is program code or a drawing."""
    assert [(Role.LISTING, "if a:\n    b()")] == passages("<pre>if <b>a</b>:\n    b()\n</pre>")


def test_a_term_and_its_meaning_are_one_item() -> None:
    """Neither says anything alone."""
    assert [(Role.ITEM, "Port A place."), (Role.ITEM, "Ship A thing.")] == passages(
        "<dl><dt>Port<dd>A place.<dt>Ship</dt><dd>A thing.</dd></dl>"
    )


def test_rows_of_data() -> None:
    """Cell by cell, whatever blocks they hold."""
    assert [(Role.PARAGRAPH, "Ports"), (Role.ROW, "Name | Depth"), (Role.ROW, "Aden | 12 m")] == passages(
        "<table><caption>Ports</caption><tr><th>Name<th>Depth<tr><td><p>Aden</p><td>12 m</table>"
    )


def test_tables_that_lay_out_a_page_are_no_data() -> None:
    """Their cells are parts of the page."""
    assert ["Alfa", "Bravo.", "Charlie."] == texts("<table><tr><td><h1>Alfa</h1><p>Bravo.<p>Charlie.<td></table>")


@pytest.mark.parametrize(
    "frame",
    [
        "<nav><ul><li><a href=/>Home</a></ul></nav>",
        "<div class='site-menu'><ul><li><a href=/>Home</a><li><a href=/b>More</a></ul></div>",
        "<div id=sidebar><p><a href=/>Home is here</a></p></div>",
        "<header><a href=/>Site</a></header>",
        "<footer><p>© Site</p></footer>",
        "<script>alert('Alfa')</script><style>p { color: red }</style><noscript>Switch it on</noscript>",
        "<div hidden><p>Hidden.</div><p style='display: none'>Hidden.",
        "<template><p>Later.</p></template><!-- a comment --><select><option>One</select>",
        "<svg><text>Picture</text></svg>",
        "<p><a class=headerlink href='#here'>¶</a></p>",
    ],
)  # fmt: skip
def test_what_frames_the_text_or_is_not_seen_is_left_out(frame: str) -> None:
    """Menus, scripts, what is hidden."""
    assert ["Alfa bravo charlie.", "Delta."] == texts(f"{frame}<p>Alfa bravo charlie.<p>Delta.")


@pytest.mark.parametrize(
    "content",
    [
        "<div class='menu'><p>Soup, then fish, then cheese.</p></div>",
        "<header><h1>Alfa</h1></header>",
        "<div class=header-note><p>Words that matter, with <a href=/>one link</a>.</div>",
        "<form><p>Everything on this page is in a form.</p></form>",
    ],
)
def test_what_only_looks_like_a_frame_stays(content: str) -> None:
    """Words that are not links are text, whatever their box is called."""
    assert 2 == len(texts(f"{content}<p>Delta."))


def test_the_main_part_is_the_page() -> None:
    """Where it has most of the text."""
    assert ["Alfa bravo charlie delta echo."] == texts(
        "<p>Before.</p><main><p>Alfa bravo charlie delta echo.</p></main><p>After.</p>"
    )


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("<sup><a href='#n1' id=r1>1</a></sup>", "<ol><li id=n1>Not printed. <a href='#r1'>↩</a></ol>"),
        ("<a class=footnote-ref role=doc-noteref href='#n1'>[1]</a>", "<div id=n1><p><a href='#r'>1</a> Not printed.</p></div>"),
        ("<span id='fr'><a rel=footnote href='#n1'>1</a></span>", "<p><a name=n1></a>Not printed. <a href='#fr'>Back</a>"),
    ],
)  # fmt: skip
def test_footnotes_are_notes(mark: str, note: str) -> None:
    """Their marks leave the text, and so do the ways back."""
    document = read(f"<p>Alfa [13]{mark} bravo.</p>{note}")
    assert "Alfa [13] bravo." == document.passages[0].text
    assert [("1", "Not printed.")] == [(one.mark, one.text) for one in document.notes]


def test_a_link_to_a_section_is_no_footnote() -> None:
    """Though it be short."""
    assert "See 2 below." == texts("<p>See <a href='#s2'>2</a> below.<h2 id=s2>Two</h2><p>Alfa.")[0]


@pytest.mark.parametrize(
    "marker",
    [
        "<a href='pg_402' id='pg_402' class='tei-pb1 hsg-facsimile-link'>[Page 402]</a>",
        " <span id='pg_402' role='doc-pagebreak' aria-label='402'></span>",
        "<span class='pagenum' id='pg_402'>402</span>",
        " <span epub:type='pagebreak' id='pg_402'></span>",
    ],
)
def test_markers_of_printed_pages(marker: str) -> None:
    """In the middle of a sentence a number that is shown leaves a space; where none is, the source's own space stays."""
    document = read(f"<p>Alfa{marker}bravo.<p>Charlie.", head="<link rel=canonical href='https://example.org/a'>")
    assert ["Alfa bravo.", "Charlie."] == [passage.text for passage in document.passages]
    assert ["pp. 401–402", "p. 402"] == [str(passage.pages) for passage in document.passages]
    assert "https://example.org/a#pg_402" == document.passages[1].url


def test_what_a_page_says_of_itself() -> None:
    """Its only main heading is its title; its head says the rest."""
    metadata = read(
        "<h1>On <i>Harbours</i></h1><p>Alfa.",
        head="<title>On Harbours - Site</title><meta name=Author content='A. B.'>"
        "<meta property='article:published_time' content='1954-05-01'><link rel=license href='https://example.org/l'>",
    ).metadata
    assert ("On Harbours", "A. B.", "1954", "https://example.org/l") == (
        metadata.title, metadata.author, metadata.year, metadata.licence,
    )  # fmt: skip


def test_a_page_of_the_office_of_the_historian() -> None:
    """Its title names the volume, its address the document."""
    metadata = read(
        "<div class=content><h1>A Telegram</h1><p>Alfa.</div>",
        head="<title>Foreign Relations of the United States, 1952–1954, China and Japan, Volume XIV, Part 1"
        " - Office of the Historian</title>"
        "<link rel=canonical href='https://history.state.gov/historicaldocuments/frus1952-54v14p1/d183'>",
    ).metadata
    assert "A Telegram" == metadata.title
    assert ("1952–1954", "China and Japan", "XIV", "1", "183") == (
        metadata.subseries, metadata.volume_title, metadata.volume, metadata.part, metadata.number,
    )  # fmt: skip


def test_a_page_without_a_word_is_refused() -> None:
    """There is nothing to quote."""
    with pytest.raises(DocumentError, match=r"^page\.html has no paragraph"):
        read("<img src=a.png>")


def test_what_is_beside_the_words_is_left_out() -> None:
    """The formula's source, the wiki's edit link, soft hyphens; a page that begins inside a word adds no space."""
    assert ["Alfa", "It is x. The government."] == texts(
        '<h2>Alfa<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>'
        "<p>It is <math><semantics><mi>x</mi><annotation>x=2</annotation></semantics></math>."
        ' The gov<span role="doc-pagebreak" title="2"></span>ern&shy;ment.</p>'
    )


def test_a_saved_page_knows_where_it_came_from() -> None:
    """Browsers note it in a comment."""
    page = "<!doctype html>\n<!-- saved from url=(0025)https://example.org/alfa -->\n<html><body><p>Alfa.</p></body></html>"
    assert "https://example.org/alfa" == read_document(page.encode(), "alfa.html").metadata.url
