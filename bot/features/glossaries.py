"""Changes to the glossary of a server, each with a line in the log channel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from bot.errors import Refused
from bot.ids.moderation import digest
from bot.replies.glossary import MOST_FAULTS, line
from bot.replies.labels import shortened
from bot.texts import moderation as texts
from knowledge import glossary_faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.libraries import Libraries
    from bot.moderating import Moderator
    from knowledge import By, GlossaryRow, Store, Wording

_LINE_ROOM: Final = 50
_RELATIONS: Final = frozenset({"same", "related"})


async def rows(libraries: Libraries, who: Moderator) -> Sequence[GlossaryRow]:
    """Return the rows of a server's glossary, by name.

    Raises:
        StorageError: the store failed.
    """
    return await libraries.store(lambda store: store.glossary.list(who.guild_id))


async def add(libraries: Libraries, who: Moderator, row: GlossaryRow) -> GlossaryRow:
    """Add a row to a server's glossary; return the complete row as it is now.

    Raises:
        KnowledgeError: it is not a valid name, or the store failed.
    """
    by = who.by()
    added = await libraries.store(lambda store: store.glossary.add(who.guild_id, row, by))
    await who.log(texts.LOG_NAME_ADDED, line=line(added, who.server_tr))
    return added


async def remove(libraries: Libraries, who: Moderator, key: str) -> Sequence[GlossaryRow]:
    """Remove the name, or the other name of a name, with this digest; return what was removed.

    Raises:
        KnowledgeError: somebody else removed it at the same moment, or the store failed.
        Refused: there is no such name.
    """
    found = await rows(libraries, who)
    known = [(row.name, alias) for row in found for alias in ("", *row.others)]
    name, alias = next((one for one in known if digest(*one) == key), ("", ""))
    if not name:
        raise Refused(texts.NO_SUCH_NAME)
    by = who.by()
    gone = await libraries.store(lambda store: store.glossary.remove(who.guild_id, name, by, alias=alias))
    for row in gone:
        await who.log(texts.LOG_NAME_REMOVED, line=line(row, who.server_tr))
    return gone


async def take_in(libraries: Libraries, who: Moderator, text: str) -> tuple[int, Sequence[Wording]]:
    """Import all rows of a table, or none; return the number of rows, and the faults of the table.

    Raises:
        KnowledgeError: the glossary would become too large, or the store failed.
    """
    # A file can have a hundred thousand lines; this way only other work on this server's documents waits for it.
    count, faults = await libraries.documents(
        who.guild_id, partial(_take_in, guild_id=who.guild_id, text=text, by=who.by())
    )
    if not faults:
        await who.log(texts.LOG_IMPORTED, count)
    return count, faults


def table_of(data: bytes) -> str:
    """Return the text of a file.

    Raises:
        Refused: it is not text, or it has no header line, so that its first row would be lost.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(texts.NOT_TEXT) from error
    if "\0" in text:
        raise Refused(texts.NOT_TEXT)
    if not text.strip():
        raise Refused(texts.NO_ROWS)
    first = [cell.strip('" ') for cell in text.splitlines()[0].split("\t")]
    if _RELATIONS.intersection(first):
        raise Refused(texts.NO_HEADER, line=shortened(" | ".join(first), _LINE_ROOM))
    return text


def _take_in(store: Store, guild_id: int, text: str, by: By) -> tuple[int, Sequence[Wording]]:
    faults = glossary_faults(text, most=MOST_FAULTS)
    return (0, faults) if faults else (store.glossary.import_tsv(guild_id, text, by), ())
