"""A word or two alone mean something: to go on, to greet, to thank; everything else is a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.phrases import Meaning, Phrase, understand


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("next", Meaning.NEXT),
        ("Next!", Meaning.NEXT),
        ("more, please", Meaning.QUESTION),
        ("more please", Meaning.NEXT),
        ("*previous*", Meaning.PREVIOUS),
        ("Weiter", Meaning.NEXT),
        ("Précédent ?", Meaning.PREVIOUS),
        ("¿más?", Meaning.NEXT),
        ("次へ", Meaning.NEXT),
        ("", Meaning.HELP),
        (" \u200b\n", Meaning.HELP),
        ("???", Meaning.HELP),
        ("Hello there", Meaning.HELP),
        ("thanks 👍", Meaning.THANKS),
        ("🙂", Meaning.THANKS),
        ("D’accord", Meaning.THANKS),
        ("p. 405", Meaning.QUESTION),
        ("¶", Meaning.QUESTION),
        ("more trade with China", Meaning.QUESTION),
        ("who helped the Communists", Meaning.QUESTION),
    ],
)
def test_only_what_says_nothing_else_is_a_phrase(said: str, meaning: Meaning) -> None:
    """A phrase counts when it stands alone, however it is written; a word more makes it a question."""
    assert understand(said).meaning is meaning


@pytest.mark.parametrize(
    ("said", "language"),
    [("hallo", "de"), ("bonjour", "fr"), ("hola", "es"), ("こんにちは", "ja"), ("hello", None), ("trade", None)],
)
def test_a_greeting_tells_the_language(said: str, language: str | None) -> None:
    """A word that only one language has says in which to answer; English words are understood everywhere."""
    assert understand(said).language == language


@given(st.text(max_size=60))
def test_any_text_means_something(text: str) -> None:
    """No text is too strange, and what is long is always a question."""
    assert isinstance(understand(text), Phrase)
    assert understand(f"{text} what does the paper say about the trade of the region?").meaning is Meaning.QUESTION
