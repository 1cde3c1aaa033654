"""A paper that is there in two formats answers once, and says where else its words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot import texts
from bot.ids.answer import State
from bot.replies import Kept
from bot.replies.passage import passage
from bot.replies.view import View, mark_of
from knowledge import DocumentRef, PageKind, Pages
from tests.bot.librarians import RULES, added, ask, house
from tests.bot.rendering import TR, hit
from tests.bot.seen import answer_to, shown

if TYPE_CHECKING:
    from tests.bot.conftest import Scene

PAGE = b"""<html><head><title>House rules</title></head><body><h1>House rules</h1>
<p>DOGS are welcome in the reading&nbsp;room on Tuesdays only!</p></body></html>"""


@pytest.mark.simcord(approved_intents=discord.Intents.default())
async def test_the_same_words_are_shown_once(scene: Scene) -> None:
    """With the other document under the citation, also when pages were turned; a look-up shows both."""
    hall = house(scene, "hall")
    await added(hall, "rules.md", RULES)
    await added(hall, "page.html", PAGE)
    found = await ask(hall, "On which days are dogs welcome in the reading room?")
    assert shown(found).casefold().count("dogs are welcome") == 1
    also = texts.ALSO_IN.partition("{")[0]
    assert any(f"-# {also}House rules ({id_}) · ¶ 1" in shown(found) for id_ in ("page", "rules"))
    await hall.member.click(found, label=texts.CONTEXT)
    assert f"-# {also}House rules" in shown(found)
    place = answer_to(await hall.member.slash(hall.channel, "ask", question="paragraph 1", document="rules"))
    assert "Tuesdays" in shown(place)
    assert also not in shown(place)


def test_other_places_are_named_briefly() -> None:
    """Documents by title and page, those of the same title by their id too, the same one by the page; two at most."""
    paper = DocumentRef("paper", "The Paper")
    found = hit("Rice is rare.", document=paper)
    pages = [Pages(page, page, PageKind.PRINTED) for page in ("7", "8", "9")]
    others = (paper, DocumentRef("paper-2", "The Paper"), DocumentRef("fees", "Fees"))
    twins = tuple(hit("Rice is rare.", document=one, pages=at) for one, at in zip(others, pages, strict=True))
    state = State(1, (mark_of(found),))
    assert passage(View(Kept("### ?"), state, 1, TR, twins=twins), found).citation.endswith(
        "-# Also in p. 7, The Paper (paper-2) · p. 8 and 1 more"
    )
    assert "Also" not in passage(View(Kept("### ?"), state, 1, TR), found).citation
