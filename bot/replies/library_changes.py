"""The changes of a newer edition: paragraphs added, removed and altered, and golden questions that would get worse."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import markup
from bot import texts as general
from bot.replies import HEADING, Attachment, Kept, Reply, Tone, heading
from bot.replies.golden import worsening
from bot.replies.library import HEADING_ROOM, changes_rows, fact, language_name, stranded_rows
from bot.replies.place import joined, pages_line
from bot.texts import library as texts
from knowledge import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.i18n import Message, Translation
    from bot.replies.golden import Rehearsal
    from bot.replies.library import Waiting
    from knowledge import Alteration, EditionDiff, EditionInfo, Metadata, Move, Passage

_SHOWN = 3
"""How many paragraphs of each kind are shown."""
_ROOM = 190
_BODY_ROOM = 3200
_CONTEXT = 4
"""How many words are shown on either side of a change in a paragraph."""
_DETAIL_ROOM = 50
WHOLE_DETAIL: Final = 2000
"""Length limit of a value of the metadata in the file with all changes."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Change:
    """An edition and what it changes: the former metadata, and the differences between the paragraphs."""

    info: EditionInfo
    former: Metadata
    diff: EditionDiff


def changes(
    change: Change, rehearsal: Rehearsal | None, waiting: Waiting, tr: Translation, *, whole: Attachment | None = None
) -> Reply:
    """The changes of an edition; ``rehearsal`` is ``None`` while the golden questions are being evaluated.

    ``whole`` is the file with all changes; it is attached if the message leaves out or shortens some.
    """
    info, diff = change.info, change.diff
    body, shown = _fitting(change, rehearsal, tr)
    # The message is updated after the golden questions were evaluated; only then the file is attached.
    files = (whole,) if whole is not None and rehearsal is not None and _is_cut(change, shown, tr) else ()
    title = markup.short(info.title, HEADING_ROOM)
    return Reply(
        Kept(f"{HEADING}{tr(texts.CHANGES, title=title)}", f"-# {tr(texts.PREVIEW_REPLACES, edition=info.edition)}"),
        Tone.NEAREST if rehearsal is not None and (rehearsal.worse or rehearsal.failed) else Tone.ANSWER,
        lead=counts(diff, tr),
        body=body,
        citation=f"-# {tr(texts.ALL_CHANGES)}" if files else "",
        rows=changes_rows(info.key, waiting, tr, tried=rehearsal is not None),
        files=files,
    )


def stranded(info: EditionInfo, former: EditionInfo | None, tr: Translation) -> Reply:
    """A preview that cannot be approved: the edition it was to replace was removed, replaced by another, or is gone."""
    removed = former if former is not None and former.status is Status.REMOVED else None
    return Reply(
        Kept(heading(info.title, HEADING_ROOM)),
        Tone.NEAREST,
        lead=tr(texts.STRANDED_REPLACED if removed is None else texts.STRANDED_REMOVED),
        rows=stranded_rows(info.key, None if removed is None else removed.key, tr),
    )


def _fitting(change: Change, rehearsal: Rehearsal | None, tr: Translation) -> tuple[tuple[str, ...], int]:
    """The changes, with as many paragraphs of each kind as fit, and that number of paragraphs."""
    diff = change.diff
    above = (details(change.former, change.info.metadata, tr), _headings(diff, tr), _moves(diff, tr))
    below = _golden(rehearsal, tr)
    kinds = (
        (texts.ALTERED, [_altered(one, tr) for one in diff.altered[:_SHOWN]], len(diff.altered)),
        (texts.ADDED, [_whole(one, tr) for one in diff.added[:_SHOWN]], len(diff.added)),
        (texts.REMOVED, [_whole(one, tr) for one in diff.removed[:_SHOWN]], len(diff.removed)),
    )
    shown = _SHOWN
    while True:
        groups = [_group(name, lines[:shown], count, tr) for name, lines, count in kinds]
        body = tuple(text for text in (*above, *groups, below) if text)
        if not shown or sum(map(markup.weight, body)) <= _BODY_ROOM:
            return body, shown
        shown -= 1


def _is_cut(change: Change, shown: int, tr: Translation) -> bool:
    """Whether showing ``shown`` paragraphs of each kind leaves out or shortens changes."""
    diff, after = change.diff, change.info.metadata
    groups = (diff.altered, diff.added, diff.removed)
    headings = (diff.headings_added, diff.headings_removed)
    passages = [*diff.added, *diff.removed, *(one for pair in diff.altered for one in (pair.before, pair.after))]
    is_long = (
        any(markup.weight(markup.escape(one.text)) > _ROOM for one in passages)
        or any(markup.weight(one) > _DETAIL_ROOM for names in headings for one in names)
        or details(change.former, after, tr) != details(change.former, after, tr, WHOLE_DETAIL)
    )
    is_left_out = any(len(group) > shown for group in groups) or any(len(names) > _SHOWN for names in headings)
    return is_long or is_left_out or bool(diff.moved or diff.repaged)


def _headings(diff: EditionDiff, tr: Translation) -> str:
    """The removed and the added headings, in one line."""
    signed = [("−", diff.headings_removed), ("+", diff.headings_added)]
    shown = [f"{sign} {markup.label(one, _DETAIL_ROOM)}" for sign, names in signed for one in names[:_SHOWN]]
    left_out = sum(max(len(names) - _SHOWN, 0) for _, names in signed)
    shown += [tr.count(general.AND_MORE, left_out)] if left_out else []
    return fact(texts.HEADINGS, " · ".join(shown), tr) if shown else ""


def _moves(diff: EditionDiff, tr: Translation) -> str:
    """The number of unchanged paragraphs on other pages and in other places, with the first of each."""
    lines = []
    if diff.repaged:
        first = diff.repaged[0]
        lines.append(_move(texts.ON_OTHER_PAGES, diff.repaged, _page(first.before, tr), _page(first.after, tr), tr))
    if diff.moved:
        first = diff.moved[0]
        lines.append(_move(texts.ELSEWHERE, diff.moved, _place_of(first.before, tr), _place_of(first.after, tr), tr))
    return "\n".join(lines)


def _move(name: Message, moves: Sequence[Move], before: str, after: str, tr: Translation) -> str:
    count = tr.count(general.PARAGRAPHS, len(moves))
    places = {"before": markup.label(before, _DETAIL_ROOM), "after": markup.label(after, _DETAIL_ROOM)}
    return fact(name, count if before == after else tr(texts.FIRST_OF_THEM, count=count, **places), tr)


def _page(passage: Passage, tr: Translation) -> str:
    return pages_line(passage.pages, tr) or tr(texts.NO_PAGE)


def _place_of(passage: Passage, tr: Translation) -> str:
    return joined(*passage.section[-1:], pages_line(passage.pages, tr)) or tr(general.BEFORE_SECTIONS)


def path_of(passage: Passage, tr: Translation) -> str:
    """The section of a paragraph and its pages (plain text)."""
    return joined(" › ".join(passage.section), pages_line(passage.pages, tr))


def details(before: Metadata, after: Metadata, tr: Translation, room: int = _DETAIL_ROOM) -> str:
    """The changes of the metadata in one line, with ``room`` for each value."""
    told = []
    for label, old, new in zip(_LABELS, _said(before, tr), _said(after, tr), strict=True):
        sentence = texts.DETAIL_CHANGED if old and new else texts.DETAIL_ADDED if new else texts.DETAIL_REMOVED
        if old != new:
            values = {"before": markup.label(old or "", room), "after": markup.label(new or "", room)}
            told.append(tr(sentence, name=tr(label), **values))
    return fact(texts.DETAILS_FORM, " · ".join(told), tr) if told else ""


def _said(of: Metadata, tr: Translation) -> tuple[str | None, ...]:
    return (of.title, of.author, of.series, of.year, of.publisher, of.licence, of.url, language_name(of, tr))


_LABELS = (
    texts.TITLE, texts.AUTHOR, texts.SERIES, texts.DATE, texts.PUBLISHER, texts.LICENCE, texts.ADDRESS, texts.LANGUAGE,
)  # fmt: skip


def counts(diff: EditionDiff, tr: Translation) -> str:
    """The number of paragraphs changed in each way (Markdown)."""
    if diff.is_empty:
        return tr(texts.NO_CHANGES)
    numbers = (
        (texts.COUNT_ADDED, len(diff.added)),
        (texts.COUNT_REMOVED, len(diff.removed)),
        (general.COUNT_ALTERED, len(diff.altered)),
        (texts.COUNT_SAME, diff.unchanged),
    )
    return fact(texts.PARAGRAPHS, " · ".join(tr.count(plural, number) for plural, number in numbers if number), tr)


def _group(name: Message, lines: list[str], count: int, tr: Translation) -> str:
    if not lines:
        return ""
    more = [f"-# {tr.count(general.AND_MORE, count - len(lines))}"] if count > len(lines) else []
    return "\n".join([tr(name), *lines, *more])


def _whole(passage: Passage, tr: Translation) -> str:
    return f"> - {markup.label(passage.text, _ROOM)}{_place(passage, tr)}"


def _altered(change: Alteration, tr: Translation) -> str:
    """Both texts, from a few words before the first difference to a few words after; differing words in bold."""
    before, after = _differing(change.before.text, change.after.text)
    # In bold, so that Discord does not read the signs as list bullets.
    return f"> **−** {before}\n> **+** {after}{_place(change.after, tr, before=change.before)}"


def _place(passage: Passage, tr: Translation, *, before: Passage | None = None) -> str:
    """The pages of a paragraph, after those where it was ``before`` if they are others."""
    page = pages_line(passage.pages, tr)
    if before is not None and pages_line(before.pages, tr) != page:
        page = f"{_page(before, tr)} → {_page(passage, tr)}"
    return f" · {markup.label(page, _DETAIL_ROOM)}" if page else ""


def _differing(old: str, new: str) -> tuple[str, str]:
    one, two = _WORD.findall(old), _WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, one[:_MOST_WORDS], two[:_MOST_WORDS], autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not changed:
        return markup.label(old, _ROOM), markup.label(new, _ROOM)
    _, start_old, _, start_new, _ = changed[0]
    marked_old = [(start, end) for _, start, end, _, _ in changed]
    marked_new = [(start, end) for _, _, _, start, end in changed]
    return _marked(one, marked_old, start_old), _marked(two, marked_new, start_new)


_MOST_WORDS = 400
"""The most words of a paragraph that are compared individually."""


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
    # Merge adjacent bold words.
    return " ".join(pieces).replace("** **", " ")


def _from(text: list[str], changed: list[tuple[int, int]], begin: int) -> Iterator[tuple[str, bool]]:
    for index in range(begin, len(text)):
        yield markup.shorten(text[index], _ROOM // 2), any(start <= index < end for start, end in changed)


def _golden(rehearsal: Rehearsal | None, tr: Translation) -> str:
    if rehearsal is None:
        later = tr(texts.APPROVE_LATER, preview=tr(texts.SHOW_PREVIEW), changes=tr(texts.SHOW_CHANGES))
        return f"{tr(texts.GOLDEN_CHECKING)}\n-# {later}"
    if rehearsal.failed:
        return tr(texts.GOLDEN_FAILED)
    return worsening(rehearsal, tr)
