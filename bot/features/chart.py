"""A chart of questions per day as a PNG.

It is drawn in a process of its own: the library that draws takes long to load and much memory, which the bot would
keep, and holds the interpreter's lock while it paints. There are no words in the picture, so that it needs no font for
any script; the colours are explained beside it, and differ in lightness too.
"""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge import Day

log = logging.getLogger(__name__)

_SECONDS: Final = 60.0
"""The first time on a machine, fonts are looked for."""
_COMMAND: Final = (sys.executable, "-P", "-c", "from bot.features.chart import main; main()")
_ANSWERED, _UNANSWERED = "#5d9cec", "#f0a13a"
_GROUND, _INK, _GRID = "#2b2d31", "#dbdee1", "#4e5058"
_INCHES: Final = (8.0, 3.6)
_DPI: Final = 150
_TICKS: Final = 6
_MANY: Final = 100
"""From so many days on there is no room between the bars."""


def is_available() -> bool:
    """Whether the extra ``charts`` is installed."""
    return find_spec("matplotlib") is not None


def drawn(rows: Sequence[tuple[str, int, int]]) -> bytes | None:
    """The chart of (day, questions, answers), as PNG; ``None`` where that failed. Blocks: not for the event loop."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            _COMMAND,
            input=json.dumps(rows).encode(),
            env=_environment(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("The chart could not be drawn: %s", error)
        return None
    return done.stdout


def every_day(days: Iterable[Day], last: date, count: int) -> Iterator[tuple[str, int, int]]:
    """``count`` days up to ``last``, those without a question too: day, questions, answers."""
    known = {one.day: (one.asked, one.answered) for one in days}
    for back in range(count - 1, -1, -1):
        day = (last - timedelta(days=back)).isoformat()
        yield (day, *known.get(day, (0, 0)))


def paint(rows: Sequence[tuple[str, int, int]]) -> bytes:
    """The chart of (day, questions, answers): a bar for each day, answered below, not answered on top of it."""
    # Not at the top: only the child loads them.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    figure = Figure(figsize=_INCHES, dpi=_DPI, facecolor=_GROUND, layout="constrained")
    FigureCanvasAgg(figure)  # what it is painted on; no window, no global state
    axes = figure.add_subplot(facecolor=_GROUND)
    places = range(len(rows))
    width = 0.8 if len(rows) <= _MANY else 1.0
    answered = [row[2] for row in rows]
    unanswered = [row[1] - row[2] for row in rows]
    axes.bar(places, answered, color=_ANSWERED, width=width)
    axes.bar(places, unanswered, bottom=answered, color=_UNANSWERED, width=width)
    step = -(-len(rows) // _TICKS)
    ticks = list(places)[::-1][::step][::-1]
    axes.set_xticks(ticks, [rows[place][0][5:] for place in ticks])
    axes.set_xlim(-0.6, len(rows) - 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.set_ylim(0, max([1, *(row[1] for row in rows)]) * 1.08)
    axes.tick_params(colors=_INK, labelsize=15, length=0, pad=6)
    axes.grid(axis="y", color=_GRID, linewidth=width)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", facecolor=_GROUND)
    return picture.getvalue()


def _environment() -> dict[str, str]:
    """This process's environment; whatever the working folder holds, the child imports this very package."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def main() -> None:
    """Be the child: take the days from stdin, leave the picture on stdout."""
    sys.stdout.buffer.write(paint(json.loads(sys.stdin.buffer.read())))
