"""The outline of a document in one message, and the list of documents; long ones are paged.

Each page has a menu of exactly the lines that it shows. Each section has a fixed length limit: heading 500, notes 400,
lines 2,500.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import markup, texts
from bot.ids import outline as ids
from bot.ids import reading as reading_ids
from bot.ids.outline import Contents
from bot.ids.reading import Goal
from bot.replies import HEADING, Kept, Menu, Option, Press, Reply, Tone, parts
from bot.replies.deleting import delete_if_seen
from bot.replies.labels import OPTIONS, option_text
from bot.replies.pager import pager
from bot.replies.place import joined, pages_line
from bot.replies.source import linked, source_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from bot.replies import Link, Row
    from knowledge import Outline, OutlineEntry

_LINE_ROOM = 240
_NOTE_ROOM = 380
_DEEPEST = 4
"""Deeper levels of the outline are not indented further: that would leave no room on a phone."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a list (Markdown), and the menu option for it."""

    text: str
    option: Option


def outline(outline: Outline, contents: Contents, tr: Translation, *, alone: bool, private: bool) -> Reply:
    """The sections of a document; ``alone``: it is the only document of its library."""
    depth = min((len(entry.path) for entry in outline.sections if entry.heading), default=1)
    lines = [_section(entry, outline, depth, tr) for entry in outline.sections]
    goal = Goal(outline.ref, contents.asker)
    url = outline.metadata.url
    last: list[Press | Link] = [Press(reading_ids.encode(goal, "w"), tr(texts.READ_ALL))]
    if not alone:
        last.append(Press(ids.encode(Contents(None, contents.asker), "d"), tr(texts.ALL_DOCUMENTS)))
    last += source_button(url, tr)
    last += delete_if_seen(contents.asker, tr, private=private)
    kept = Kept(f"{HEADING}{linked(outline.document.title, url)}", f"-# {_about(outline, tr)}")
    menu = Menu(reading_ids.encode(goal, "s"), tr(texts.OPEN_SECTION))
    return _listed(kept, lines, contents, tr, menu=menu, last=tuple(last))


def documents(outlines: Sequence[Outline], contents: Contents, tr: Translation, *, private: bool) -> Reply:
    """The documents of a library."""
    lines = [_document(one, tr) for one in outlines]
    kept = Kept(f"{HEADING}{tr(texts.LIBRARY)}", f"-# {tr.count(texts.DOCUMENTS, len(outlines))}")
    menu = Menu(ids.encode(contents, "m"), tr(texts.OPEN_DOCUMENT))
    last = delete_if_seen(contents.asker, tr, private=private)
    return _listed(kept, lines, contents, tr, menu=menu, last=last)


def _listed(
    kept: Kept,
    lines: Sequence[_Line],
    contents: Contents,
    tr: Translation,
    *,
    menu: Menu,
    last: tuple[Press | Link, ...],
) -> Reply:
    pages = _pages(lines)
    number = min(contents.page, len(pages) - 1)
    page = pages[number] if pages else []
    rows: list[Row] = []
    if page:
        rows.append(replace(menu, options=tuple(line.option for line in page)))
    rows += [pager(number, len(pages), lambda turn, to: ids.encode(contents.at(to), turn), tr), last]
    body = "\n".join(line.text for line in page) or tr(texts.NOTHING_HERE)
    return Reply(kept, Tone.PLAIN, body=(body,), rows=tuple(row for row in rows if row))


def _pages(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines in pages: as many on each as fit into the message and into the menu."""
    pages: list[list[_Line]] = []
    left = 0
    for line in lines:
        price = markup.weight(line.text) + 1
        if not pages or price > left or len(pages[-1]) == OPTIONS:
            pages.append([])
            left = parts.ROOM
        pages[-1].append(line)
        left -= price
    return pages


def _section(entry: OutlineEntry, outline: Outline, depth: int, tr: Translation) -> _Line:
    """A section: indented by its level, with its pages and its number of paragraphs."""
    before = _opens(entry, outline) and len(outline.sections) > 1
    name = entry.heading or tr(texts.BEFORE_SECTIONS if before else texts.BARE)
    count = tr.count(texts.PARAGRAPHS, len(entry.paragraphs)) if entry.paragraphs else ""
    facts = joined(pages_line(entry.pages, tr), count)
    level = min(max(len(entry.path) - (depth if entry.heading else depth - 1), 0), _DEEPEST)
    words = markup.label(name, _LINE_ROOM)
    shown = words if entry.heading else f"*{words}*"
    option = Option(option_text(name), reading_ids.choice(Goal(entry.ref)), option_text(facts) if facts else "")
    return _Line(f"{'  ' * level}- {joined(shown, _unbroken(facts))}", option)


def _opens(entry: OutlineEntry, outline: Outline) -> bool:
    """Whether the entry is the text before the first section, rather than a section."""
    return entry is outline.sections[0] and entry.heading is None and not entry.path


def _document(outline: Outline, tr: Translation) -> _Line:
    count = tr.count(texts.PARAGRAPHS, outline.paragraphs)
    facts = joined(pages_line(outline.pages, tr), count)
    title = markup.label(outline.document.title, _LINE_ROOM)
    option = Option(option_text(outline.document.title), outline.ref, option_text(facts))
    return _Line(f"- **{title}** · {_unbroken(facts)}", option)


def _unbroken(facts: str) -> str:
    """Pages and numbers (Markdown) with non-breaking spaces, so that lines break only between them."""
    return " · ".join(markup.escape(fact).replace(" ", "\u00a0") for fact in facts.split(" · "))


def _about(outline: Outline, tr: Translation) -> str:
    """Author, publication, date; the extent of the document."""
    known = outline.metadata
    origin = joined(known.author or "", known.volume_title or known.series or known.publisher or "", known.year or "")
    sections = sum(not _opens(entry, outline) for entry in outline.sections)
    extent = joined(
        pages_line(outline.pages, tr),
        tr.count(texts.PARAGRAPHS, outline.paragraphs),
        tr.count(texts.SECTIONS, sections) if sections else "",
    )
    shown = markup.shorten(markup.one_line(origin), _NOTE_ROOM - markup.weight(extent) - 20)
    return joined(markup.escape(shown), markup.escape(extent))
