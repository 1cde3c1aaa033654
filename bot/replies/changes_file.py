"""The file with all changes of a newer edition, for those that do not fit into the message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot import markup
from bot.replies import Attachment
from bot.replies.library_changes import WHOLE_DETAIL, counts, details, path_of
from bot.texts import library as texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.i18n import Message, Translation
    from bot.replies.library_changes import Change
    from knowledge import Alteration, Move, Passage

FILE: Final = "changes.md"


def whole(change: Change, tr: Translation, most: int) -> Attachment | None:
    """All changes as Markdown, in UTF-8; ``None`` if they exceed ``most`` bytes or there are none.

    Texts are complete and unescaped, in fenced blocks in which every line begins with a diff sign.
    """
    if change.diff.is_empty and change.former == change.info.metadata:
        return None
    data = "\n\n".join(_parts(change, tr)).encode() + b"\n"
    return Attachment(FILE, data) if len(data) <= most else None


def _parts(change: Change, tr: Translation) -> Iterator[str]:
    diff = change.diff
    title = tr(texts.CHANGES, title=markup.escape(markup.one_line(change.info.title)))
    yield f"# {title}"
    yield counts(diff, tr)
    yield from filter(None, [details(change.former, change.info.metadata, tr, WHOLE_DETAIL)])
    signed = [*(("-", one) for one in diff.headings_removed), *(("+", one) for one in diff.headings_added)]
    if signed:
        yield f"**{tr(texts.HEADINGS)}**"
        yield _block(signed)
    if diff.altered:
        yield tr(texts.ALTERED)
    for pair in diff.altered:
        yield from _passage(_places(pair, tr), (("-", pair.before), ("+", pair.after)))
    for name, sign, passages in ((texts.ADDED, "+", diff.added), (texts.REMOVED, "-", diff.removed)):
        if passages:
            yield tr(name)
        for one in passages:
            yield from _passage(path_of(one, tr), ((sign, one),))
    yield from _moved(texts.ON_OTHER_PAGES, diff.repaged, tr)
    yield from _moved(texts.ELSEWHERE, diff.moved, tr)


def _passage(place: str, signed: Iterable[tuple[str, Passage]]) -> Iterator[str]:
    """The place of a paragraph, and its texts in a fenced block."""
    if place:
        yield markup.escape(markup.one_line(place))
    yield _block((sign, line) for sign, one in signed for line in one.text.splitlines())


def _moved(name: Message, moves: Sequence[Move], tr: Translation) -> Iterator[str]:
    """Each moved paragraph, preceded by its former and its new place."""
    if moves:
        yield f"**{tr(name)}**"
    for move in moves:
        yield from _passage(_places(move, tr), ((" ", move.after),))


def _places(pair: Alteration | Move, tr: Translation) -> str:
    """The place of a paragraph, or its places before and after."""
    before, after = (path_of(one, tr) for one in (pair.before, pair.after))
    none = tr(texts.NO_PAGE)
    return after if before == after else f"{before or none} → {after or none}"


def _block(lines: Iterable[tuple[str, str]]) -> str:
    return "\n".join(["```diff", *(f"{sign} {line}" for sign, line in lines), "```"])
