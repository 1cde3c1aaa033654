"""The place of a passage in the reader's language: "¶ 6 · forces of … · pp. 402–403"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import markup, texts
from knowledge import Role

if TYPE_CHECKING:
    from bot.i18n import Translation
    from knowledge import Hit, Pages

_SEPARATOR = " · "
_LEVEL = " › "
_APPARATUS = {
    Role.TITLE: texts.TITLE,
    Role.HEADING: texts.HEADING,
    Role.SOURCE: texts.SOURCE_LINE,
    Role.NUMBER: texts.DOCUMENT_NUMBER,
    Role.CODE: texts.SERIES_CODE,
}


def pages_line(pages: Pages, tr: Translation) -> str:
    """First and last page; the empty string if unknown."""
    if pages.first is None:
        return ""
    if pages.last is None or pages.last == pages.first:
        return tr(texts.PAGE, page=pages.first)
    return tr(texts.PAGES, first=pages.first, last=pages.last)


def place_line(hit: Hit, tr: Translation, *, whole_path: bool = True) -> str:
    """Paragraph or kind of apparatus, section and pages in one line; unknown parts are left out.

    The section is given as its whole path, or only as its own heading.
    """
    section = hit.section if hit.role is not Role.HEADING else hit.section[:-1]
    pieces = (_unit(hit, tr), _LEVEL.join(section if whole_path else section[-1:]), pages_line(hit.pages, tr))
    return joined(*map(markup.one_line, pieces))


def joined(*pieces: str) -> str:
    """The non-empty pieces in one line."""
    return _SEPARATOR.join(piece for piece in pieces if piece)


def _unit(hit: Hit, tr: Translation) -> str:
    if hit.role is Role.NOTE:
        return tr(texts.FOOTNOTE, mark=hit.passage_id.rpartition(":note-")[2])
    if hit.role.is_body:
        return tr(texts.PARAGRAPH, number=hit.paragraph or "") if hit.paragraph else ""
    return tr(_APPARATUS[hit.role])
