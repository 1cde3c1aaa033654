"""Why a passage was found, and how to cite it: what is told, whatever the words are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import markup, texts
from bot.ids.passage import Cited
from bot.replies import Menu, Reply, citing
from bot.replies.why import why
from knowledge import CitationStyle, DocumentRef, Explanation, Match, MatchKind, Status
from tests.bot import discord_markdown, limits
from tests.bot.rendering import TR, hit, sent
from tests.bot.test_markup import TEXTS

CITED = Cited("1.3", 5)


def explanation(**changes: Any) -> Explanation:
    """Nothing matches but what ``changes`` say."""
    made = Explanation("Which is it?", hit(), 2, (), (), (), (), (), (), ())
    return replace(made, **changes)


def lines(reply: Reply) -> list[str]:
    """The lines of an explanation as they are shown, without their points."""
    shown = [line.removeprefix("- ") for line in "\n".join(reply.body).split("\n")]
    return ["".join(char.char for char in discord_markdown.read(line)) for line in shown]


def test_each_way_in_which_a_word_matched_has_its_line() -> None:
    """The word itself, another form, another name, a correction; neighbours, headings; what is missing."""
    matches = (
        Match("lever", "lever", MatchKind.WORD),
        Match("policies", "policy", MatchKind.STEM),
        Match("Beijing", "Peiping", MatchKind.ALIAS),
        Match("satelite", "satellite", MatchKind.CORRECTION),
    )
    reply = why(
        explanation(
            matches=matches,
            phrases=(Match("direct lever", "direct lever", MatchKind.NEIGHBOURS),),
            headings=(Match("border", "borders", MatchKind.STEM),),
            missing=("trade",),
            unknown_words=("rubles",),
        ),
        TR,
    )
    assert reply.lead == "It is number **2** among the passages that match this question."
    assert lines(reply) == [
        "Words of the question: “lever”",
        "The same word in another form: “policies” → “policy”",
        "Other names for the same thing: “Beijing” → “Peiping”",
        "Spelling corrected: “satelite” → “satellite”",
        "Next to each other, as in the question: “direct lever”",
        "In the title or the headings above it: “border” → “borders”",
        "In the question, but not in this passage: “trade”",
        "Nowhere in the library: “rubles”",
    ]
    assert limits.texts_of(sent(reply))[1] == "-# For the question “Which is it?”"


def test_a_passage_without_a_word_of_the_question_says_so() -> None:
    """Where nothing matched and it is not among the best, both are said."""
    reply = why(explanation(rank=None), TR)
    assert reply.lead == texts.NOT_RANKED
    assert lines(reply) == [texts.NO_SHARED_WORDS]


@pytest.mark.parametrize("kind", list(MatchKind))
def test_every_kind_of_match_is_told(kind: MatchKind) -> None:
    """No way of matching is passed over in silence."""
    match = Match("one", "two", kind)
    in_words, in_phrases = why(explanation(matches=(match,)), TR), why(explanation(phrases=(match,)), TR)
    assert any("two" in line for line in lines(in_phrases if kind is MatchKind.NEIGHBOURS else in_words))


@given(TEXTS, st.integers(1, 40), st.sampled_from(MatchKind))
def test_wild_words_are_shown_as_they_are(text: str, times: int, kind: MatchKind) -> None:
    """Words of people and documents neither format nor ping, and however many there are, Discord takes the reply."""
    match = Match(f"q{text}", f"x{text}", kind)
    many = tuple(replace(match, word=f"{number}{text}") for number in range(times))
    reply = why(
        explanation(
            question=f"q{text}" * times,
            hit=hit(section=(text,) * 3, document=DocumentRef("d", f"t{text}")),
            matches=many,
            phrases=many,
            headings=many,
            missing=(f"m{text}",) * times,
            unknown_words=tuple(f"{number}{text}" for number in range(times)),
        ),
        TR,
    )
    sent(reply)
    assert any(line.endswith(f"“{markup.one_line(f'm{text}')}”") or "…" in line for line in lines(reply))
    for shown in (reply.kept.heading.removeprefix("### "), *reply.kept.notes.split("\n"), *reply.citation.split("\n")):
        discord_markdown.read(shown.removeprefix("-# "))


@pytest.mark.parametrize("style", list(CitationStyle))
def test_a_citation_is_in_a_block_and_in_a_file(style: CitationStyle) -> None:
    """What is copied from the block is the citation; the file has its very bytes, under the right name."""
    text = "TY  - BOOK\r\nER  - \r\n" if style is CitationStyle.RIS else "One, *Two* (1953), 5."
    reply = citing.citation(hit(), CITED, style, text, TR)
    (block,), (file,), (menu,) = reply.body, reply.files, reply.rows
    assert block.startswith("```\n")
    assert block.endswith("\n```")
    assert block[4:-4] == text.replace("\r\n", "\n").rstrip("\n")
    assert (file.name, file.data) == (f"citation{style.extension}", text.encode())
    assert isinstance(menu, Menu)
    assert [option.value for option in menu.options if option.chosen] == [style]
    sent(reply)


@pytest.mark.parametrize("text", ["a ``` b", "a\u200bb", " a", "x" * 3000, ""])
def test_what_a_block_cannot_hold_is_in_the_file_alone(text: str) -> None:
    """Fences, invisible characters and long texts would not be copied as they are: then it says to take the file."""
    reply = citing.citation(hit(), CITED, CitationStyle.BIBTEX, text, TR)
    assert reply.body == (texts.COPY_FROM_FILE,)
    assert reply.files[0].data == text.encode()


@given(TEXTS)
def test_a_block_ends_where_it_should(text: str) -> None:
    """Whatever a title holds, nothing of a citation gets out of the block."""
    (body,) = citing.citation(hit(), CITED, CitationStyle.MLA, text, TR).body
    assert body == texts.COPY_FROM_FILE or body.count("```") == 2


def test_of_an_earlier_edition_it_says_so() -> None:
    """No rank and no missing words, which are those of the newer one; its citation says first that it is an old one."""
    old = hit(document=DocumentRef("d", "On Trade", Status.SUPERSEDED))
    reply = why(explanation(hit=old, rank=None, missing=("trade",), unknown_words=("dogs",)), TR)
    assert (texts.EARLIER_EDITION, [texts.NOT_SEARCHED]) == (reply.lead, lines(reply))
    assert texts.EARLIER_EDITION == citing.citation(old, CITED, CitationStyle.MLA, "x", TR).lead
    assert "" == citing.citation(hit(), CITED, CitationStyle.MLA, "x", TR).lead
    sent(reply)


def test_the_page_of_the_sentence_is_told() -> None:
    """Above the citation stands where the cited sentence is, if that is narrower than the passage."""
    assert "answer on p. 5" in citing.citation(hit(), CITED, CitationStyle.MLA, "x", TR).kept.notes
    assert "answer on" not in citing.citation(hit(), Cited("1.3"), CitationStyle.MLA, "x", TR).kept.notes
