"""Answers become messages that Discord takes, whatever is in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from bot import markup, replies, texts
from bot.parts import split
from bot.replies import Kept, Press, Reply, Tone
from bot.state import Button, Mode, Shows, State
from bot.views import layout
from knowledge import AliasUse, Answer, Correction, DocumentRef, Highlight, Hit, PageKind, Pages, Role
from tests.bot import discord_markdown, limits
from tests.bot.test_markup import TEXTS

ASKER = 2**63 - 1
PAGE_5 = Pages("5", "5", PageKind.PRINTED)
PAGES_4_5 = Pages("4", "5", PageKind.PRINTED)


def hit(text: str = "One. Two. Three.", answer: tuple[int, int] | None = (5, 9), **changes: Any) -> Hit:
    """A passage on pages 4 and 5, its answering sentence on page 5."""
    highlights = (Highlight(answer[0], answer[1], text[slice(*answer)], PAGE_5),) if answer else ()
    made = Hit(
        rank=1,
        score=1.0,
        passage_id="doc:p3",
        ref="1.3",
        document=DocumentRef("doc", "A Document"),
        role=Role.PARAGRAPH,
        section=("a section",),
        paragraph="3",
        pages=PAGES_4_5,
        text=text,
        start=0,
        end=len(text),
        highlights=highlights,
        matched_terms=(),
        url="https://example.org/doc",
        citation="¶ 3 · a section · pp. 4–5",
    )
    return replace(made, **changes)


def answer(*hits: Hit, kind: Literal["passages", "lookup", "nothing"] = "passages", **changes: Any) -> Answer:
    """An answer to “Which is it?”."""
    made = Answer("Which is it?", kind, answered=kind != "nothing", confidence=0.9, hits=hits)
    return replace(made, **changes)


def sent(reply: Reply) -> list[dict[str, Any]]:
    """The components of a reply, held against Discord's limits."""
    components: list[dict[str, Any]] = layout(reply).to_components()  # type: ignore[no-untyped-call]
    limits.check(components)
    return components


def presses(reply: Reply) -> dict[Button, Press]:
    """The buttons of a reply that lead somewhere, by what they are."""
    return {item.button: item for row in reply.rows for item in row if isinstance(item, Press)}


def test_a_reply_from_top_to_bottom() -> None:
    """Question, passage with the answer in bold, title with its address, citation with the answer's own page."""
    assert limits.texts_of(sent(replies.first(answer(hit()), ASKER))) == [
        "### Which is it?",
        "> One. **Two.** Three.",
        "[A Document](https://example.org/doc)\n-# ¶ 3 · a section · pp. 4–5 · **answer on p. 5**",
    ]


def test_the_page_of_the_answer_is_named_only_where_it_is_narrower() -> None:
    """A passage on one page needs no second page."""
    reply = replies.first(answer(hit(pages=PAGE_5)), ASKER)
    assert "answer on" not in reply.citation


def test_a_passage_without_an_address_has_no_link() -> None:
    """Neither title nor buttons link to nowhere."""
    components = sent(replies.first(answer(hit(url=None)), ASKER))
    assert "\nA Document\n" in "\n".join(["", *limits.texts_of(components), ""]).replace("\n-#", "\n\n-#")
    assert list(limits.buttons_of(components)) == [texts.CONTEXT]


def test_one_passage_has_no_pages_to_turn() -> None:
    """◀ and ▶ are there only where there is something to turn to."""
    assert list(presses(replies.first(answer(hit()), ASKER))) == [Button.CONTEXT]


def test_small_print_tells_what_was_read_differently() -> None:
    """Corrections and names stand under the question; a name is not its own alias; long lists say how long."""
    reply = replies.first(
        answer(
            hit(),
            corrections=(Correction("Peipng", "Peiping"),),
            aliases=(AliasUse("Moscow", ("Moscow", "USSR")), AliasUse("X", ("a", "b", "c", "d", "e"))),
        ),
        ASKER,
    )
    assert reply.kept.notes == "-# Peipng → Peiping · Moscow → also USSR · X → also a, b, c and 2 more"


def test_nothing_found_names_the_unknown_words() -> None:
    """The library says which words it never uses, and offers the nearest passages behind a button."""
    reply = replies.first(answer(hit(), kind="nothing", unknown_words=("Tai*wan", "Chiang")), ASKER)
    assert reply.tone is Tone.NOTHING
    assert reply.lead == f"{texts.NO_ANSWER}\nNowhere does it use the words “Tai\\*wan” and “Chiang”."
    assert reply.body == ()
    assert presses(reply)[Button.NEAREST].state.mode is Mode.NEAREST


def test_nothing_found_without_unknown_words_says_why() -> None:
    """Where all words are known, the reason is another; without passages there is no button."""
    assert texts.NOT_CLOSE_ENOUGH in replies.first(answer(hit(), kind="nothing"), ASKER).lead
    nothing = replies.first(answer(kind="nothing"), ASKER)
    assert texts.NOTHING_SIMILAR in nothing.lead
    assert nothing.rows == ()


def test_the_nearest_passage_is_marked_as_no_answer() -> None:
    """Nothing in it is bold, no page is called the answer's, and it says what it is."""
    reply = replies.passage(Kept("### Q"), hit(), 1, State(ASKER, (), Mode.NEAREST))
    assert reply.tone is Tone.NEAREST
    assert reply.lead == texts.NOT_AN_ANSWER
    assert reply.body == ("> One. Two. Three.",)
    assert "answer on" not in reply.citation


def test_a_look_up_without_places_shows_the_librarys_sentence() -> None:
    """What the library says about a place that is not there is all there is to say."""
    reply = replies.first(answer(kind="lookup", message="There is no page 9: it has *one* page."), ASKER)
    assert (reply.lead, reply.body, reply.rows) == ("There is no page 9: it has \\*one\\* page.", (), ())


def test_a_look_up_with_places_keeps_the_librarys_sentence() -> None:
    """With places, the sentence is small print that stays when pages are turned."""
    reply = replies.first(answer(hit(answer=None), kind="lookup", message="2 places."), ASKER)
    assert reply.kept.notes == "-# 2 places."


def test_many_places_of_a_long_question_say_what_is_left_out() -> None:
    """Where the places fit neither in a button nor the question in the message, the reply says how many are missing."""
    places = [hit(answer=None, ref=f"{number:07}.{number:04}") for number in range(100)]
    reply = replies.first(answer(*places, kind="lookup", question="page 4 " + "please " * 100), ASKER)
    shown = len(presses(reply)[Button.NEXT].state.marks)
    assert 1 < shown < 100
    assert f"the first {shown} of 100 places" in reply.kept.notes


def test_neighbours_stand_under_their_own_labels() -> None:
    """In the context each paragraph has its own place above it, and the passage is found by its bold label."""
    before = hit("Before.", None, ref="1.2", paragraph="2", section=(), pages=PAGE_5)
    reply = replies.context(Kept("### Q"), hit(), (before, hit()), 1, State(ASKER, (), shows=Shows.CONTEXT))
    assert reply.body == (
        "-# ¶ 2 · p. 5\n> Before.",
        "-# **¶ 3 · a section · pp. 4–5**\n> One. **Two.** Three.",
    )


def test_every_character_of_a_long_passage_can_be_reached() -> None:
    """A paragraph of 5,000 characters opens where the answer is; its parts together are the paragraph."""
    sentence = "The long border is *guarded* by both [sides]. "
    text = (sentence * 120)[:5000]
    long = hit(text, (46 * 60, 46 * 61 - 1))
    opened = replies.first(answer(long), ASKER)
    assert "**The long border" in opened.body[0]
    assert opened.body[0].startswith("> … ")
    state = presses(opened)[Button.LATER].state
    count = len(split((replies._block(long, state),)))
    assert count > 1
    read = ""
    for part in range(count):
        reply = replies.passage(opened.kept, long, 1, state.in_part(part))
        assert f"part {part + 1} of {count}" in reply.citation
        sent(reply)
        shown = discord_markdown.text(reply.body[0], quoted=True)
        read += shown.removeprefix("… ").removesuffix(" …") + " "
    assert read.strip() == text.strip()


def test_the_question_is_read_back_from_the_message() -> None:
    """The heading holds the question in a form that gives it back."""
    reply = replies.first(answer(hit(), question="what's on *page* 4? <@1>"), ASKER)
    assert reply.kept.question == "what's on *page* 4? <@1>"


@given(
    st.lists(st.tuples(TEXTS, st.integers(0, 200), TEXTS, st.text(max_size=300)), min_size=1, max_size=5),
    st.sampled_from(["passages", "lookup", "nothing"]),
    TEXTS,
    st.integers(1, 300),
    st.sampled_from(Shows),
)
def test_every_reply_keeps_the_limits(
    places: list[tuple[str, int, str, str]],
    kind: Literal["passages", "lookup", "nothing"],
    noise: str,
    times: int,
    shows: Shows,
) -> None:
    """However long and however odd question, passages, titles and names are, Discord takes the reply."""
    hits = [
        hit(
            f"x{text * times}",
            (min(start, len(text)), len(text) + 1),
            ref=f"{number}zzzzz.zzzzz",
            section=(section,),
            citation=section * 9,
            document=DocumentRef("d", f"t{section}"),
            url=f"https://example.org/{'é(' * (start % 90)}",
        )
        for number, (text, start, section, _) in enumerate(places)
    ]
    made = answer(
        *hits,
        kind=kind,
        question=f"q{noise * times}",
        message=noise,
        unknown_words=(*(section for _, _, section, _ in places), noise * times),
        aliases=(AliasUse(noise, (noise,) * 4),) * 9,
    )
    reply = replies.first(made, ASKER)
    sent(reply)
    for press in presses(reply).values():
        state = replace(press.state, shows=shows)
        if shows is Shows.CONTEXT:
            sent(replies.context(reply.kept, hits[0], hits[:3], len(hits), state))
        else:
            sent(replies.passage(reply.kept, hits[0], len(hits), state))


def test_a_long_question_is_shown_shortened() -> None:
    """What is shown of a long question ends with an ellipsis, and how long it was is said."""
    reply = replies.first(answer(hit(), question="why " * 1500), ASKER)
    assert reply.kept.heading.endswith("why…")
    assert "The question has 6,000 characters" in reply.kept.notes
    assert markup.weight(reply.kept.heading) <= 404
