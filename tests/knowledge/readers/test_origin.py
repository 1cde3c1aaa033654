"""What is known of a document before anybody has said anything of it."""

from __future__ import annotations

import pytest

from knowledge.readers.blocks import Found, Paragraph, Reading
from knowledge.readers.origin import metadata_of

GERMAN = "Der Ausschuss vertagte sich, weil der Hafen für alle geschlossen war und niemand kam. " * 6


def reading(found: Found, text: str = "Alfa bravo.") -> Reading:
    """A file of one paragraph."""
    return Reading((Paragraph((text,)),), found)


def test_a_file_is_believed_in_what_it_says() -> None:
    """White space folded, invisible characters gone."""
    metadata, doubts = metadata_of(
        reading(Found(title=" On \n Trade\u202e ", author="A.\u200b B.", year="1954")), "a.txt"
    )
    assert ("On Trade", "A. B.", "1954", []) == (metadata.title, metadata.author, metadata.year, doubts)


def test_without_a_title_the_file_lends_its_name() -> None:
    """Without the folders that a hostile name may have in it."""
    assert "passwd" == metadata_of(reading(Found()), "../../etc/passwd.txt")[0].title
    assert "Untitled" == metadata_of(reading(Found(title=" \u200b")), "")[0].title


@pytest.mark.parametrize("said", ["en-GB", "EN", "en"])
def test_the_language_is_the_files_own(said: str) -> None:
    """Of a tag only the language counts."""
    assert "en" == metadata_of(reading(Found(language=said)), "a")[0].language


@pytest.mark.parametrize("said", [None, "", "x-klingon", "german"])
def test_a_language_that_is_no_code_is_told_by_the_text(said: str | None) -> None:
    """So is one that the file does not name."""
    assert "de" == metadata_of(reading(Found(language=said), GERMAN), "a")[0].language


def test_a_language_that_the_text_speaks_against_is_doubted() -> None:
    """Programs write their own language into files that people write in another."""
    metadata, doubts = metadata_of(reading(Found(language="en"), GERMAN), "a")
    assert "en" == metadata.language
    assert ["The file gives its language as “en”, but the text looks like “de”."] == doubts


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https:", "http://[", "https://a b"])
def test_only_addresses_of_the_web_are_taken(url: str) -> None:
    """A link in an answer leads where it looks like leading."""
    assert metadata_of(reading(Found(url=url)), "a")[0].url is None


def test_an_address_leads_to_the_document_and_not_into_it() -> None:
    """Each passage has a fragment of its own."""
    assert "https://example.org/a" == metadata_of(reading(Found(url="https://example.org/a#top")), "a")[0].url


def test_what_is_too_long_to_be_true_is_cut() -> None:
    """A title of a megabyte is none, and nobody lists ten thousand editors."""
    metadata, _ = metadata_of(reading(Found(title="x" * 10**6, editors=("A. B.",) * 10**4)), "a")
    assert (500, 50) == (len(metadata.title), len(metadata.editors))
