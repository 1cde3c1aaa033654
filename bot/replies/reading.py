"""A place of a document to be read: a page or a section, whole, its paragraphs one under the other.

Room is dealt out beforehand: heading 400, notes 600, body 2,500. What does not fit into one message is in its other
parts; the buttons at the ends lead to the page or section before and after.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import markup, texts
from bot.ids import outline as outline_ids
from bot.ids import reading as ids
from bot.ids.outline import Contents
from bot.ids.passage import Act, act_id
from bot.ids.reading import Goal
from bot.replies import Kept, Link, Menu, Option, Press, Reply, Tone, heading, parts
from bot.replies.place import pages_line, place_line
from knowledge import ExcerptKind, PageKind, Pages, Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.i18n import Translation
    from bot.replies import Row
    from knowledge import Excerpt, Hit

OPTIONS = 25
"""Lines that a menu has at most."""
OPTION_ROOM = 90
"""What a line of a menu weighs at most; Discord allows 100."""

_TITLE_ROOM = 160
_TARGET_ROOM = 160
_PAGES_ROOM = 100
_MISSING_ROOM = 300
_LABEL_ROOM = 200
_HEADING_ROOM = 300
"""Headings up to this weight stand over the paragraph that follows; longer ones are paragraphs of their own."""
_NEIGHBOUR_ROOM = 32
_MOST_TEXTS = 18
"""Of a message's 40 components those that are left for texts beside heading, notes and four full rows of buttons."""
_NO_PAGES = Pages(None, None, PageKind.NONE)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open place: what is read, which words and which part of it are shown to whom, and what else was asked for.

    ``before`` and ``after`` are the neighbouring places, ``outline`` is the reference of the document, ``private``
    whether only the asker sees it.
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
    rows: list[Row] = []
    if len(pages) > 1:
        rows.append(_part_row(goal, part, len(pages), tr))
    rows.append(_place_row(opened, goal))
    if opened.others:
        rows.append(_others_menu(opened, goal))
    return Reply(
        Kept(heading(markup.one_line(name(excerpt, tr)) or markup.ELLIPSIS), _notes(opened)),
        Tone.ANSWER,
        lead=tr(texts.EARLIER_EDITION) if excerpt.document.status is Status.SUPERSEDED else "",
        body=gathered([piece.markdown() for piece in pages[part]]) if pages else (tr(texts.NOTHING_HERE),),
        rows=tuple(row for row in rows if row),
    )


def noting(reply: Reply, missing: Sequence[str], tr: Translation) -> Reply:
    """The reply, with the library's sentences on what else was asked for and is not there."""
    if not missing:
        return reply
    said = markup.one_line(" ".join(tr.wording(one) for one in missing))
    line = f"-# {markup.escape(markup.shorten(said, _MISSING_ROOM))}"
    return replace(reply, kept=replace(reply.kept, notes=f"{reply.kept.notes}\n{line}"))


def name(excerpt: Excerpt, tr: Translation) -> str:
    """What a place is called: "p. 404", "¶ 3–5", the path of a section."""
    pages = pages_line(excerpt.pages, tr)
    if excerpt.kind is ExcerptKind.PAGE and pages:
        return pages
    if excerpt.kind is ExcerptKind.NOTES:
        return tr(texts.FOOTNOTES)
    if excerpt.kind is ExcerptKind.PARAGRAPHS and excerpt.hits:
        return _run(excerpt.hits, tr) or pages or excerpt.document.title
    return excerpt.title or pages or excerpt.document.title


def option(excerpt: Excerpt, tr: Translation) -> Option:
    """A place as a line of a menu."""
    value = ids.choice(Goal(excerpt.ref))
    return Option(option_text(name(excerpt, tr)), value, option_text(excerpt.document.title))


def option_text(text: str) -> str:
    """Foreign text for a line of a menu or a label, which are not Markdown; never empty."""
    return shortened(text, OPTION_ROOM) or markup.ELLIPSIS


def shortened(text: str, room: int) -> str:
    """Plain text in one line, with an ellipsis where it weighs more than ``room``."""
    line = markup.one_line(text)
    if markup.weight(line) <= room:
        return line
    return markup.shorten(line, room)


def linked(title: str, url: str | None) -> str:
    """The title of a document (Markdown), as a link where its address is not too long."""
    target = url if url and markup.weight(url) <= _TARGET_ROOM else None
    return markup.link(markup.shorten(title, _TITLE_ROOM), target) or markup.ELLIPSIS


def joined(*pieces: str) -> str:
    """The pieces that are there, in one line."""
    return " · ".join(piece for piece in pieces if piece)


def message_buttons(asker: int | None, tr: Translation, *, private: bool) -> tuple[Press, ...]:
    """What can be done with the message itself: one that others see can be deleted, by the asker or a moderator."""
    if private or asker is None:
        return ()
    return (Press(act_id(Act.DELETE, asker), tr(texts.DELETE)),)


def gathered(written: Sequence[str]) -> tuple[str, ...]:
    """Texts as no more components than a message has room for; a blank line ends the quotation before it."""
    size = -(-len(written) // _MOST_TEXTS)
    return tuple("\n\n".join(written[first : first + size]) for first in range(0, len(written), max(size, 1)))


def _run(hits: Sequence[Hit], tr: Translation) -> str:
    """A paragraph, or the first and last of several."""
    first, last = hits[0], hits[-1]
    if len(hits) == 1:
        return place_line(replace(first, section=(), pages=_NO_PAGES), tr)
    if first.paragraph is None or last.paragraph is None:
        return ""
    return tr(texts.PARAGRAPH, number=f"{first.paragraph}–{last.paragraph}")


def _notes(opened: Opened) -> str:
    """The document, and on which pages of it the place stands if its name does not say that."""
    excerpt, tr = opened.excerpt, opened.tr
    pages = "" if excerpt.kind is ExcerptKind.PAGE else pages_line(excerpt.pages, tr)
    title = linked(excerpt.document.title, _address(excerpt))
    return f"-# {joined(title, markup.escape(markup.shorten(pages, _PAGES_ROOM)))}"


def _address(excerpt: Excerpt) -> str | None:
    """Where the source shows the beginning of the place."""
    url = excerpt.hits[0].url if excerpt.hits else None
    return url if url and markup.is_web_address(url) else None


def _blocks(excerpt: Excerpt, goal: Goal, tr: Translation) -> Iterable[parts.Block]:
    """Paragraphs under their small labels, headings over the paragraph that follows them, footnotes at the end."""
    above: tuple[Hit, ...] = ()
    for hit in excerpt.hits:
        together = sum(markup.weight(markup.escape(one.text)) for one in (*above, hit))
        if hit.role is Role.HEADING and together <= _HEADING_ROOM:
            above = (*above, hit)
            continue
        yield _block(hit, excerpt, goal, tr, above)
        above = ()
    if above:  # a heading with nothing below it
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
    """Which paragraph it is, and its pages where they are not those of the whole place."""
    pages = _NO_PAGES if hit.pages == excerpt.pages else hit.pages
    line = place_line(replace(hit, section=(), pages=pages), tr)
    return f"-# {markup.escape(markup.shorten(line, _LABEL_ROOM))}" if line else ""


def _part_row(goal: Goal, part: int, count: int, tr: Translation) -> tuple[Press, ...]:
    before, after = goal.in_part(max(part - 1, 0)), goal.in_part(min(part + 1, count - 1))
    counter = tr(texts.PARTS, part=part + 1, parts=count)
    return (
        Press(ids.encode(before, "e"), tr(texts.EARLIER), disabled=part == 0),
        Press(ids.encode(goal.in_part(part), "i"), counter, disabled=True),
        Press(ids.encode(after, "l"), tr(texts.LATER), disabled=part == count - 1),
    )


def _place_row(opened: Opened, goal: Goal) -> tuple[Press | Link, ...]:
    tr = opened.tr
    row: list[Press | Link] = []
    for place, button, label in ((opened.before, "p", texts.PLACE_BEFORE), (opened.after, "n", texts.PLACE_AFTER)):
        if place is not None:
            text = tr(label, place=shortened(_short_name(place, tr), _NEIGHBOUR_ROOM))
            row.append(Press(ids.encode(goal.at(place.ref), button), text))
    row.append(Press(outline_ids.encode(Contents(opened.outline, goal.asker), "o"), tr(texts.OUTLINE)))
    address = _address(opened.excerpt)
    if address:
        row.append(Link(tr(texts.SOURCE), address))
    return (*row, *message_buttons(goal.asker, tr, private=opened.private))


def _short_name(excerpt: Excerpt, tr: Translation) -> str:
    """The name of a place; of a section its own heading alone, where it has one."""
    if excerpt.kind is ExcerptKind.DOCUMENT:
        return pages_line(excerpt.pages, tr) or excerpt.title
    if excerpt.kind is ExcerptKind.SECTION:
        return excerpt.title.rpartition(" › ")[2] or name(excerpt, tr)
    return name(excerpt, tr)


def _others_menu(opened: Opened, goal: Goal) -> Menu:
    """All places that were asked for, the open one chosen."""
    here = ids.choice(Goal(goal.ref))
    lines = tuple(replace(one, chosen=one.value == here) for one in opened.others)
    return Menu(ids.encode(Goal(goal.ref, goal.asker), "m"), opened.tr(texts.PLACES_ASKED, count=len(lines)), lines)
