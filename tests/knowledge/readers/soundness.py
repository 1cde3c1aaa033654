"""What holds for every document, whatever was read."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge import Document

_WORD = re.compile(r"[^\W_]+")
_LOOKED_AT = 200
"""Letters of a word that are looked for; what is longer is the work of a fuzzer."""
_UNSEEN = frozenset({"Cc", "Cs"})
_DIRECTIONS = frozenset("\u200b\u200e\u200f\u2060\ufeff\u061c") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def assert_sound(document: Document) -> None:
    """Passages are slices in order, pages tile the text, names are unique, nothing invisible is left."""
    text, end = document.text, 0
    for ordinal, passage in enumerate(document.passages):
        assert passage.text == text[passage.start : passage.end] != ""
        assert end <= passage.start
        assert ordinal == passage.ordinal
        end = passage.end
    starts = [span.start for span in document.pages]
    assert starts == sorted(starts)
    if document.pages:
        assert [0, *(span.end for span in document.pages)] == [*starts, len(text)]
    assert len(document.passages) == len({passage.name for passage in document.passages})
    assert all(0 <= section.start <= section.end <= len(text) for section in document.sections)
    assert all(0 <= reference.offset <= len(text) for reference in document.references)
    assert not _DIRECTIONS & set(text)
    assert not [one for one in set(text) - set("\n\t\f\r\x85") if unicodedata.category(one) in _UNSEEN]
    assert 0 < len(document.title) <= 500


def assert_from_source(document: Document, source: str) -> None:
    """No word of any passage is invented; one that was hyphenated at the end of a line is whole."""
    letters = "".join(_WORD.findall(source))
    for passage in document.passages:
        for word in _WORD.findall(passage.text):
            assert word in letters, f"{word!r} is not in the source"


def assert_from_pieces(document: Document, pieces: Iterable[str]) -> None:
    """As ``assert_from_source`` for what is marked up: a word may begin in one piece of text and go on in another."""
    words = {word[:_LOOKED_AT] for passage in document.passages for word in _WORD.findall(passage.text)}
    runs = {run for piece in pieces for run in _WORD.findall(piece)}
    letters = " ".join(runs)
    for word in words:
        assert word in letters or _is_joined(word, runs), f"{word!r} is not in the source"


def _is_joined(word: str, runs: set[str]) -> bool:
    """Whether a word is the end of one run of letters, then whole ones, then the beginning of another."""
    reached = {place for place in range(1, len(word)) if any(run.endswith(word[:place]) for run in runs)}
    for place in range(1, len(word)):
        if place in reached:
            if any(run.startswith(word[place:]) for run in runs):
                return True
            reached |= {place + len(run) for run in runs if word.startswith(run, place)}
    return len(word) in reached
