"""The settings that moderators make for a server; all of them are kept in memory and stored."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_serializer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.libraries import Libraries
    from knowledge import By, Store

log = logging.getLogger(__name__)

LONGEST_PAUSE: Final = 3600
"""The longest pause between questions that can be set, in seconds."""


class GuildSettings(BaseModel):
    """The settings of one server; direct messages have the defaults."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    channels: frozenset[int] = frozenset()
    """The channels in which the bot answers; empty: all."""
    private: bool = False
    """Whether answers to commands are ephemeral unless the asker chooses otherwise."""
    passages: Annotated[int, Field(ge=1, le=10)] = 5
    """The most passages in an answer."""
    cooldown: Annotated[int, Field(ge=0, le=LONGEST_PAUSE)] = 3
    """Seconds that a member has to wait between two questions."""
    bundled: bool = True
    """Whether the documents that come with the bot are part of the server's library."""
    language: Literal["en", "de", "fr", "es", "ja"] | None = None
    """The language of the interface; ``None``: each member's own."""
    plain_chat: frozenset[int] = frozenset()
    """Channels in which references in plain messages ("p. 404") are recognised."""
    gaps: bool = True
    """Whether questions without an answer are kept for the moderators, without the asker, for 30 days."""
    log_channel: int | None = None
    """The channel in which moderators' changes are posted."""
    moderator_role: int | None = None
    """A role whose members may use the commands that otherwise need "Manage Server"."""

    @field_serializer("channels", "plain_chat", when_used="json")
    def _in_order(self, channels: frozenset[int]) -> list[int]:
        """Sorted, so that equal settings are stored identically: changes are detected by comparison."""
        return sorted(channels)


DEFAULTS = GuildSettings()


class Guilds:
    """The settings of all servers. Reading never blocks: commands need them before their first response."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self._settings: dict[int, GuildSettings] = {}
        self._seen = 0

    async def load(self) -> None:
        """Read all settings, and watch the store for changes from then on.

        Values that this version cannot read, written by another one, count as not set.

        Raises:
            StorageError: the store failed.
        """
        seen, stored = await self._libraries.store(lambda store: (_newest(store), store.settings.all()))
        self._seen, self._settings = seen, _all_read(stored)
        self._libraries.watch(self.refresh, "Changed settings cannot be read just now")

    async def refresh(self) -> None:
        """Read the settings that changed, including changes by another process and restored backups.

        Raises:
            StorageError: the store failed.
        """
        changes, stored = await self._libraries.store(partial(_changed, seen=self._seen))
        if None in changes:
            self._settings.clear()
        self._settings.update(_all_read(stored))
        self._seen = max([self._seen, *changes.values()])

    def of(self, guild_id: int | None) -> GuildSettings:
        """The settings of a server; the defaults for direct messages."""
        return DEFAULTS if guild_id is None else self._settings.get(guild_id, DEFAULTS)

    async def change(self, guild_id: int, by: By, **changes: object) -> GuildSettings:
        """Change settings, first in the store, which also records who did it.

        Concurrent changes to different settings are both kept: each is applied to what the store has.

        Raises:
            StorageError: the store failed; nothing was changed.
            ValidationError: a value is not valid for its setting.
        """

        def put(store: Store) -> GuildSettings:
            stored = store.settings.get(guild_id)
            changed = GuildSettings.model_validate({**_read(stored).model_dump(), **changes})
            store.settings.put(guild_id, {**_unreadable(stored, changes), **_written(changed)}, by)
            return changed

        self._settings[guild_id] = await self._libraries.store(put)
        return self._settings[guild_id]

    async def reset(self, guild_id: int, by: By) -> GuildSettings:
        """Reset all settings to the defaults.

        Raises:
            StorageError: the store failed; nothing was changed.
        """
        return await self.change(guild_id, by, **DEFAULTS.model_dump())

    async def left(self, guild_id: int, when: datetime) -> None:
        """Record that a server removed the bot: its data is kept for a grace period, then deleted (``housekeeping``).

        Raises:
            StorageError: the store failed.
        """
        await self._libraries.store(lambda store: store.settings.left(guild_id, when))
        self._settings.pop(guild_id, None)

    async def joined(self, guild_id: int) -> None:
        """Record that a server added the bot, perhaps again: earlier settings apply again.

        Raises:
            StorageError: the store failed.
        """

        def welcome(store: Store) -> GuildSettings:
            store.settings.returned(guild_id)
            return _read(store.settings.get(guild_id))

        self._settings[guild_id] = await self._libraries.store(welcome)

    async def reconcile(self, present: Iterable[int], when: datetime) -> None:
        """Record which servers removed or added the bot while it was not running.

        If the bot is in none of the stored servers, it is more likely another bot (wrong token, test server) than one
        that all of them removed: then no removal is recorded.

        Raises:
            StorageError: the store failed.
        """
        here = set(present)
        known, gone = await self._libraries.store(lambda store: (store.settings.known(), store.settings.gone()))
        if known and here.isdisjoint({*known, *gone}):
            log.warning(
                "This bot is in none of its %d servers: if it should be, check DISCORD_TOKEN, DISCORD_API_BASE and the "
                "database. What is stored of them is kept.",
                len(known),
            )
            return
        for guild_id in set(known) - here:
            await self.left(guild_id, when)
        for guild_id in set(gone) & here:
            await self.joined(guild_id)


def _newest(store: Store) -> int:
    return max(store.changes_since(0).values(), default=0)


def _changed(store: Store, seen: int) -> tuple[Mapping[int | None, int], Mapping[int, object]]:
    """Which servers changed after the version ``seen`` (``None``: all), and their current settings."""
    changes = store.changes_since(seen)
    if None in changes:
        return changes, store.settings.all()
    return changes, {guild_id: store.settings.get(guild_id) for guild_id in changes if guild_id is not None}


def _all_read(stored: Mapping[int, object]) -> dict[int, GuildSettings]:
    return {guild_id: _read(values) for guild_id, values in stored.items()}


def _written(settings: GuildSettings) -> dict[str, object]:
    """The settings that differ from the defaults; for all others a later version's defaults apply."""
    same = {name for name in GuildSettings.model_fields if getattr(settings, name) == getattr(DEFAULTS, name)}
    return settings.model_dump(mode="json", exclude=same)


def _read(values: object) -> GuildSettings:
    """The settings; those with a value that cannot be read have their defaults."""
    return GuildSettings.model_validate(_readable(values))


def _readable(values: object) -> dict[str, object]:
    stored = values if isinstance(values, dict) else {}
    readable = {name: value for name, value in stored.items() if name in GuildSettings.model_fields}
    try:
        GuildSettings.model_validate(readable)
    except ValidationError as error:
        unreadable = {fault["loc"][0] for fault in error.errors()}
        return {name: value for name, value in readable.items() if name not in unreadable}
    return readable


def _unreadable(values: object, changes: Mapping[str, object]) -> dict[str, object]:
    """The stored values that only another version can read, except for those that are changed."""
    readable = _readable(values)
    stored = values if isinstance(values, dict) else {}
    return {name: value for name, value in stored.items() if name not in readable and name not in changes}
