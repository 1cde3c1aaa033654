"""Page markers of FRUS plain text, ``[Page 402]``: their pattern, and whether a text uses them as page markers.

Other texts have the same words in brackets, as a link or in a remark. They count as markers only with further evidence,
because a marker is removed from the text of the document: a false one would lose text.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

from knowledge.readers.numerals import value_of

PAGE_MARKER: Final = re.compile(r"(?<!`)\[Page\s+([0-9]{1,6}|[ivxlc]{1,12})\](?![(`]|\[(?!\d{1,3}\]))", re.IGNORECASE)
"""A marker; its group is the page's label. Before ``(`` or ``[name]`` it is a link, and in backticks it is code; it may
be followed by a number in brackets, the mark of a footnote."""

_FENCED = re.compile(r"^[ ]{0,3}(```|~~~).*?(?:^[ ]{0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_SERIES = "foreign relations of the united states"
_DOCUMENT_NUMBER = re.compile(r"^(?:No\.|Document)[ \t]*[0-9]{1,5}\.?[ \t]*$", re.MULTILINE)
_HEADER_LENGTH = 2000


def has_document_number(text: str) -> bool:
    """Whether a line at the beginning is the number of a FRUS document ("No. 183", "Document 129")."""
    return bool(_DOCUMENT_NUMBER.search(text[:_HEADER_LENGTH]))


def is_paged(text: str) -> bool:
    """Whether the markers in ``text`` are page markers.

    One is enough if it is alone on a line or the text has the header of a FRUS document; inside sentences two or more
    with rising numbers are needed. A marker before brackets is ignored: in Markdown a number in them may be a link
    reference.
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
    """Sort key of a page in its volume: pages in roman numerals come first, as front matter does."""
    return label.isdecimal(), int(label) if label.isdecimal() else value_of(label) or 0
