"""TEI: breaks inside words, and the encodings that files name."""

from __future__ import annotations

from tests.knowledge.readers.builders_tei import piece
from tests.knowledge.readers.looking import read_bytes, texts


def test_breaks_inside_a_word() -> None:
    """``break="no"`` says that the word goes on."""
    document = read_bytes(
        piece('<p>The govern<pb n="2" break="no"/>ment of the par<lb break="no"/>liament.</p>'), "a.xml"
    )
    assert ["The government of the parliament."] == texts(document)


def test_latin_1_with_the_quotation_marks_of_windows() -> None:
    """Bytes that Latin-1 does not use mean what they mean on Windows."""
    data = '<?xml version="1.0" encoding="iso-8859-1"?><TEI><text><body><p>“One” – é.</p></body></text></TEI>'
    assert ["“One” – é."] == texts(read_bytes(data.encode("cp1252"), "a.xml"))
