"""A page or a section of a document for reading, as a whole, one paragraph below the other.

Each section has a fixed length limit: heading 400, notes 600, body 2,500. What does not fit into one message is in its
other parts; buttons lead to the previous and the next page or section.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import markup, texts
from bot.ids import outline as outline_ids
from bot.ids import reading as ids
from bot.ids.outline import Contents
from bot.ids.reading import Goal
from bot.replies import Kept, Menu, Option, Press, Reply, Tone, heading, parts
from bot.replies.deleting import delete_if_seen
from bot.replies.labels import option_text, shortened
from bot.replies.pager import PARTS, Turn, pager
from bot.replies.place import joined, pages_line, place_line
from bot.replies.source import address, linked, source_button
from knowledge import ExcerptKind, PageKind, Pages, Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.i18n import Translation
    from bot.replies import Link, Row
    from knowledge import Excerpt, Hit

_PAGES_ROOM = 100
_MISSING_ROOM = 300
_LABEL_ROOM = 200
_HEADING_ROOM = 300
"""Headings up to this length go into the label of the next paragraph; longer ones are shown as paragraphs."""
_NEIGHBOUR_ROOM = 32
_NO_PAGES = Pages(None, None, PageKind.NONE)
_PART_BUTTONS = {Turn.BACK: "e", Turn.HERE: "i", Turn.ON: "l"}
"""The letters in the ids; those of the neighbouring places are ``p`` and ``n``."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open place: its text, the words in bold, the part that is shown, and the other places asked for.

    ``before`` and ``after`` are the neighbouring places, ``outline`` is the reference of the document, ``private``: the
    message is ephemeral.
    """

    excerpt: Excerpt
    goal: Goal
    tr: Translation
    outline: str
    before: Excerpt | None = None
    after: Excerpt | None = None
    others: tuple[Option, ...] = ()
    private: bool = False


def view(opened: Opened) -> Reply:
    """The place as a reply."""
    excerpt, tr = opened.excerpt, opened.tr
    goal = replace(opened.goal, ref=excerpt.ref, scope=ids.Scope.PLACE)
    pages = parts.split(tuple(_blocks(excerpt, goal, tr)))
    part = parts.answering_part(pages) if goal.part is None else max(min(goal.part, len(pages) - 1), 0)
    rows: list[Row] = [_part_row(goal, part, len(pages), tr), _place_row(opened, goal)]
    if opened.others:
        rows.append(_others_menu(opened, goal))
    return Reply(
        Kept(heading(markup.one_line(name(excerpt, tr)) or markup.ELLIPSIS), _notes(opened)),
        Tone.ANSWER,
        lead=tr(texts.EARLIER_EDITION) if excerpt.document.status is Status.SUPERSEDED else "",
        body=parts.gathered([piece.markdown() for piece in pages[part]]) if pages else (tr(texts.NOTHING_HERE),),
        rows=tuple(row for row in rows if row),
    )


def noting(reply: Reply, missing: Sequence[str], tr: Translation) -> Reply:
    """The reply, with the library's sentences about other requested places that do not exist."""
    if not missing:
        return reply
    line = f"-# {markup.short(' '.join(tr.wording(one) for one in missing), _MISSING_ROOM)}"
    return replace(reply, kept=replace(reply.kept, notes=f"{reply.kept.notes}\n{line}"))


def name(excerpt: Excerpt, tr: Translation) -> str:
    """The name of a place: "p. 404", "¶ 3–5", the path of a section."""
    pages = pages_line(excerpt.pages, tr)
    if excerpt.kind is ExcerptKind.PAGE and pages:
        return pages
    if excerpt.kind is ExcerptKind.NOTES:
        return tr(texts.FOOTNOTES)
    if excerpt.kind is ExcerptKind.PARAGRAPHS and excerpt.hits:
        return _run(excerpt.hits, tr) or pages or excerpt.document.title
    return excerpt.title or pages or excerpt.document.title


def option(excerpt: Excerpt, tr: Translation) -> Option:
    """A place as a menu option."""
    value = ids.choice(Goal(excerpt.ref))
    return Option(option_text(name(excerpt, tr)), value, option_text(excerpt.document.title))


def _run(hits: Sequence[Hit], tr: Translation) -> str:
    """The label of a paragraph, or the first and last of several."""
    first, last = hits[0], hits[-1]
    if len(hits) == 1:
        return place_line(replace(first, section=(), pages=_NO_PAGES), tr)
    if first.paragraph is None or last.paragraph is None:
        return ""
    return tr(texts.PARAGRAPH, number=f"{first.paragraph}–{last.paragraph}")


def _notes(opened: Opened) -> str:
    """The document, and the pages of the place if its name does not give them."""
    excerpt, tr = opened.excerpt, opened.tr
    pages = "" if excerpt.kind is ExcerptKind.PAGE else pages_line(excerpt.pages, tr)
    title = linked(excerpt.document.title, _address(excerpt))
    return f"-# {joined(title, markup.short(pages, _PAGES_ROOM))}"


def _address(excerpt: Excerpt) -> str | None:
    """The URL of the beginning of the place in the source."""
    return address(excerpt.hits[0]) if excerpt.hits else None


def _blocks(excerpt: Excerpt, goal: Goal, tr: Translation) -> Iterable[parts.Block]:
    """Paragraphs under small labels, headings above the paragraph that follows them, footnotes at the end."""
    above: tuple[Hit, ...] = ()
    for hit in excerpt.hits:
        together = sum(markup.weight(markup.escape(one.text)) for one in (*above, hit))
        if hit.role is Role.HEADING and together <= _HEADING_ROOM:
            above = (*above, hit)
            continue
        yield _block(hit, excerpt, goal, tr, above)
        above = ()
    if above:  # a heading with no text below it
        yield _block(above[-1], excerpt, goal, tr, above[:-1])
    for note in excerpt.notes:
        if note not in excerpt.hits:
            yield _block(note, excerpt, goal, tr, ())


def _block(hit: Hit, excerpt: Excerpt, goal: Goal, tr: Translation, above: Iterable[Hit]) -> parts.Block:
    headings = (markup.bold(markup.one_line(one.text)) for one in above)
    label = "\n".join(filter(None, (*headings, _label(hit, excerpt, tr))))
    words = goal.words
    if words is None or words.passage != hit.ref:
        return parts.Block(hit.text, label)
    return parts.Block(hit.text, label, ((words.start, min(words.end, len(hit.text))),))


def _label(hit: Hit, excerpt: Excerpt, tr: Translation) -> str:
    """The label of a paragraph, with its pages if they differ from those of the whole place."""
    pages = _NO_PAGES if hit.pages == excerpt.pages else hit.pages
    line = place_line(replace(hit, section=(), pages=pages), tr)
    return f"-# {markup.short(line, _LABEL_ROOM)}" if line else ""


def _part_row(goal: Goal, part: int, count: int, tr: Translation) -> tuple[Press, ...]:
    return pager(part, count, lambda turn, to: ids.encode(goal.in_part(to), _PART_BUTTONS[turn]), tr, PARTS)


def _place_row(opened: Opened, goal: Goal) -> tuple[Press | Link, ...]:
    tr = opened.tr
    row: list[Press] = []
    for place, button, label in ((opened.before, "p", texts.PLACE_BEFORE), (opened.after, "n", texts.PLACE_AFTER)):
        if place is not None:
            text = tr(label, place=shortened(_short_name(place, tr), _NEIGHBOUR_ROOM))
            row.append(Press(ids.encode(goal.at(place.ref), button), text))
    row.append(Press(outline_ids.encode(Contents(opened.outline, goal.asker), "o"), tr(texts.OUTLINE)))
    source = source_button(_address(opened.excerpt), tr)
    return (*row, *source, *delete_if_seen(goal.asker, tr, private=opened.private))


def _short_name(excerpt: Excerpt, tr: Translation) -> str:
    """The name of a place; for a section only its own heading, if it has one."""
    if excerpt.kind is ExcerptKind.DOCUMENT:
        return pages_line(excerpt.pages, tr) or excerpt.title
    if excerpt.kind is ExcerptKind.SECTION:
        return excerpt.title.rpartition(" › ")[2] or name(excerpt, tr)
    return name(excerpt, tr)


def _others_menu(opened: Opened, goal: Goal) -> Menu:
    """A menu of all requested places, the open one selected."""
    here = ids.choice(Goal(goal.ref))
    lines = tuple(replace(one, chosen=one.value == here) for one in opened.others)
    return Menu(ids.encode(Goal(goal.ref, goal.asker), "m"), opened.tr(texts.PLACES_ASKED, count=len(lines)), lines)
