"""What the moderators of a server have set; all servers' settings are in memory, the store keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_serializer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.libraries import Libraries
    from knowledge import By, Store


LONGEST_PAUSE: Final = 3600
"""Seconds that a member can be made to wait at most."""


class GuildSettings(BaseModel):
    """The settings of one server; direct messages have the defaults."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    channels: frozenset[int] = frozenset()
    """Where the bot may answer; empty: everywhere."""
    private: bool = False
    """Whether answers to commands are seen by the asker alone, if they do not say otherwise."""
    passages: Annotated[int, Field(ge=1, le=10)] = 5
    """How many passages an answer offers at most."""
    cooldown: Annotated[int, Field(ge=0, le=LONGEST_PAUSE)] = 3
    """Seconds that a member waits between two questions."""
    bundled: bool = True
    """Whether the documents that come with the bot are part of the server's library."""
    language: Literal["en", "de", "fr", "es", "ja"] | None = None
    """The language of the interface; ``None``: that of the member."""
    plain_chat: frozenset[int] = frozenset()
    """Channels in which references in plain messages ("p. 404") are recognised."""
    gaps: bool = True
    """Whether questions without an answer are kept for the moderators, without the asker, for 30 days."""
    log_channel: int | None = None
    """Where it is said what moderators did."""
    moderator_role: int | None = None
    """A role whose members may do what needs "Manage Server"."""

    @field_serializer("channels", "plain_chat", when_used="json")
    def _in_order(self, channels: frozenset[int]) -> list[int]:
        """The same channels are always written in the same way: what changed is told by comparing."""
        return sorted(channels)


DEFAULTS = GuildSettings()


class Guilds:
    """The settings of all servers. Reading them never waits: commands need them before their first response."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self._settings: dict[int, GuildSettings] = {}

    async def load(self) -> None:
        """Read all settings; what an older or newer version wrote and this one cannot read counts as not set.

        Raises:
            StorageError: the store failed.
        """
        stored = await self._libraries.store(lambda store: store.settings.all())
        self._settings = {guild_id: _read(values) for guild_id, values in stored.items()}

    def of(self, guild_id: int | None) -> GuildSettings:
        """The settings of a server; the defaults for direct messages."""
        return DEFAULTS if guild_id is None else self._settings.get(guild_id, DEFAULTS)

    async def change(self, guild_id: int, by: By, **changes: object) -> GuildSettings:
        """Set something anew, in the store first, which also notes who did it.

        Two who change different things at once both have their way: each change is put on top of what the store has.

        Raises:
            StorageError: the store failed; nothing was changed.
            ValidationError: a value is not one that the setting can have.
        """

        def put(store: Store) -> GuildSettings:
            before = _read(store.settings.get(guild_id))
            changed = GuildSettings.model_validate({**before.model_dump(), **changes})
            store.settings.put(guild_id, _written(changed), by)
            return changed

        self._settings[guild_id] = await self._libraries.store(put)
        return self._settings[guild_id]

    async def reset(self, guild_id: int, by: By) -> GuildSettings:
        """Put everything back to the defaults.

        Raises:
            StorageError: the store failed; nothing was changed.
        """
        return await self.change(guild_id, by, **DEFAULTS.model_dump())

    async def left(self, guild_id: int, when: datetime) -> None:
        """A server removed the bot: what is stored of it stays for a grace time, then goes (``housekeeping``).

        Raises:
            StorageError: the store failed.
        """
        await self._libraries.store(lambda store: store.settings.left(guild_id, when))
        self._settings.pop(guild_id, None)

    async def joined(self, guild_id: int) -> None:
        """A server added the bot, perhaps again: what was set before counts again.

        Raises:
            StorageError: the store failed.
        """

        def welcome(store: Store) -> GuildSettings:
            store.settings.returned(guild_id)
            return _read(store.settings.get(guild_id))

        self._settings[guild_id] = await self._libraries.store(welcome)

    async def reconcile(self, present: Iterable[int], when: datetime) -> None:
        """Find out who removed or added the bot while it was not running.

        Raises:
            StorageError: the store failed.
        """
        here = set(present)
        known, gone = await self._libraries.store(lambda store: (store.settings.known(), store.settings.gone()))
        for guild_id in set(known) - here:
            await self.left(guild_id, when)
        for guild_id in set(gone) & here:
            await self.joined(guild_id)


def _written(settings: GuildSettings) -> dict[str, object]:
    """What differs from the defaults: where a later version has other defaults, they count."""
    same = {name for name in GuildSettings.model_fields if getattr(settings, name) == getattr(DEFAULTS, name)}
    return settings.model_dump(mode="json", exclude=same)


def _read(values: object) -> GuildSettings:
    try:
        return GuildSettings.model_validate(values)
    except ValidationError:
        return DEFAULTS
