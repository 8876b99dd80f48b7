"""Where the points went: from the maximum down to the certain points, a bar for each step and a scale of points below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.charts import axis
from reports.charts.drawing import Chart, block, broken, colour, width_of, write
from reports.i18n import N_
from reports.numbers import shown
from reports.view import Counted, falls, step_name, step_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Narrow enough for its letters to be read on a telephone.
WIDTH, EDGE, HEAD, FOOT, LINE, BAR, GAP = 300.0, 1.0, 2.0, 18.0, 11.5, 6.5, 6.0
# A loss of a hundredth of a point is still seen.
LEAST = 0.8
LINES = 2
LABEL = N_("From the maximum to the certain points, step by step; the table beside it holds the same numbers.")


@dataclass(frozen=True)
class Step:
    """A step: its name in lines, its points in words, and both ends of its bar; ``kind`` as ``reports.view.Fall`` has it."""

    name: tuple[str, ...]
    points: str
    start: Decimal
    end: Decimal
    kind: str

    @property
    def strong(self) -> bool:
        """Whether it is the beginning or the end of the whole."""
        return self.kind in ("most", "sure")

    @property
    def height(self) -> float:
        """What it takes of the drawing from top to bottom."""
        return LINE * len(self.name) + BAR + GAP


def waterfall(part: Counted, language: str) -> Chart | None:
    """The chart of a result or a direction of it; None where there are no points to be had (penalties alone)."""
    steps = [
        Step(_name(step_name(one, language), points, one.kind), points, one.start, one.end, one.kind)
        for one in falls(part)
        for points in (step_points(one, language),)
    ]
    if not steps:
        return None
    most = Decimal(part.total["max"])
    height = HEAD + sum(one.height for one in steps) + FOOT
    return Chart(WIDTH, height, lambda axes: _drawn(axes, steps, most, height, language))


def _name(said: str, points: str, kind: str) -> tuple[str, ...]:
    strong = kind in ("most", "sure")
    return tuple(broken(said, WIDTH - 2 * EDGE - width_of(points, strong) - 8, LINES, strong))


def _drawn(axes: Axes, steps: Sequence[Step], most: Decimal, height: float, language: str) -> None:
    at = axis.placed(EDGE, WIDTH - EDGE, most)
    axis.across(axes, [(at(value), shown(value, language).removesuffix(",00").removesuffix(".00")) for value in axis.values(most)],
                FOOT, FOOT + 4)  # fmt: skip
    axes.plot([EDGE, WIDTH - EDGE], [FOOT, FOOT], color=colour("most"), linewidth=0.8)
    top = height - HEAD
    for one in steps:
        for number, said in enumerate(one.name):
            write(axes, (EDGE, top - number * LINE), said, strong=one.strong, ha="left", va="top")
        write(axes, (WIDTH - EDGE, top), one.points, strong=one.strong, ha="right", va="top")
        base = top - LINE * len(one.name) - BAR
        _bar(axes, at(one.start), at(one.end), base, one.kind)
        top -= one.height


def _bar(axes: Axes, start: float, end: float, base: float, kind: str) -> None:
    left, right = sorted((start, end))
    block(axes, (EDGE, base), (WIDTH - 2 * EDGE, BAR), "ground", "line")
    left = min(left, WIDTH - EDGE - LEAST)
    block(axes, (left, base), (max(right - left, LEAST), BAR), kind)
