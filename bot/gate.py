"""Whether somebody may ask here and now: allowed channels, and a rate limit on questions.

1. If moderators chose channels, questions are answered only in those and in their threads (forum posts are threads).
2. A member waits for the server's number of seconds between two questions. A pause of at most five seconds is only
   meant to stop floods, so then three questions in a row pass.
3. Moderators are exempt from both: they look after the bot.

The rate limiter is the generic cell rate algorithm (ITU-T I.371): for each member one timestamp is kept, from which on
the member counts as having asked nothing.
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
"""Pauses of at most this many seconds let ``_IN_A_ROW`` questions pass at once."""
_IN_A_ROW: Final = 3
_REMEMBERED: Final = 10_000
"""Most members kept in memory; each takes about 200 bytes."""
_NAMED: Final = 5
"""How many allowed channels are named to somebody who asked elsewhere."""


class TooSoon(Refused):
    """The rate limit: somebody has to wait before the next question."""


class Gate:
    """Admits or refuses questions. The times of past questions are kept only in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, remembered: int = _REMEMBERED) -> None:
        self._clock = clock
        self._remembered = remembered
        self._free_at: dict[tuple[int | None, int], float] = {}
        self._told: set[tuple[int | None, int]] = set()

    def admit(self, asker: Asker) -> None:
        """Admit a question and count it.

        Raises:
            Refused: this channel is not allowed; the sentence names the allowed ones.
            TooSoon: the rate limit is exceeded; the sentence says how long to wait.
        """
        allow_here(asker)
        pause = asker.settings.cooldown
        if asker.moderator or not pause:
            return
        now = self._clock()
        member = (asker.guild_id, asker.user_id)
        # Removed and inserted again, so that the dictionary is ordered by the last question, oldest first.
        free_at = max(self._free_at.pop(member, now), now)
        ahead = (_IN_A_ROW - 1) * pause if pause <= _SHORT else 0
        wait = free_at - ahead - now
        self._free_at[member] = free_at if wait > 0 else free_at + pause
        self._forget(now)
        if wait > 0:
            raise TooSoon(texts.COOLDOWN, seconds=asker.tr.number(math.ceil(wait)))
        self._told.discard(member)

    def is_news(self, asker: Asker) -> bool:
        """Whether this is the first refusal in the current pause; marks the member as told."""
        member = (asker.guild_id, asker.user_id)
        is_first = member not in self._told
        self._told.add(member)
        return is_first

    def _forget(self, now: float) -> None:
        """Make room: first drop members whose pause is over, then those who asked least recently."""
        if len(self._free_at) <= self._remembered:
            return
        self._free_at = {member: free_at for member, free_at in self._free_at.items() if free_at > now}
        while len(self._free_at) > self._remembered:
            del self._free_at[next(iter(self._free_at))]
        self._told &= self._free_at.keys()


def allow_here(asker: Asker) -> None:
    """Raise ``Refused`` unless the bot may answer in this channel.

    Raises:
        Refused: the server's moderators allow only other channels.
    """
    channels = asker.settings.channels
    if asker.moderator or not channels or asker.channel_id in channels or asker.parent_id in channels:
        return
    raise Refused(texts.ELSEWHERE, channels=named(channels, asker.tr))


def named(channels: frozenset[int], tr: Translation) -> markup.Ready:
    """The first few channels as clickable mentions, and how many more there are."""
    mentions = [f"<#{channel}>" for channel in sorted(channels)]
    if len(mentions) <= _NAMED:
        return markup.Ready(tr.listed(mentions))
    return markup.Ready(tr(texts.MORE, names=", ".join(mentions[:_NAMED]), count=len(mentions) - _NAMED))
