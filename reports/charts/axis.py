"""Scales: round values between nothing and the most there is, and their lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.charts.drawing import colour, width_of, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = (Decimal(1), Decimal(2), Decimal(5))
# Between as many values a reader still counts.
MOST = 6


def values(most: Decimal) -> list[Decimal]:
    """From 0 to ``most`` in round steps, the last one not beyond it; 0 alone where there is nothing."""
    if most <= 0:
        return [Decimal(0)]
    power = Decimal(10) ** (most.adjusted() - 1)
    step = next(step * scale for scale in (power, power * 10, power * 100) for step in STEPS if step * scale * MOST >= most)
    return [step * number for number in range(int(most / step) + 1)]


def across(axes: Axes, ticks: Sequence[tuple[float, str]], foot: float, top: float) -> None:
    """Upright lines from ``foot`` to ``top``, each with its value below."""
    room = axes.get_xlim()[1]
    for place, said in ticks:
        axes.plot([place, place], [foot, top], color=colour("line"), linewidth=0.6, zorder=0)
        half = width_of(said) / 2
        write(axes, (min(max(place, half), room - half), foot - 3), said, "soft", ha="center", va="top")


def upright(axes: Axes, ticks: Sequence[tuple[float, str]], left: float, right: float) -> None:
    """Level lines from ``left`` to ``right``, each with its value to the left."""
    for place, said in ticks:
        axes.plot([left, right], [place, place], color=colour("line"), linewidth=0.6, zorder=0)
        write(axes, (left - 4, place), said, "soft", ha="right", va="center")


def placed(low: float, high: float, most: Decimal) -> Callable[[Decimal], float]:
    """Where a value lies between the ends ``low`` and ``high`` of a drawing; what lies beyond 0 and ``most`` lies at the end."""
    return lambda value: low + (high - low) * float(max(Decimal(0), min(most, value)) / most) if most > 0 else low
