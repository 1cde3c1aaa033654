"""Checked quotations, as what a message shows."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import markup
from bot.ids.reading import Scope, Words, decode
from bot.replies import Link, Menu, Press, Reply, compared, quote_list, quotes
from bot.replies.quotes import Checked
from knowledge import Difference, DifferenceKind, Library, QuoteCheck, QuoteVerdict
from tests.bot import discord_markdown
from tests.bot.limits import buttons_of, texts_of
from tests.bot.rendering import ASKER, TR, hit, sent
from tests.bot.test_markup import TEXTS
from tests.knowledge.samples import document_of

WALL = "The old wall was built of stone by the first settlers. Behind it they kept their sheep in winter."
GATE = "Its gate was made of oak, and nobody knows who broke it."
LIBRARY = Library([document_of(WALL, GATE)])


def checked(quote: str, library: Library = LIBRARY) -> Reply:
    """The reply to one quotation."""
    return quotes.one(Checked(library.verify(quote)), ASKER, TR, private=False)


def test_a_quotation_that_is_word_for_word() -> None:
    """The passage has the quoted words in bold, and where they stand."""
    reply = checked("Built of stone by the first settlers")
    assert texts_of(sent(reply)) == [
        "### ✅ Word for word",
        "> The old wall was **built of stone by the first settlers**. Behind it they kept their sheep in winter.",
        "sample\n-# ¶ 1",
    ]
    (context,) = [one for one in buttons(reply) if isinstance(one, Press) and one.label == "In context"]
    goal = decode(context.custom_id)
    assert (goal.scope, goal.asker) == (Scope.SECTION, None)
    assert goal.words is not None
    assert WALL[goal.words.start : goal.words.end] == "built of stone by the first settlers"


def test_a_quotation_that_was_altered() -> None:
    """Words that the library does not have are struck out, its own are bold, what is left out stands in its place."""
    reply = checked("The old wall was built of bricks by the very first settlers. Behind they kept their sheep")
    assert texts_of(sent(reply)) == [
        "### ⚠️ Altered in 3 places",
        "-# ~~Struck out~~: only in the quotation. **Bold**: only in the library.",
        (
            "> The old wall was built of ~~bricks~~ **stone** by the ~~very~~ first settlers. Behind **it** they kept their "
            "sheep"
        ),
        "sample\n-# ¶ 1",
    ]


def test_what_quoting_people_may_do_is_remarked_upon() -> None:
    """Omissions that are marked, and other capitals, leave a quotation word for word."""
    reply = checked("The Old Wall was built of stone … Behind it they kept their sheep")
    assert reply.kept.heading == "### ✅ Word for word"
    assert reply.kept.notes == "-# The quotation marks where it leaves out words.\n-# Some capital letters differ."


def test_a_quotation_that_is_not_there() -> None:
    """It is shown as it is, with the nearest passage if there is one, and nothing to cite otherwise."""
    check = LIBRARY.verify("Nobody has ever seen a *purple* camel dance")
    assert texts_of(sent(quotes.one(Checked(check), ASKER, TR, private=False))) == [
        "### ❌ Not in the library",
        "> Nobody has ever seen a \\*purple\\* camel dance",
    ]
    near = quotes.one(Checked(check, LIBRARY.resolve("1.0")), ASKER, TR, private=True)
    assert f"> {WALL}" in texts_of(sent(near))
    assert "Cite" in buttons_of(sent(near))


def test_a_quotation_over_two_paragraphs() -> None:
    """Each passage is shown under its label, and both places are named."""
    reply = checked("Behind it they kept their sheep in winter. Its gate was made of oak")
    assert texts_of(sent(reply))[1:] == [
        (
            "-# ¶ 1\n> The old wall was built of stone by the first settlers. "
            "**Behind it they kept their sheep in winter**."
        ),
        "-# ¶ 2\n> **Its gate was made of oak**, and nobody knows who broke it.",
        "sample\n-# ¶ 1\n-# ¶ 2",
    ]


def test_other_places_of_the_same_words() -> None:
    """What stands in several places word for word has a button to each of the others."""
    library = Library([document_of("It is as it was before.", "Nothing to see.", "They say it is as it was before.")])
    assert "Also: ¶ 3" in buttons_of(sent(checked("It is as it was before", library)))


def test_a_long_quotation_is_whole_in_a_file() -> None:
    """What a message has no room for is in a text file, the changed words marked as wdiff does."""
    text = "".join(f"This is the sentence with the number {number} of a long text. " for number in range(90))
    library = Library([document_of(text)])
    reply = checked(text.replace("number 80", "figure 80"), library)
    sent(reply)
    (file,) = reply.files
    assert "sentence with the [-figure-] {+number+} 80 of a long text" in file.data.decode()
    assert not checked(text[:300].replace("number 2", "figure 2"), library).files


def test_all_quotations_of_a_message() -> None:
    """Each has its number, verdict and place; the summary counts them; a menu opens those that stand somewhere."""
    every = [
        "built of stone by the first settlers",
        "Its door was made of oak, and nobody",
        "a purple camel dances here",
    ]
    reply = quote_list.many([LIBRARY.verify(one) for one in every], "https://discord.com/channels/1/2/3", TR)
    texts = texts_of(sent(reply))
    assert texts[1] == (
        "-# [message](https://discord.com/channels/1/2/3) · 1 word for word, 1 altered, and 1 not in the library\n"
        "-# ~~Struck out~~: only in the quotation. **Bold**: only in the library."
    )
    assert texts[2:] == [
        "**1 · ✅ Word for word**\n-# sample · ¶ 1\n> built of stone by the first settlers",
        "**2 · ⚠️ Altered in one place**\n-# sample · ¶ 2\n> Its ~~door~~ **gate** was made of oak, and nobody",
        "**3 · ❌ Not in the library**\n> a purple camel dances here",
    ]
    (menu,) = [row for row in reply.rows if isinstance(row, Menu)]
    assert [(one.label, one.description) for one in menu.options] == [("1 · ¶ 1", every[0]), ("2 · ¶ 2", every[1])]


def test_more_quotations_than_a_message_holds() -> None:
    """What does not fit is said so, and a file has all of them, whole."""
    every = [f"number {number}: " + "they kept their sheep in winter and summer " * 5 for number in range(40)]
    reply = quote_list.many([LIBRARY.verify(one) for one in every], "https://discord.com/channels/1/2/3", TR)
    texts = texts_of(sent(reply))
    shown = int(re.match(r"-# (\d+) of 40 quotations fit here", texts[-1])[1])  # type: ignore[index]
    assert 5 < shown < 40
    (file,) = reply.files
    assert all(f"{number}. " in file.data.decode() for number in range(1, 41))
    assert every[-1].strip() in file.data.decode()


SIDES = st.sampled_from([DifferenceKind.REPLACED, DifferenceKind.ADDED, DifferenceKind.MISSING, None])


def check_of(words: list[tuple[str, DifferenceKind | None, str]], verdict: QuoteVerdict, blank: str) -> QuoteCheck:
    """A check of the words, some of which are changed into others; between them stands ``blank``."""
    quote, differences = "", []
    for text, kind, original in words:
        word = "" if kind is DifferenceKind.MISSING else text
        theirs = "" if kind is DifferenceKind.ADDED else original
        if kind is not None:
            start, end = len(quote), len(quote) + len(word)
            differences.append(Difference(kind, word, start, end, theirs, 0, 0, 0))
        quote += word + blank
    hits = () if verdict is QuoteVerdict.ABSENT else (hit(answer=(0, 4), url="https://example.org/" + "é" * 150),) * 5
    return QuoteCheck(quote, verdict, 0.5, hits, tuple(differences), elsewhere=hits[:4])


@settings(max_examples=50)
@given(
    st.lists(st.tuples(TEXTS, SIDES, TEXTS), min_size=1, max_size=8),
    st.sampled_from(QuoteVerdict),
    st.sampled_from(["", " ", "\n"]),
    st.sampled_from([1, 8]),
)
def test_whatever_is_quoted_shows_as_it_is(
    words: list[tuple[str, DifferenceKind | None, str]], verdict: QuoteVerdict, blank: str, times: int
) -> None:
    """However odd quotations and passages are: Discord takes the reply, and nothing in it is markup but ours."""
    check = check_of([(one * times, kind, other * times) for one, kind, other in words], verdict, blank)
    single = quotes.one(Checked(check, hit(answer=None)), ASKER, TR, private=False)
    sent(single)
    sent(quote_list.many([check] * 8, "https://discord.com/channels/1/2/3", TR))
    if not single.files and verdict is not QuoteVerdict.VERBATIM:
        shown = discord_markdown.text(unstruck(single.body[0]), quoted=True)
        assert squeezed(shown) == squeezed(both_sides(check))


def both_sides(check: QuoteCheck) -> str:
    """The quotation with the library's words after those that they replace, without any marks."""
    return "".join(markup.clean(piece.text) for piece in compared.pieces(check))


def unstruck(markdown: str) -> str:
    """Markdown without the marks of what is struck out."""
    return re.sub(r"(?<!\\)((?:\\\\)*)~~", r"\1", markdown)


def squeezed(text: str) -> str:
    """The text without blanks: marks are kept apart by some that were not there."""
    return "".join(text.split())


def test_marks_never_touch() -> None:
    """Changed words that follow one another without a blank, as in Chinese, are kept apart."""
    words = [
        ("甲", DifferenceKind.ADDED, ""),
        ("乙", DifferenceKind.REPLACED, "丙"),
        ("丁", DifferenceKind.MISSING, "戊"),
    ]
    check = check_of([*words, ("己", None, "")], QuoteVerdict.ALTERED, "")
    assert compared.markdown(compared.pieces(check)) == "~~甲~~ ~~乙~~ **丙** **戊** 己"
    assert compared.plain(compared.pieces(check)) == "[-甲-] [-乙-] {+丙+} {+戊+} 己"


def test_links_are_made_of_safe_addresses_alone() -> None:
    """A passage without an address, or with one that is none, has no link."""
    check = check_of([("word", None, "")], QuoteVerdict.VERBATIM, "")
    bad = QuoteCheck(check.quote, check.verdict, 1.0, (hit(answer=(0, 4), url="javascript:alert(1)"),))
    reply = quotes.one(Checked(bad), ASKER, TR, private=False)
    sent(reply)
    assert not [one for one in buttons(reply) if isinstance(one, Link)]
    (context,) = [one for one in buttons(reply) if isinstance(one, Press) and one.label == "In context"]
    assert decode(context.custom_id).words == Words("1.3", 0, 4)


def buttons(reply: Reply) -> list[Press | Link]:
    """The buttons of a reply."""
    return [one for row in reply.rows if isinstance(row, tuple) for one in row]
