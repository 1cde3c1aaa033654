"""What a newer edition changes: paragraphs added, removed and altered, and golden questions that would get worse."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import markup
from bot.replies import HEADING, Kept, Reply, Tone, heading
from bot.replies.library import HEADING_ROOM, changes_rows, fact, stranded_rows, words
from bot.replies.place import pages_line
from bot.texts import library as texts
from knowledge import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.rehearsal import Rehearsal
    from bot.i18n import Message, Translation
    from bot.replies.library import Waiting
    from knowledge import Alteration, EditionDiff, EditionInfo, Metadata, Passage

_SHOWN = 3
"""Paragraphs of each kind that are shown."""
_ROOM = 190
_CONTEXT = 4
"""Words that are shown on either side of what changed in a paragraph."""
_DETAIL_ROOM = 50
_QUESTIONS, _QUESTION_ROOM = 5, 110
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition changes in what it replaces: what is said of it before, and its paragraphs."""

    info: EditionInfo
    former: Metadata
    diff: EditionDiff


def changes(change: Change, rehearsal: Rehearsal | None, waiting: Waiting, tr: Translation) -> Reply:
    """What an edition changes; ``rehearsal`` is ``None`` while the golden questions are being tried."""
    info, diff = change.info, change.diff
    body = (
        _details(change.former, info.metadata, tr),
        _group(texts.ALTERED, [_altered(one, tr) for one in diff.altered[:_SHOWN]], len(diff.altered), tr),
        _group(texts.ADDED, [_whole(one, tr) for one in diff.added[:_SHOWN]], len(diff.added), tr),
        _group(texts.REMOVED, [_whole(one, tr) for one in diff.removed[:_SHOWN]], len(diff.removed), tr),
        _golden(rehearsal, tr),
    )
    title = markup.escape(markup.shorten(markup.one_line(info.title), HEADING_ROOM))
    return Reply(
        Kept(f"{HEADING}{tr(texts.CHANGES, title=title)}", f"-# {tr(texts.PREVIEW_REPLACES, edition=info.edition)}"),
        Tone.NEAREST if rehearsal is not None and (rehearsal.worse or rehearsal.failed) else Tone.ANSWER,
        lead=_counts(diff, tr),
        body=tuple(text for text in body if text),
        rows=changes_rows(info.key, waiting, tr, tried=rehearsal is not None),
    )


def stranded(info: EditionInfo, former: EditionInfo | None, tr: Translation) -> Reply:
    """A preview that cannot go live: what it was to replace was removed, or replaced by another, or is gone."""
    removed = former if former is not None and former.status is Status.REMOVED else None
    return Reply(
        Kept(heading(info.title, HEADING_ROOM)),
        Tone.NEAREST,
        lead=tr(texts.STRANDED_REPLACED if removed is None else texts.STRANDED_REMOVED),
        rows=stranded_rows(info.key, None if removed is None else removed.key, tr),
    )


def _details(before: Metadata, after: Metadata, tr: Translation) -> str:
    """What is said of the document that is not said as before."""
    told = []
    for label, old, new in zip(_LABELS, _said(before), _said(after), strict=True):
        sentence = texts.DETAIL_CHANGED if old and new else texts.DETAIL_ADDED if new else texts.DETAIL_REMOVED
        if old != new:
            values = {"before": words(old or "", _DETAIL_ROOM), "after": words(new or "", _DETAIL_ROOM)}
            told.append(tr(sentence, name=tr(label), **values))
    return fact(texts.DETAILS_FORM, " · ".join(told), tr) if told else ""


def _said(of: Metadata) -> tuple[str | None, ...]:
    return (of.title, of.author, of.series, of.year, of.publisher, of.licence, of.url, of.language)


_LABELS = (
    texts.TITLE, texts.AUTHOR, texts.SERIES, texts.DATE, texts.PUBLISHER, texts.LICENCE, texts.ADDRESS, texts.LANGUAGE,
)  # fmt: skip


def _counts(diff: EditionDiff, tr: Translation) -> str:
    if diff.is_empty:
        return tr(texts.NO_CHANGES)
    counts = (
        (texts.COUNT_ADDED, len(diff.added)),
        (texts.COUNT_REMOVED, len(diff.removed)),
        (texts.COUNT_ALTERED, len(diff.altered)),
        (texts.COUNT_SAME, diff.unchanged),
    )
    return " · ".join(tr.count(plural, number) for plural, number in counts if number)


def _group(name: Message, lines: list[str], count: int, tr: Translation) -> str:
    if not lines:
        return ""
    more = [f"-# {tr.count(texts.AND_MORE, count - len(lines))}"] if count > len(lines) else []
    return "\n".join([tr(name), *lines, *more])


def _whole(passage: Passage, tr: Translation) -> str:
    return f"> - {words(passage.text, _ROOM)}{_place(passage, tr)}"


def _altered(change: Alteration, tr: Translation) -> str:
    """Both texts, from a few words before what differs first to a few words after; the words that differ in bold."""
    before, after = _differing(change.before.text, change.after.text)
    # Bold, so that Discord does not take the signs for those of a list.
    return f"> **−** {before}\n> **+** {after}{_place(change.after, tr)}"


def _place(passage: Passage, tr: Translation) -> str:
    page = pages_line(passage.pages, tr)
    return f" · {words(page, 40)}" if page else ""


def _differing(old: str, new: str) -> tuple[str, str]:
    one, two = _WORD.findall(old), _WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, one[:_MOST_WORDS], two[:_MOST_WORDS], autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not changed:
        return words(old, _ROOM), words(new, _ROOM)
    _, start_old, _, start_new, _ = changed[0]
    marked_old = [(start, end) for _, start, end, _, _ in changed]
    marked_new = [(start, end) for _, _, _, start, end in changed]
    return _marked(one, marked_old, start_old), _marked(two, marked_new, start_new)


_MOST_WORDS = 400
"""Words of a paragraph that are compared one by one."""


def _marked(text: list[str], changed: list[tuple[int, int]], first: int) -> str:
    begin = max(first - _CONTEXT, 0)
    pieces: list[str] = [markup.ELLIPSIS] if begin else []
    left = _ROOM
    for word, bold in _from(text, changed, begin):
        left -= markup.weight(word) + 1
        if left < 0:
            pieces.append(markup.ELLIPSIS)
            break
        pieces.append(markup.bold(word) if bold else markup.escape(word))
    # Words in bold that follow one another are one stretch in bold.
    return " ".join(pieces).replace("** **", " ")


def _from(text: list[str], changed: list[tuple[int, int]], begin: int) -> Iterator[tuple[str, bool]]:
    for index in range(begin, len(text)):
        yield markup.shorten(text[index], _ROOM // 2), any(start <= index < end for start, end in changed)


def _golden(rehearsal: Rehearsal | None, tr: Translation) -> str:
    if rehearsal is None:
        return f"{tr(texts.GOLDEN_CHECKING)}\n-# {tr(texts.APPROVE_LATER)}"
    if rehearsal.failed:
        return tr(texts.GOLDEN_FAILED)
    if not rehearsal.tried:
        return ""
    if not rehearsal.worse:
        return tr.count(texts.GOLDEN_FINE, rehearsal.tried)
    lines = [
        tr(
            texts.GOLDEN_LINE,
            question=words(one.question, _QUESTION_ROOM),
            before=_rank(one.before, tr),
            after=_rank(one.after, tr),
        )
        for one in rehearsal.worse[:_QUESTIONS]
    ]
    return _group_golden(lines, len(rehearsal.worse), tr)


def _group_golden(lines: list[str], count: int, tr: Translation) -> str:
    more = [f"-# {tr.count(texts.AND_MORE, count - len(lines))}"] if count > len(lines) else []
    return "\n".join([tr.count(texts.GOLDEN_WORSE, count), *lines, *more])


def _rank(rank: int | None, tr: Translation) -> str:
    return tr(texts.NOT_FOUND) if rank is None else tr(texts.RANK, rank=tr.number(rank))
