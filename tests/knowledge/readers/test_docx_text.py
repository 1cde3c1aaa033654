"""DOCX: characters of symbol fonts, marks of notes typed by the author, paragraphs in two pieces, the language."""

from __future__ import annotations

import pytest

from tests.knowledge.readers.builders_archives import docx, p, r
from tests.knowledge.readers.looking import read_bytes, texts


def sym(font: str, code: str) -> str:
    """A run of one character of a font."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def test_characters_of_symbol_fonts_are_read() -> None:
    """By the tables of two fonts; below the private area a code is Unicode; what is left is shown and said."""
    known = [("Symbol", "F062"), ("symbol", "F0A3"), ("Times", "2014"), ("Wingdings", "F0FC"), ("Wingdings", "F0E0")]
    document = read_bytes(docx(p(inner=r("One ") + "".join(sym(*one) for one in known))), "a.docx")
    assert (["One β≤—✔→"], ()) == (texts(document), document.warnings)
    unknown = [("Symbol", "F060"), ("Webdings", "F062"), ("Symbol", "F1FF"), ("Symbol", "x"), ("Times", "0")]
    document = read_bytes(docx(p(inner=r("One ") + "".join(sym(*one) for one in unknown))), "a.docx")
    assert ["One □□□□□"] == texts(document)
    assert ("Some characters of a symbol font could not be read: each is shown as □.",) == document.warnings


@pytest.mark.parametrize(
    ("after", "mark"),
    [
        ("<w:t>*</w:t></w:r>", "*"),
        ('<w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ("</w:r>" + r("†"), "†"),
    ],
)
def test_a_mark_typed_by_the_author_is_not_counted(after: str, mark: str) -> None:
    """It leaves the text and the note, and the notes after it keep their numbers."""
    said = {1: f"{mark} Note 1.", 2: "Note 2."}
    notes = "".join(f'<w:footnote w:id="{number}">{p(text)}</w:footnote>' for number, text in said.items())
    typed = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/>{after}'
    body = p(inner=r("Alfa") + typed + r(" bravo") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("."))
    document = read_bytes(docx(body, footnotes=notes), "a.docx")
    assert "Alfa bravo." == texts(document)[0]
    assert [(mark, "Note 1."), ("1", "Note 2.")] == [(one.mark, one.text) for one in document.notes]
    assert [(mark, 4), ("1", 10)] == [(one.mark, one.offset) for one in document.references]


def test_a_mark_that_is_not_found_is_a_star() -> None:
    """The words after the reference are text; a note that begins with the mark's letter keeps it."""
    typed = '<w:r><w:footnoteReference w:customMarkFollows="true" w:id="{}"/>{}</w:r>'
    notes = (
        '<w:footnote w:id="1">' + p("See one.") + '</w:footnote><w:footnote w:id="2">' + p("above.") + "</w:footnote>"
    )
    body = p(inner=r("Alfa") + typed.format(1, "") + r(" bravo charlie") + typed.format(2, "<w:t>a</w:t>") + r("."))
    document = read_bytes(docx(body, footnotes=notes), "a.docx")
    assert "Alfa bravo charlie." == texts(document)[0]
    assert [("*", "See one."), ("a", "above.")] == [(one.mark, one.text) for one in document.notes]


def test_paragraphs_in_two_pieces_are_joined() -> None:
    """A large initial stands in a frame; a paragraph whose end was deleted goes on in the next, but not in a table."""
    initial = '<w:framePr w:dropCap="{}"/>'
    deleted = "<w:rPr><w:del/></w:rPr>"
    row = f"<w:tbl><w:tr><w:tc>{p('T', properties=initial.format('margin'))}{p('wo.')}</w:tc></w:tr></w:tbl>"
    cells = f"<w:tbl><w:tr><w:tc>{p('Row', properties=deleted)}{p()}</w:tc></w:tr></w:tbl>"
    body = (
        p("T", properties=initial.format("drop")) + p("he pier.") + p("None.", properties=initial.format("none"))
        + p("Half of ", properties=deleted) + p("one.") + row + p("Alone.", properties=deleted) + cells
        + p("End", properties=deleted)
    )  # fmt: skip
    assert ["The pier.", "None.", "Half of one.", "Two.", "Alone.", "Row", "End"] == texts(
        read_bytes(docx(body), "a.docx")
    )


GERMAN = "Der Hafenrat trat im Mai zusammen und beschloss, die alte Mole durch eine neue zu ersetzen. "
ENGLISH = "The harbour board met in May and decided to replace the old pier with a new one. "


@pytest.mark.parametrize(
    ("text", "marked", "language"),
    [
        pytest.param(GERMAN * 5, "", "de", id="a text speaks for itself"),
        pytest.param("Ja.", "", "en", id="too short a text to tell"),
        pytest.param(ENGLISH, '<w:lang w:val="fr-FR"/>', "fr", id="the author said so"),
    ],
)
def test_the_language_is_that_of_the_text(text: str, marked: str, language: str) -> None:
    """The defaults of a file are those of the program that made it."""
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    document = read_bytes(docx(p(text, run=marked), styles=styles), "a.docx")
    assert (language, ()) == (document.metadata.language, document.warnings)
