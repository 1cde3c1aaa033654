"""The check of a quotation as a reply: whether it is verbatim, and where it stands in the library.

Changes are shown within the quotation: struck out what the library does not say, in bold what it says instead. Each
section has a fixed length limit: heading 100, notes 300, body 2,400, citation 900.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import markup, texts
from bot.ids import reading as ids
from bot.ids.passage import Cited, Step, cite_id
from bot.ids.reading import Goal, Scope, Words
from bot.replies import HEADING, Attachment, Kept, Press, Reply, Tone, compared, parts
from bot.replies.deleting import delete_if_seen
from bot.replies.labels import option_text, shortened
from bot.replies.place import place_line
from bot.replies.source import address, linked, source_button
from knowledge import DifferenceKind, QuoteVerdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from bot.replies import Link, Row
    from knowledge import Hit, QuoteCheck

_PLACE_ROOM = 200
_PLACES = 4
"""The most places that are named; a quotation may span more paragraphs."""
_PASSAGES = 3
_PASSAGES_ROOM = 1400
"""The limit for the passages; the rest of a longer one is behind the button to its section."""
_COMPARED_ROOM = 1400
_BUTTON_ROOM = 40
TONES = {
    QuoteVerdict.VERBATIM: Tone.ANSWER,
    QuoteVerdict.ALTERED: Tone.NEAREST,
    QuoteVerdict.ABSENT: Tone.NOTHING,
}
"""The tone (colour) of each verdict."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked quotation; ``nearest`` is the nearest passage if the library does not have the quotation."""

    check: QuoteCheck
    nearest: Hit | None = None


def one(checked: Checked, asker: int, tr: Translation, *, private: bool) -> Reply:
    """One quotation, with the passage that contains it."""
    check = checked.check
    rows: list[Row] = []
    shown = check.hits or ((checked.nearest,) if checked.nearest else ())
    delete = delete_if_seen(asker, tr, private=private)
    if shown or delete:
        rows.append((*(_row(shown[0], tr) if shown else ()), *delete))
    if check.elsewhere:
        rows.append(tuple(_elsewhere(hit, number, tr) for number, hit in enumerate(check.elsewhere)))
    is_whole = check.verdict is QuoteVerdict.VERBATIM or compared.weight(compared.pieces(check)) <= _COMPARED_ROOM
    return Reply(
        Kept(f"{HEADING}{verdict(check, tr)}", notes([check], tr)),
        TONES[check.verdict],
        body=_body(checked, tr),
        citation=_citation(shown, tr),
        rows=tuple(rows),
        files=() if is_whole else (report((check,), tr),),
    )


def report(every: Sequence[QuoteCheck], tr: Translation) -> Attachment:
    """The checks as a text file, for what a message has no room for; changes in the notation of GNU wdiff."""
    written = []
    for number, check in enumerate(every, start=1):
        places = [f"{hit.document.title}: {place_line(hit, tr)}" for hit in check.hits]
        written.append(
            "\n".join([f"{number}. {verdict(check, tr)}", *places, "", compared.plain(compared.pieces(check)), "", ""])
        )
    return Attachment("quotations.txt", markup.clean("\n".join(written)).encode())


def verdict(check: QuoteCheck, tr: Translation) -> str:
    """The verdict in a few words."""
    if check.verdict is QuoteVerdict.ALTERED:
        return tr.count(texts.ALTERED, len(check.differences))
    return tr(texts.VERBATIM if check.verdict is QuoteVerdict.VERBATIM else texts.ABSENT)


def notes(checks: Sequence[QuoteCheck], tr: Translation) -> str:
    """Small print: how to read the marks, and what does not count as a change."""
    kinds = {remark.kind for check in checks for remark in check.remarks}
    is_altered = any(check.verdict is QuoteVerdict.ALTERED for check in checks)
    lines = [
        tr(texts.HOW_ALTERED) if is_altered else "",
        tr(texts.WITH_OMISSIONS) if DifferenceKind.OMITTED in kinds else "",
        tr(texts.OTHER_CAPITALS) if DifferenceKind.CAPITALS in kinds else "",
    ]
    return "\n".join(f"-# {line}" for line in lines if line)


def place(hit: Hit, tr: Translation) -> str:
    """The place of the quoted words of a passage, with their own pages; Markdown."""
    pages = hit.highlights[0].pages if hit.highlights else hit.pages
    return markup.short(place_line(replace(hit, pages=pages), tr), _PLACE_ROOM)


def in_context(hit: Hit) -> Goal:
    """The section of a passage, with the quoted words in bold."""
    if not hit.highlights:
        return Goal(hit.ref, scope=Scope.SECTION)
    words = hit.highlights[0]
    return Goal(hit.ref, scope=Scope.SECTION, words=Words(hit.ref, words.start, words.end))


def _body(checked: Checked, tr: Translation) -> tuple[str, ...]:
    """The passages that contain the quotation, its words in bold; or the quotation with its changes marked."""
    check = checked.check
    if check.verdict is QuoteVerdict.VERBATIM:
        return _passages(check.hits[:_PASSAGES], tr)
    quotation = markup.quote(compared.markdown(compared.beginning(compared.pieces(check), _COMPARED_ROOM)))
    if checked.nearest is None:
        return (quotation,)
    return (quotation, tr(texts.NEAREST_PASSAGE), *_passages((checked.nearest,), tr))


def _passages(hits: Sequence[Hit], tr: Translation) -> tuple[str, ...]:
    """The surroundings of the quoted words in each passage, under labels if there are several."""
    labels = [f"-# {place(hit, tr)}" if len(hits) > 1 else "" for hit in hits]
    room = _PASSAGES_ROOM // len(hits) - _PLACE_ROOM
    blocks = map(_block, hits, labels)
    return parts.gathered([parts.window(block, room).markdown() for block in blocks])


def _block(hit: Hit, label: str) -> parts.Block:
    if not hit.highlights:
        return parts.Block(hit.text, label)
    return parts.Block(hit.text, label, ((hit.highlights[0].start, hit.highlights[0].end),))


def _citation(hits: Sequence[Hit], tr: Translation) -> str:
    if not hits:
        return ""
    places = [place(hit, tr) for hit in hits[:_PLACES]]
    if len(hits) > _PLACES:
        places[-1] = tr(texts.MORE, names=places[-1], count=tr.number(len(hits) - _PLACES))
    title = linked(hits[0].document.title, address(hits[0], hits[0].highlights))
    return "\n".join([title, *(f"-# {one}" for one in places)])


def _row(hit: Hit, tr: Translation) -> tuple[Press | Link, ...]:
    start = hit.highlights[0].start if hit.highlights else None
    return (
        Press(ids.encode(in_context(hit), "c"), tr(texts.IN_CONTEXT)),
        Press(cite_id(Step.OPEN, Cited(hit.ref, start)), tr(texts.CITE)),
        *source_button(address(hit, hit.highlights), tr),
    )


def _elsewhere(hit: Hit, number: int, tr: Translation) -> Press:
    """A button to another place with the same words."""
    where = shortened(place_line(replace(hit, section=()), tr) or hit.document.title, _BUTTON_ROOM)
    return Press(ids.encode(in_context(hit), str(number)), tr(texts.ALSO_AT, place=option_text(where)))
