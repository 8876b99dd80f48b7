"""How much of each criterion's maximum is certain, still open and lost: a bar for each, on one scale of per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.charts import axis
from reports.charts.drawing import Chart, block, broken, colour, width_of, write
from reports.i18n import N_, t
from reports.numbers import range_words, shown
from reports.view import Counted, criterion_name, penal

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, EDGE, HEAD, FOOT, LINE, BAR, GAP, KEY = 300.0, 1.0, 2.0, 18.0, 11.5, 6.5, 6.0, 14.0
LINES = 2
LABEL = N_("What share of the maximum of each criterion is certain, still open and lost.")
HUNDRED = Decimal(100)
OF = N_("{points} of {max}")
KEYS = {"sure": N_("certain"), "open": N_("still open"), "ground": N_("lost")}


@dataclass(frozen=True)
class Share:
    """A criterion: its name, its points in words, and the points that are certain, that are possible and that there are."""

    name: str
    points: str
    low: Decimal
    high: Decimal
    most: Decimal


def shared(part: Counted, language: str) -> list[Share]:
    """The criteria that give points, in printed order; those that only take points off have no maximum to have a share of."""
    found = []
    for one in part.criteria:
        if penal(one) or Decimal(one["max"]) <= 0:
            continue
        low, high = one["range"]
        said = t(OF, language, points=range_words(low, high, language), max=shown(one["max"], language))
        found.append(Share(criterion_name(one, language), said, Decimal(low), Decimal(high), Decimal(one["max"])))
    return found


def shares(part: Counted, language: str) -> Chart | None:
    """The chart of a result or a direction of it; None where no criterion gives points."""
    told = [(one, _name(one)) for one in shared(part, language)]
    if not told:
        return None
    height = HEAD + sum(LINE * len(name) + BAR + GAP for _, name in told) + FOOT + KEY
    return Chart(WIDTH, height, lambda axes: _drawn(axes, told, height, language))


def _name(one: Share) -> list[str]:
    return broken(one.name, WIDTH - 2 * EDGE - width_of(one.points) - 8, LINES)


def _drawn(axes: Axes, told: Sequence[tuple[Share, Sequence[str]]], height: float, language: str) -> None:
    at, foot, top = axis.placed(EDGE, WIDTH - EDGE, HUNDRED), FOOT + KEY, height - HEAD
    axis.across(axes, [(at(value), f"{value} %") for value in axis.values(HUNDRED)], foot, foot + 4)
    axes.plot([EDGE, WIDTH - EDGE], [foot, foot], color=colour("most"), linewidth=0.8)
    for one, name in told:
        for number, said in enumerate(name):
            write(axes, (EDGE, top - number * LINE), said, ha="left", va="top")
        write(axes, (WIDTH - EDGE, top), one.points, ha="right", va="top")
        base = top - LINE * len(name) - BAR
        for end, kind in ((one.most, "ground"), (one.high, "open"), (one.low, "sure")):
            block(axes, (EDGE, base), (at(end / one.most * HUNDRED) - EDGE, BAR), kind, "line" if kind == "ground" else None)
        top = base - GAP
    _keys(axes, language)


def _keys(axes: Axes, language: str) -> None:
    left = EDGE
    for kind, words in KEYS.items():
        said = t(words, language)
        block(axes, (left, 2), (9, 6.5), kind, "most")
        write(axes, (left + 13, 5.2), said, "soft", ha="left", va="center")
        left += width_of(said) + 28
