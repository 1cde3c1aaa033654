"""The garbage collector leaves alone what is loaded at the start."""

from __future__ import annotations

import gc

from bot.host.memory import exempt_from_collection


def test_what_is_loaded_is_not_traversed_again() -> None:
    """All that there is by then is exempt, and full collections of the rest become rare."""
    thresholds = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    loaded = [[number] for number in range(10_000)]
    before = gc.get_freeze_count()
    try:
        exempt_from_collection()
        assert gc.get_freeze_count() - before >= len(loaded)
        assert gc.get_threshold()[2] > 100
    finally:
        gc.set_threshold(*thresholds)
