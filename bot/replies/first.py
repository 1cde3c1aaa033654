"""The first reply to a question: the best passage, or that there is none, and how the question was understood."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import markup, texts
from bot.i18n import LANGUAGES, translation
from bot.ids.answer import Button, Mode, State, Way, encode, fitting
from bot.replies import Kept, Press, Reply, Tone, heading, parts
from bot.replies.deleting import delete
from bot.replies.labels import shortened
from bot.replies.passage import passage
from bot.replies.view import View, mark_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from bot.replies import Row
    from knowledge import Answer, CrossReference, Hit

HEADING_ROOM = 400
_NOTES_ROOM = 300
_SHARER_ROOM = 80
_WORDS_ROOM = 400
_LABEL_ROOM = 50
_NAMES = 3


def first(
    answer: Answer,
    asker: int,
    tr: Translation,
    *,
    private: bool = False,
    way: Way = Way.USUAL,
    references: tuple[CrossReference, ...] = (),
    twins: tuple[Hit, ...] = (),
) -> Reply:
    """The reply to a question.

    ``references`` are the places that its best passage refers to, ``twins`` the other passages with the same text.

    A search in a part of the library gets no button that repeats the question, since that would search all of it.
    """
    fit = fitting(tuple(mark_of(hit) for hit in answer.hits))
    shown = markup.shorten(markup.one_line(answer.question), HEADING_ROOM)
    whole = shown == markup.one_line(answer.question)
    repeatable = whole and way is not Way.SCOPED
    mode, count = Mode.ANSWER if answer.answered else Mode.NEAREST, len(fit)
    if answer.kind == "lookup":
        mode = Mode.PLACES
        if repeatable and len(fit) < len(answer.hits):
            mode, fit, count = Mode.QUESTION, (), len(answer.hits)
    left_out = _left_out(answer, count, tr)
    kept = Kept(heading(answer.question, HEADING_ROOM), _notes(answer, left_out, tr, whole=whole))
    state = State(asker, fit, mode, way=way)
    again = _as_typed(answer, state, tr) if repeatable else ()
    if answer.hits and answer.answered:
        view = View(kept, state, count, tr, private, references, twins)
        return _with_row(passage(view, answer.hits[0]), again)
    if answer.kind == "lookup" or (answer.message and not answer.hits):
        message = tr.wording(answer.message) if answer.message else tr(texts.NOTHING_SIMILAR)
        lead = markup.escape(markup.shorten(message, parts.ROOM))
        return Reply(kept, Tone.NOTHING, lead=lead, rows=((delete(asker, tr),),))
    return _with_row(_no_answer(answer, kept, state, tr), again)


def shared(kept: Kept, sharer: str, tr: Translation) -> Kept:
    """The kept parts of an ephemeral answer that somebody shares with all; ``sharer`` is their name."""
    name = markup.short(sharer, _SHARER_ROOM)
    notes = unshared(kept).notes
    line = f"-# {tr(texts.SHARED_BY, name=name)}"
    return Kept(kept.heading, f"{notes}\n{line}" if notes else line)


def unshared(kept: Kept) -> Kept:
    """The kept parts without the line that says who shared it, in any language."""
    ends = [translation(language)(texts.SHARED_BY, name="\n").split("\n") for language in LANGUAGES]
    lines = kept.notes.split("\n")
    left = [one for one in lines if not any(one.startswith(f"-# {a}") and one.endswith(b) for a, b in ends)]
    return replace(kept, notes="\n".join(left))


def _with_row(reply: Reply, row: Row) -> Reply:
    return replace(reply, rows=(*reply.rows, row)) if row else reply


def _left_out(answer: Answer, count: int, tr: Translation) -> str:
    """A note that not all passages can be shown; empty if they can."""
    if count == len(answer.hits):
        return ""
    text = texts.PLACES_LEFT_OUT if answer.kind == "lookup" else texts.PASSAGES_LEFT_OUT
    return tr(text, shown=count, total=len(answer.hits))


def _notes(answer: Answer, left_out: str, tr: Translation, *, whole: bool) -> str:
    lines = []
    if answer.kind == "lookup" and answer.hits and answer.message:
        lines.append(tr.wording(answer.message))
    if left_out:
        lines.append(left_out)
    lines += [tr(texts.CORRECTED, typed=item.typed, used=item.used) for item in answer.corrections]
    for item in answer.aliases:
        names = [name for name in item.also if name.casefold() != item.typed.casefold()]
        if names:
            lines.append(tr(texts.ALSO, typed=item.typed, names=_some(names, tr)))
    if not whole:
        lines.append(tr(texts.QUESTION_SHORTENED, length=tr.number(len(answer.question))))
    if not lines:
        return ""
    return f"-# {markup.short(' · '.join(lines), _NOTES_ROOM)}"


def _some(names: Sequence[str], tr: Translation) -> str:
    """The first few names, and the number of the others."""
    shown = ", ".join(names[:_NAMES])
    return tr(texts.MORE, names=shown, count=len(names) - _NAMES) if len(names) > _NAMES else shown


def _no_answer(answer: Answer, kept: Kept, state: State, tr: Translation) -> Reply:
    words = [tr(texts.QUOTED, word=markup.one_line(word)) for word in answer.unknown_words]
    if words:
        listed = markup.short(tr.listed(words), _WORDS_ROOM)
        reason = tr.count(texts.UNKNOWN_WORDS, len(words), words=listed)
    else:
        reason = tr(texts.NOT_CLOSE_ENOUGH if answer.hits else texts.NOTHING_SIMILAR)
    nearest = (Press(encode(state, Button.NEAREST), tr(texts.NEAREST)),) if state.marks else ()
    row = (*nearest, delete(state.asker, tr))
    return Reply(kept, Tone.NOTHING, lead=f"{tr(texts.NO_ANSWER)}\n{reason}", rows=(row,))


def _as_typed(answer: Answer, state: State, tr: Translation) -> tuple[Press, ...]:
    """The button that asks again without spelling corrections, if there were any."""
    if not answer.corrections:
        return ()
    typed = tr.listed(tr(texts.QUOTED, word=markup.one_line(item.typed)) for item in answer.corrections)
    label = tr(texts.SEARCH_AS_TYPED, words=shortened(typed, _LABEL_ROOM))
    return (Press(encode(State(state.asker, ()), Button.TYPED), label),)
