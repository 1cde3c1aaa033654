"""Outlines and lists of documents, as what a message shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ids.outline import Contents
from bot.replies import Menu, Reply, outline
from knowledge import DocumentRef, Metadata, Outline, OutlineEntry, PageKind, Pages
from tests.bot import discord_markdown
from tests.bot.limits import buttons_of, texts_of
from tests.bot.rendering import ASKER, TR, sent
from tests.bot.test_markup import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence


def pages(first: str, last: str) -> Pages:
    """Printed pages."""
    return Pages(first, last, PageKind.PRINTED)


def entry(number: int, *path: str, paragraphs: int = 2, heading: bool = True) -> OutlineEntry:
    """A section on page 5."""
    numbers = tuple(str(one) for one in range(paragraphs))
    return OutlineEntry(path, path[-1] if heading else None, pages("5", "5"), numbers, f"1-s{number}")


def outline_of(*sections: OutlineEntry, title: str = "A Document", number: int = 1) -> Outline:
    """The outline of a document of 1952."""
    known = Metadata(title="A Document", author="A. Writer", year="1952", url="https://example.org/doc")
    return Outline(DocumentRef("doc", title), known, pages("4", "9"), 21, sections, f"{number}-d")


def shown(one: Outline, page: int = 0, *, alone: bool = True, private: bool = False) -> Reply:
    """A page of the outline, for the asker."""
    return outline.outline(one, Contents(one.ref, ASKER, page), TR, alone=alone, private=private)


def menu_of(reply: Reply) -> Menu:
    """The menu of a reply."""
    (menu,) = [row for row in reply.rows if isinstance(row, Menu)]
    return menu


def test_an_outline_from_top_to_bottom() -> None:
    """Title, what is known of the document, then the sections, indented, with pages and number of paragraphs."""
    opening = OutlineEntry((), None, pages("4", "4"), ("1",), "1-s")
    bare = entry(2, "Part", paragraphs=1, heading=False)
    reply = shown(outline_of(opening, entry(0, "Part", paragraphs=0), entry(1, "Part", "Chapter"), bare))
    assert texts_of(sent(reply)) == [
        "### [A Document](https://example.org/doc)",
        "-# A. Writer · 1952 · pp. 4–9 · 21 paragraphs · 3 sections",
        (
            "- *before the first section* · p.\u00a04 · 1\u00a0paragraph\n"
            "- Part · p.\u00a05\n"
            "  - Chapter · p.\u00a05 · 2\u00a0paragraphs\n"
            "  - *without a heading* · p.\u00a05 · 1\u00a0paragraph"
        ),
    ]


def test_every_section_can_be_opened() -> None:
    """The menu has the lines of the outline, in order, each with the section that it opens."""
    options = menu_of(shown(outline_of(entry(0, "Trade"), entry(1, "Aid", paragraphs=1)))).options
    assert [(one.label, one.value, one.description) for one in options] == [
        ("Trade", "e:1-s0", "p. 5 · 2 paragraphs"),
        ("Aid", "e:1-s1", "p. 5 · 1 paragraph"),
    ]


def test_a_long_outline_has_pages() -> None:
    """At most 25 sections a page; the pages together are all of them, and their menus open each once."""
    long = outline_of(*(entry(number, f"Section {number} on *trade*") for number in range(60)))
    values: list[str] = []
    for page in range(3):
        reply = shown(long, page)
        sent(reply)
        assert f"{page + 1} / 3" in buttons_of(sent(reply))
        values += [one.value for one in menu_of(reply).options]
    assert values == [f"e:1-s{number}" for number in range(60)]
    assert menu_of(shown(long, 99)).options == menu_of(shown(long, 2)).options


def test_several_documents_are_listed() -> None:
    """A library of several documents shows them, with a menu that opens their outlines; an outline leads back."""
    every = (outline_of(number=1), outline_of(title="Another *one*", number=2))
    reply = outline.documents(every, Contents(None, ASKER), TR, private=False)
    assert texts_of(sent(reply))[2] == (
        "- **A Document** · pp.\u00a04–9 · 21\u00a0paragraphs\n- **Another \\*one\\*** · pp.\u00a04–9 · 21\u00a0paragraphs"
    )
    assert [(one.label, one.value) for one in menu_of(reply).options] == [
        ("A Document", "1-d"),
        ("Another *one*", "2-d"),
    ]
    assert "All documents" in buttons_of(sent(shown(every[0], alone=False)))
    assert "All documents" not in buttons_of(sent(shown(every[0])))


def test_only_an_outline_that_others_see_can_be_deleted() -> None:
    """Whoever reads alone can dismiss the message anyway."""
    assert "Delete" in buttons_of(sent(shown(outline_of())))
    assert "Delete" not in buttons_of(sent(shown(outline_of(), private=True)))


def test_a_document_without_sections_says_so() -> None:
    """There is nothing to choose from, but the whole of it can be read."""
    components = sent(shown(outline_of()))
    assert texts_of(components)[-1] == "This place is empty."
    assert "Read from the start" in buttons_of(components)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.lists(TEXTS, min_size=1, max_size=3), st.booleans()), max_size=8),
    TEXTS,
    st.sampled_from([1, 30]),
)
def test_whatever_headings_hold_shows_as_it_is(
    sections: Sequence[tuple[list[str], bool]], noise: str, times: int
) -> None:
    """However odd and long headings and titles are: Discord takes the reply, and lists them as they are."""
    entries = [
        entry(number, *(f"x{one * times}" for one in path), heading=named)
        for number, (path, named) in enumerate(sections)
    ]
    one = outline_of(*entries, title=f"t{noise * times}")
    reply = shown(one)
    sent(reply)
    sent(outline.documents((one,), Contents(None, ASKER), TR, private=True))
    for line in reply.body[0].split("\n"):
        discord_markdown.read(line.lstrip(" ").removeprefix("- ").removeprefix("*without a heading*"))
