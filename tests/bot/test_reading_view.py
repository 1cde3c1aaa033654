"""Places to be read, as what a message shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import markup
from bot.ids.reading import Goal, Words, decode
from bot.replies import Menu, Press, Reply, reading
from knowledge import DocumentRef, Excerpt, ExcerptKind, Library, PageKind, Pages, Role, Status
from tests.bot import discord_markdown
from tests.bot.limits import buttons_of, texts_of
from tests.bot.rendering import ASKER, PAGE_5, PAGES_4_5, TR, hit, sent
from tests.bot.test_markup import TEXTS
from tests.knowledge.samples import document_of

if TYPE_CHECKING:
    from knowledge import Hit

NO_PAGES = Pages(None, None, PageKind.NONE)


def page(*hits: Hit, **changes: Any) -> Excerpt:
    """Page 5 of a document."""
    made = Excerpt("1-g4", ExcerptKind.PAGE, DocumentRef("doc", "A Document"), "p. 5", PAGE_5, hits)
    return replace(made, **changes)


def opened(excerpt: Excerpt, **changes: Any) -> Reply:
    """The excerpt, opened by the asker."""
    return reading.view(replace(reading.Opened(excerpt, Goal(excerpt.ref, ASKER), TR, "1-d"), **changes))


def plain(**changes: Any) -> Hit:
    """A passage without an answer, on page 5 alone."""
    return hit(answer=None, **{"pages": PAGE_5, **changes})


def test_a_page_from_top_to_bottom() -> None:
    """Page, document; paragraphs under their numbers, headings above them; footnotes; pages where they differ."""
    reply = opened(
        page(
            plain(text="Begun before.", pages=PAGES_4_5, paragraph="2", ref="1.2"),
            plain(text="A heading", role=Role.HEADING, ref="1.3"),
            plain(text="On this page.", ref="1.4"),
            notes=(plain(text="A note.", role=Role.NOTE, passage_id="doc:note-1", ref="1.9"),),
        )
    )
    assert texts_of(sent(reply)) == [
        "### p. 5",
        "-# [A Document](https://example.org/doc)",
        "-# ¶ 2 · pp. 4–5\n> Begun before.",
        "**A heading**\n-# ¶ 3\n> On this page.",
        "-# footnote 1\n> A note.",
    ]


def test_headings_are_never_lost() -> None:
    """Headings that follow one another, that are very long, or that nothing follows are all there."""
    reply = opened(
        page(
            plain(text="Part", role=Role.HEADING, ref="1.1"),
            plain(text="Chapter", role=Role.HEADING, ref="1.2"),
            plain(text="Long " * 80, role=Role.HEADING, ref="1.3"),
            plain(text="Body.", ref="1.4"),
            plain(text="Last", role=Role.HEADING, ref="1.5"),
        )
    )
    assert "\n".join(reply.body).startswith("**Part**\n**Chapter**\n-# heading\n> Long Long")
    assert reply.body[-1] == "-# heading\n> Last"


def test_the_neighbours_are_named() -> None:
    """The buttons say where they lead; at an end there is none."""
    before = page(ref="1-g3", pages=Pages("4", "4", PageKind.PRINTED))
    section = page(ref="1-s2", kind=ExcerptKind.SECTION, title="Part › A rather long heading of a chapter about trade")
    reply = opened(page(plain()), before=before, after=section)
    labels = list(buttons_of(sent(reply)))
    assert labels[0] == "◀\ufe0e p. 4"
    assert labels[1].startswith("A rather long heading")
    assert labels[1].endswith("… ▶\ufe0e")
    assert len(list(buttons_of(sent(opened(page(plain())))))) == len(labels) - 2


def test_quoted_words_are_bold_and_open_their_part() -> None:
    """Words that a button names are in bold, and the view opens at the part that has them."""
    far = plain(text="Nothing here. " * 300, ref="1.1")
    here = plain(text="Before. The very words. After.", ref="1.2")
    goal = Goal("1-g4", ASKER, words=Words("1.2", 8, 23))
    reply = opened(page(far, here), goal=goal)
    assert "> Before. **The very words.** After." in "\n".join(reply.body)
    (first,) = [one for one in presses(reply) if one.label == "Text before"]
    assert decode(first.custom_id).words == goal.words


def test_every_character_of_a_place_can_be_reached() -> None:
    """The parts of a long page together are the page, whatever its paragraphs hold."""
    paragraphs = [f"Paragraph {number} is *starred*, and [it] goes on: " * 30 for number in range(6)]
    library = Library([document_of(*paragraphs)])
    (excerpt,) = library.read("paragraphs 1-6")
    read = ""
    part, parts = 0, 1
    while part < parts:
        reply = opened(excerpt, goal=Goal(excerpt.ref, ASKER, part=part))
        sent(reply)
        counter = next(one.label for one in presses(reply) if one.label.startswith("Part "))
        parts = int(counter.rpartition(" ")[2])
        read += quoted(reply)
        part += 1
    assert parts > 3
    assert read.split() == " ".join(paragraphs).split()


def test_a_table_of_many_rows_keeps_the_limits() -> None:
    """A message has 40 components at most: short paragraphs share one, and each is still a quotation of its own."""
    rows = tuple(plain(text=f"Row {number}", paragraph=None, role=Role.ROW, ref=f"1.{number}") for number in range(90))
    reply = opened(page(*rows))
    sent(reply)
    assert quoted(reply).split() == " ".join(row.text for row in rows).split()


def test_an_earlier_edition_says_so() -> None:
    """Who comes by an old button to text that was replaced hears that."""
    assert "earlier edition" in opened(page(plain(), document=DocumentRef("doc", "A", Status.SUPERSEDED))).lead
    assert not opened(page(plain())).lead


def test_a_place_without_anything_says_so() -> None:
    """An empty section is no empty message."""
    assert texts_of(sent(opened(page())))[-1] == "This place is empty."


def test_only_what_others_see_can_be_deleted() -> None:
    """Whoever reads alone can dismiss the message anyway."""
    assert "Delete" in buttons_of(sent(opened(page(plain()))))
    assert "Delete" not in buttons_of(sent(opened(page(plain()), private=True)))


def test_the_other_places_are_in_a_menu() -> None:
    """Of several places the open one is chosen."""
    one, two = page(plain()), page(plain(), ref="1-g5", pages=Pages("6", "6", PageKind.PRINTED))
    reply = opened(two, others=(reading.option(one, TR), reading.option(two, TR)))
    sent(reply)
    (menu,) = [row for row in reply.rows if isinstance(row, Menu)]
    assert [(line.label, line.value, line.chosen) for line in menu.options] == [
        ("p. 5", "e:1-g4", False),
        ("p. 6", "e:1-g5", True),
    ]


@settings(max_examples=50)
@given(
    st.lists(st.tuples(TEXTS, st.sampled_from(Role), TEXTS), max_size=8),
    TEXTS,
    st.sampled_from([1, 30]),
    st.sampled_from(ExcerptKind),
)
def test_whatever_stands_in_documents_shows_as_it_is(
    passages: list[tuple[str, Role, str]], noise: str, times: int, kind: ExcerptKind
) -> None:
    """However odd texts, headings, titles and page labels are: Discord takes the reply, and quotes them as they are."""
    pages = Pages(noise, noise + "x", PageKind.LABEL)
    hits = tuple(
        plain(
            text=text * times, role=role, paragraph=number, pages=pages, ref=f"1.{place}", url=f"https://x.org/{noise}"
        )
        for place, (text, role, number) in enumerate(passages)
    )
    document = DocumentRef("doc", f"t{noise * times}")
    excerpt = page(*hits, kind=kind, document=document, title=noise * times, pages=NO_PAGES, notes=hits[:2])
    reply = opened(excerpt, before=excerpt, after=excerpt, others=(reading.option(excerpt, TR),))
    sent(reply)
    assert discord_markdown.text(reply.kept.heading.removeprefix("### "))
    for line in "\n".join(reply.body).split("\n"):
        if line.startswith("> "):
            discord_markdown.read(line, quoted=True)
        elif line:
            discord_markdown.read(line.removeprefix("-# "))


def quoted(reply: Reply) -> str:
    """What is quoted, without the ellipses of its parts."""
    lines = [line for text in reply.body for line in text.split("\n") if line.startswith("> ")]
    shown = (discord_markdown.text(line, quoted=True).strip() for line in lines)
    return "".join(f"{line.removeprefix(markup.ELLIPSIS).removesuffix(markup.ELLIPSIS)} " for line in shown)


def presses(reply: Reply) -> list[Press]:
    """The buttons that the bot answers."""
    return [one for row in reply.rows if isinstance(row, tuple) for one in row if isinstance(one, Press)]
