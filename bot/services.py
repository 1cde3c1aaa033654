"""The services that all features share, created once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.controls import Controls
    from bot.features.answering import Answering
    from bot.gate import Gate
    from bot.guilds import Guilds
    from bot.inflight import InFlight
    from bot.libraries import Libraries
    from bot.sync import Mentions


@dataclass(frozen=True, slots=True)
class Services:
    """Libraries and settings of all servers, answering, the registry of controls, the replies in flight.

    ``gate`` decides whether somebody may ask here and now; ``mentions`` makes clickable names of commands.
    """

    libraries: Libraries
    guilds: Guilds
    answering: Answering
    controls: Controls
    in_flight: InFlight
    gate: Gate
    mentions: Mentions
