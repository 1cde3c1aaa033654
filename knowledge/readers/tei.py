"""Reader for TEI XML: whole volumes and single documents, especially of *Foreign Relations of the United States*.

- Divisions (compilation, chapter, subchapter, document …) are sections; each ``head`` opens one, without its notes.
- ``pb`` opens a page. Its ``xml:id`` is an anchor of the web page of the document that contains it, and of no other.
- A ``note`` is removed from the text, except with ``rend="inline"``: a source line such as a file number.
- A short paragraph all in italics, flush left or centred, is a heading that the editors did not mark as one.
- The index and the table of contents repeat the text and are left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.errors import DocumentError
from knowledge.readers import xmltree
from knowledge.readers.blocks import Reading
from knowledge.readers.characters import seen
from knowledge.readers.flow import words
from knowledge.readers.tei_elements import DIVISIONS, LEFT_OUT, NO_TEXT
from knowledge.readers.tei_header import found_in, is_address_part, year_written
from knowledge.readers.tei_walk import Walker
from knowledge.readers.xmltree import Doctype, attribute, every, tag, text_of

if TYPE_CHECKING:
    from knowledge.readers.blocks import Found
    from knowledge.readers.xmltree import Element


def read(data: bytes, name: str) -> Reading:
    """Read a TEI file, or a fragment of one.

    Raises DocumentError when it is not well-formed XML.
    """
    root = _parse(data, name)
    text = next(every(root, "text"), root)
    found = found_in(root, name)
    documents = [one for one in every(text, *DIVISIONS) if attribute(one, "type") == "document"]
    if tag(root) != "TEI" and len(documents) == 1:
        found = _found_in_piece(found, documents[0])
        walker = Walker(text, None)
    else:
        walker = Walker(text, found.url)
    found = replace(found, year=found.year or year_written(text))
    walker.read(text)
    return Reading(tuple(walker.flow.blocks), found, tuple(walker.warnings), _visible(text))


def _parse(data: bytes, name: str) -> Element:
    """The root; a fragment of a volume is wrapped in an element that declares its namespace prefixes."""
    try:
        return xmltree.parse(data, name, doctype=Doctype.NAME)
    except DocumentError as error:
        if not xmltree.is_not_well_formed(error):
            raise
        try:
            return xmltree.parse(xmltree.wrap(data), name)
        except DocumentError as other:
            # If neither is well formed, report the error (and its line) of the unwrapped file.
            raise error if xmltree.is_not_well_formed(other) else other from None


def _found_in_piece(found: Found, document: Element) -> Found:
    """The metadata of a single document."""
    head = next((one for one in document if tag(one) == "head"), None)
    title = words(Walker(document, None).aside(head)) if head is not None else ""
    identifier = attribute(document, "id")
    page = f"{found.url}/{identifier}" if found.url and is_address_part(identifier) else None
    return replace(found, title=title or None, number=attribute(document, "n"), url=page)


def _visible(text: Element) -> int:
    """The number of characters visible in the printed volume, without the parts left out on purpose."""
    left_out = (one for one in every(text, *DIVISIONS) if attribute(one, "type") in LEFT_OUT)
    hidden = [*every(text, *NO_TEXT), *left_out]
    return _seen(text) - sum(map(_seen, hidden))


def _seen(element: Element) -> int:
    return seen(text_of(element))
