"""Links to the source: the URL at which it shows a passage, a link and a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import markup, texts
from bot.replies import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from knowledge import Highlight, Hit

_TITLE_ROOM = 160
_TARGET_ROOM = 160


def address(hit: Hit, answers: Sequence[Highlight] = ()) -> str | None:
    """The URL of the best of the sentences in the source, else of the start of the passage; ``None`` if unknown."""
    return (answers[0].url if answers else None) or hit.url


def linked(title: str, url: str | None) -> str:
    """The title of a document (Markdown), as a link if its URL is not too long."""
    target = url if url and markup.weight(url) <= _TARGET_ROOM else None
    return markup.link(markup.shorten(title, _TITLE_ROOM), target) or markup.ELLIPSIS


def source_button(url: str | None, tr: Translation) -> tuple[Link, ...]:
    """The button that opens a URL; none if Discord would not accept it."""
    return (Link(tr(texts.SOURCE), url),) if url and markup.is_web_address(url) else ()
