"""Calls of the command ``pincite`` in this process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from bot import cli

if TYPE_CHECKING:
    import pytest


class Called(NamedTuple):
    """What a call printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """The objects on stdout, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def called(capsys: pytest.CaptureFixture[str], *arguments: object) -> Called:
    """Call it with these arguments."""
    status = cli.invoke([str(one) for one in arguments])
    printed = capsys.readouterr()
    return Called(status, printed.out, printed.err)
