"""The documents of a server in a list, and what was done with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import markup, retention
from bot.ids.library import Deed, Order, choice, encode
from bot.replies import HEADING, Kept, Look, Menu, Option, Press, Reply, Tone, heading
from bot.replies.library import HEADING_ROOM, size_of, when, words
from bot.replies.pager import pager
from bot.texts import library as texts
from knowledge import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Message, Translation
    from bot.replies import Row
    from knowledge import EditionInfo, GoldenQuestion, Quota, Usage

_LINES: Final = 12
_TITLE_ROOM = 120
_OPTION_ROOM = 90
_QUESTIONS, _QUESTION_ROOM = 8, 150


@dataclass(frozen=True, slots=True)
class Shelves:
    """Everything that a moderator sees in the list, and how much of its quota the server uses."""

    pending: tuple[EditionInfo, ...]
    own: tuple[EditionInfo, ...]
    removed: tuple[EditionInfo, ...]
    shared: tuple[EditionInfo, ...]
    usage: Usage
    quota: Quota

    @property
    def groups(self) -> tuple[tuple[Message, tuple[EditionInfo, ...]], ...]:
        """The editions under their headings."""
        return (
            (texts.GROUP_PENDING, self.pending),
            (texts.GROUP_OWN, self.own),
            (texts.GROUP_REMOVED, self.removed),
            (texts.GROUP_SHARED, self.shared),
        )


def listing(shelves: Shelves, page: int, tr: Translation) -> Reply:
    """A page of the list, with a menu that opens each of its lines."""
    entries = [(group, info) for group, infos in shelves.groups for info in infos]
    pages = max(1, -(-len(entries) // _LINES))
    page = min(page, pages - 1)
    shown = entries[page * _LINES : (page + 1) * _LINES]
    lines: list[str] = []
    for number, (group, info) in enumerate(shown):
        if not number or shown[number - 1][0] is not group:
            lines.append(("\n" if number else "") + tr(group))
        lines.append(_line(info, tr))
    rows: list[Row] = []
    if shown:
        options = tuple(_option(info, tr) for _, info in shown)
        rows.append(Menu(encode(Order(Deed.CHOOSE, page)), tr(texts.CHOOSE), options))
    rows.append(pager(page, pages, lambda turn, to: encode(Order(Deed.LIST, to), turn), tr))
    return Reply(
        Kept(f"{HEADING}{tr(texts.DOCUMENTS)}", f"-# {_usage(shelves, tr)}"),
        Tone.PLAIN,
        lead="\n".join(lines) or tr(texts.EMPTY),
        rows=tuple(row for row in rows if row),
    )


def confirm_removal(info: EditionInfo, golden: Sequence[GoldenQuestion], tr: Translation) -> Reply:
    """The question before a document is removed, and the golden questions that depend on it."""
    lines = [tr(texts.REMOVE_QUESTION, title=words(info.title, HEADING_ROOM))]
    if golden:
        lines += ["", tr.count(texts.REMOVE_GOLDEN, len(golden))]
        lines += [tr(texts.QUESTION_LINE, question=words(one.question, _QUESTION_ROOM)) for one in golden[:_QUESTIONS]]
        if len(golden) > _QUESTIONS:
            lines.append(f"-# {tr.count(texts.AND_MORE, len(golden) - _QUESTIONS)}")
    yes = Press(encode(Order(Deed.REMOVE_NOW, info.key)), tr(texts.REMOVE_YES), look=Look.DANGER)
    no = Press(encode(Order(Deed.OPEN, info.key)), tr(texts.REMOVE_NO))
    return Reply(Kept(heading(info.title, HEADING_ROOM)), Tone.NEAREST, lead="\n".join(lines), rows=((yes, no),))


def approved(info: EditionInfo, waiting: Sequence[int], tr: Translation) -> Reply:
    """A preview went live."""
    show = Press(encode(Order(Deed.OPEN, info.key)), tr(texts.SHOW_DOCUMENT))
    return _done(info, tr(texts.APPROVED), waiting, (show,), tr)


def discarded(info: EditionInfo, waiting: Sequence[int], tr: Translation) -> Reply:
    """A preview was thrown away."""
    return _done(info, tr(texts.DISCARDED, title=words(info.title, HEADING_ROOM)), waiting, (), tr)


def removed(info: EditionInfo, tr: Translation) -> Reply:
    """A document was removed; it can be had back."""
    until = when(info.ended_at + retention.REMOVED) if info.ended_at else ""
    undo = Press(encode(Order(Deed.RESTORE, info.key)), tr(texts.UNDO), look=Look.MAIN)
    said = tr(texts.WAS_REMOVED, title=words(info.title, HEADING_ROOM), until=until)
    return _done(info, said, (), (undo,), tr)


def restored(info: EditionInfo, tr: Translation) -> Reply:
    """A removed document is back."""
    show = Press(encode(Order(Deed.OPEN, info.key)), tr(texts.SHOW_DOCUMENT))
    return _done(info, tr(texts.WAS_RESTORED, title=words(info.title, HEADING_ROOM)), (), (show,), tr)


def vanished(title: str, sentence: str, tr: Translation) -> Reply:
    """That a preview or a document is not there any more (a sentence in Markdown); its title, where that is known."""
    every = Press(encode(Order(Deed.LIST)), tr(texts.ALL_DOCUMENTS))
    shown = heading(title, HEADING_ROOM) if title else f"{HEADING}{tr(texts.DOCUMENTS)}"
    return Reply(Kept(shown), Tone.NOTHING, lead=sentence, rows=((every,),))


def _done(
    info: EditionInfo, sentence: str, waiting: Sequence[int], buttons: tuple[Press, ...], tr: Translation
) -> Reply:
    if waiting:
        sentence += f"\n{tr.count(texts.STILL_WAITING, len(waiting))}"
        following = Press(encode(Order(Deed.OPEN, waiting[0]), "n"), tr(texts.NEXT_PREVIEW), look=Look.MAIN)
        buttons = (following, *buttons)
    buttons = (*buttons, Press(encode(Order(Deed.LIST)), tr(texts.ALL_DOCUMENTS)))
    return Reply(Kept(heading(info.title, HEADING_ROOM)), Tone.PLAIN, lead=sentence, rows=(buttons,))


def _usage(shelves: Shelves, tr: Translation) -> str:
    usage, quota = shelves.usage, shelves.quota
    size = tr(texts.SIZE_OF, size=size_of(usage.bytes, tr), most=size_of(quota.bytes, tr))
    return tr(
        texts.USAGE,
        documents=tr.number(usage.documents),
        most_documents=tr.number(quota.documents),
        passages=tr.number(usage.passages),
        most_passages=tr.number(quota.passages),
        size=size,
    )


def _line(info: EditionInfo, tr: Translation) -> str:
    facts = [tr.count(texts.PASSAGES, info.passages)]
    if info.edition > 1:
        facts.append(tr(texts.EDITION, number=tr.number(info.edition)))
    if info.status is Status.REMOVED and info.ended_at is not None:
        facts.append(tr(texts.UNTIL, when=when(info.ended_at + retention.REMOVED)))
    return f"- **{words(info.title, _TITLE_ROOM)}** · {' · '.join(facts)}"


def _option(info: EditionInfo, tr: Translation) -> Option:
    label = markup.shorten(markup.one_line(info.title), _OPTION_ROOM) or markup.ELLIPSIS
    state = tr.count(texts.PASSAGES, info.passages)
    return Option(label, choice(info.key), state)
