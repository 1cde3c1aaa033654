"""Unanswered questions: the list, one of them, and the passages nearest to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import markup
from bot import texts as general
from bot.ids.moderation import Deed, Feature, encode
from bot.replies import HEADING, Kept, Look, Menu, Option, Press, Reply, Tone, heading
from bot.replies.labels import shortened
from bot.replies.listing import page_of, turning
from bot.replies.place import place_line
from bot.texts import moderation as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from knowledge import Answer, GapGroup, Hit

PAGE: Final = 10
"""Questions on each page of the list."""
_LINE_ROOM: Final = 160
_LABEL_ROOM: Final = 100
_ALIKE: Final = 5
_PLACE_ROOM: Final = 160
_EXCERPT_ROOM: Final = 180
_WORDS_ROOM: Final = 300


@dataclass(frozen=True, slots=True)
class Switch:
    """Whether the server keeps unanswered questions, and the command that changes that (Markdown)."""

    kept: bool
    command: str


def listed(groups: Sequence[GapGroup], number: int, switch: Switch, tr: Translation, *, done: str = "") -> Reply:
    """A page of the list; ``done`` is the result of the last action (Markdown)."""
    page = page_of(groups, number, PAGE)
    lines = [_line(group, tr) for group in page.items] or [tr(texts.NO_GAPS)]
    note = tr(texts.UNANSWERED_NOTE if switch.kept else texts.NOT_KEPT_NOTE, settings=switch.command)
    options = tuple(Option(shortened(group.question, _LABEL_ROOM), str(group.keys[0])) for group in page.items)
    menus = (
        Menu(encode(Feature.GAPS, Deed.OPEN), tr(texts.CHOOSE_GAP), options),
        Menu(encode(Feature.GAPS, Deed.DISMISS), tr(texts.DISMISS_SEVERAL), options, most=len(options)),
    )
    buttons = turning(Feature.GAPS, page, tr)
    return Reply(
        Kept(f"{HEADING}{tr(texts.UNANSWERED)}", f"-# {note}"),
        Tone.PLAIN,
        lead=done,
        body=("\n\n".join(lines),),
        rows=(*(menus if page.items else ()), *((buttons,) if buttons else ())),
    )


def opened(group: GapGroup, answer: Answer, tr: Translation, *, page: int = 0, done: str = "") -> Reply:
    """One question, similar questions, its words that the library lacks, and the possible actions.

    ``page`` is the page of the list that the question is on.
    """
    lines = [done] if done else []
    if answer.answered and answer.hits:
        lines.append(tr(texts.NOW_ANSWERED, place=_place(answer.hits[0], tr)))
    else:
        lines.append(tr(texts.STILL_UNANSWERED))
    if answer.unknown_words:
        lines.append(tr(texts.UNKNOWN_HERE, words=markup.short(", ".join(answer.unknown_words), _WORDS_ROOM)))
    alike = [one for one in dict.fromkeys(gap.question for gap in group.gaps) if one != group.question]
    if alike:
        lines += [tr(texts.ASKED_ALIKE), *(f"- {markup.short(one, _LINE_ROOM)}" for one in alike[:_ALIKE])]
    if len(alike) > _ALIKE:
        lines.append(f"-# {tr.count(general.AND_MORE, len(alike) - _ALIKE)}")
    key = group.keys[0]
    row = (
        Press(encode(Feature.GAPS, Deed.ADD, key), tr(texts.ADD_ALIAS), look=Look.MAIN),
        Press(encode(Feature.GAPS, Deed.NEAREST, key), tr(texts.NEAREST)),
        _golden(key, tr),
        Press(encode(Feature.GAPS, Deed.DISMISS, key), tr(texts.DISMISS), look=Look.DANGER),
        Press(encode(Feature.GAPS, Deed.LIST, page), tr(texts.BACK_TO_LIST)),
    )
    return Reply(Kept(heading(group.question), f"-# {_times(group, tr)}"), Tone.PLAIN, "\n".join(lines), rows=(row,))


def nearest(group: GapGroup, hits: Sequence[Hit], tr: Translation) -> Reply:
    """The passages nearest to a question, to choose the right one from."""
    key = group.keys[0]
    menu = Menu(
        encode(Feature.GAPS, Deed.KEEP, key),
        tr(texts.CHOOSE_RIGHT),
        tuple(
            Option(
                shortened(f"{number}. {place_line(hit, tr) or hit.document.title}", _LABEL_ROOM),
                hit.ref,
                shortened(hit.text, _LABEL_ROOM),
            )
            for number, hit in enumerate(hits, start=1)
        ),
    )
    buttons = (_golden(key, tr), Press(encode(Feature.GAPS, Deed.VIEW, key), tr(texts.BACK_TO_QUESTION)))
    return Reply(
        Kept(heading(group.question), f"-# {_times(group, tr)}"),
        Tone.NEAREST,
        lead=f"-# {tr(texts.CHOOSE_NOTE)}" if hits else tr(general.NOTHING_SIMILAR),
        body=tuple(
            f"**{number}.** {_place(hit, tr)}\n{markup.quote(markup.short(hit.text, _EXCERPT_ROOM))}"
            for number, hit in enumerate(hits, start=1)
        ),
        rows=(menu, buttons) if hits else (buttons,),
    )


def _golden(key: int, tr: Translation) -> Press:
    """The button to a form for the right passage, which may be none of those found."""
    return Press(encode(Feature.GAPS, Deed.GOLDEN, key), tr(texts.MAKE_GOLDEN))


def _line(group: GapGroup, tr: Translation) -> str:
    when = f"<t:{int(group.gaps[0].asked_at.timestamp())}:R>"
    return tr(
        texts.GAP_LINE,
        question=markup.short(group.question, _LINE_ROOM),
        times=tr.count(texts.TIMES, len(group.gaps)),
        when=when,
    )


def _times(group: GapGroup, tr: Translation) -> str:
    return tr.count(texts.TIMES, len(group.gaps))


def _place(hit: Hit, tr: Translation) -> str:
    return markup.short(f"{hit.document.title} · {place_line(hit, tr)}", _PLACE_ROOM)
