"""TEI: notes at their marks and apart from them, and lists whose entries are passages of their own."""

from __future__ import annotations

import pytest

from tests.knowledge.readers.builders_tei import piece, tei
from tests.knowledge.readers.looking import read_bytes, roles, texts


def test_a_note_behind_the_last_word_is_not_lost() -> None:
    """No words come after it that it could go with."""
    document = read_bytes(piece('<p>One.</p><note n="1">Last.</note>'), "d.xml")
    assert [("paragraph", "One."), ("note", "Last.")] == roles(document)
    assert [("1", len("One."))] == [(one.mark, one.offset) for one in document.references]


def test_notes_of_a_list_belong_to_the_marks_that_lead_to_them() -> None:
    """The mark leaves the text; the note has the page of its mark, wherever it is printed."""
    body = (
        '<pb n="1"/><p>Alfa<ref target="#n1">1</ref> bravo<hi rend="sup"><ref target="#n2">[2]</ref></hi>.</p>'
        '<pb n="2"/><p>Charlie<anchor xml:id="a3"/> delta<ptr target="#n4"/>.</p><pb n="3"/>'
        '<div type="notes"><head>Notes</head><note xml:id="n1" n="1"><p>One.</p></note><note xml:id="n2">Two.</note>'
        '<note target="#a3">Three.</note><note xml:id="n4">Four.</note></div>'
    )
    document = read_bytes(tei(body), "v.xml")
    assert ["Alfa bravo.", "Charlie delta.", "Notes", "One.", "Two.", "Three.", "Four."] == texts(document)
    assert [("One.", "1"), ("Two.", "1"), ("Three.", "2"), ("Four.", "2")] == [
        (note.text, note.pages.first) for note in document.notes
    ]


def test_a_reference_to_another_footnote_is_part_of_the_text() -> None:
    """It is read aloud: "see footnote 2, above"."""
    body = (
        '<p>Alfa.<note n="2" xml:id="d1fn2">A note.</note></p><p>See footnote <ref target="#d1fn2">2</ref>, above.</p>'
        '<div type="notes"><note xml:id="n1">Two.</note></div><p>See <ref target="#n1">what Dulles said</ref>.</p>'
    )
    assert ["Alfa.", "A note.", "See footnote 2, above."] == texts(read_bytes(tei(body), "v.xml"))[:3]
    assert "See what Dulles said." in texts(read_bytes(tei(body), "v.xml"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (  # Neither the place nor the notes have names: they do not belong together for that.
            '<p>On page <ref target="https://example.org/x">5</ref> of it.</p><div><note n="1">Alfa.</note></div>',
            ["On page 5 of it.", "Alfa."],
        ),
        (
            '<p><note n="1" xml:id="f1">Alfa.</note> Real words.</p><p>See footnote <ref target="#f1">1</ref>, above.</p>',
            ["Real words.", "Alfa.", "See footnote 1, above."],
        ),
        (
            '<table><row><cell><note n="4" xml:id="f4">Tons.</note></cell></row></table><p>Footnote <ref target="#f4">4</ref>.</p>',
            ["Tons.", "Footnote 4."],
        ),
        (
            '<p>A <hi><note n="3" xml:id="f3">Alfa.</note></hi> word<ref target="#f3">3</ref>.</p>',
            ["A word3.", "Alfa."],
        ),
        (
            '<p>Bravo<ref target="#n1">1</ref>.</p><note rend="inline"><p><note xml:id="n1">Alfa.</note></p></note>',
            ["Bravo.", "Alfa."],
        ),
        (
            '<table><row><cell>Iron<ref target="#n1">a</ref></cell><cell><p><note xml:id="n1">Tons.</note></p></cell></row></table>',
            ["Iron", "Tons."],
        ),
    ],
)
def test_no_word_is_lost_where_notes_stand_in_odd_places(body: str, expected: list[str]) -> None:
    """A note beside words, in a cell or in raised print is no list of notes; one in a list is kept wherever it is."""
    assert expected == texts(read_bytes(tei(body), "v.xml"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            'See note <ref target="#n1">1</ref> below. Alfa.<ref target="#n1">1</ref> Bravo.',
            "See note 1 below. Alfa. Bravo.",
        ),
        ('Alfa<ref target="#n1">*</ref> and bravo<ref target="#n1">*</ref>.', "Alfa and bravo."),
        ('Alfa <ref target="#n1">1</ref> bravo.', "Alfa bravo."),
        (
            'Alfa <hi rend="superscript"><ref target="#n1">1</ref></hi> (note <ref target="#n1">1</ref>).',
            "Alfa (note 1).",
        ),
        ('Alfa <ref target="#n1" type="noteAnchor">1</ref> bravo.', "Alfa bravo."),
        ('See <hi>note</hi> <ref target="#n1">1</ref>.', "See note 1."),
        ('See notes 3–<ref target="#n1">1</ref>. Alfa<ref target="#n1">1</ref>.', "See notes 3–1. Alfa."),
    ],
)
def test_a_mark_is_told_from_a_number_that_is_read_aloud(sentence: str, expected: str) -> None:
    """A mark is raised or stands right behind a word, the first time and again."""
    body = f'<p>{sentence}</p><div type="notes"><note xml:id="n1">One.</note></div>'
    assert [expected, "One."] == texts(read_bytes(tei(body), "v.xml"))


def test_a_note_marked_twice_has_the_page_of_the_first_mark() -> None:
    """And a page that begins inside a mark is not lost."""
    body = (
        '<pb n="1"/><p>Alfa<ref target="#n1">1</ref> bravo<ref target="#n2"><pb n="2"/>2</ref>.</p><p>Charlie<ref '
        'target="#n1">1</ref>.</p><div><note xml:id="n1">One.</note><note xml:id="n2">Two.</note></div>'
    )
    document = read_bytes(tei(body), "v.xml")
    pages = [(one.text, one.pages.first, one.pages.last) for one in document.passages]
    assert [("Alfa bravo .", "1", "2"), ("Charlie.", "2", "2"), ("One.", "1", "1")] == pages[:3]


def test_a_long_list_of_notes_is_looked_through_once() -> None:
    """Each of two thousand is told to be one of a list without counting the list again."""
    marks = "".join(f'<p>a<ptr target="#n{number}"/></p>' for number in range(2_000))
    notes = "".join(f'<note xml:id="n{number}">b</note>' for number in range(2_000))
    document = read_bytes(tei(f'{marks}<div type="notes">{notes}</div>'), "v.xml")
    assert 2_000 == len(document.notes) == len(document.references)


def test_persons_and_terms_of_a_volume_are_one_passage_each() -> None:
    """As *Foreign Relations* lists them at the front, with labels or without."""
    front = (
        '<div type="section" xml:id="persons"><head>Persons</head><list type="persons"><item><hi rend="strong"><persName '
        'xml:id="p_A">Acheson, Dean</persName></hi>, Secretary of State</item><item>Bao Dai</item></list></div>'
        '<div type="section" xml:id="terms"><head>Terms</head><list><label><term xml:id="t_AA">AA</term></label>'
        "<item>antiaircraft</item><item><term>CA</term>, Chinese Affairs</item></list></div>"
    )
    assert [
        ("heading", "Persons"), ("item", "Acheson, Dean, Secretary of State"), ("item", "Bao Dai"),
        ("heading", "Terms"), ("item", "AA antiaircraft"), ("item", "CA, Chinese Affairs"), ("paragraph", "One."),
    ] == roles(read_bytes(tei("<p>One.</p>", front=front), "v.xml"))  # fmt: skip


def test_entries_of_other_lists_are_one_passage_each() -> None:
    """Persons, places and books; what is marked up in pieces is set apart, and a remark is part of its entry."""
    lists = (
        "<listPerson><head>People</head><person><persName>Eden</persName><birth>1897</birth><note>A minister.</note></person>"
        "<person><persName>Frei</persName></person></listPerson>"
        "<listBibl><bibl><author>Golf</author>, <title>Hotel</title>, 1950.</bibl><bibl>India, 1951.</bibl></listBibl>"
    )
    assert [
        ("paragraph", "People"), ("item", "Eden 1897 A minister."), ("item", "Frei"),
        ("item", "Golf, Hotel, 1950."), ("item", "India, 1951."),
    ] == roles(read_bytes(tei(lists), "v.xml"))  # fmt: skip
