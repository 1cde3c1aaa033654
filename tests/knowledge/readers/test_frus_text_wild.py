"""FRUS plain text that nobody would write: no word is lost, and every offset holds."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge import Document, DocumentError, PageKind
from tests.knowledge.samples import read

MARKER = re.compile(r"(?<!`)\[Page ([0-9]+|[ivxlc]+)\](?![(`]|\[(?!\d{1,3}\]))", re.IGNORECASE)
WORDS = ("alfa", "bravo.", "Charlie,", "d'Été", "“echo”", "東京", "foxtrot?", "мир", "go-between", "naïve:", "x")
NUMBERS = ("1.", "2.", "3.", "17.", "1954.", "412", "U235", "No. 4", "[policies]")
MARKS = ("[1]", "[2]", "golf.1", "hotel2", "\n  1. ", "\n[2] ", "\n\n  2. ")
MARKERS = ("[Page 5]", "\n\n[Page 6]\n\n", "[Page 7]", "[Page 8][2]", "[Page xii]", "\n[page 0]\n", "[Page 99999]")
LAYOUT = ("\n", "\n\n", "\n\n\n", "  ", "\t", "\r\n", "\n\n  ", "\x0c", "\u2028", "\x85", "\u00a0")
CONTROLS = ("\x00", "\x07", "\x0b", "\x1c", "\x1b[2J", "\u200b", "\u202e", "\ufeff", "\u0301", "\U0001f600", "\ud7ff")
PIECES = st.sampled_from(WORDS + NUMBERS + MARKS + MARKERS + LAYOUT + CONTROLS)
FILES = st.lists(PIECES, max_size=40).map(" ".join)


def letters(text: str) -> Counter[str]:
    """How often each visible word of ours stands in ``text``, marks aside."""
    known = {re.sub(r"\W", "", word) for word in WORDS} | {"golf", "hotel", "policies"}
    words = re.findall(r"[^\W\d_]+", MARKER.sub(" ", text.replace("'", "").replace("-", "")))
    return Counter(word for word in words if word in known)


def opened(text: str) -> Document | None:
    """The document, or None where the text is refused in a sentence."""
    try:
        return read(text)
    except DocumentError as error:
        assert str(error).endswith(".")  # noqa: PT017 - the other way out is as right
        return None


def check(document: Document) -> None:
    """What holds of every document, whatever it was read from."""
    by_markers = any(span.kind is PageKind.PRINTED for span in document.pages)
    for passage in document.passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        assert not by_markers or MARKER.search(passage.text) is None
    starts = [passage.start for passage in document.passages]
    assert sorted(starts) == starts
    assert len(document.passages) == len({passage.name for passage in document.passages})
    for section in document.sections:
        assert 0 <= section.start <= section.end <= len(document.text)
    ends = [span.end for span in document.pages]
    assert all(span.start <= span.end for span in document.pages)
    assert [0, *ends[:-1]][: len(ends)] == [span.start for span in document.pages]
    assert all(0 <= reference.offset <= len(document.text) for reference in document.references)


@given(FILES)
@example("alfa [Page 5]")
@example("alfa [Page 5] \f")
@example("1. \n\n[Page 5]\n\n alfa")
@example("alfa \n\n[Page 5]\n\n")
@example("\n  1. \n[2] ")
def test_wild_files_keep_every_word_and_every_offset(text: str) -> None:
    """Pieces in any order are refused in a sentence, or read: offsets hold, pages leave no marker, no word is lost."""
    document = opened(text.replace("\x00", ""))
    if document is not None:
        check(document)
        assert letters(text) == letters(document.text)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in a file, it is a document or a sentence that says why not."""
    document = opened(text)
    if document is not None:
        check(document)
