"""The program of the child process that ``bot.features.chart`` starts: it draws the chart of questions per day.

The picture contains no text but numbers, so that it needs no font for any script; the colours are explained beside it,
and differ in lightness too. Nothing else of Pincite is imported, so that the process starts quickly.
"""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANSWERED, _UNANSWERED = "#5d9cec", "#f0a13a"
_GROUND, _INK, _GRID = "#2b2d31", "#dbdee1", "#4e5058"
_INCHES: Final = (8.0, 3.6)
_DPI: Final = 150
_TICKS: Final = 6
_MANY: Final = 100
"""From this number of days on there is no room between the bars."""


def paint(rows: Sequence[tuple[str, int, int]]) -> bytes:
    """The chart of (day, questions, answers): a stacked bar for each day, answered below, unanswered on top."""
    # Imported here because the package is an extra.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    figure = Figure(figsize=_INCHES, dpi=_DPI, facecolor=_GROUND, layout="constrained")
    FigureCanvasAgg(figure)  # the canvas to draw on, without a window or global state
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


def main() -> None:
    """The entry point of the child process: read the days from stdin, write the picture to stdout."""
    sys.stdout.buffer.write(paint(json.loads(sys.stdin.buffer.read())))
