"""XML: what is read, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import DocumentError
from knowledge.readers import xmltree
from knowledge.readers.xmltree import Doctype

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "billion laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>'.encode(),
    "quadratic": f'<!DOCTYPE a [<!ENTITY x "{"x" * 9999}">]><a>{"&x;" * 9999}</a>'.encode(),
    "a file of the machine": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "another machine": b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><a>&x;</a>',
    "a parameter entity": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>',
    "in an attribute": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a b="&l9;"/>'.encode(),
    "a cycle": b'<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>',
    "UTF-16": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_entities_are_refused(data: bytes) -> None:
    """A document needs none of its own; bombs and thefts of files do."""
    with pytest.raises(DocumentError, match=r"^x\.xml is refused: it declares XML entities"):
        xmltree.parse(data, "x.xml", doctype=Doctype.FOREIGN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_document_type_is_refused_where_none_belongs(encoding: str) -> None:
    """DOCX and OPF have none; in any encoding."""
    with pytest.raises(DocumentError, match="document type declaration"):
        xmltree.parse("<!DOCTYPE a SYSTEM 'a.dtd'><a/>".encode(encoding), "x.docx")


def test_a_document_type_is_never_followed() -> None:
    """Where it is allowed, nothing is fetched: the tree is what the file holds."""
    root = xmltree.parse(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>alfa</a>', "x.xml", doctype=Doctype.FOREIGN)
    assert "alfa" == root.text


@pytest.mark.parametrize(
    "declaration",
    [
        pytest.param('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">', id="of another machine"),
        pytest.param('<!DOCTYPE a PUBLIC "-//TEI P4//DTD Main//EN" "tei2.dtd">', id="a public one"),
        pytest.param("<!DOCTYPE a [<!ELEMENT a (#PCDATA)>]>", id="with rules"),
        pytest.param('<!DOCTYPE a [<!ATTLIST a b CDATA "c">]>', id="with attributes for all"),
        pytest.param('<!DOCTYPE a [<!NOTATION b SYSTEM "c">]>', id="with a notation"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_definition_is_refused(declaration: str, encoding: str) -> None:
    """The sentence tells which line to take out; a name alone defines nothing and stays."""
    with pytest.raises(DocumentError, match=r"^x\.xml is refused: it has a document type definition \(DTD\)"):
        xmltree.parse(f"{declaration}<a>alfa</a>".encode(encoding), "x.xml", doctype=Doctype.NAME)
    assert "alfa" == xmltree.parse("<!DOCTYPE a><a>alfa</a>".encode(encoding), "x.xml", doctype=Doctype.NAME).text


@pytest.mark.parametrize(
    "public", ["html", 'html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "xhtml11.dtd"', 'html SYSTEM "about:legacy-compat"']
)
def test_books_name_the_definition_of_their_pages(public: str) -> None:
    """It may be named where it is never followed, but rules of a file's own are refused there too."""
    assert xmltree.parse(f"<!DOCTYPE {public}><html/>".encode(), "x", doctype=Doctype.FOREIGN) is not None
    with pytest.raises(DocumentError, match="document type definition"):
        xmltree.parse(f'<!DOCTYPE {public} [<!ATTLIST p a CDATA "b">]><html/>'.encode(), "x", doctype=Doctype.FOREIGN)


@pytest.mark.parametrize("depth", [xmltree.MAX_DEPTH + 1, 5_000, 200_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    """The sentence says how deep is deep."""
    with pytest.raises(DocumentError, match="nested more than 120 deep"):
        xmltree.parse(b"<a>" * depth + b"</a>" * depth, "x.xml")


def test_nesting_up_to_the_limit_is_read() -> None:
    """Real documents stay far below."""
    depth = xmltree.MAX_DEPTH
    assert xmltree.parse(b"<a>" * depth + b"</a>" * depth, "x.xml") is not None


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a></b>", b"alfa", b"<a>&nbsp;</a>", b"\xff<a/>", b"<a b='1' b='2'/>"])
def test_what_is_not_well_formed_is_refused(data: bytes) -> None:
    """Nothing is repaired: a repair may lose half of the text without a word."""
    with pytest.raises(DocumentError, match="not well-formed"):
        xmltree.parse(data, "x.xml")


@pytest.mark.parametrize("inner", ["<b>{}</b>", "<b c='{}'/>", "<!--{}-->", "<![CDATA[{}]]>"])
def test_one_very_long_text_is_refused_for_its_length(inner: str) -> None:
    """It is well formed, and no document has it."""
    data = f"<a>{inner.format('x' * 10_500_000)}</a>".encode()
    with pytest.raises(DocumentError, match="has more than 10 million characters in one piece"):
        xmltree.parse(data, "x.xml")


def test_the_line_of_an_error_is_named() -> None:
    """Whoever made the file finds the place."""
    with pytest.raises(DocumentError, match=r"\(line 3\)"):
        xmltree.parse(b"<a>\n<b>\n</c></a>", "x.xml")


def test_an_id_given_twice_is_no_reason_to_refuse() -> None:
    """Nothing is looked up by id."""
    assert 2 == len(xmltree.parse(b'<a><b xml:id="x"/><b xml:id="x"/></a>', "x.xml"))


def test_an_id_given_twice_changes_nothing_else() -> None:
    """Neither words that speak of ids, nor values, comments and quoted markup, nor an element with ids of two kinds."""
    text = b'say xml:id="x", <![CDATA[<b xml:id="x">]]> ids0'
    other = b"<!-- <b xml:id='y' --><b id=\"own\" n=\"c xml:id='z' >\" xml:id = 'x'>"
    root = xmltree.parse(b'<a xmlns="urn:a"><b\nxml:id="x">%b</b>%b</b></a>' % (text, other), "x.xml")
    assert 'say xml:id="x", <b xml:id="x"> ids0' == xmltree.text_of(root)
    assert ["x", "own"] == [xmltree.attribute(one, "id") for one in root]
    assert ["own", "c xml:id='z' >", "x"] == list(map(str, root[1].values()))


def test_a_piece_of_a_volume_gets_its_prefixes_back() -> None:
    """Undeclared prefixes are declared, and several roots get one above them."""
    root = xmltree.parse(xmltree.wrap(b'<?xml version="1.0"?><a frus:b="c"><x:d/></a><e/>'), "x.xml")
    assert ["a", "e"] == [xmltree.tag(child) for child in root]
    assert "c" == xmltree.attribute(root[0], "b")


def test_named_characters_of_html_become_numbers() -> None:
    """XHTML without its document type knows only five names; those stay as they are."""
    assert b"a&#160;&#233;&amp;&lt;&unknown;" == xmltree.name_characters(b"a&nbsp;&eacute;&amp;&lt;&unknown;")


@given(st.binary(max_size=300))
def test_any_bytes_are_parsed_or_refused(data: bytes) -> None:
    """Nothing but a sentence comes of what is no XML, wrapped or not."""
    for candidate in (data, xmltree.wrap(data), b"<a>" + data + b"</a>"):
        try:
            xmltree.parse(candidate, "x.xml", doctype=Doctype.FOREIGN)
        except DocumentError as error:
            assert str(error).startswith("x.xml ")  # noqa: PT017 - the other way out is as right
