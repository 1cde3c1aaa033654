"""Why ``pincite run`` ended: sentences for the terminal, in English."""

from __future__ import annotations

from typing import Final

LOGIN_MISSING: Final = (
    "DISCORD_TOKEN is not set: put the bot's token into .env or the environment "
    "(discord.com/developers → your application → Bot → Reset Token)."
)
LOGIN_REFUSED: Final = (
    "Discord refused the token in DISCORD_TOKEN: make a new one "
    "(discord.com/developers → your application → Bot → Reset Token) and put it into .env or the environment."
)
INTENT_REFUSED: Final = (
    "Discord does not let this bot read messages that are not meant for it: switch the Message Content Intent on "
    "(discord.com/developers → your application → Bot), or set PINCITE_PLAIN_CHAT=no."
)
UNREACHABLE: Final = "Discord cannot be reached at {address}: check the network{hint} and start again."
UNREACHABLE_HINT: Final = " and DISCORD_API_BASE"
REFUSED: Final = "Discord refused the connection: {reason}."
CRASHED: Final = "Pincite stopped because of an error of its own; the log above has the details."
