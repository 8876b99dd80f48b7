"""How totals are spread: a column for each part of the scale, as high as the bodies that lie there, on a scale of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.charts import axis
from reports.charts.drawing import Chart, block, colour, write
from reports.i18n import N_
from reports.numbers import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT, LEFT, RIGHT, FOOT, HEAD, GAP = 400.0, 150.0, 30.0, 6.0, 18.0, 14.0, 8.0
LABEL = N_("Number of bodies by share of the maximum; the table below holds the same numbers.")

# A part of the scale: its name, how many lie in it for certain, and how many at most.
Column = tuple[str, int, int]


def spread(columns: Sequence[Column], language: str) -> Chart | None:
    """Each column is solid as high as what lies there for certain and pale above it as high as what can; its numbers stand over it.

    :returns: None without a column.
    """
    if not columns:
        return None
    return Chart(WIDTH, HEIGHT, lambda axes: _drawn(axes, columns, language))


def _drawn(axes: Axes, columns: Sequence[Column], language: str) -> None:
    most = Decimal(max(1, *(possible for _, _, possible in columns)))
    at = axis.placed(FOOT, HEIGHT - HEAD, most)
    whole = [value for value in axis.values(most) if value == int(value)]
    axis.upright(axes, [(at(value), counted(int(value), language)) for value in whole], LEFT, WIDTH - RIGHT)
    wide = (WIDTH - LEFT - RIGHT) / len(columns)
    for number, (name, certain, possible) in enumerate(columns):
        left = LEFT + number * wide + GAP / 2
        for many, kind in ((possible, "open"), (certain, "sure")):
            block(axes, (left, FOOT), (wide - GAP, at(Decimal(many)) - FOOT), kind)
        low, high = counted(certain, language), counted(possible, language)
        middle = left + (wide - GAP) / 2
        write(axes, (middle, at(Decimal(possible)) + 2), low if low == high else f"{low}–{high}", ha="center", va="bottom")
        write(axes, (middle, FOOT - 3), name, "soft", ha="center", va="top")
    axes.plot([LEFT, WIDTH - RIGHT], [FOOT, FOOT], color=colour("most"), linewidth=0.8)
