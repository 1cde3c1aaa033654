"""The metadata of the next edition of a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import Document, Metadata, read_document, succeeding

GERMAN = "Der Ausschuss vertagte sich, weil der Hafen für alle geschlossen war und niemand kam. "


def after_english(document: Document) -> Metadata:
    """The metadata of a document that follows one in English, of which nothing was corrected."""
    former = Metadata(title="House rules", language="en")
    return succeeding(document, "rules.html", former, former).metadata


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No beasts.", "en"),
        (GERMAN, "en"),
        (GERMAN * 6, "de"),
        ('<html lang="de"><body><p>No beasts.</p></body></html>', "de"),
    ],
    ids=["too short", "still too short", "long enough", "declared"],
)
def test_a_short_text_does_not_change_the_language(text: str, language: str) -> None:
    """Too few words look like any language; only a longer text, or the file's own word, makes it another."""
    document = read_document(text.encode(), "rules.html" if text.startswith("<") else "rules.txt")
    assert language == after_english(document).language


def test_corrections_of_the_newer_edition_itself_are_kept() -> None:
    """They go before those of the former edition, which apply to the fields that nobody corrected since."""
    document = read_document(b"No beasts.", "rules.txt")
    mine = replace(document, metadata=replace(document.metadata, title="The Law", author="Jones"))
    former = Metadata(title="House rules", language="en", author="Smith", year="1952")
    found = succeeding(mine, "rules.txt", former, Metadata(title="House rules", language="en"), document.metadata)
    assert replace(former, title="The Law", author="Jones") == found.metadata
