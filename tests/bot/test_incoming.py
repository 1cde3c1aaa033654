"""The words of a message, without what Discord puts around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import plain_text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("What **is** said about __trade__?", "What is said about trade?"),
        ("<@123> <@!123> <@&9> who <#77> decides <:shrug:55> <a:spin:56>", "who decides"),
        ("see https://example.org/a_b?c=d and <https://example.org>", "see and"),
        ("[the treaty](https://example.org/x) of 1950", "the treaty of 1950"),
        ("> quoted\n# A heading\n- an item\n-# small", "quoted\nA heading\nan item\nsmall"),
        ("||hidden|| ~~gone~~ `code` ```py\nmore code\n```", "hidden gone code\nmore code"),
        ("snake_case and 2 * 3 stay readable", "snake_case and 2 3 stay readable"),
        (r"an \*escaped\* star, 5 > 4", "an *escaped* star, 5 > 4"),
        ("</ask:123> <t:1700000000:R> <id:customize> now", "now"),
        ("https://example.org/only", ""),
        ("<:a:1><@2>", ""),
    ],
)
def test_only_words_are_left(content: str, words: str) -> None:
    """Markup, mentions, emoji of servers and addresses go; the words stay in their order."""
    assert plain_text(content) == words


@given(st.text(alphabet="a <>@#:!*_~|`[]()\\/ht\n.ps1", max_size=300))
def test_no_message_is_too_strange(content: str) -> None:
    """Whatever is written, something comes of it, and it has neither blank lines nor blanks at its ends."""
    text = plain_text(content)
    assert "\n\n" not in text
    assert all(line == line.strip() for line in text.split("\n"))
