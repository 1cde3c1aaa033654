"""What moderators write into the form for details."""

from __future__ import annotations

import pytest

from bot.errors import Refused
from bot.features.described import changed
from knowledge import Metadata


@pytest.mark.parametrize("tag", ["de", "en-GB", "pt-BR", "zh-Hant-TW", "grc", "deu", "EN"])
def test_a_language_is_taken_by_its_code(tag: str) -> None:
    """Of two letters or three, with a script and a country or without."""
    assert tag == changed(Metadata(title="Rules"), {"language": tag}).language


@pytest.mark.parametrize("tag", ["xx-Klingon", "xx", "german", "not one", "", "de_DE", "de-"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    """By its form, or since nobody speaks it."""
    with pytest.raises(Refused):
        changed(Metadata(title="Rules"), {"language": tag})
