"""Suggestions for the name of a document or section that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import markup, texts
from bot.ids.passage import Act, meant_id
from bot.replies import Kept, Menu, Option, Reply, Tone, heading

if TYPE_CHECKING:
    from bot.i18n import Translation
    from bot.ids.passage import Meant
    from knowledge import NotInLibrary

_SENTENCE_ROOM = 1500
_LINES = 25
_NAMES = 5
_MENUS = {Act.DOCUMENT: texts.MEANT_DOCUMENT, Act.SECTION: texts.MEANT_SECTION}


def meant(error: NotInLibrary, question: str, menu: Meant, tr: Translation) -> Reply:
    """The library's sentence about the name, and a menu of the nearest names to ask the question in.

    If the whole question does not fit into the message, or the section into the menu's id, the names are only listed.
    """
    kept = Kept(heading(question))
    custom_id = None if kept.is_shortened else meant_id(menu)
    lead = markup.escape(markup.shorten(tr.wording(error.wording), _SENTENCE_ROOM))
    if custom_id is None:
        names = "\n".join(f"- {markup.escape(markup.one_line(one.label))}" for one in error.suggestions[:_NAMES])
        return Reply(kept, Tone.NOTHING, lead=lead, body=(names,))
    options = tuple(Option(one.label, one.value) for one in error.suggestions[:_LINES])
    return Reply(kept, Tone.NOTHING, lead=lead, rows=(Menu(custom_id, tr(_MENUS[menu.act]), options),))
