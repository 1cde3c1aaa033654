"""Whether somebody may ask here and now: the channels that a server allows, and a pause between questions.

1. Where moderators chose channels, questions are answered in those and in their threads (the posts of a forum are
   threads), nowhere else.
2. A member waits for the server's number of seconds between two questions. A pause of at most five seconds is meant
   against floods, not against people: then three questions in a row pass.
3. Moderators are neither bound to channels nor have to wait: they look after the bot.

The pause is the generic cell rate algorithm (ITU-T I.371): of a member only one moment is remembered, the one from
which on it is as if they had never asked.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Final

from bot import markup, texts
from bot.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.asker import Asker
    from bot.i18n import Translation

_SHORT: Final = 5
"""Pauses of at most so many seconds let ``_IN_A_ROW`` questions pass at once."""
_IN_A_ROW: Final = 3
_REMEMBERED: Final = 10_000
"""Members in memory at most; each weighs about 200 bytes."""
_NAMED: Final = 5
"""So many channels are named to somebody who asked in another."""


class TooSoon(Refused):
    """Somebody has to wait before they ask again."""


class Gate:
    """Lets questions in. It remembers who asked when, in this process alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, remembered: int = _REMEMBERED) -> None:
        self._clock = clock
        self._remembered = remembered
        self._free_at: dict[tuple[int | None, int], float] = {}
        self._told: set[tuple[int | None, int]] = set()

    def admit(self, asker: Asker) -> None:
        """Let somebody ask, and count it.

        Raises:
            Refused: not in this channel; the sentence says where.
            TooSoon: not yet; the sentence says when.
        """
        allow_here(asker)
        pause = asker.settings.cooldown
        if asker.moderator or not pause:
            return
        now = self._clock()
        member = (asker.guild_id, asker.user_id)
        # Taken out and put in again: those that asked least recently come first.
        free_at = max(self._free_at.pop(member, now), now)
        ahead = (_IN_A_ROW - 1) * pause if pause <= _SHORT else 0
        wait = free_at - ahead - now
        self._free_at[member] = free_at if wait > 0 else free_at + pause
        self._forget(now)
        if wait > 0:
            raise TooSoon(texts.COOLDOWN, seconds=asker.tr.number(math.ceil(wait)))
        self._told.discard(member)

    def is_news(self, asker: Asker) -> bool:
        """Whether somebody who came too soon is told so for the first time in this pause; from then on they were."""
        member = (asker.guild_id, asker.user_id)
        is_first = member not in self._told
        self._told.add(member)
        return is_first

    def _forget(self, now: float) -> None:
        """Make room: first those who are free to ask anyway, then whoever asked least recently."""
        if len(self._free_at) <= self._remembered:
            return
        self._free_at = {member: free_at for member, free_at in self._free_at.items() if free_at > now}
        while len(self._free_at) > self._remembered:
            del self._free_at[next(iter(self._free_at))]
        self._told &= self._free_at.keys()


def allow_here(asker: Asker) -> None:
    """Nothing, where the bot may answer.

    Raises:
        Refused: the server's moderators chose other channels.
    """
    channels = asker.settings.channels
    if asker.moderator or not channels or asker.channel_id in channels or asker.parent_id in channels:
        return
    raise Refused(texts.ELSEWHERE, channels=named(channels, asker.tr))


def named(channels: frozenset[int], tr: Translation) -> markup.Ready:
    """The first few of some channels, to be clicked on, and how many more there are."""
    mentions = [f"<#{channel}>" for channel in sorted(channels)]
    if len(mentions) <= _NAMED:
        return markup.Ready(tr.listed(mentions))
    return markup.Ready(tr(texts.MORE, names=", ".join(mentions[:_NAMED]), count=len(mentions) - _NAMED))
