"""Whatever stands in documents, questions and names: replies keep Discord's limits and show it as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from bot import markup
from bot.ids.answer import Shows, decode
from bot.ids.passage import Act, Meant
from bot.replies import passage
from bot.replies.first import first, shared
from bot.replies.meant import meant
from bot.replies.view import View
from knowledge import (
    AliasUse,
    Correction,
    DocumentRef,
    NotInLibrary,
    Suggestion,
)
from tests.bot import discord_markdown
from tests.bot.rendering import ASKER, TR, answer, hit, presses, sent
from tests.bot.test_markup import TEXTS


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
    reply = first(made, ASKER, TR)
    sent(reply)
    for press in presses(reply).values():
        state = replace(decode(press.custom_id), shows=shows)
        view = View(reply.kept, state, len(hits), TR, twins=tuple(hits[: len(noise) % 5]))
        if shows is Shows.CONTEXT:
            sent(passage.context(view, hits[0], hits[:3]))
        else:
            sent(passage.passage(view, hits[0]))


@given(TEXTS, TEXTS, TEXTS)
def test_foreign_text_is_shown_as_it_is(text: str, title: str, name: str) -> None:
    """Question, passage, title, corrections and the name of who shared it: no markup but ours, and every character."""
    found = hit(f"x{text}", (0, 1), document=DocumentRef("d", f"t{title}"), section=(f"s{title}",), url=None)
    corrections = (Correction(f"c{title}", f"u{name}"),)
    reply = first(answer(found, question=f"q{name}", corrections=corrections), ASKER, TR, private=True)
    kept = shared(reply.kept, f"n{name}", TR)
    assert discord_markdown.text(kept.heading.removeprefix("### ")) == markup.one_line(f"q{name}")
    small, sharer = (discord_markdown.text(line.removeprefix("-# ")) for line in kept.notes.split("\n"))
    assert small == markup.one_line(f"c{title} → u{name}")
    assert sharer in {
        f"shared by @{markup.one_line(f'n{name}')}",
        f"shared by @{markup.shorten(markup.one_line(f'n{name}'), 80)}",
    }
    assert discord_markdown.text(reply.body[0], quoted=True) == markup.clean(f"x{text}").strip()
    assert discord_markdown.text(reply.citation.split("\n")[0]) == markup.one_line(f"t{title}")


@given(TEXTS, TEXTS)
def test_what_was_meant_is_shown_as_it_is(name: str, label: str) -> None:
    """The sentence about an unknown name, and the menu of the nearest ones, whatever the names are."""
    label = markup.one_line(f"l{label}")[:90]
    error = NotInLibrary("There is no “{name}”.", suggestions=(Suggestion("1-d", label),), name=f"n{name}")
    reply = meant(error, f"q{name}", Meant(Act.DOCUMENT, ASKER), TR)
    sent(reply)
    assert discord_markdown.text(reply.lead) == markup.clean(f"There is no “n{name}”.")
