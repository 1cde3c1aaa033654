"""What moderators write into the forms for details and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.features.described import DETAILS, ORIGIN, Submitted, by_field, digests, edited, shown
from knowledge import Metadata

if TYPE_CHECKING:
    from bot.features.described import Edited

RULES = Metadata(title="Rules", author="The Clerk", language="en")


def submitted(before: Metadata, now: Metadata, **typed: str) -> Edited:
    """A form opened over ``before`` and submitted over ``now``; only the fields that were ``typed`` in were changed."""
    fields = {name: getattr(before, name) or "" for name in DETAILS} | typed
    return edited(now, Submitted(fields, by_field(DETAILS, digests(before, DETAILS))))


@pytest.mark.parametrize("tag", ["de", "en-GB", "pt-BR", "zh-Hant-TW", "grc", "deu", "EN"])
def test_a_language_is_taken_by_its_code(tag: str) -> None:
    """Of two letters or three, with a script and a country or without."""
    assert tag == edited(RULES, Submitted({"language": tag}, {})).metadata.language


@pytest.mark.parametrize(
    ("name", "code"),
    [("English", "en"), ("german", "de"), ("Deutsch", "de"), ("anglais", "en"), ("Francés", "fr"), ("日本語", "ja")],
)
def test_a_language_is_taken_by_its_name(name: str, code: str) -> None:
    """In any language of the interface."""
    assert code == edited(RULES, Submitted({"language": name}, {})).metadata.language


@pytest.mark.parametrize("tag", ["xx-Klingon", "xx", "Dothraki", "not one", "", "de_DE", "de-"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    """By its form, or since nobody speaks it; the other fields are taken all the same."""
    result = edited(RULES, Submitted({"language": tag, "author": "The Board"}, {}))
    assert (1, "en", "The Board") == (len(result.refused), result.metadata.language, result.metadata.author)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://example.org/a?x=1#f", "https://example.org/a?x=1#f"),
        ("https://example.org/ä?x=ü#f", "https://example.org/%C3%A4?x=%C3%BC#f"),
        ("https://bücher.example/a b", "https://xn--bcher-kva.example/a%20b"),
        ("", None),
    ],
)
def test_an_address_is_stored_in_ascii(typed: str, stored: str | None) -> None:
    """Letters of any script may be typed."""
    assert stored == edited(RULES, Submitted({"url": typed}, {})).metadata.url


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "ftp://ä.org", "https://exa mple.org/ä", "https://[::1/ä"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    """It has another scheme, or no host."""
    result = edited(RULES, Submitted({"url": typed, "licence": "CC0"}, {}))
    assert (1, None, "CC0") == (len(result.refused), result.metadata.url, result.metadata.licence)


def test_a_form_writes_only_what_was_changed_in_it() -> None:
    """What somebody else saved meanwhile stays; where both changed a field, the later one counts and it is told."""
    now = Metadata(title="Rules", author="The Board", year="1952", language="en")
    result = submitted(RULES, now, title="The Law")
    assert ("The Law", "The Board", "1952") == (result.metadata.title, result.metadata.author, result.metadata.year)
    assert () == result.overwritten
    both = submitted(RULES, now, author="The Mayor")
    assert ("The Mayor", ("author",)) == (both.metadata.author, both.overwritten)
    assert () == submitted(RULES, now, author="The Board").overwritten


def test_a_value_too_long_for_its_field_is_not_cut() -> None:
    """The form shows its beginning; whoever changes something else leaves it whole."""
    long = Metadata(title="Rules", author="Clerk; " * 200)
    result = submitted(long, long, author=shown(long, "author"), year="1952")
    assert (long.author, "1952") == (result.metadata.author, result.metadata.year)


def test_a_form_without_digests_writes_all_its_fields() -> None:
    """One that was opened by an earlier version."""
    form = Submitted(dict.fromkeys(ORIGIN, ""), by_field(ORIGIN, ""))
    result = edited(Metadata(title="Rules", licence="CC0"), form)
    assert result.metadata.licence is None
