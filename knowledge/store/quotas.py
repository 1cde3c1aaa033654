"""Checks the storage used by a guild's documents against its quota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.errors import InputError
from knowledge.sizes import megabytes

if TYPE_CHECKING:
    from knowledge.store.values import Quota, Usage


def check(usage: Usage, quota: Quota | None) -> None:
    """Refuse more documents, passages or bytes than the ``quota`` allows; ``None`` allows everything.

    Raises InputError.
    """
    if quota is None:
        return
    if usage.documents > quota.documents:
        raise InputError(
            "The library would have {used} documents; the limit is {allowed}: remove one first.",
            used=usage.documents,
            allowed=quota.documents,
        )
    if usage.passages > quota.passages:
        raise InputError(
            "The library would have {used:,} passages; the limit is {allowed:,}: remove a document first.",
            used=usage.passages,
            allowed=quota.passages,
        )
    if usage.bytes > quota.bytes:
        raise InputError(
            "The library's files would take {used:,} MB; the limit is {allowed:,} MB: remove a document first.",
            used=megabytes(usage.bytes),
            allowed=megabytes(quota.bytes),
        )


def check_new(usage: Usage, quota: Quota | None) -> None:
    """Refuse a new file beyond the ``quota``, or where earlier editions leave no room for one more.

    Raises InputError.
    """
    check(usage, quota)
    if quota is not None and usage.kept_bytes > quota.kept_bytes:
        raise InputError(
            "Earlier editions and removed documents take {used:,} MB; the limit is {allowed:,} MB: remove a document "
            "that is no longer needed; 30 days later it is deleted with all its editions.",
            used=megabytes(usage.kept_bytes),
            allowed=megabytes(quota.kept_bytes),
        )
