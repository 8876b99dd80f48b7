"""How a body's total went from run to run, as a picture: for each run a bar from what is certain to what is possible, newest to the right.

The table beside it says the same in words, so the picture is hidden from readers of screens.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from reports.since import Point

# Units of the drawing: a column, the bar in it, the height for all points, and room for the day below.
COLUMN, WIDE, HIGH, FOOT = 90, 34, 160, 26


def trend_chart(points: Sequence[Point]) -> Markup:
    """An inline SVG of the totals; nothing for fewer than two runs."""
    if len(points) < 2:
        return Markup()
    width, height = COLUMN * len(points), HIGH + FOOT
    drawn = Markup().join(_column(number, one) for number, one in enumerate(points))
    frame = Markup(
        '<svg class="trend" aria-hidden="true" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{drawn}</svg>'
    )
    return frame.format(width=width, height=height, drawn=drawn)


def _column(number: int, one: Point) -> Markup:
    left = number * COLUMN + (COLUMN - WIDE) // 2
    sure, open_to = (_high(end, one.most) for end in (one.total.low, one.total.high))
    column = Markup(
        '<rect class="bar-ground" x="{left}" y="0" width="{wide}" height="{high}"/>'
        '<rect class="bar-open" x="{left}" y="{top}" width="{wide}" height="{open}"/>'
        '<rect class="bar-sure" x="{left}" y="{base}" width="{wide}" height="{sure}"/>'
        '<text class="trend-day" x="{middle}" y="{line}" text-anchor="middle">{day}</text>'
    )
    return column.format(
        left=left, wide=WIDE, high=HIGH, top=HIGH - open_to, open=max(open_to - sure, 0), base=HIGH - sure, sure=sure,
        middle=number * COLUMN + COLUMN // 2, line=HIGH + FOOT - 8, day=f"{date.fromisoformat(one.as_of):%d.%m.%Y}",
    )  # fmt: skip


def _high(points: Decimal, most: str) -> int:
    if Decimal(most) <= 0:
        return 0
    return max(0, min(HIGH, int(points / Decimal(most) * HIGH)))
