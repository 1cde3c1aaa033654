"""Answers become messages: what was found, or that nothing was, and how the question was read."""

from __future__ import annotations

from dataclasses import replace

from bot import markup, texts
from bot.ids.answer import Button, Mode, Way, decode
from bot.replies import Tone
from bot.replies.first import first
from knowledge import (
    AliasUse,
    Correction,
)
from tests.bot import limits
from tests.bot.rendering import ASKER, TR, answer, hit, presses, sent


def test_a_reply_from_top_to_bottom() -> None:
    """Question, passage with the answer in bold, title with its address, citation with the answer's own page."""
    assert limits.texts_of(sent(first(answer(hit()), ASKER, TR))) == [
        "### Which is it?",
        "> One. **Two.** Three.",
        "[A Document](https://example.org/doc)\n-# ¶ 3 · a section · pp. 4–5 · **answer on p. 5**",
    ]


def test_small_print_tells_what_was_read_differently() -> None:
    """Corrections and names stand under the question; a name is not its own alias; long lists say how long."""
    reply = first(
        answer(
            hit(),
            corrections=(Correction("Peipng", "Peiping"),),
            aliases=(AliasUse("Moscow", ("Moscow", "USSR")), AliasUse("X", ("a", "b", "c", "d", "e"))),
        ),
        ASKER,
        TR,
    )
    assert reply.kept.notes == "-# Peipng → Peiping · Moscow → also USSR · X → also a, b, c and 2 more"


def test_nothing_found_names_the_unknown_words() -> None:
    """The library says which words it never uses, and offers the nearest passages behind a button."""
    reply = first(answer(hit(), kind="nothing", unknown_words=("Tai*wan", "Chiang")), ASKER, TR)
    assert reply.tone is Tone.NOTHING
    assert reply.lead == f"{texts.NO_ANSWER}\nIt does not contain the words “Tai\\*wan” and “Chiang”."
    assert reply.body == ()
    assert decode(presses(reply)[Button.NEAREST].custom_id).mode is Mode.NEAREST


def test_nothing_found_without_unknown_words_says_why() -> None:
    """Where all words are known, the reason is another; without passages there is no button."""
    assert texts.NOT_CLOSE_ENOUGH in first(answer(hit(), kind="nothing"), ASKER, TR).lead
    nothing = first(answer(kind="nothing"), ASKER, TR)
    assert texts.NOTHING_SIMILAR in nothing.lead
    assert list(limits.buttons_of(sent(nothing))) == [texts.DELETE]


def test_a_look_up_without_places_shows_the_librarys_sentence() -> None:
    """What the library says about a place that is not there is all there is to say."""
    reply = first(answer(kind="lookup", message="There is no page 9: it has *one* page."), ASKER, TR)
    assert (reply.lead, reply.body) == ("There is no page 9: it has \\*one\\* page.", ())
    assert list(limits.buttons_of(sent(reply))) == [texts.DELETE]


def test_a_look_up_with_places_keeps_the_librarys_sentence() -> None:
    """With places, the sentence is small print that stays when pages are turned."""
    reply = first(answer(hit(answer=None), kind="lookup", message="2 places."), ASKER, TR)
    assert reply.kept.notes == "-# 2 places."


def test_many_places_of_a_long_question_say_what_is_left_out() -> None:
    """Where the places fit neither in a button nor the question in the message, the reply says how many are missing."""
    places = [hit(answer=None, ref=f"{number:07}.{number:04}") for number in range(100)]
    reply = first(answer(*places, kind="lookup", question="page 4 " + "please " * 100), ASKER, TR)
    shown = len(decode(presses(reply)[Button.NEXT].custom_id).marks)
    assert 1 < shown < 100
    assert f"the first {shown} of 100 places" in reply.kept.notes


def test_a_misread_word_can_be_searched_for_as_typed() -> None:
    """Beside a correction there is a button for the word itself; not where asking again would find something else."""
    made = answer(hit(), corrections=(Correction("Peipng", "Peiping"),))
    assert "Search for “Peipng” instead" in limits.buttons_of(sent(first(made, ASKER, TR)))
    assert Button.TYPED not in presses(first(made, ASKER, TR, way=Way.SCOPED))
    nothing = first(replace(made, kind="nothing"), ASKER, TR)
    assert Button.TYPED in presses(nothing)


def test_passages_that_no_button_can_name_are_not_dropped_in_silence() -> None:
    """Where an id has no room for all passages, the small print says how many there are."""
    hits = [hit(ref=f"{letter}zzzzz.zzzzz") for letter in "abcdefghij"]
    reply = first(answer(*hits), ASKER, TR)
    shown = len(decode(presses(reply)[Button.NEXT].custom_id).marks)
    assert f"the first {shown} of 10 passages" in reply.kept.notes


def test_the_question_is_read_back_from_the_message() -> None:
    """The heading holds the question in a form that gives it back."""
    reply = first(answer(hit(), question="what's on *page* 4? <@1>"), ASKER, TR)
    assert reply.kept.question == "what's on *page* 4? <@1>"


def test_a_long_question_is_shown_shortened() -> None:
    """What is shown of a long question ends with an ellipsis, and how long it was is said."""
    reply = first(answer(hit(), question="why " * 1500), ASKER, TR)
    assert reply.kept.heading.endswith("why…")
    assert "The question has 6,000 characters" in reply.kept.notes
    assert markup.weight(reply.kept.heading) <= 404
