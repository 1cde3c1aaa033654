"""A moderator's view of one edition: its preview before approval, and its details later.

Each section has a fixed length limit, so that any document fits into one message: heading 300, notes 300, facts 900,
outline 800, warnings 700, first lines 500.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

import babel

from bot import markup, retention
from bot import texts as general
from bot.ids.library import Deed, Order, encode
from bot.replies import Kept, Look, Press, Reply, Tone, heading
from bot.replies.pager import Labels, Turn, pager
from bot.replies.place import joined, pages_line
from bot.texts import library as texts
from bot.texts import moderation as moderation_texts
from knowledge import HOST, PageKind, Status, outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.i18n import Message, Translation
    from bot.replies import Row
    from knowledge import Document, Edition, EditionInfo, Metadata, Outline

HEADING_ROOM: Final = 300
_VALUE_ROOM = 140
_NAMESAKE_ROOM = 80
_OUTLINE_LINES, _OUTLINE_ROOM = 8, 90
_DEEPEST = 3
_WARNING_LINES, _WARNING_ROOM = 5, 130
_FIRST_LINES, _FIRST_ROOM = 4, 420
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
    """The pending previews of a server: their keys, oldest first."""

    keys: tuple[int, ...]

    def place(self, key: int) -> int:
        """The index of a preview among them, from 0."""
        return self.keys.index(key) if key in self.keys else 0


def preview(edition: Edition, waiting: Waiting, tr: Translation, namesake: EditionInfo | None = None) -> Reply:
    """What was extracted from a file, with the buttons to approve or discard it.

    ``namesake`` is a live document of which it may be a newer edition.
    """
    info, document = edition.info, edition.document
    replacing = info.replaces is not None
    notes = tr(texts.PREVIEW_REPLACES, edition=info.edition) if replacing else tr(texts.PREVIEW_NOTES)
    contents = outline(document)
    body = (_sections(contents, tr), _warnings(info, tr), _first_lines(document, tr))
    # A successor is approved from the view of its changes, so that nobody approves it without having seen them.
    rows: list[Row] = [_looking(info.key, tr) if replacing else _deciding(info.key, namesake, tr)]
    about = (_press(Deed.DETAILS, info.key, tr(texts.DETAILS)), _press(Deed.ORIGIN, info.key, tr(texts.ORIGIN)))
    reading = _press(Deed.READING, info.key, tr(texts.READING_BUTTON))
    rows += [(*about, reading), *turning(info.key, waiting, tr)]
    facts = "\n".join([*_facts(info, tr), fact(texts.PAGES, pages_of(document, contents, tr), tr)])
    if namesake is not None:
        title, file = (markup.label(text, _NAMESAKE_ROOM) for text in (namesake.title, namesake.file_name))
        facts = f"{tr(texts.ALIKE, title=title, file=file)}\n\n{facts}"
    return Reply(
        Kept(heading(info.title, HEADING_ROOM), f"-# {notes}"),
        Tone.NEAREST if info.warnings else Tone.ANSWER,
        lead=facts,
        body=tuple(text for text in body if text),
        rows=tuple(rows),
    )


def known(edition: Edition, history: Sequence[EditionInfo], golden: int, tr: Translation) -> Reply:
    """The details of a document that is, or was, in the library."""
    info, document = edition.info, edition.document
    contents = outline(document)
    facts = [*_facts(info, tr), fact(texts.PAGES, pages_of(document, contents, tr), tr)]
    history = [one for one in history if one.guild_id == info.guild_id]
    earlier = [one for one in history if one.status is Status.SUPERSEDED and one.edition < info.edition]
    newest = next((one.key for one in history if one.status is Status.LIVE and one.key != info.key), None)
    if earlier:
        facts.append(fact(texts.EARLIER, tr.listed(_earlier(one, tr) for one in earlier[-_EARLIER:]), tr))
    if golden:
        facts.append(fact(moderation_texts.GOLDEN_QUESTIONS, tr.number(golden), tr))
    body = (_sections(contents, tr), _warnings(info, tr))
    return Reply(
        Kept(heading(info.title, HEADING_ROOM), f"-# {_state(info, tr)}"),
        Tone.PLAIN,
        lead="\n".join(facts),
        body=tuple(text for text in body if text),
        rows=tuple(_rows_of(info, newest, tr)),
    )


def fact(name: Message, value: str, tr: Translation) -> str:
    """A line "**Pages:** 4-9"; the value is Markdown."""
    return tr(texts.FACT, name=tr(name), value=value)


def size_of(size: int, tr: Translation) -> str:
    """A file size for people."""
    if size < 10**6:
        return tr(texts.KILOBYTES, number=tr.number(-(-size // 1000)))
    return tr(texts.MEGABYTES, number=tr.number(round(size / 10**6, 1)))


def when(moment: datetime, style: str = "D") -> str:
    """A time that Discord shows in each reader's time zone."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def pages_of(document: Document, contents: Outline, tr: Translation) -> str:
    """The pages of a document, and where the page numbers come from (Markdown)."""
    kinds = {span.kind for span in document.pages}
    if not kinds - {PageKind.NONE}:
        return tr(texts.NO_PAGES)
    said = [tr(sentence) for kind, sentence in _KINDS.items() if kind in kinds]
    if any(span.label is None for span in document.pages):
        said.append(tr(texts.PAGES_MISSING))
    return joined(markup.short(pages_line(contents.pages, tr), _VALUE_ROOM), *said)


def turning(key: int, waiting: Waiting, tr: Translation) -> list[Row]:
    """The buttons to the other previews, if several are pending."""

    def custom_id(turn: Turn, to: int) -> str:
        return encode(Order(Deed.OPEN, waiting.keys[to]), turn)

    row = pager(waiting.place(key), len(waiting.keys), custom_id, tr, _PREVIEWS)
    return [row] if row else []


def _deciding(key: int, namesake: EditionInfo | None, tr: Translation) -> tuple[Press, ...]:
    succeed = () if namesake is None else (_press(Deed.SUCCEED, key, tr(texts.SUCCEED), Look.MAIN),)
    return (*succeed, _press(Deed.APPROVE, key, tr(texts.APPROVE), Look.GOOD), _discarding(key, tr))


def _looking(key: int, tr: Translation) -> tuple[Press, ...]:
    return (_press(Deed.CHANGES, key, tr(texts.SHOW_CHANGES), Look.MAIN), _discarding(key, tr))


def _discarding(key: int, tr: Translation) -> Press:
    return _press(Deed.DISCARD, key, tr(texts.DISCARD), Look.DANGER)


def changes_rows(key: int, waiting: Waiting, tr: Translation, *, tried: bool) -> tuple[Row, ...]:
    """The buttons below the changes: approve (once the golden questions were ``tried``), discard, back to preview."""
    approve = (_press(Deed.REPLACE, key, tr(texts.APPROVE), Look.GOOD),) if tried else ()
    back = _press(Deed.OPEN, key, tr(texts.SHOW_PREVIEW))
    return ((*approve, _discarding(key, tr), back), *turning(key, waiting, tr))


def stranded_rows(key: int, removed: int | None, tr: Translation) -> tuple[Row, ...]:
    """The buttons of a preview whose predecessor is gone: restore the ``removed`` document, discard."""
    restore = () if removed is None else (_press(Deed.RESTORE, removed, tr(texts.RESTORE_BUTTON), Look.GOOD),)
    return ((*restore, _discarding(key, tr), _press(Deed.LIST, 0, tr(general.ALL_DOCUMENTS))),)


def _press(deed: Deed, key: int, label: str, look: Look = Look.QUIET) -> Press:
    return Press(encode(Order(deed, key)), label, look=look)


def _rows_of(info: EditionInfo, newest: int | None, tr: Translation) -> list[Row]:
    export = _press(Deed.EXPORT, info.key, tr(texts.EXPORT_BUTTON))
    every = _press(Deed.LIST, 0, tr(general.ALL_DOCUMENTS))
    if info.status is Status.SUPERSEDED and newest is not None:
        return [(_press(Deed.OPEN, newest, tr(texts.NEWEST_EDITION), Look.MAIN), export, every)]
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
        return tr(texts.SHARED, title=markup.label(info.title, _VALUE_ROOM))
    if info.added_by == HOST:
        return tr(texts.LIVE_BY_HOST, when=when(info.added_at))
    return tr(texts.LIVE_NOTES, when=when(info.added_at), who=f"<@{info.added_by}>")


def _earlier(info: EditionInfo, tr: Translation) -> str:
    return f"{tr.number(info.edition)} ({when(info.added_at, 'd')})"


def _facts(info: EditionInfo, tr: Translation) -> list[str]:
    """Author and series, date, language, licence, URL, file; unknown facts are left out, except the date."""
    said = info.metadata
    file = (markup.label(info.file_name, 80), size_of(info.size, tr), tr.count(general.PASSAGES, info.passages))
    facts = [(texts.AUTHOR, said.author), (texts.SERIES, said.series), (texts.DATE, said.year)]
    facts += [(texts.PUBLISHER, said.publisher), (texts.LICENCE, said.licence), (texts.ADDRESS, said.url)]
    lines = [fact(name, markup.label(value, _VALUE_ROOM), tr) for name, value in facts if value]
    lines.insert(0, fact(texts.FILE, " · ".join(file), tr))
    return [*lines, fact(texts.LANGUAGE, markup.label(language_name(said, tr), _VALUE_ROOM), tr)]


def language_name(metadata: Metadata, tr: Translation) -> str:
    """The language of a document, named in the reader's language; its code if it has no name."""
    try:
        name = babel.Locale.parse(metadata.language, sep="-").get_display_name(tr.language)
    except (ValueError, babel.UnknownLocaleError):
        name = None
    return name or metadata.language


def _sections(contents: Outline, tr: Translation) -> str:
    sections = [entry for entry in contents.sections if entry.heading]
    if not sections:
        return tr(texts.NO_SECTIONS)
    depth = min(len(entry.path) for entry in sections)
    lines = [
        f"{'  ' * min(len(entry.path) - depth, _DEEPEST)}- {markup.label(entry.heading or '', _OUTLINE_ROOM)}"
        for entry in sections[:_OUTLINE_LINES]
    ]
    counted = tr(texts.OUTLINE, count=tr.count(general.SECTIONS, len(sections)))
    return "\n".join([counted, *lines, *_more(len(sections) - _OUTLINE_LINES, tr)])


def _warnings(info: EditionInfo, tr: Translation) -> str:
    if not info.warnings:
        return ""
    lines = [f"- {markup.label(tr.wording(one), _WARNING_ROOM)}" for one in info.warnings[:_WARNING_LINES]]
    return "\n".join([tr(texts.WARNINGS), *lines, *_more(len(info.warnings) - _WARNING_LINES, tr)])


def _first_lines(document: Document, tr: Translation) -> str:
    body = islice((passage.text for passage in document.passages if passage.role.is_body), _FIRST_LINES)
    begins = "\n".join(markup.one_line(text[: 2 * _FIRST_ROOM]) for text in body)
    shown = markup.escape(markup.shorten(begins, _FIRST_ROOM)) or markup.ELLIPSIS
    return f"{tr(texts.FIRST_LINES)}\n{markup.quote(shown)}"


def _more(count: int, tr: Translation) -> Iterable[str]:
    return [f"-# {tr.count(general.AND_MORE, count)}"] if count > 0 else []
