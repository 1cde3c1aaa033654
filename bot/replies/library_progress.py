"""The progress of uploaded files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from bot import markup
from bot import texts as general
from bot.ids.library import Deed, Order, encode
from bot.replies import HEADING, Kept, Look, Press, Reply, Tone
from bot.texts import library as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from bot.replies import Row
    from knowledge import EditionInfo

_NAME_ROOM = 60
_SENTENCE_ROOM = 400
_BUTTON_ROOM = 40


class Stage(Enum):
    """The stage of processing of a file."""

    WAITING = auto()
    FETCHING = auto()
    READING = auto()
    KEPT = auto()
    UNCHANGED = auto()
    AWAITING = auto()
    """The same file is pending approval already."""
    REMOVED = auto()
    """A document made from the same file was removed."""
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A file and its progress: seconds of reading, the edition made of it.

    ``sentence`` says why it failed, or what was not done for a file that is already known (Markdown).
    """

    name: str
    stage: Stage = Stage.WAITING
    seconds: int = 0
    info: EditionInfo | None = None
    sentence: str = ""


def progress(lines: Sequence[Line], tr: Translation, *, finished: bool = False) -> Reply:
    """The files of an upload and their progress; when finished, buttons to their previews."""
    rows = (_opening(lines, tr), _showing(lines, tr), _restoring(lines, tr)) if finished else ()
    title = tr(texts.FINISHED if finished else texts.WORKING)
    shown = "\n".join(_file(line, tr) for line in lines)
    return Reply(Kept(f"{HEADING}{title}"), Tone.PLAIN, lead=shown, rows=tuple(row for row in rows if row))


def _opening(lines: Sequence[Line], tr: Translation) -> Row:
    """The buttons to the previews, each once, however often its file was uploaded."""
    waiting = list(_made(lines, {Stage.KEPT, Stage.AWAITING}))
    if not waiting:
        return ()
    label = tr.count(texts.OPEN_PREVIEWS, len(waiting))
    return (Press(encode(Order(Deed.OPEN, waiting[0])), label, look=Look.MAIN),)


def _showing(lines: Sequence[Line], tr: Translation) -> Row:
    """The button to the document that already has the file's content: its title may be ambiguous."""
    there = list(_made(lines, {Stage.UNCHANGED}))
    return (Press(encode(Order(Deed.OPEN, there[0]), "u"), tr(texts.SHOW_DOCUMENT)),) if len(there) == 1 else ()


def _restoring(lines: Sequence[Line], tr: Translation) -> Row:
    """The buttons that restore removed documents, labelled with names if there are several."""
    removed = _made(lines, {Stage.REMOVED})
    return tuple(
        Press(encode(Order(Deed.RESTORE, key)), _restore(info, len(removed), tr), look=Look.GOOD)
        for key, info in removed.items()
    )


def _restore(info: EditionInfo, count: int, tr: Translation) -> str:
    if count == 1:
        return tr(texts.RESTORE_BUTTON)
    return tr(texts.RESTORE_ONE, title=markup.both_ends(markup.one_line(info.title), _BUTTON_ROOM))


def _made(lines: Sequence[Line], stages: set[Stage]) -> dict[int, EditionInfo]:
    """The editions at these stages, by their keys."""
    return {line.info.key: line.info for line in lines if line.info is not None and line.stage in stages}


def _file(line: Line, tr: Translation) -> str:
    """A file as a line of Markdown."""
    name = markup.label(line.name, _NAME_ROOM)
    if line.stage is Stage.FAILED:
        sentence = markup.shorten(markup.clean(line.sentence), _SENTENCE_ROOM)
        return tr(texts.LINE_FAILED, sentence=sentence if name in sentence else f"{name} · {sentence}")
    if line.stage is Stage.READING and line.seconds:
        return tr(texts.LINE_SECONDS, name=name, seconds=tr.number(line.seconds))
    if line.info is None:
        return tr(_UNDER_WAY[line.stage], name=name)
    if line.stage is Stage.KEPT:
        return tr(texts.LINE_KEPT, name=name, count=tr.count(general.PASSAGES, line.info.passages))
    said = tr(_THERE[line.stage], name=name, title=markup.label(line.info.title, _NAME_ROOM))
    return f"{said}. {markup.shorten(markup.clean(line.sentence), _SENTENCE_ROOM)}" if line.sentence else said


_THERE: Final = {
    Stage.UNCHANGED: texts.LINE_UNCHANGED,
    Stage.AWAITING: texts.LINE_AWAITING,
    Stage.REMOVED: texts.LINE_REMOVED,
}
_UNDER_WAY: Final = {
    Stage.WAITING: texts.LINE_WAITING,
    Stage.FETCHING: texts.LINE_FETCHING,
    Stage.READING: texts.LINE_READING,
}
