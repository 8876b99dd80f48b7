"""How a body's total went from run to run: a line through the certain points, and above it what was still open, newest to the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.charts import axis
from reports.charts.drawing import Chart, colour, write
from reports.i18n import N_
from reports.numbers import exact, range_words, shown
from reports.since import Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT, LEFT, SCALE, RIGHT, FOOT, HEAD, APART = 170.0, 64.0, 24.0, 44.0, 18.0, 16.0, 82.0
# More runs than these would not be told apart; the table tells all of them.
MOST = 24
LABEL = N_("The total from run to run, certain points and what was open; the table beside it holds the same numbers.")


def trend(points: Sequence[Point], language: str) -> Chart | None:
    """The chart of the newest runs; None for fewer than two."""
    if len(points) < 2:
        return None
    told = points[-MOST:]
    width = LEFT + APART * (len(told) - 1) + RIGHT
    return Chart(max(width, 300.0), HEIGHT, lambda axes: _drawn(axes, told, max(width, 300.0), language))


def _drawn(axes: Axes, told: Sequence[Point], width: float, language: str) -> None:
    most = max(Decimal(one.most) for one in told)
    at = axis.placed(FOOT, HEIGHT - HEAD, most)
    scale = [(at(value), shown(value, language).partition("," if language != "en" else ".")[0]) for value in axis.values(most)]
    axis.upright(axes, scale, SCALE, width - 4)
    apart = (width - LEFT - RIGHT) / (len(told) - 1)
    across = [LEFT + number * apart for number in range(len(told))]
    low, high = ([at(getattr(one.total, end)) for one in told] for end in ("low", "high"))
    axes.vlines(across, low, high, color=colour("open"), linewidth=9, zorder=1)
    axes.plot(across, low, color=colour("sure"), linewidth=1.6, marker="o", markersize=4)
    for place, one, top in zip(across, told, high, strict=True):
        ends = (exact(one.total.low), exact(one.total.high))
        write(axes, (place, top + 4), range_words(*ends, language), ha="center", va="bottom")
        write(axes, (place, FOOT - 4), f"{date.fromisoformat(one.as_of):%d.%m.%Y}", "soft", ha="center", va="top")
    axes.plot([SCALE, width - 4], [FOOT, FOOT], color=colour("most"), linewidth=0.8)
