"""The glossary of a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.ids.moderation import Deed, Feature, digest, encode
from bot.replies import HEADING, Attachment, Kept, Look, Press, Reply, Tone
from bot.replies.listing import page_of, plain, short, turning
from bot.texts import moderation as texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.i18n import Translation
    from knowledge import GlossaryRow, GoldenChange, Wording

FILE: Final = "glossary.tsv"
_PAGE: Final = 15
_LINE_ROOM: Final = 160
_NAME_ROOM: Final = 60
_QUESTION_ROOM: Final = 200
_WORSE_SHOWN: Final = 8
_FAULTS_SHOWN: Final = 12
_FAULT_ROOM: Final = 220


def line(row: GlossaryRow, tr: Translation) -> str:
    """A row on one line (Markdown)."""
    text = texts.SAME_LINE if row.relation == "same" else texts.RELATED_LINE
    others = short(", ".join(row.others), _LINE_ROOM)
    return tr(text, name=short(row.name, _NAME_ROOM), others=others)


def listed(rows: Sequence[GlossaryRow], number: int, tr: Translation) -> Reply:
    """A page of the glossary."""
    page = page_of(rows, number, _PAGE)
    lead = "\n".join(f"- {line(row, tr)}" for row in page.items) or tr(texts.NOTHING_THERE)
    buttons = turning(Feature.GLOSSARY, page, tr)
    return Reply(
        Kept(f"{HEADING}{tr(texts.GLOSSARY_OF_SERVER)}", f"-# {tr.count(texts.GLOSSARY_SIZE, len(rows))}"),
        Tone.PLAIN,
        lead=lead,
        rows=(buttons,) if buttons else (),
    )


def added(row: GlossaryRow, tr: Translation) -> Reply:
    """What the glossary has now."""
    return plain(texts.GLOSSARY_OF_SERVER, tr(texts.NAME_ADDED, line=line(row, tr)), tr)


def confirm(rows: Sequence[GlossaryRow], worse: Sequence[GoldenChange], tr: Translation) -> Reply:
    """Whether to remove the rows of a name, and which golden questions would get worse."""
    yes = Press(encode(Feature.GLOSSARY, Deed.REMOVE, digest(rows[0].name)), tr(texts.YES_REMOVE), look=Look.DANGER)
    no = Press(encode(Feature.GLOSSARY, Deed.LIST, 0), tr(texts.BACK_TO_LIST))
    lines = [tr(texts.REMOVE_NAME), *(line(row, tr) for row in rows)]
    return Reply(
        Kept(f"{HEADING}{tr(texts.GLOSSARY_OF_SERVER)}"),
        Tone.NEAREST if worse else Tone.PLAIN,
        lead="\n".join(lines),
        body=("\n".join(worsening(worse, tr)),),
        rows=((yes, no),),
    )


def worsening(worse: Sequence[GoldenChange], tr: Translation) -> Iterable[str]:
    """Which golden questions would get worse, a line each."""
    if not worse:
        yield tr(texts.NOT_WORSE)
        return
    yield tr.count(texts.WORSE, len(worse))
    for one in worse[:_WORSE_SHOWN]:
        question = short(one.golden.question, _QUESTION_ROOM)
        yield "- " + tr(texts.RANK_CHANGE, question=question, before=rank(one.before, tr), after=rank(one.after, tr))
    if len(worse) > _WORSE_SHOWN:
        yield tr.count(texts.AND_MORE, len(worse) - _WORSE_SHOWN)


def rank(place: int | None, tr: Translation) -> str:
    """Which place a passage came to."""
    return tr(texts.NO_RANK) if place is None else tr(texts.RANK, rank=tr.number(place))


def removed(rows: Sequence[GlossaryRow], tr: Translation) -> Reply:
    """What the glossary has no more."""
    lead = "\n".join(tr(texts.NAME_REMOVED, line=line(row, tr)) for row in rows)
    back = Press(encode(Feature.GLOSSARY, Deed.LIST, 0), tr(texts.BACK_TO_LIST))
    return Reply(Kept(f"{HEADING}{tr(texts.GLOSSARY_OF_SERVER)}"), Tone.PLAIN, lead=lead, rows=((back,),))


def imported(count: int, tr: Translation) -> Reply:
    """How much came in."""
    return plain(texts.GLOSSARY_OF_SERVER, tr.count(texts.ROWS_IMPORTED, count), tr)


def faulty(faults: Sequence[Wording], tr: Translation) -> Reply:
    """Why nothing came in, line by line."""
    lines = [tr.count(texts.NOTHING_IMPORTED, len(faults))]
    lines += [f"- {short(tr.wording(one), _FAULT_ROOM)}" for one in faults[:_FAULTS_SHOWN]]
    if len(faults) > _FAULTS_SHOWN:
        lines.append(tr.count(texts.AND_MORE, len(faults) - _FAULTS_SHOWN))
    reply = plain(texts.GLOSSARY_OF_SERVER, "\n".join(lines), tr)
    return Reply(reply.kept, Tone.NEAREST, lead=reply.lead)


def exported(tsv: str, count: int, tr: Translation) -> Reply:
    """The glossary as a file."""
    reply = plain(texts.GLOSSARY_OF_SERVER, tr.count(texts.GLOSSARY_SIZE, count), tr)
    return Reply(reply.kept, Tone.PLAIN, lead=reply.lead, files=(Attachment(FILE, tsv.encode()),))
