"""Page markers of FRUS plain text, ``[Page 402]``: what is one, and whether a text means them as markers of pages.

Other texts have the same words in brackets, as a link or in a remark. They are markers only in good company, because
a marker leaves the text of the document: what is taken for one by mistake is lost to the reader.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

from knowledge.readers.numerals import value_of

PAGE_MARKER: Final = re.compile(r"(?<!`)\[Page\s+([0-9]{1,6}|[ivxlc]{1,12})\](?![(`]|\[(?!\d{1,3}\]))", re.IGNORECASE)
"""A marker; its group is the page's label. What ``(`` or ``[name]`` follows is a link, what backticks enclose is code;
a figure in brackets is the mark of a footnote."""

_FENCED = re.compile(r"^[ ]{0,3}(```|~~~).*?(?:^[ ]{0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_SERIES = "foreign relations of the united states"
_DOCUMENT_NUMBER = re.compile(r"^(?:No\.|Document)[ \t]*[0-9]{1,5}\.?[ \t]*$", re.MULTILINE)
_HEADER_LENGTH = 2000


def has_document_number(text: str) -> bool:
    """Whether a line at the beginning is the number of a FRUS document ("No. 183", "Document 129")."""
    return bool(_DOCUMENT_NUMBER.search(text[:_HEADER_LENGTH]))


def is_paged(text: str) -> bool:
    """Whether the markers in ``text`` are those of pages.

    One is enough where it has a line of its own or stands under the header of a FRUS document; inside sentences it
    takes two or more, the number of each greater than the one before. Before brackets a marker proves nothing: in
    Markdown a figure in them may be the address of a link.
    """
    prose = _CODE.sub("", _FENCED.sub("", text))
    labels = [match[1] for match in PAGE_MARKER.finditer(prose) if not prose.startswith("[", match.end())]
    if not labels:
        return False
    if any(PAGE_MARKER.fullmatch(line.strip()) for line in prose.splitlines()):
        return True
    return has_document_number(prose) or _SERIES in prose[:_HEADER_LENGTH].lower() or _rises(labels)


def _rises(labels: list[str]) -> bool:
    places = [_place(label.lower()) for label in labels]
    return len(places) > 1 and all(one < two for one, two in itertools.pairwise(places))


def _place(label: str) -> tuple[bool, int]:
    """Where a page stands in its volume: those in roman numerals come first, as front matter does."""
    return label.isdecimal(), int(label) if label.isdecimal() else value_of(label) or 0
