"""A passage as a message: what of it is shown, and the buttons under it."""

from __future__ import annotations

from bot import texts
from bot.ids.answer import Button, Mode, Shows, State, decode
from bot.replies import Kept, Menu, Tone, passage
from bot.replies.first import first
from bot.replies.parts import split
from bot.replies.view import View
from knowledge import (
    CrossReference,
    DocumentRef,
    ExcerptKind,
    Highlight,
    Status,
)
from tests.bot import discord_markdown, limits
from tests.bot.rendering import ASKER, PAGE_5, TR, answer, hit, presses, sent


def references(*targets: str) -> tuple[CrossReference, ...]:
    """References from the first characters of a passage."""
    return tuple(
        CrossReference(number, number + 1, "x", target, ExcerptKind.PARAGRAPHS, f"¶ {target}")
        for number, target in enumerate(targets)
    )


def test_every_character_of_a_long_passage_can_be_reached() -> None:
    """A paragraph of 5,000 characters opens around the answer; “Show all” shows it, and its parts are the paragraph."""
    sentence = "The long border is *guarded* by both [sides]. "
    text = (sentence * 120)[:5000]
    long = hit(text, (46 * 60, 46 * 61 - 1))
    opened = first(answer(long), ASKER, TR)
    assert "**The long border" in opened.body[0]
    assert opened.body[0].startswith("> … ")
    assert len(opened.body[0]) < 1200
    state = decode(presses(opened)[Button.ALL].custom_id)
    shown = passage.passage(View(opened.kept, state, 1, TR), long)
    assert "**The long border" in shown.body[0]
    state = decode(presses(shown)[Button.LATER].custom_id)
    count = len(split((passage._block(long, state),)))
    assert count > 1
    read = ""
    for part in range(count):
        reply = passage.passage(View(opened.kept, state.in_part(part), 1, TR), long)
        assert f"part {part + 1} of {count}" in reply.citation
        sent(reply)
        characters = discord_markdown.text(reply.body[0], quoted=True)
        read += characters.removeprefix("… ").removesuffix(" …") + " "
    assert read.strip() == text.strip()
    less = decode(presses(reply)[Button.ALL].custom_id)
    assert passage.passage(View(opened.kept, less, 1, TR), long) == opened


def test_a_passage_has_two_rows_of_buttons() -> None:
    """Pages, context and source; then what is about the passage and the message. “Share” is for private answers."""
    hits = (hit(), hit(ref="1.4"))
    rows = [[press.label for press in row] for row in first(answer(*hits), ASKER, TR).rows if isinstance(row, tuple)]
    assert rows == [
        [texts.PREVIOUS, "1 / 2", texts.NEXT, texts.CONTEXT, texts.SOURCE],
        [texts.WHY, texts.CITE, texts.DELETE],
    ]
    private = first(answer(*hits), ASKER, TR, private=True)
    assert texts.SHARE in limits.buttons_of(sent(private))


def test_a_place_is_not_asked_why() -> None:
    """Who asked for page 5 knows why they see it."""
    reply = first(answer(hit(answer=None), kind="lookup"), ASKER, TR)
    assert texts.WHY not in limits.buttons_of(sent(reply))


def test_places_that_a_passage_refers_to_are_buttons() -> None:
    """Each leads to its place once; more than there is room for are in a menu."""
    few = first(answer(hit()), ASKER, TR, references=references("1.g", "1.h", "1.g"))
    assert [label for label in limits.buttons_of(sent(few)) if label.startswith("See")] == ["See ¶ 1.g", "See ¶ 1.h"]
    many = first(answer(hit()), ASKER, TR, references=references("1.1", "1.2", "1.3", "1.4", "1.5", "1.6"))
    menu = many.rows[2]
    assert isinstance(menu, Menu)
    assert [option.label for option in menu.options] == [f"¶ 1.{number}" for number in range(1, 7)]
    sent(many)


def test_places_are_offered_where_they_are_spoken_of() -> None:
    """What only the hidden part of a long passage refers to has no button yet."""
    long = hit("The long border is guarded. " * 200, (0, 27))
    far = CrossReference(5000, 5003, "x", "1.g", ExcerptKind.PAGE, "p. 9")
    reply = first(answer(long), ASKER, TR, references=(far,))
    assert "See p. 9" not in limits.buttons_of(sent(reply))


def test_context_grows_and_says_when_there_is_no_more() -> None:
    """Each press shows one paragraph more; at the ends of the document the buttons are off."""
    around = tuple(hit(f"Text {number}.", None, ref=f"1.{number}") for number in range(1, 7))
    middle = around[2]
    state = State(ASKER, (), shows=Shows.CONTEXT)
    reply = passage.context(View(Kept("### Q"), state, 1, TR), middle, around[:5])
    assert [text.rpartition("> ")[2] for text in reply.body] == ["Text 2.", "Text 3.", "Text 4."]
    state = decode(presses(reply)[Button.BEFORE].custom_id)
    wider = passage.context(View(Kept("### Q"), state, 1, TR), middle, around[:5])
    assert [text.rpartition("> ")[2] for text in wider.body] == ["Text 1.", "Text 2.", "Text 3.", "Text 4."]
    assert presses(wider)[Button.BEFORE].disabled
    assert not presses(wider)[Button.AFTER].disabled


def test_an_earlier_edition_says_so() -> None:
    """A button that leads to a text which was replaced since shows it with a word on that."""
    old = hit(document=DocumentRef("doc", "A Document", Status.SUPERSEDED))
    reply = passage.passage(View(Kept("### Q"), State(ASKER, ()), 1, TR), old)
    assert reply.lead == texts.EARLIER_EDITION


def test_neighbours_stand_under_their_own_labels() -> None:
    """In the context each paragraph has its own place above it, and the passage is found by its bold label."""
    before = hit("Before.", None, ref="1.2", paragraph="2", section=(), pages=PAGE_5)
    reply = passage.context(View(Kept("### Q"), State(ASKER, (), shows=Shows.CONTEXT), 1, TR), hit(), (before, hit()))
    assert reply.body == (
        "-# ¶ 2 · p. 5\n> Before.",
        "-# **¶ 3 · a section · pp. 4–5**\n> One. **Two.** Three.",
    )


def test_all_sentences_that_answer_are_bold() -> None:
    """Where the library gives two sentences, both are bold, and buttons remember both."""
    two = hit(highlights=(Highlight(10, 16, "Three.", PAGE_5), Highlight(0, 4, "One.", PAGE_5)))
    reply = first(answer(two, hit(ref="1.4")), ASKER, TR)
    assert reply.body == ("> **One.** Two. **Three.**",)
    assert decode(presses(reply)[Button.NEXT].custom_id).marks[0].highlights == (10, 0)


def test_one_passage_has_no_pages_to_turn() -> None:
    """◀ and ▶ are there only where there is something to turn to."""
    assert list(presses(first(answer(hit()), ASKER, TR))) == [Button.CONTEXT]


def test_a_passage_without_an_address_has_no_link() -> None:
    """Neither title nor buttons link to nowhere."""
    components = sent(first(answer(hit(url=None)), ASKER, TR))
    assert "\nA Document\n" in "\n".join(["", *limits.texts_of(components), ""]).replace("\n-#", "\n\n-#")
    assert list(limits.buttons_of(components)) == [texts.CONTEXT, texts.WHY, texts.CITE, texts.DELETE]


def test_the_page_of_the_answer_is_named_only_where_it_is_narrower() -> None:
    """A passage on one page needs no second page."""
    reply = first(answer(hit(pages=PAGE_5)), ASKER, TR)
    assert "answer on" not in reply.citation


def test_the_nearest_passage_is_marked_as_no_answer() -> None:
    """Nothing in it is bold, no page is called the answer's, and it says what it is."""
    reply = passage.passage(View(Kept("### Q"), State(ASKER, (), Mode.NEAREST), 1, TR), hit())
    assert reply.tone is Tone.NEAREST
    assert reply.lead == texts.NOT_AN_ANSWER
    assert reply.body == ("> One. Two. Three.",)
    assert "answer on" not in reply.citation
