"""A passage as a reply: verbatim, the answering sentences in bold, with its citation.

Each section has a fixed length limit, so that no reply exceeds Discord's 4,000 characters: heading 400, notes 300 and
100 for who shared it, lead 180, body 2,300, citation 680, and a few characters between them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import markup, texts
from bot.ids.answer import FARTHEST, Mode, Shows
from bot.replies import Reply, Tone, parts, rows
from bot.replies.place import joined, pages_line, place_line
from bot.replies.rows import Part, Size
from bot.replies.source import linked
from bot.replies.view import answering, source_of
from knowledge import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.i18n import Translation
    from bot.ids.answer import State
    from bot.replies import Row
    from bot.replies.view import View
    from knowledge import Hit

    Pages = tuple[tuple[parts.Slice, ...], ...]

_CITATION_ROOM = 240
_SHARED_ROOM = 115
"""The limit for the place if a line with the other places of the same text follows, and for that line."""
_TWINS, _TWIN_ROOM = 2, 60
_LABEL_ROOM = 200
_WINDOW = 1300
"""A passage up to this length is shown whole at once."""
_WINDOW_ROOM = 1000
"""Of a longer one this much is shown around the answer, until the whole is asked for."""


def passage(view: View, hit: Hit) -> Reply:
    """One passage of an answer, with its citation and the buttons to the others."""
    block = _block(hit, view.state)
    if sum(map(parts.price, hit.text)) <= _WINDOW:
        pages, size = parts.split((block,)), Size.WHOLE
    elif view.state.shows is Shows.PASSAGE and view.state.part is None:
        pages, size = ((parts.window(block, _WINDOW_ROOM),),), Size.WINDOW
    else:
        pages, size = parts.split((block,)), Size.ALL
    part = _part(view.state, pages)
    shown = pages[part.number] if pages else ()
    seen = [one for one in view.references if any(piece.start <= one.start < piece.end for piece in shown)]
    buttons = rows.passage_rows(view, hit) + rows.text_rows(view, size, part, seen)
    return _page(view, hit, pages, part, buttons)


def context(view: View, hit: Hit, around: Sequence[Hit]) -> Reply:
    """A passage with its neighbouring paragraphs.

    ``around`` is in reading order and holds the passage and its neighbours: on either side one more than the state asks
    for, if it exists, which tells whether there are more.
    """
    state = view.state
    here = next((number for number, one in enumerate(around) if one.ref == hit.ref), 0)
    first, last = max(here - state.before, 0), here + state.after + 1
    pages = parts.split(tuple(_neighbour(view, hit, one) for one in around[first:last]))
    part = _part(state, pages)
    earlier = first > 0 and state.before < FARTHEST
    later = last < len(around) and state.after < FARTHEST
    buttons = [*rows.context_rows(view, hit, earlier=earlier, later=later), rows.part_row(view, part)]
    return _page(view, hit, pages, part, buttons)


def _neighbour(view: View, hit: Hit, one: Hit) -> parts.Block:
    label = markup.short(place_line(one, view.tr, whole_path=False), _LABEL_ROOM)
    if one.ref == hit.ref:
        return replace(_block(hit, view.state), label=f"-# **{label}**" if label else "")
    return parts.Block(one.text, f"-# {label}" if label else "")


def _page(view: View, hit: Hit, pages: Pages, part: Part, buttons: Iterable[Row]) -> Reply:
    nearest = view.state.mode is Mode.NEAREST
    return Reply(
        view.kept,
        Tone.NEAREST if nearest else Tone.ANSWER,
        lead="\n".join(_notices(view, hit)),
        body=tuple(piece.markdown() for piece in pages[part.number]) if pages else (),
        citation=_citation(view, hit, part),
        rows=tuple(row for row in buttons if row),
    )


def _notices(view: View, hit: Hit) -> Iterable[str]:
    """Notices to read before the passage."""
    if view.state.mode is Mode.NEAREST:
        yield view.tr(texts.NOT_AN_ANSWER)
    if hit.document.status is Status.SUPERSEDED:
        yield view.tr(texts.EARLIER_EDITION)


def _part(state: State, pages: Pages) -> Part:
    asked = parts.answering_part(pages) if state.part is None else state.part
    return Part(max(min(asked, len(pages) - 1), 0), len(pages))


def _block(hit: Hit, state: State) -> parts.Block:
    return parts.Block(hit.text, answers=tuple((one.start, one.end) for one in answering(hit, state)))


def _citation(view: View, hit: Hit, part: Part) -> str:
    """The document's title, and in small print the place of the passage and the pages of its answer."""
    state, tr = view.state, view.tr
    room = _SHARED_ROOM if view.twins else _CITATION_ROOM
    pieces = [markup.short(place_line(hit, tr), room)]
    answers = answering(hit, state)
    if answers and answers[0].pages.first is not None and answers[0].pages != hit.pages:
        pieces.append(tr(texts.ANSWER_ON, pages=markup.escape(pages_line(answers[0].pages, tr))))
    if part.count > 1:
        pieces.append(tr(texts.PART, part=part.number + 1, parts=part.count))
    title = linked(hit.document.title, source_of(hit, state))
    lines = [joined(*pieces), _also(view, hit)]
    return "\n".join([title, *(f"-# {line}" for line in lines if line)])


def _also(view: View, hit: Hit) -> str:
    """The other places of the same text: the first two, and the number of the others (Markdown)."""
    if not view.twins:
        return ""
    named = ", ".join(_elsewhere(one, hit, view.tr) for one in view.twins[:_TWINS])
    if len(view.twins) > _TWINS:
        named = view.tr(texts.MORE, names=named, count=view.tr.number(len(view.twins) - _TWINS))
    return markup.short(view.tr(texts.ALSO_IN, places=named), _SHARED_ROOM)


def _elsewhere(twin: Hit, hit: Hit, tr: Translation) -> str:
    """The document and the page, or the place if it has no pages; documents with the same title also by their ids."""
    place = pages_line(twin.pages, tr) or place_line(replace(twin, section=()), tr)
    if twin.document.id == hit.document.id:
        return place or twin.document.title
    is_namesake = twin.document.title == hit.document.title
    named = tr(texts.NAMESAKE, title=twin.document.title, id=twin.document.id) if is_namesake else twin.document.title
    title = markup.shorten(named, _TWIN_ROOM)
    return joined(title, place)
