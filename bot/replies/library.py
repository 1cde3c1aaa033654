"""What a moderator sees of one edition: its preview before it is approved, and what is known of it later.

Room is dealt out beforehand, so that whatever a document holds fits into one message: heading 300, notes 300, facts
900, outline 800, warnings 700, first lines 500.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import babel

from bot import markup, retention
from bot import texts as general
from bot.ids.library import Deed, Order, encode
from bot.replies import Kept, Look, Press, Reply, Tone, heading
from bot.replies.pager import Labels, Turn, pager
from bot.replies.place import pages_line
from bot.texts import library as texts
from knowledge import HOST, PageKind, Status, outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.i18n import Message, Translation
    from bot.replies import Row
    from knowledge import Document, Edition, EditionInfo, Metadata, Outline

HEADING_ROOM: Final = 300
_VALUE_ROOM = 140
_OUTLINE_LINES, _OUTLINE_ROOM = 8, 90
_DEEPEST = 3
_WARNING_LINES, _WARNING_ROOM = 5, 130
_FIRST_ROOM = 420
_EARLIER = 8
_PREVIEWS: Final = Labels(general.PREVIOUS, texts.COUNTER, general.NEXT)

_KINDS: Final[dict[PageKind, Message]] = {
    PageKind.PRINTED: texts.PAGES_PRINTED,
    PageKind.LABEL: texts.PAGES_LABEL,
    PageKind.PHYSICAL: texts.PAGES_PHYSICAL,
    PageKind.APPROXIMATE: texts.PAGES_APPROXIMATE,
    PageKind.INFERRED: texts.PAGES_INFERRED,
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """The previews of a server that wait for approval: their keys, oldest first."""

    keys: tuple[int, ...]

    def place(self, key: int) -> int:
        """Which of them a preview is, from 0."""
        return self.keys.index(key) if key in self.keys else 0


def preview(edition: Edition, waiting: Waiting, tr: Translation) -> Reply:
    """What was read of a file, with the buttons that approve it or throw it away."""
    info, document = edition.info, edition.document
    replacing = info.replaces is not None
    notes = tr(texts.PREVIEW_REPLACES, edition=info.edition) if replacing else tr(texts.PREVIEW_NOTES)
    contents = outline(document)
    body = (_sections(contents, tr), _warnings(info, tr), _first_lines(document, tr))
    # What would get worse stands under what changes: nobody approves a successor without having seen that.
    rows: list[Row] = [_looking(info.key, tr) if replacing else _deciding(info.key, tr)]
    about = (_press(Deed.DETAILS, info.key, tr(texts.DETAILS)), _press(Deed.ORIGIN, info.key, tr(texts.ORIGIN)))
    rows += [about, *turning(info.key, waiting, tr)]
    facts = "\n".join([*_facts(info, tr), fact(texts.PAGES, pages_of(document, contents, tr), tr)])
    return Reply(
        Kept(heading(info.title, HEADING_ROOM), f"-# {notes}"),
        Tone.NEAREST if info.warnings else Tone.ANSWER,
        lead=facts,
        body=tuple(text for text in body if text),
        rows=tuple(rows),
    )


def known(edition: Edition, history: Sequence[EditionInfo], golden: int, tr: Translation) -> Reply:
    """What is known of a document that is, or was, in the library."""
    info, document = edition.info, edition.document
    contents = outline(document)
    facts = [*_facts(info, tr), fact(texts.PAGES, pages_of(document, contents, tr), tr)]
    earlier = [one for one in history if one.status is Status.SUPERSEDED and one.guild_id == info.guild_id]
    if earlier:
        facts.append(fact(texts.EARLIER, tr.listed(_earlier(one, tr) for one in earlier[-_EARLIER:]), tr))
    if golden:
        facts.append(fact(texts.GOLDEN, tr.number(golden), tr))
    body = (_sections(contents, tr), _warnings(info, tr))
    return Reply(
        Kept(heading(info.title, HEADING_ROOM), f"-# {_state(info, tr)}"),
        Tone.PLAIN,
        lead="\n".join(facts),
        body=tuple(text for text in body if text),
        rows=tuple(_rows_of(info, tr)),
    )


def fact(name: Message, value: str, tr: Translation) -> str:
    """A line "**Pages:** 4-9"; the value is Markdown."""
    return tr(texts.FACT, name=tr(name), value=value)


def words(text: str, room: int) -> str:
    """Foreign text in one line, escaped, and shortened to what it may weigh."""
    return markup.escape(markup.shorten(markup.one_line(text), room)) or markup.ELLIPSIS


def size_of(size: int, tr: Translation) -> str:
    """A size as people read it."""
    if size < 10**6:
        return tr(texts.KILOBYTES, number=tr.number(-(-size // 1000)))
    return tr(texts.MEGABYTES, number=tr.number(round(size / 10**6, 1)))


def when(moment: datetime, style: str = "D") -> str:
    """A moment as Discord shows it in everybody's own time."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def pages_of(document: Document, contents: Outline, tr: Translation) -> str:
    """Which pages a document has, and how they are known (Markdown)."""
    kinds = {span.kind for span in document.pages}
    if not kinds - {PageKind.NONE}:
        return tr(texts.NO_PAGES)
    said = [tr(sentence) for kind, sentence in _KINDS.items() if kind in kinds]
    if any(span.label is None for span in document.pages):
        said.append(tr(texts.PAGES_MISSING))
    return " · ".join([words(pages_line(contents.pages, tr), _VALUE_ROOM), *said])


def turning(key: int, waiting: Waiting, tr: Translation) -> list[Row]:
    """To the other previews, where several wait."""

    def custom_id(turn: Turn, to: int) -> str:
        return encode(Order(Deed.OPEN, waiting.keys[to]), turn)

    row = pager(waiting.place(key), len(waiting.keys), custom_id, tr, _PREVIEWS)
    return [row] if row else []


def _deciding(key: int, tr: Translation) -> tuple[Press, ...]:
    return (_press(Deed.APPROVE, key, tr(texts.APPROVE), Look.GOOD), _discarding(key, tr))


def _looking(key: int, tr: Translation) -> tuple[Press, ...]:
    return (_press(Deed.CHANGES, key, tr(texts.SHOW_CHANGES), Look.MAIN), _discarding(key, tr))


def _discarding(key: int, tr: Translation) -> Press:
    return _press(Deed.DISCARD, key, tr(texts.DISCARD), Look.DANGER)


def changes_rows(key: int, waiting: Waiting, tr: Translation, *, tried: bool) -> tuple[Row, ...]:
    """Under what changes: approve, once everything there is to know was ``tried``; throw away, back to the preview."""
    approve = (_press(Deed.REPLACE, key, tr(texts.APPROVE), Look.GOOD),) if tried else ()
    back = _press(Deed.OPEN, key, tr(texts.SHOW_PREVIEW))
    return ((*approve, _discarding(key, tr), back), *turning(key, waiting, tr))


def stranded_rows(key: int, removed: int | None, tr: Translation) -> tuple[Row, ...]:
    """Under a preview that has nothing to replace any more: restore what was ``removed``, throw away."""
    restore = () if removed is None else (_press(Deed.RESTORE, removed, tr(texts.RESTORE_BUTTON), Look.GOOD),)
    return ((*restore, _discarding(key, tr), _press(Deed.LIST, 0, tr(texts.ALL_DOCUMENTS))),)


def _press(deed: Deed, key: int, label: str, look: Look = Look.QUIET) -> Press:
    return Press(encode(Order(deed, key)), label, look=look)


def _rows_of(info: EditionInfo, tr: Translation) -> list[Row]:
    export = _press(Deed.EXPORT, info.key, tr(texts.EXPORT_BUTTON))
    every = _press(Deed.LIST, 0, tr(texts.ALL_DOCUMENTS))
    if info.is_shared or info.status is Status.SUPERSEDED:
        return [(export, every)]
    if info.status is Status.REMOVED:
        return [(_press(Deed.RESTORE, info.key, tr(texts.RESTORE_BUTTON), Look.GOOD), export, every)]
    edit = (_press(Deed.DETAILS, info.key, tr(texts.DETAILS)), _press(Deed.ORIGIN, info.key, tr(texts.ORIGIN)))
    return [(*edit, export), (_press(Deed.REMOVE, info.key, tr(texts.REMOVE_BUTTON), Look.DANGER), every)]


def _state(info: EditionInfo, tr: Translation) -> str:
    if info.status is Status.REMOVED and info.ended_at is not None:
        return tr(texts.REMOVED_NOTES, when=when(info.ended_at), until=when(info.ended_at + retention.REMOVED))
    if info.status is Status.SUPERSEDED:
        return tr(texts.EARLIER_NOTES)
    if info.is_shared:
        return tr(texts.SHARED, title=words(info.title, _VALUE_ROOM))
    if info.added_by == HOST:
        return tr(texts.LIVE_BY_HOST, when=when(info.added_at))
    return tr(texts.LIVE_NOTES, when=when(info.added_at), who=f"<@{info.added_by}>")


def _earlier(info: EditionInfo, tr: Translation) -> str:
    return f"{tr.number(info.edition)} ({when(info.added_at, 'd')})"


def _facts(info: EditionInfo, tr: Translation) -> list[str]:
    """Author and series, date, language, licence, address, the file; what is not known is left out, but for a date."""
    said = info.metadata
    file = (words(info.file_name, 80), size_of(info.size, tr), tr.count(texts.PASSAGES, info.passages))
    facts = [(texts.AUTHOR, said.author), (texts.SERIES, said.series), (texts.DATE, said.year)]
    facts += [(texts.PUBLISHER, said.publisher), (texts.LICENCE, said.licence), (texts.ADDRESS, said.url)]
    lines = [fact(name, words(value, _VALUE_ROOM), tr) for name, value in facts if value]
    lines.insert(0, fact(texts.FILE, " · ".join(file), tr))
    return [*lines, fact(texts.LANGUAGE, language_of(said, tr), tr)]


def language_of(metadata: Metadata, tr: Translation) -> str:
    """The language of a document, as the reader's language calls it (Markdown)."""
    try:
        name = babel.Locale.parse(metadata.language, sep="-").get_display_name(tr.language)
    except (ValueError, babel.UnknownLocaleError):
        name = None
    return words(name or metadata.language, _VALUE_ROOM)


def _sections(contents: Outline, tr: Translation) -> str:
    sections = [entry for entry in contents.sections if entry.heading]
    if not sections:
        return tr(texts.NO_SECTIONS)
    depth = min(len(entry.path) for entry in sections)
    lines = [
        f"{'  ' * min(len(entry.path) - depth, _DEEPEST)}- {words(entry.heading or '', _OUTLINE_ROOM)}"
        for entry in sections[:_OUTLINE_LINES]
    ]
    counted = tr(texts.OUTLINE, count=tr.count(texts.SECTIONS, len(sections)))
    return "\n".join([counted, *lines, *_more(len(sections) - _OUTLINE_LINES, tr)])


def _warnings(info: EditionInfo, tr: Translation) -> str:
    if not info.warnings:
        return ""
    lines = [f"- {words(tr.wording(one), _WARNING_ROOM)}" for one in info.warnings[:_WARNING_LINES]]
    return "\n".join([tr(texts.WARNINGS), *lines, *_more(len(info.warnings) - _WARNING_LINES, tr)])


def _first_lines(document: Document, tr: Translation) -> str:
    begins = " ".join(passage.text for passage in document.passages if passage.role.is_body)[: 2 * _FIRST_ROOM]
    return f"{tr(texts.FIRST_LINES)}\n{markup.quote(words(begins, _FIRST_ROOM))}"


def _more(count: int, tr: Translation) -> Iterable[str]:
    return [f"-# {tr.count(texts.AND_MORE, count)}"] if count > 0 else []
