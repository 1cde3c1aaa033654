"""TEI files made of a few lines of XML that stand in the test itself."""

from __future__ import annotations

HEADER = """<teiHeader><fileDesc><titleStmt>
  <title type="complete">Foreign Relations of the United States, 1952–1954, China and Japan, Volume XIV, Part 1</title>
  <title type="series">Foreign Relations of the United States</title>
  <title type="sub-series">1952–1954</title>
  <title type="volume-number">Volume XIV, Part 1</title>
  <title type="volume">China and Japan</title>
  <editor role="primary">David W. Mabon</editor>
  <editor role="general">John P. Glennon</editor>
</titleStmt><publicationStmt>
  <publisher>United States Government Printing Office</publisher>
  <pubPlace>Washington</pubPlace>
  <date type="content-date">1952–1954</date>
  <date type="publication-date">1985</date>
  <idno type="isbn-10">9999862128</idno>
  <idno type="frus">frus1952-54v14p1</idno>
  <availability><licence target="https://example.org/cc0">CC0</licence></availability>
</publicationStmt></fileDesc></teiHeader>"""
SITE = "https://history.state.gov/historicaldocuments/frus1952-54v14p1"


def tei(body: str, *, front: str = "", back: str = "", header: str = HEADER) -> bytes:
    """A volume."""
    text = f'<text xml:lang="en"><front>{front}</front><body>{body}</body><back>{back}</back></text>'
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1952-54v14p1">{header}{text}</TEI>'.encode()


def piece(inner: str, *, number: str = "7") -> bytes:
    """One document cut out of a volume, with a prefix that is declared nowhere."""
    return f'<div type="document" xml:id="d{number}" n="{number}" frus:doc-dateTime-min="1952">{inner}</div>'.encode()
