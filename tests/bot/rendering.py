"""Answers of the library as replies: how to make one, and what is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from bot.i18n import translation
from bot.ids.answer import Button
from bot.replies import Press, Reply
from bot.views import layout
from knowledge import (
    Answer,
    DocumentRef,
    Highlight,
    Hit,
    PageKind,
    Pages,
    Role,
)
from tests.bot import limits

ASKER = 2**63 - 1
TR = translation("en")
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
        url="https://example.org/doc",
        citation="¶ 3 · a section · pp. 4–5",
    )
    return replace(made, **changes)


def answer(*hits: Hit, kind: Literal["passages", "lookup", "nothing"] = "passages", **changes: Any) -> Answer:
    """An answer to “Which is it?”."""
    made = Answer("Which is it?", kind, confidence=0.9, hits=hits)
    return replace(made, **changes)


def sent(reply: Reply) -> list[dict[str, Any]]:
    """The components of a reply, held against Discord's limits."""
    components: list[dict[str, Any]] = layout(reply).to_components()  # type: ignore[no-untyped-call]
    limits.check(components)
    return components


def presses(reply: Reply) -> dict[Button, Press]:
    """The buttons of a reply that lead somewhere, by what they are."""
    return {
        Button(item.custom_id[3]): item
        for row in reply.rows
        if isinstance(row, tuple)
        for item in row
        if isinstance(item, Press) and item.custom_id.startswith("p")
    }
