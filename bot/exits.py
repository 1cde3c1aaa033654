"""Exit statuses of the command line, as shells and supervisors read them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses; 130 is what shells report for an interrupted program."""

    DONE = 0
    NOTHING = 1
    """It worked, but found no answer."""
    BAD_INPUT = 2
    """Wrong options, settings or files."""
    FAILURE = 3
    """The machine, the database or Discord failed."""
    INTERRUPTED = 130
