"""The chart of questions per day, drawn by a child process (``bot.features.painting``).

Matplotlib is slow to load, takes much memory that the bot would not get back, and holds the GIL while it draws.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from datetime import date, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from knowledge import run_child

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.libraries.children import Children
    from knowledge import Day

log = logging.getLogger(__name__)

_SECONDS: Final = 60.0
"""Long enough for the first run on a machine, when Matplotlib builds its font cache."""
_COMMAND: Final = (sys.executable, "-P", "-c", "from bot.features.painting import main; main()")


def is_available() -> bool:
    """Whether the extra ``charts`` is installed."""
    return find_spec("matplotlib") is not None


def drawn(rows: Sequence[tuple[str, int, int]], children: Children) -> bytes | None:
    """Draw the chart of (day, questions, answers) as PNG, in a process registered in ``children``. Blocks.

    ``None`` if that failed.
    """
    try:
        request = json.dumps(rows).encode()
        with run_child(_COMMAND, request, started=children.add, seconds=_SECONDS) as picture:
            return picture.read()
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("The chart could not be drawn: %s", error)
        return None


def every_day(days: Iterable[Day], last: date, count: int) -> Iterator[tuple[str, int, int]]:
    """(day, questions, answers) of the ``count`` days up to ``last``, including days without questions."""
    known = {one.day: (one.asked, one.answered) for one in days}
    for back in range(count - 1, -1, -1):
        day = (last - timedelta(days=back)).isoformat()
        yield (day, *known.get(day, (0, 0)))
