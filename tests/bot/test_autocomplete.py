"""What is suggested while somebody types, where the library fails or takes too long."""

from __future__ import annotations

import asyncio

import pytest

from bot import autocomplete
from knowledge import StorageError, Suggestion


async def test_whoever_types_gets_nothing_rather_than_an_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What failed, or came too late, is an empty list; a fault of our own is not hidden."""
    monkeypatch.setattr(autocomplete, "_SECONDS", 0.01)

    async def finding(seconds: float, error: Exception | None = None) -> tuple[Suggestion, ...]:
        await asyncio.sleep(seconds)
        if error is not None:
            raise error
        return (Suggestion("a", "Alfa"),)

    assert ["Alfa"] == [one.name for one in await autocomplete._in_time(finding(0))]
    assert [] == await autocomplete._in_time(finding(0, StorageError("The disk is full.")))
    assert not caplog.records
    assert [] == await autocomplete._in_time(finding(60))
    assert ["Suggestions took longer than Discord waits for them"] == [one.message for one in caplog.records]
    with pytest.raises(ZeroDivisionError):
        await autocomplete._in_time(finding(0, ZeroDivisionError()))
