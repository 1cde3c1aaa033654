"""The list of a server's documents, and confirmations of actions on one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import markup, retention
from bot import texts as general
from bot.ids.library import Deed, Order, choice, encode
from bot.replies import HEADING, Kept, Look, Menu, Option, Press, Reply, Tone, heading
from bot.replies.library import HEADING_ROOM, size_of, when
from bot.replies.pager import pager
from bot.texts import library as texts
from knowledge import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.i18n import Message, Translation
    from bot.replies import Row
    from knowledge import EditionInfo, GoldenQuestion, Quota, Usage

_LINES: Final = 12
_TITLE_ROOM = 100
_OPTION_ROOM = 100
_MOST_OPTIONS: Final = 25
_QUESTIONS, _QUESTION_ROOM = 8, 150


@dataclass(frozen=True, slots=True)
class Shelves:
    """All documents that a moderator sees in the list, and how much of its quota the server uses."""

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
    """A page of the list, with a menu to open a document."""
    entries = [(group, info) for group, infos in shelves.groups for info in infos]
    pages = max(1, -(-len(entries) // _LINES))
    page = min(page, pages - 1)
    shown = entries[page * _LINES : (page + 1) * _LINES]
    called = names([info for _, info in entries], tr)
    lines: list[str] = []
    for number, (group, info) in enumerate(shown):
        if not number or shown[number - 1][0] is not group:
            lines.append(("\n" if number else "") + tr(group))
        lines.append(_line(info, called[info.key], tr))
    rows: list[Row] = []
    if shown:
        options = tuple(_option(info, called[info.key], tr) for _, info in shown)
        rows.append(Menu(encode(Order(Deed.CHOOSE, page)), tr(texts.CHOOSE), options))
    rows.append(pager(page, pages, lambda turn, to: encode(Order(Deed.LIST, to), turn), tr))
    return Reply(
        Kept(f"{HEADING}{tr(texts.DOCUMENTS)}", f"-# {_usage(shelves, tr)}"),
        Tone.PLAIN,
        lead="\n".join(lines) or tr(texts.EMPTY),
        rows=tuple(row for row in rows if row),
    )


def names(infos: Iterable[EditionInfo], tr: Translation) -> dict[int, str]:
    """Names of documents by key, as plain text: the title, with the id if several have the same title."""
    infos = tuple(infos)
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for info in infos:
        ids[markup.one_line(info.title).casefold()].add(info.id)
    called = {}
    for info in infos:
        title = markup.one_line(info.title)
        called[info.key] = tr(general.NAMESAKE, title=title, id=info.id) if len(ids[title.casefold()]) > 1 else title
    return called


def state_of(info: EditionInfo, tr: Translation) -> str:
    """The state of a document in a word or two."""
    return tr(_STATES[info.status])


def elsewhere(info: EditionInfo, tr: Translation) -> Reply:
    """That a named document is not in the state that the command needs, with buttons that lead to it."""
    show = Press(encode(Order(Deed.OPEN, info.key)), tr(texts.SHOW_DOCUMENT))
    match info.status:
        case Status.PENDING:
            label = tr.count(texts.OPEN_PREVIEWS, 1)
            row: tuple[Press, ...] = (Press(encode(Order(Deed.OPEN, info.key)), label, look=Look.MAIN),)
        case Status.REMOVED:
            restore = Press(encode(Order(Deed.RESTORE, info.key)), tr(texts.RESTORE_BUTTON), look=Look.GOOD)
            row = (restore, show)
        case _:
            row = (show,)
    said = tr(_ELSEWHERE[info.status], title=markup.label(info.title, HEADING_ROOM))
    return Reply(Kept(heading(info.title, HEADING_ROOM)), Tone.NEAREST, lead=said, rows=(row,))


def several(infos: Sequence[EditionInfo], tr: Translation) -> Reply:
    """That several documents have the title that somebody named, and a menu of them."""
    title, called = markup.label(infos[0].title, _TITLE_ROOM), names(infos, tr)
    options = tuple(_option(info, called[info.key], tr) for info in infos[:_MOST_OPTIONS])
    menu = Menu(encode(Order(Deed.CHOOSE)), tr(texts.CHOOSE), options)
    shown = Kept(heading(infos[0].title, HEADING_ROOM))
    return Reply(shown, Tone.NEAREST, lead=tr(texts.SEVERAL_CALLED, title=title), rows=(menu,))


def confirm_removal(info: EditionInfo, name: str, golden: Sequence[GoldenQuestion], tr: Translation) -> Reply:
    """The confirmation prompt before a document is removed, with the golden questions that depend on it.

    ``name`` distinguishes it from documents with the same title.
    """
    lines = [tr(texts.REMOVE_QUESTION, title=markup.label(name, HEADING_ROOM))]
    if golden:
        lines += ["", tr.count(texts.REMOVE_GOLDEN, len(golden))]
        lines += [f"- {markup.label(one.question, _QUESTION_ROOM)}" for one in golden[:_QUESTIONS]]
        if len(golden) > _QUESTIONS:
            lines.append(f"-# {tr.count(general.AND_MORE, len(golden) - _QUESTIONS)}")
    yes = Press(encode(Order(Deed.REMOVE_NOW, info.key)), tr(texts.REMOVE_YES), look=Look.DANGER)
    no = Press(encode(Order(Deed.OPEN, info.key)), tr(texts.REMOVE_NO))
    return Reply(Kept(heading(info.title, HEADING_ROOM)), Tone.NEAREST, lead="\n".join(lines), rows=((yes, no),))


def approved(info: EditionInfo, waiting: Sequence[int], tr: Translation) -> Reply:
    """The confirmation that a preview was approved."""
    show = Press(encode(Order(Deed.OPEN, info.key)), tr(texts.SHOW_DOCUMENT))
    return _done(info, tr(texts.APPROVED), waiting, (show,), tr)


def discarded(info: EditionInfo, waiting: Sequence[int], tr: Translation) -> Reply:
    """The confirmation that a preview was discarded."""
    return _done(info, tr(texts.DISCARDED, title=markup.label(info.title, HEADING_ROOM)), waiting, (), tr)


def removed(info: EditionInfo, tr: Translation) -> Reply:
    """The confirmation that a document was removed; it can be restored."""
    until = when(info.ended_at + retention.REMOVED) if info.ended_at else ""
    undo = Press(encode(Order(Deed.RESTORE, info.key)), tr(texts.UNDO), look=Look.MAIN)
    said = tr(texts.WAS_REMOVED, title=markup.label(info.title, HEADING_ROOM), until=until)
    return _done(info, said, (), (undo,), tr)


def restored(info: EditionInfo, tr: Translation) -> Reply:
    """The confirmation that a removed document was restored."""
    show = Press(encode(Order(Deed.OPEN, info.key)), tr(texts.SHOW_DOCUMENT))
    return _done(info, tr(texts.WAS_RESTORED, title=markup.label(info.title, HEADING_ROOM)), (), (show,), tr)


def vanished(title: str, sentence: str, tr: Translation) -> Reply:
    """That a preview or a document no longer exists (a sentence in Markdown), with its title if known."""
    every = Press(encode(Order(Deed.LIST)), tr(general.ALL_DOCUMENTS))
    shown = heading(title, HEADING_ROOM) if title else f"{HEADING}{tr(texts.DOCUMENTS)}"
    return Reply(Kept(shown), Tone.NOTHING, lead=sentence, rows=((every,),))


def _done(
    info: EditionInfo, sentence: str, waiting: Sequence[int], buttons: tuple[Press, ...], tr: Translation
) -> Reply:
    if waiting:
        sentence += f"\n{tr.count(texts.STILL_WAITING, len(waiting))}"
        following = Press(encode(Order(Deed.OPEN, waiting[0]), "n"), tr(texts.NEXT_PREVIEW), look=Look.MAIN)
        buttons = (following, *buttons)
    buttons = (*buttons, Press(encode(Order(Deed.LIST)), tr(general.ALL_DOCUMENTS)))
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


def _line(info: EditionInfo, name: str, tr: Translation) -> str:
    facts = [tr.count(general.PASSAGES, info.passages)]
    if info.edition > 1:
        facts.append(tr(texts.EDITION, number=tr.number(info.edition)))
    if info.status is Status.REMOVED and info.ended_at is not None:
        facts.append(tr(texts.UNTIL, when=when(info.ended_at + retention.REMOVED)))
    shown = markup.escape(markup.both_ends(name, _TITLE_ROOM)) or markup.ELLIPSIS
    return f"- **{shown}** · {' · '.join(facts)}"


def _option(info: EditionInfo, name: str, tr: Translation) -> Option:
    facts = [state_of(info, tr), tr.count(general.PASSAGES, info.passages), markup.one_line(info.file_name)]
    about = markup.both_ends(" · ".join(fact for fact in facts if fact), _OPTION_ROOM)
    return Option(markup.both_ends(name, _OPTION_ROOM) or markup.ELLIPSIS, choice(info.key), about)


_STATES: Final = {
    Status.PENDING: texts.STATE_PENDING,
    Status.LIVE: texts.STATE_LIVE,
    Status.REMOVED: texts.STATE_REMOVED,
    Status.SUPERSEDED: texts.STATE_SUPERSEDED,
}
_ELSEWHERE: Final = {
    Status.PENDING: texts.IS_PENDING,
    Status.LIVE: texts.IS_LIVE,
    Status.REMOVED: texts.IS_REMOVED,
}
