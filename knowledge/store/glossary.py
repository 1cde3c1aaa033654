"""The glossaries of guilds: rows of the same form as the bundled glossary, on top of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args

import sqlalchemy as sa

from knowledge.errors import InputError, NotInLibrary
from knowledge.readers.characters import clean
from knowledge.search.glossary import GlossaryRow, Relation, glossary_lines, line_fault, parse_glossary, write_glossary
from knowledge.store import tables
from knowledge.store.changes import changed, record, storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from knowledge.store.engine import Database
    from knowledge.store.values import By
    from knowledge.wording import Wording

MAX_ROWS = 2_000
"""Maximum rows of one guild's glossary."""
_MAX_NAME = 100
_MAX_OTHERS = 20
_JOINERS = re.compile("[\u00ad\u200c\u200d]+(?=[\0-\u024f]|$)|(?:^|(?<=[\0-\u024f]))[\u00ad\u200c\u200d]+|\u00ad")
"""Joiners with no function in spelling (next to Latin letters and at the ends), and soft hyphens."""
_COLUMN = tables.glossary.c
_Name = tuple[str, str]
"""A folded name, and the relation of its row."""


class Glossaries:
    """The glossary of each guild."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, guild_id: int | None) -> tuple[GlossaryRow, ...]:
        """The rows of a guild, by name; in direct messages (``None``) there are none."""
        if guild_id is None:
            return ()
        query = sa.select(tables.glossary).where(_COLUMN.guild_id == guild_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(_COLUMN.folded, _COLUMN.relation)).all()
        return tuple(map(_row, rows))

    def add(self, guild_id: int, row: GlossaryRow, by: By) -> GlossaryRow:
        """Add names for a thing to those already stored; return the whole resulting row.

        Raises InputError for an invalid name, and where the glossary is full.
        """
        cleaned = _clean(row)
        with self._database.writing() as connection:
            added = _take_in(connection, guild_id, [cleaned])[_folded(cleaned.name), cleaned.relation]
            record(connection, guild_id, by, "glossary.add", added.name, detail=_line(added))
        return added

    def remove(self, guild_id: int, name: str, by: By, *, alias: str = "") -> tuple[GlossaryRow, ...]:
        """Delete the rows of a name, or only one of its other names, ``alias``; return what was deleted.

        Raises NotInLibrary where there is none.
        """
        is_it = sa.and_(_COLUMN.guild_id == guild_id, _COLUMN.folded == _folded(name))
        with self._database.writing() as connection:
            found = connection.execute(sa.select(tables.glossary).where(is_it)).all()
            rows = tuple(map(_row, found))
            removed = glossary_parts(rows, alias)
            if not removed:
                raise NotInLibrary("“{name}” is not in this server's glossary.", name=name[:_MAX_NAME])
            connection.execute(sa.delete(tables.glossary).where(is_it))
            for row in rows_without(rows, name, alias):
                connection.execute(
                    sa.insert(tables.glossary).values(**_values(guild_id, (_folded(name), row.relation), row))
                )
            changed(connection, guild_id)
            record(connection, guild_id, by, "glossary.remove", removed[0].name, detail="; ".join(map(_line, removed)))
        return removed

    def import_tsv(self, guild_id: int, text: str, by: By) -> int:
        """Add all rows of a file (see ``knowledge.search.glossary.parse_glossary``), or none; return how many it has.

        Raises InputError that names the first malformed line, and for a file without a row.
        """
        rows = [_clean(row) for row in parse_glossary(storable(text))]
        if not rows:
            raise InputError("There is nothing to import: the first line names the columns, and no other line follows.")
        with self._database.writing() as connection:
            _take_in(connection, guild_id, rows)
            record(connection, guild_id, by, "glossary.import", str(len(rows)), detail="")
        return len(rows)

    def export_tsv(self, guild_id: int, by: By) -> str:
        """The glossary of a guild as a file that ``import_tsv`` reads."""
        rows = self.list(guild_id)
        with self._database.writing() as connection:
            record(connection, guild_id, by, "glossary.export", str(len(rows)), detail="")
        return write_glossary(rows)


def glossary_parts(rows: Iterable[GlossaryRow], alias: str) -> tuple[GlossaryRow, ...]:
    """The rows that have this other name, each with only that one; all rows as they are if ``alias`` is empty."""
    if not alias:
        return tuple(rows)
    cut = (replace(row, others=tuple(one for one in row.others if _folded(one) == _folded(alias))) for row in rows)
    return tuple(row for row in cut if row.others)


def rows_without(rows: Iterable[GlossaryRow], name: str, alias: str = "") -> tuple[GlossaryRow, ...]:
    """The rows that are left without those of a name, or without one of its other names, ``alias``."""
    left = []
    for row in rows:
        if _folded(row.name) != _folded(name):
            left.append(row)
            continue
        others = tuple(one for one in row.others if alias and _folded(one) != _folded(alias))
        if others:
            left.append(replace(row, others=others))
    return tuple(left)


def glossary_faults(text: str, *, most: int) -> tuple[Wording, ...]:
    """Return a sentence for each line that ``import_tsv`` would refuse; after the first ``most`` it stops reading."""
    return tuple(islice(_faults(text), most))


def _faults(text: str) -> Iterator[Wording]:
    for number, row in glossary_lines(storable(text)):
        if isinstance(row, InputError):
            yield row.wording
            continue
        try:
            _clean(row)
        except InputError as error:
            cells = row.name, "; ".join(row.others), row.relation
            yield line_fault(number, cells, error.wording).wording


def _take_in(connection: Connection, guild_id: int, rows: Iterable[GlossaryRow]) -> dict[_Name, GlossaryRow]:
    """Add rows to those of a guild; return all resulting rows."""
    found = connection.execute(sa.select(tables.glossary).where(_COLUMN.guild_id == guild_id))
    whole: dict[_Name, GlossaryRow] = {(row.folded, row.relation): _row(row) for row in found}
    for row in rows:
        name = _folded(row.name), row.relation
        known = whole.get(name)
        others = row.others if known is None else tuple(dict.fromkeys([*known.others, *row.others]))
        if len(others) > _MAX_OTHERS:
            raise InputError(
                "“{name}” would have {count} other names; the limit is {most}: remove it, then add the names that"
                " matter.",
                name=row.name,
                count=len(others),
                most=_MAX_OTHERS,
            )
        whole[name] = GlossaryRow(row.name if known is None else known.name, others, row.relation)
    if len(whole) > MAX_ROWS:
        raise InputError(
            "The glossary would have {count:,} rows; the limit is {most:,}: remove some first.",
            count=len(whole),
            most=MAX_ROWS,
        )
    # A glossary is small, so all of it is rewritten, in two statements.
    connection.execute(sa.delete(tables.glossary).where(_COLUMN.guild_id == guild_id))
    connection.execute(sa.insert(tables.glossary), [_values(guild_id, *item) for item in whole.items()])
    changed(connection, guild_id)
    return whole


def _values(guild_id: int, name: _Name, row: GlossaryRow) -> dict[str, Any]:
    folded, relation = name
    others = list(row.others)
    return {"guild_id": guild_id, "folded": folded, "name": row.name, "others": others, "relation": relation}


def _row(stored: Any) -> GlossaryRow:
    return GlossaryRow(stored.name, tuple(stored.others), stored.relation)


def _clean(row: GlossaryRow) -> GlossaryRow:
    """The row with its names in the form in which they are stored.

    Raises InputError.
    """
    name, *others = (_name(one) for one in (row.name, *row.others))
    others = [one for one in dict.fromkeys(others) if _folded(one) != _folded(name)]
    if not others:
        raise InputError("“{name}” needs at least one other name.", name=name)
    if row.relation not in get_args(Relation):
        raise InputError("A glossary row is either “same” or “related”.")
    return GlossaryRow(name, tuple(others), row.relation)


def _name(text: str) -> str:
    # As in a file, text in parentheses is a remark.
    name = " ".join(_JOINERS.sub("", clean(storable(text))).split(" (")[0].split())
    if not name or len(name) > _MAX_NAME or ";" in name or not any(map(str.isalnum, name)):
        raise InputError(
            "A name in the glossary must have 1 to {most} characters, with a letter or digit and without a semicolon.",
            most=_MAX_NAME,
        )
    return name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(storable(name).split())).casefold()


def _line(row: GlossaryRow) -> str:
    return f"{row.name}\t{'; '.join(row.others)}\t{row.relation}"
