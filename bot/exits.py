"""With which status a command ends, as shells and supervisors read it."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses; 130 is what shells report of a program that was interrupted."""

    DONE = 0
    NOTHING = 1
    """It worked, but there is no answer."""
    BAD_INPUT = 2
    """Wrong options, settings or files."""
    FAILURE = 3
    """The machine, the database or Discord failed."""
    INTERRUPTED = 130
