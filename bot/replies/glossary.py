"""The glossary of a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot import markup
from bot import texts as general
from bot.ids.moderation import Deed, Feature, digest, encode
from bot.replies import HEADING, Attachment, Kept, Look, Press, Reply, Tone
from bot.replies.golden import worsening
from bot.replies.listing import page_of, plain, turning
from bot.texts import moderation as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from bot.replies.golden import Rehearsal
    from knowledge import GlossaryRow, Wording

FILE: Final = "glossary.tsv"
_PAGE: Final = 15
_LINE_ROOM: Final = 160
_NAME_ROOM: Final = 60
_FAULTS_SHOWN: Final = 12
_FAULT_ROOM: Final = 220
MOST_FAULTS: Final = 100
"""The most faulty lines of a file that are counted."""


def line(row: GlossaryRow, tr: Translation, room: int = _LINE_ROOM) -> str:
    """A row on one line (Markdown), with ``room`` for the other names."""
    text = texts.SAME_LINE if row.relation == "same" else texts.RELATED_LINE
    others = markup.short(", ".join(row.others), room)
    return tr(text, name=markup.short(row.name, _NAME_ROOM), others=others)


def listed(rows: Sequence[GlossaryRow], number: int, tr: Translation) -> Reply:
    """A page of the glossary."""
    page = page_of(rows, number, _PAGE)
    lead = "\n".join(f"- {line(row, tr)}" for row in page.items) or tr(texts.NO_NAMES, add=tr(texts.ADD_ALIAS))
    buttons = turning(Feature.GLOSSARY, page, tr)
    return Reply(
        Kept(f"{HEADING}{tr(texts.GLOSSARY_OF_SERVER)}", f"-# {tr.count(texts.GLOSSARY_SIZE, len(rows))}"),
        Tone.PLAIN,
        lead=lead,
        rows=(buttons,) if buttons else (),
    )


def added(row: GlossaryRow, tr: Translation) -> Reply:
    """The confirmation that a row was added or changed."""
    return plain(texts.GLOSSARY_OF_SERVER, tr(texts.NAME_ADDED, line=line(row, tr)), tr)


def confirm(rows: Sequence[GlossaryRow], rehearsal: Rehearsal, tr: Translation, *, alias: str = "") -> Reply:
    """The confirmation prompt before the rows of a name are removed, with the golden questions that would get worse.

    With ``alias``, only that one of its other names is removed.
    """
    worse = worsening(rehearsal, tr)
    key = digest(rows[0].name, alias)
    yes = Press(encode(Feature.GLOSSARY, Deed.REMOVE, key), tr(texts.YES_REMOVE), look=Look.DANGER)
    no = Press(encode(Feature.GLOSSARY, Deed.LIST, 0), tr(texts.BACK_TO_LIST))
    lines = [tr(texts.REMOVE_NAME), *(line(row, tr) for row in rows)]
    return Reply(
        Kept(f"{HEADING}{tr(texts.GLOSSARY_OF_SERVER)}"),
        Tone.NEAREST if rehearsal.worse else Tone.PLAIN,
        lead="\n".join(lines),
        body=(worse,) if worse else (),
        rows=((yes, no),),
    )


def removed(rows: Sequence[GlossaryRow], tr: Translation) -> Reply:
    """The confirmation that rows were removed."""
    lead = "\n".join(tr(texts.NAME_REMOVED, line=line(row, tr)) for row in rows)
    back = Press(encode(Feature.GLOSSARY, Deed.LIST, 0), tr(texts.BACK_TO_LIST))
    return Reply(Kept(f"{HEADING}{tr(texts.GLOSSARY_OF_SERVER)}"), Tone.PLAIN, lead=lead, rows=((back,),))


def imported(count: int, tr: Translation) -> Reply:
    """The number of imported rows."""
    return plain(texts.GLOSSARY_OF_SERVER, tr.count(texts.ROWS_IMPORTED, count), tr)


def faulty(faults: Sequence[Wording], tr: Translation) -> Reply:
    """Why nothing was imported, one fault per line; ``MOST_FAULTS`` faults mean that there may be more."""
    is_cut = len(faults) >= MOST_FAULTS
    count = tr(texts.NOTHING_IMPORTED_OF_MANY, count=tr.number(MOST_FAULTS))
    lines = [count if is_cut else tr.count(texts.NOTHING_IMPORTED, len(faults))]
    lines += [f"- {markup.short(tr.wording(one), _FAULT_ROOM)}" for one in faults[:_FAULTS_SHOWN]]
    if len(faults) > _FAULTS_SHOWN and not is_cut:
        lines.append(tr.count(general.AND_MORE, len(faults) - _FAULTS_SHOWN))
    reply = plain(texts.GLOSSARY_OF_SERVER, "\n".join(lines), tr)
    return Reply(reply.kept, Tone.NEAREST, lead=reply.lead)


def exported(tsv: str, count: int, tr: Translation) -> Reply:
    """The glossary as a file to download."""
    reply = plain(texts.GLOSSARY_OF_SERVER, tr.count(texts.GLOSSARY_SIZE, count), tr)
    return Reply(reply.kept, Tone.PLAIN, lead=reply.lead, files=(Attachment(FILE, tsv.encode()),))
