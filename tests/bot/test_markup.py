"""Foreign text shows exactly as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot import markup
from tests.bot import discord_markdown

_SPICE = st.sampled_from(
    [
        *r"\*_~`|<>@[]():#-+=.&/1 ",
        *"\n\r\t\u2028…“”’",
        "**",
        "||",
        "```\n",
        "@everyone",
        "@here",
        "<@123>",
        "<@&1>",
        "<#1>",
        "</ask:1>",
        "<t:1:R>",
        "<:smile:1>",
        ":smile:",
        "https://example.org/a_b",
        "[a](https://example.org)",
        "[a]: https://example.org",
        "-# ",
        "# ",
        "> ",
        ">>> ",
        "1. ",
        "- ",
        "&amp;",
        "¯\\_(ツ)_/¯",
        "\u202e",
        "\u200b",
        "\u200d",
        "👍🏽",
        "é",
    ]
)
TEXTS = st.lists(_SPICE | st.text(max_size=3), max_size=40).map("".join)


@pytest.mark.parametrize(
    "char", "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d173\U0001d17a\U000e0100\U000e01ef"
)
def test_characters_that_nobody_sees_are_taken_out(char: str) -> None:
    """What is hidden in a word goes; what says how an emoji looks stays."""
    assert markup.clean(f"po{char}licy ❤\ufe0f ▶\ufe0e") == "policy ❤\ufe0f ▶\ufe0e"


@given(TEXTS)
@example("1. one\n2) two\n- three\n# four\n> five")
@example("polities [policies]")
def test_unescape_gives_back_what_escape_was_given(text: str) -> None:
    """Nothing is lost by escaping but controls and invisible characters."""
    assert markup.clean(text) == markup.unescape(markup.escape(text))


@given(TEXTS)
def test_escaped_text_is_plain_to_discord(text: str) -> None:
    """A strict reader of Discord's Markdown finds no markup in escaped text, and every character of it."""
    assert markup.clean(text) == discord_markdown.text(markup.escape(text))


@given(TEXTS)
def test_escaped_text_is_plain_to_commonmark(text: str) -> None:
    """An independent parser finds nothing but paragraphs of text either."""
    parser = MarkdownIt("commonmark").enable("strikethrough").disable("code")
    tokens = parser.parse(markup.escape(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    children = {child.type for token in tokens for child in token.children or ()}
    assert children <= {"text", "softbreak", "hardbreak", "text_special"}


@given(TEXTS)
@example(" “Quoted.” ")
@example("*starred*")
@example("ends with a backslash\\")
@example("first\n\n second ")
def test_bold_text_is_bold_and_otherwise_itself(text: str) -> None:
    """Everything that is not a blank is bold, and the text is what it was."""
    shown = discord_markdown.read(markup.bold(text))
    assert markup.clean(text) == "".join(char.char for char in shown)
    assert all(char.bold for char in shown if not char.char.isspace())


@given(TEXTS)
def test_nothing_invisible_is_left(text: str) -> None:
    """No control but tab and line break comes through, and nothing that turns or hides text."""
    left = set(markup.escape(text))
    assert not {char for char in left if unicodedata.category(char) in {"Cc", "Cs"}} - {"\n", "\t"}
    assert not left & set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def test_joiners_stay() -> None:
    """Emoji that are put together, and Persian, keep the joiners they need."""
    assert markup.escape("👩‍🚀 می‌خواهم") == "👩‍🚀 می‌خواهم"


@given(TEXTS, st.integers(min_value=10, max_value=300))
def test_shortened_text_fits_and_is_a_beginning(text: str, limit: int) -> None:
    """A shortened text is the beginning of the text with an ellipsis, and weighs no more than it may."""
    short = markup.shorten(text, limit)
    assert markup.weight(markup.escape(short)) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_shortening_cuts_between_words() -> None:
    """A cut falls between words if there is a blank in the second half of what fits."""
    assert markup.shorten("one two three four", 12) == "one two…"


@given(TEXTS, st.integers(8, 100))
@example("é" * 60, 20)
@example("𝔐" * 60, 20)
@example(" </ask:1>", 8)
def test_a_text_cut_in_the_middle_fits_and_keeps_both_ends(text: str, limit: int) -> None:
    """By the counting of the strictest client; volumes of one series stay different."""
    cut = markup.both_ends(text, limit)
    assert markup.weight(cut) <= limit
    bare = text.strip()
    ends = [(cut[:at].rstrip(), cut[at + 1 :].lstrip()) for at, one in enumerate(cut) if one == markup.ELLIPSIS]
    assert text == cut or any(bare.startswith(head) and bare.endswith(tail) for head, tail in ends)


def test_volumes_of_a_series_stay_apart() -> None:
    """Their titles are cut in the middle."""
    volumes = [markup.both_ends(f"Foreign Relations of the United States, Volume I, Part {n}", 40) for n in (58, 59)]
    assert volumes == ["Foreign Relations … , Volume I, Part 58", "Foreign Relations … , Volume I, Part 59"]


def test_a_quotation_has_its_mark_on_every_line() -> None:
    """Every line of a quotation is quoted, empty ones too."""
    assert markup.quote("a\n\nb") == "> a\n> \n> b"


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("A *title*", "https://a.org/b", "[A \\*title\\*](https://a.org/b)"),
        ("A title", "https://a.org/b_(c)", "[A title](https://a.org/b_%28c%29)"),
        ("A [title]", "https://a.org", "A \\[title\\]"),
        ("https://b.org", "https://a.org", "https\\://b.org"),
        ("A title", "javascript:alert(1)", "A title"),
        ("A title", None, "A title"),
    ],
)
def test_links_are_made_only_where_they_are_safe(title: str, url: str | None, expected: str) -> None:
    """Titles that Discord would not take as the words of a link, and odd addresses, stay plain text."""
    assert expected == markup.link(title, url)


@given(st.text(alphabet="a👍é\u0301\u200d\ufe0f🏽", max_size=30), st.integers(min_value=0, max_value=30))
def test_a_safe_cut_never_begins_with_an_accent(text: str, index: int) -> None:
    """What comes after the cut does not cling to what comes before it."""
    cut = markup.safe_cut(text, min(index, len(text)))
    assert cut <= index
    if 0 < cut < len(text):
        assert unicodedata.category(text[cut]) != "Mn"
        assert text[cut] not in "\u200d🏽"
        assert text[cut - 1] != "\u200d"
