"""The settings of guilds, and the guilds that the bot left."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from knowledge.store import tables
from knowledge.store.changes import changed, record, storable
from knowledge.store.engine import upsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from knowledge.store.engine import Database
    from knowledge.store.values import By

_GUILD = tables.guilds.c


class Settings:
    """A dictionary of JSON values for each guild; except for ``bundled``, only the bot interprets them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, guild_id: int | None) -> dict[str, Any]:
        """The stored settings; empty where there are none, and in direct messages (``None``)."""
        if guild_id is None:
            return {}
        with self._database.reading() as connection:
            return connection.scalar(sa.select(_GUILD.settings).where(_GUILD.guild_id == guild_id)) or {}

    def uses_bundled(self, guild_id: int | None) -> bool:
        """Whether the bundled documents are part of a guild's library: true unless it turned them off."""
        return self.get(guild_id).get("bundled", True) is not False

    def all(self) -> dict[int, dict[str, Any]]:
        """The settings of every guild that has any."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(_GUILD.guild_id, _GUILD.settings))
            return {row.guild_id: row.settings for row in rows if row.settings}

    def put(self, guild_id: int, values: Mapping[str, Any], by: By | None = None) -> None:
        """Replace all settings of a guild; with ``by``, the audit log records which changed."""
        kept: dict[str, Any] = json.loads(storable(json.dumps(dict(values), ensure_ascii=False)))
        with self._database.writing() as connection:
            before = connection.scalar(sa.select(_GUILD.settings).where(_GUILD.guild_id == guild_id)) or {}
            upsert(connection, tables.guilds, {"guild_id": guild_id}, {"settings": kept})
            changed(connection, guild_id)
            if by is not None and kept != before:
                names = sorted(name for name in {*kept, *before} if kept.get(name) != before.get(name))
                record(connection, guild_id, by, "settings.change", ", ".join(names), detail=_said(kept, names))

    def left(self, guild_id: int, when: datetime) -> None:
        """Record that the bot was removed from a guild, whose data is deleted after a grace period."""
        with self._database.writing() as connection:
            known = connection.scalar(sa.select(_GUILD.settings).where(_GUILD.guild_id == guild_id))
            values = {"settings": known or {}, "left_at": when}
            upsert(connection, tables.guilds, {"guild_id": guild_id}, values)

    def returned(self, guild_id: int) -> None:
        """Record that the bot is back in a guild that it had left."""
        with self._database.writing() as connection:
            connection.execute(sa.update(tables.guilds).where(_GUILD.guild_id == guild_id).values(left_at=None))

    def gone(self) -> tuple[int, ...]:
        """The guilds that the bot left and whose data is not deleted yet."""
        with self._database.reading() as connection:
            return tuple(connection.scalars(sa.select(_GUILD.guild_id).where(_GUILD.left_at.is_not(None))))

    def known(self) -> tuple[int, ...]:
        """The guilds with stored data, without those that the bot left."""
        with self._database.reading() as connection:
            queries = [
                sa.select(table.c.guild_id).where(table.c.guild_id.is_not(None), table.c.guild_id != 0)
                for table in tables.OF_A_GUILD
            ]
            gone = set(connection.scalars(sa.select(_GUILD.guild_id).where(_GUILD.left_at.is_not(None))))
            return tuple(sorted(set(connection.scalars(sa.union(*queries))) - gone))

    def forget_left(self, before: datetime) -> tuple[int, ...]:
        """Delete all data of the guilds that the bot left before ``before``; return these guilds."""
        with self._database.writing() as connection:
            gone = tuple(connection.scalars(sa.select(_GUILD.guild_id).where(_GUILD.left_at < before)))
            for guild_id in gone:
                for table in tables.OF_A_GUILD:
                    connection.execute(sa.delete(table).where(table.c.guild_id == guild_id))
        return gone


def _said(values: Mapping[str, Any], names: Iterable[str]) -> str:
    return json.dumps({name: values.get(name) for name in names}, ensure_ascii=False)
