"""The buttons below a passage: which there are, in which rows, and where each leads.

The first row leads to the other passages and to the surroundings of this one; the second is about the passage and the
message; a third is there for text that does not fit into a message, and for places that the passage refers to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from bot import texts
from bot.ids import reading
from bot.ids.answer import Button, Mode, Shows, State, encode, is_of
from bot.ids.passage import Cited, Step, cite_id, why_id
from bot.ids.reading import Goal, Scope, Words
from bot.replies import Menu, Option, Press, Row
from bot.replies.deleting import delete
from bot.replies.labels import OPTIONS, shortened
from bot.replies.pager import PARTS, Turn, pager
from bot.replies.source import source_button
from bot.replies.view import answering, source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from bot.replies import Link
    from bot.replies.view import View
    from knowledge import CrossReference, Hit

_BUTTONS = 5
"""The most buttons in a row."""
_PLACE_ROOM = 40
_PAGE_BUTTONS = {Turn.BACK: Button.PREVIOUS, Turn.HERE: Button.COUNTER, Turn.ON: Button.NEXT}
_PART_BUTTONS = {Turn.BACK: Button.EARLIER, Turn.HERE: Button.PART, Turn.ON: Button.LATER}


class Size(Enum):
    """How much of a passage is shown."""

    WHOLE = "whole"
    """A short passage, shown whole at once."""
    WINDOW = "window"
    """A window around the answer of a long passage."""
    ALL = "all"
    """The whole of a long passage, in parts."""


@dataclass(frozen=True, slots=True)
class Part:
    """The part that is shown, counted from 0, and the number of parts."""

    number: int
    count: int


def passage_rows(view: View, hit: Hit) -> list[Row]:
    """Buttons to the other passages, the neighbours and the source; why, cite, share, delete."""
    tr = view.tr
    around = _press(Button.CONTEXT, tr(texts.CONTEXT), view.state.showing(Shows.CONTEXT))
    about = []
    if view.state.mode in {Mode.ANSWER, Mode.NEAREST}:
        about.append(Press(why_id(hit.ref, view.state.way), tr(texts.WHY)))
    answers = answering(hit, view.state)
    cited = Cited(hit.ref, answers[0].start if answers else None)
    about.append(Press(cite_id(Step.OPEN, cited), tr(texts.CITE)))
    return [_turning(view, hit, around), (*about, *_message_buttons(view))]


def context_rows(view: View, hit: Hit, *, earlier: bool, later: bool) -> list[Row]:
    """Buttons to the other passages, and to more of the surroundings if there are more."""
    state, tr = view.state, view.tr
    answers = answering(hit, state)
    words = Words(hit.ref, answers[0].start, answers[0].end) if answers else None
    section = Goal(hit.ref, scope=Scope.SECTION, words=words)
    more = (
        _press(Button.BEFORE, tr(texts.ONE_BEFORE), state.with_earlier(), disabled=not earlier),
        _press(Button.AFTER, tr(texts.ONE_AFTER), state.with_later(), disabled=not later),
        Press(reading.encode(section, "s"), tr(texts.WHOLE_SECTION)),
    )
    back = _press(Button.CONTEXT, tr(texts.BACK), state.showing(Shows.PASSAGE))
    return [_turning(view, hit, back), (*more, *_message_buttons(view))]


def text_rows(view: View, size: Size, part: Part, references: Sequence[CrossReference]) -> list[Row]:
    """Buttons to the rest of a long passage, and to the places that the shown part refers to."""
    row: list[Press | Link] = []
    if size is Size.WINDOW:
        row.append(_press(Button.ALL, view.tr(texts.SHOW_ALL), view.state.showing(Shows.ALL)))
    if size is Size.ALL:
        row += part_row(view, part)
        row.append(_press(Button.ALL, view.tr(texts.SHOW_LESS), view.state.showing(Shows.PASSAGE)))
    once: dict[str, CrossReference] = {}
    for one in references:
        once.setdefault(one.target, one)
    places = list(once.values())
    if len(places) > _BUTTONS - len(row):
        return [tuple(row), _places_menu(view, places)]
    row += [
        Press(reading.encode(Goal(one.target), str(number)), view.tr(texts.SEE, place=_place(view, one)))
        for number, one in enumerate(places)
    ]
    return [tuple(row)]


def part_row(view: View, part: Part) -> tuple[Press, ...]:
    """Buttons to the other parts of a text, if there are several."""

    def custom_id(turn: Turn, to: int) -> str:
        return encode(view.state.in_part(to), _PART_BUTTONS[turn])

    return pager(part.number, part.count, custom_id, view.tr, PARTS)


def _press(button: Button, label: str, state: State, *, disabled: bool = False) -> Press:
    return Press(encode(state, button), label, disabled)


def _turning(view: View, hit: Hit, around: Press) -> tuple[Press | Link, ...]:
    state = view.state

    def custom_id(turn: Turn, to: int) -> str:
        # The counter's id holds the full state, from which the shown passage is read back.
        return encode(state if turn is Turn.HERE else state.at(to), _PAGE_BUTTONS[turn])

    source = source_button(source_of(hit, state), view.tr)
    return (*pager(state.position, view.count, custom_id, view.tr), around, *source)


def _message_buttons(view: View) -> tuple[Press, ...]:
    share = (_press(Button.SHARE, view.tr(texts.SHARE), view.state),) if view.private else ()
    return (*share, delete(view.state.asker, view.tr))


def already_shared(rows: Sequence[Row], tr: Translation) -> tuple[Row, ...]:
    """The rows of an ephemeral answer after it was shared, with the share button disabled."""
    return tuple(row if isinstance(row, Menu) else tuple(_shared(one, tr) for one in row) for row in rows)


def _shared(button: Press | Link, tr: Translation) -> Press | Link:
    if isinstance(button, Press) and is_of(button.custom_id, Button.SHARE):
        return replace(button, label=tr(texts.SHARED), disabled=True)
    return button


def _places_menu(view: View, places: Sequence[CrossReference]) -> Menu:
    options = tuple(Option(_place(view, one), reading.choice(Goal(one.target))) for one in places[:OPTIONS])
    count = str(len(places)) if len(places) <= OPTIONS else f"{OPTIONS} / {len(places)}"
    return Menu(reading.encode(Goal(places[0].target), "m"), view.tr(texts.REFERS_TO, count=count), options)


def _place(view: View, reference: CrossReference) -> str:
    return shortened(view.tr.wording(reference.label), _PLACE_ROOM)
