"""Human-readable file sizes."""

from __future__ import annotations

_MEGABYTE = 10**6
"""An SI megabyte: the settings, the limits and all messages use the same unit."""


def megabytes(size: int) -> int:
    """A number of bytes in whole megabytes, rounded up, so that a size beyond a limit is never shown as within it."""
    return -(-size // _MEGABYTE)
