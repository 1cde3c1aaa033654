"""Tunes the garbage collector for a process that keeps large libraries in memory."""

from __future__ import annotations

import gc

_RARELY = 200
"""Collections of the middle generation before a full garbage collection."""


def exempt_from_collection() -> None:
    """Exempt all objects that exist now from garbage collection, and make full collections rare.

    A full collection traverses all live objects and blocks the event loop for a tenth of a second; those that exist
    when the libraries are loaded stay for good.
    """
    gc.collect()
    gc.freeze()
    # A large document has hundreds of thousands of objects, none of them garbage: with Python's default threshold for
    # the oldest generation, 10, all of them would be traversed several times while it is loaded.
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _RARELY)
