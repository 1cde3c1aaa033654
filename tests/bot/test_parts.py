"""Long texts come in parts, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot import markup
from bot.replies.parts import ROOM, Block, answering_part, price, split, window
from tests.bot import discord_markdown

SENTENCES = st.lists(
    st.sampled_from(
        [
            "Peiping must press the USSR. ",
            "Why? ",
            "polities [policies] ",
            "*" * 50,
            "x" * 400,
            "\n",
            "公報。",
            "👍",
            "  ",
        ]
    ),
    max_size=60,
).map("".join)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    """Up to three blocks, some with an answer in them."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        text = draw(SENTENCES)
        place = st.integers(0, len(text))
        answers = tuple((min(pair), max(pair)) for pair in draw(st.lists(st.tuples(place, place), max_size=3)))
        made.append(Block(text, draw(st.sampled_from(["", "-# **¶ 6**"])), answers))
    return tuple(made)


@given(blocks(), st.sampled_from([300, 700, ROOM]))
def test_every_character_stands_in_exactly_one_part(texts: tuple[Block, ...], room: int) -> None:
    """The slices of a block are the block, in order and without overlap."""
    slices = [piece for part in split(texts, room) for piece in part]
    for block in texts:
        own = [piece for piece in slices if piece.block is block]
        assert "".join(piece.text for piece in own) == (block.text if block.text.strip() else "")


@given(blocks(), st.sampled_from([300, 700, ROOM]))
def test_no_part_is_too_long(texts: tuple[Block, ...], room: int) -> None:
    """What a part shows, with its labels, never weighs more than the room for it."""
    for part in split(texts, room):
        shown = "\n".join(piece.markdown() for piece in part)
        assert markup.weight(shown) <= room


@given(blocks())
def test_what_is_shown_is_the_text(texts: tuple[Block, ...]) -> None:
    """A slice shows its characters and nothing else but the ellipses that say it goes on."""
    for part in split(texts, 300):
        for piece in part:
            quotation = piece.markdown().removeprefix(f"{piece.block.label}\n")
            shown = discord_markdown.text(quotation, quoted=True)
            if piece.start:
                assert shown.startswith("…")
            if piece.end < len(piece.block.text):
                assert shown.endswith("…")
            inner = shown[2 if piece.start else 0 : -2 if piece.end < len(piece.block.text) else None]
            assert inner.strip() == markup.clean(piece.text).strip()


def test_a_text_that_fits_is_one_part() -> None:
    """Nothing is cut that need not be."""
    ((piece,),) = split((Block("One. Two.", answers=((5, 9),)),))
    assert piece.markdown() == "> One. **Two.**"


def test_cuts_fall_between_sentences() -> None:
    """Each part of a long text ends with a sentence."""
    parts = split((Block("This is a sentence of ordinary length. " * 150),))
    assert len(parts) == 3
    assert all(part[0].markdown().removesuffix(" …").endswith(".") for part in parts)


def test_a_long_text_is_cut_into_even_parts() -> None:
    """The last part is not a remnant of a line."""
    sizes = [len(part[0].text) for part in split((Block("This is a sentence of ordinary length. " * 150),))]
    assert max(sizes) - min(sizes) < 200


def test_the_answer_is_not_cut() -> None:
    """A sentence that answers stands whole in one part, though an even cut would go through it."""
    answer = "the answer " * 100
    text = "before " * 300 + answer + "after " * 200
    block = Block(text, answers=((2100, 2100 + len(answer)),))
    parts = split((block,))
    number = answering_part(parts)
    piece = parts[number][0]
    assert piece.start <= block.best[0] < block.best[1] <= piece.end


def test_an_answer_longer_than_a_part_is_bold_in_all_of_them() -> None:
    """A sentence that no message can hold goes on in bold in the next part."""
    text = "word " * 1000
    parts = split((Block(text, answers=((0, len(text)),)),))
    assert len(parts) > 1
    for part in parts:
        bold = [char for char in discord_markdown.read(part[0].markdown(), quoted=True) if char.char not in "… "]
        assert all(char.bold for char in bold)


def test_the_part_that_answers_comes_first() -> None:
    """Among several parts, the one in which the answer begins is found."""
    text = "Not this one. " * 400
    answer = "Here it is. "
    block = Block(text + answer + text, answers=((len(text), len(text) + len(answer)),))
    parts = split((block,))
    number = answering_part(parts)
    assert 0 < number < len(parts) - 1
    assert "**Here it is.**" in parts[number][0].markdown()


def test_blank_blocks_vanish() -> None:
    """A text without a visible character makes no part."""
    assert split((Block(" \n "),)) == ()


def test_all_sentences_that_answer_are_bold() -> None:
    """Two sentences are bold where the library gives two; neighbours are in one pair of asterisks."""
    text = "One. Two. Three. Four."
    ((piece,),) = split((Block(text, answers=((10, 16), (0, 4))),))
    assert piece.markdown() == "> **One.** Two. **Three.** Four."
    ((piece,),) = split((Block(text, answers=((10, 16), (5, 9))),))
    assert piece.markdown() == "> One. **Two. Three.** Four."


@given(blocks(), st.sampled_from([120, 300, 700]))
def test_a_window_shows_the_answer_and_fits(texts: tuple[Block, ...], room: int) -> None:
    """What stands around an answer begins at or before it, holds all of it where it can, and weighs what it may."""
    for block in texts:
        piece = window(block, room)
        first, last = block.best if block.answers else (0, 0)
        assert piece.start <= first
        assert piece.end == len(block.text) or piece.end > first
        assert sum(map(price, piece.text)) <= room
        if sum(map(price, block.text[first:last])) <= room:
            assert last <= piece.end


def test_a_window_goes_from_sentence_to_sentence() -> None:
    """Around an answer in the middle of a long text there are whole sentences, on both sides."""
    text = "Not this one. " * 200 + "Here it is. " + "Nor this one. " * 200
    shown = window(Block(text, answers=((2800, 2811),)), 300).markdown()
    assert shown.startswith("> … Not this one. Not")
    assert " **Here it is.** Nor this one." in shown
    assert shown.endswith(" Nor this one. …")


def test_a_window_at_the_beginning_uses_all_its_room() -> None:
    """Where nothing stands before the answer, there is more after it."""
    text = "Here it is. " + "Nor this one. " * 200
    piece = window(Block(text, answers=((0, 11),)), 300)
    assert piece.start == 0
    assert len(piece.text) > 280
