"""The charts of a page, inline, each with a sentence for those who cannot see it; the table beside it says the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from reports.charts import shares, spread, trend, waterfall
from reports.charts.drawing import Chart
from reports.charts.spread import Column
from reports.i18n import t
from reports.since import Point
from reports.view import Counted


def losses_chart(part: Counted, language: str) -> Markup:
    """From the maximum to the certain points; nothing where the act gives no points."""
    return _within(waterfall.waterfall(part, language), "losses-chart", t(waterfall.LABEL, language))


def shares_chart(part: Counted, language: str) -> Markup:
    """What of each criterion is certain, open and lost; nothing where no criterion gives points."""
    return _within(shares.shares(part, language), "shares-chart", t(shares.LABEL, language))


def trend_chart(points: Sequence[Point], language: str) -> Markup:
    """The totals of the runs; nothing for fewer than two."""
    return _within(trend.trend(points, language), "trend-chart", t(trend.LABEL, language))


def spread_chart(columns: Sequence[Column], name: str, language: str) -> Markup:
    """How many bodies lie in each part of the scale. ``name``: the beginning of its ids."""
    return _within(spread.spread(columns, language), name, t(spread.LABEL, language))


def _within(chart: Chart | None, name: str, label: str) -> Markup:
    return Markup() if chart is None else chart.inline(name, label)
