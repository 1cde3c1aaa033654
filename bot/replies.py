"""An answer as what a message shows: pure text and buttons, nothing of Discord's library.

A reply is put together from a few texts. The question and the small print under it (*heading* and *notes*) are made
once and then kept as they are when pages are turned; they are read from the message itself. The rest is made anew from
the passage that a button leads to. Room is dealt out beforehand, so that no reply can weigh more than the 4,000 that
Discord allows: heading 400, notes 300, lead 80, body 2,500, citation 680, and a few characters that hold them together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from bot import markup, parts, texts
from bot.state import Button, Mark, Mode, Shows, State, fitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge import Answer, Highlight, Hit

HITS = 5
"""How many passages an answer offers."""

_HEADING = "### "
_HEADING_ROOM = 400
_NOTES_ROOM = 300
_CITATION_ROOM = 240
_TITLE_ROOM = 160
_TARGET_ROOM = 160
_LABEL_ROOM = 200
_WORDS_ROOM = 400
_NAMES = 3


class Tone(Enum):
    """How sure a reply is; shown as the colour of its edge."""

    ANSWER = "answer"
    NEAREST = "nearest"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Press:
    """A button: which one, its label, and where it leads (nowhere if disabled)."""

    button: Button
    label: str
    state: State
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays when pages are turned: the question as a heading, and the small print under it."""

    heading: str
    notes: str = ""

    @property
    def question(self) -> str:
        """The question, read back from the heading."""
        return markup.unescape(self.heading.removeprefix(_HEADING))


@dataclass(frozen=True, slots=True)
class Reply:
    """What a message shows, from top to bottom; texts are Markdown, empty where there is none.

    The body has one text for each passage: a quotation, under a label where there are several.
    """

    kept: Kept
    tone: Tone
    lead: str = ""
    body: tuple[str, ...] = ()
    citation: str = ""
    rows: tuple[tuple[Press | Link, ...], ...] = ()


def first(answer: Answer, asker: int) -> Reply:
    """The reply to a question."""
    marks = tuple(mark_of(hit) for hit in answer.hits)
    fit = fitting(marks)
    mode, count, left_out = Mode.ANSWER, len(fit), ""
    shown = markup.shorten(markup.one_line(answer.question), _HEADING_ROOM)
    if answer.kind == "lookup":
        mode = Mode.PLACES
        if len(fit) < len(marks):
            if shown == markup.one_line(answer.question):
                mode, fit, count = Mode.QUESTION, (), len(marks)
            else:
                left_out = texts.PLACES_LEFT_OUT.format(shown=len(fit), total=len(marks))
    kept = Kept(f"{_HEADING}{markup.escape(shown)}", _notes(answer, shown, left_out))
    if answer.kind == "lookup" and answer.hits:
        return passage(kept, answer.hits[0], count, State(asker, fit, mode))
    if answer.kind == "lookup" or (answer.message and not answer.hits):
        lead = markup.escape(markup.shorten(answer.message or texts.NOTHING_SIMILAR, parts.ROOM))
        return Reply(kept, Tone.NOTHING, lead=lead)
    if answer.answered and answer.hits:
        return passage(kept, answer.hits[0], count, State(asker, fit, mode))
    return _no_answer(answer, kept, State(asker, fit, Mode.NEAREST))


def passage(kept: Kept, hit: Hit, count: int, state: State) -> Reply:
    """One passage of an answer, with its citation and the buttons to the others."""
    return _page(kept, hit, count, state, (_block(hit, state),))


def context(kept: Kept, hit: Hit, neighbours: Iterable[Hit], count: int, state: State) -> Reply:
    """A passage among its neighbours, which are in reading order and include it."""
    blocks = []
    for neighbour in neighbours:
        label = markup.escape(markup.shorten(_place(neighbour), _LABEL_ROOM))
        if neighbour.ref == hit.ref:
            blocks.append(replace(_block(hit, state), label=f"-# **{label}**"))
        else:
            blocks.append(parts.Block(neighbour.text, f"-# {label}"))
    return _page(kept, hit, count, state, tuple(blocks))


def mark_of(hit: Hit) -> Mark:
    """A hit as buttons remember it."""
    return Mark(hit.ref, hit.highlights[0].start if hit.highlights else None)


def _page(kept: Kept, hit: Hit, count: int, state: State, blocks: tuple[parts.Block, ...]) -> Reply:
    pages = parts.split(blocks)
    part = parts.answering_part(pages) if state.part is None else min(state.part, len(pages) - 1)
    rows = [_passage_row(hit, count, state)]
    if len(pages) > 1:
        rows.append(_part_row(part, len(pages), state))
    nearest = state.mode is Mode.NEAREST
    return Reply(
        kept,
        Tone.NEAREST if nearest else Tone.ANSWER,
        lead=texts.NOT_AN_ANSWER if nearest else "",
        body=tuple(piece.markdown() for piece in pages[part]),
        citation=_citation(hit, state, part, len(pages)),
        rows=tuple(row for row in rows if row),
    )


def _answering(hit: Hit, state: State) -> Highlight | None:
    """The sentence that answers; what is not an answer has none."""
    return hit.highlights[0] if hit.highlights and state.mode is not Mode.NEAREST else None


def _address(hit: Hit, state: State) -> str | None:
    """Where the source shows the answering sentence, else where the passage begins."""
    answer = _answering(hit, state)
    return (answer.url if answer else None) or hit.url


def _block(hit: Hit, state: State) -> parts.Block:
    answer = _answering(hit, state)
    return parts.Block(hit.text, start=answer.start, end=answer.end) if answer else parts.Block(hit.text)


def _passage_row(hit: Hit, count: int, state: State) -> tuple[Press | Link, ...]:
    position = state.position
    row: list[Press | Link] = []
    if count > 1:
        counter = texts.COUNTER.format(position=position + 1, count=count)
        row += [
            Press(Button.PREVIOUS, texts.PREVIOUS, state.at(max(position - 1, 0)), disabled=position == 0),
            Press(Button.COUNTER, counter, state, disabled=True),
            Press(Button.NEXT, texts.NEXT, state.at(min(position + 1, count - 1)), disabled=position == count - 1),
        ]
    if state.shows is Shows.CONTEXT:
        row.append(Press(Button.CONTEXT, texts.BACK, state.showing(Shows.PASSAGE)))
    else:
        row.append(Press(Button.CONTEXT, texts.CONTEXT, state.showing(Shows.CONTEXT)))
    address = _address(hit, state)
    if address and markup.is_web_address(address):
        row.append(Link(texts.SOURCE, address))
    return tuple(row)


def _part_row(part: int, count: int, state: State) -> tuple[Press, ...]:
    return (
        Press(Button.EARLIER, texts.EARLIER, state.in_part(max(part - 1, 0)), disabled=part == 0),
        Press(Button.PART, texts.PARTS.format(part=part + 1, parts=count), state.in_part(part), disabled=True),
        Press(Button.LATER, texts.LATER, state.in_part(min(part + 1, count - 1)), disabled=part == count - 1),
    )


def _citation(hit: Hit, state: State, part: int, count: int) -> str:
    """The document's title, and under it in small print where in it the passage and its answer stand."""
    pieces = [markup.escape(markup.shorten(markup.one_line(hit.citation), _CITATION_ROOM))]
    answer = _answering(hit, state)
    if answer and str(answer.pages) and answer.pages != hit.pages:
        pieces.append(texts.ANSWER_ON.format(pages=markup.escape(str(answer.pages))))
    if count > 1:
        pieces.append(texts.PART.format(part=part + 1, parts=count))
    address = _address(hit, state)
    target = address if address and markup.weight(address) <= _TARGET_ROOM else None
    title = markup.link(markup.shorten(hit.document.title, _TITLE_ROOM), target)
    return f"{title}\n-# {' · '.join(pieces)}"


def _place(hit: Hit) -> str:
    pieces = [f"¶ {hit.paragraph}" if hit.paragraph else "", " › ".join(hit.section[-1:]), str(hit.pages)]
    return " · ".join(markup.one_line(piece) for piece in pieces if piece)


def _notes(answer: Answer, shown: str, left_out: str) -> str:
    lines = []
    if answer.kind == "lookup" and answer.hits and answer.message:
        lines.append(answer.message)
    if left_out:
        lines.append(left_out)
    lines += [texts.CORRECTED.format(typed=item.typed, used=item.used) for item in answer.corrections]
    for item in answer.aliases:
        names = [name for name in item.also if name.casefold() != item.typed.casefold()]
        if names:
            lines.append(texts.ALSO.format(typed=item.typed, names=_some(names)))
    if shown != markup.one_line(answer.question):
        lines.append(texts.QUESTION_SHORTENED.format(length=len(answer.question)))
    if not lines:
        return ""
    return f"-# {markup.escape(markup.shorten(markup.one_line(' · '.join(lines)), _NOTES_ROOM))}"


def _some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    shown = ", ".join(names[:_NAMES])
    return texts.MORE.format(names=shown, count=len(names) - _NAMES) if len(names) > _NAMES else shown


def _no_answer(answer: Answer, kept: Kept, state: State) -> Reply:
    words = [texts.QUOTED.format(word=markup.one_line(word)) for word in answer.unknown_words]
    if len(words) > 1:
        listed = texts.AND.format(first=", ".join(words[:-1]), last=words[-1])
        reason = texts.UNKNOWN_WORDS
    else:
        listed = "".join(words)
        reason = texts.UNKNOWN_WORD if words else texts.NOT_CLOSE_ENOUGH if answer.hits else texts.NOTHING_SIMILAR
    explanation = reason.format(words=markup.escape(markup.shorten(listed, _WORDS_ROOM)))
    row = (Press(Button.NEAREST, texts.NEAREST, state),) if state.marks else ()
    return Reply(kept, Tone.NOTHING, lead=f"{texts.NO_ANSWER}\n{explanation}", rows=(row,) if row else ())
