"""What the first screen tells: where the points went, step by step, and which rows lost the most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.html.view import PartView, RowView, TableView, View, penal

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Fall:
    """One step from the maximum down to the certain points.

    ``kind``: ``most`` where it begins, ``lost`` for a criterion, ``other`` for what the act's arithmetic takes beside the criteria,
    ``open`` for what nobody decided, ``sure`` where it ends. ``start`` and ``end`` are points, ``end`` the lower.
    """

    kind: str
    start: Decimal
    end: Decimal
    criterion: dict[str, Any] | None = None

    @property
    def lost(self) -> str:
        """The points of the step, as a number above 0; below it where the arithmetic gives points back."""
        return str(self.start - self.end)


@dataclass(frozen=True)
class Charge:
    """A row that lost points for certain; ``lost`` is what the row lost, ``cost`` what that is in points of its table."""

    table: TableView
    row: RowView
    lost: Decimal
    cost: Decimal


def falls(part: PartView) -> list[Fall]:
    """Steps from the maximum of a part to its certain points: they add up to the difference exactly.

    :returns: nothing where the part has no points to give (penalties alone).
    """
    most = Decimal(part.total["max"])
    low, high = (Decimal(end) for end in part.total["range"])
    if most <= 0:
        return []
    steps, at = [Fall("most", most, NOTHING)], most
    for criterion in part.criteria:
        gone = _gone(criterion)
        if gone:
            steps.append(Fall("lost", at, at - gone, criterion))
            at -= gone
    if at != high:
        steps.append(Fall("other", at, high))
    if low != high:
        steps.append(Fall("open", high, low))
    return [*steps, Fall("sure", low, NOTHING)]


def charges(view: View) -> list[Charge]:
    """Rows that lost points whatever people decide of the open ones, those first that cost most."""
    return sorted(_charges(view), key=lambda one: -one.cost)


def _charges(view: View) -> Iterator[Charge]:
    for table in view.tables:
        given, raw = Decimal(table.indicator["max"]), Decimal(table.indicator["raw_max"])
        for row in table.rows:
            lost = _lost(row.row, table.penal)
            if lost > 0:
                yield Charge(table, row, lost, lost * given / raw if raw and not table.penal else lost)


def _lost(row: dict[str, Any], loss: bool) -> Decimal:
    if row.get("role", "points") == "duty":
        return NOTHING
    best = Decimal(row["range"][1])
    return -best if loss else Decimal(row["weight"]) - best


def _gone(criterion: dict[str, Any]) -> Decimal:
    best = Decimal(criterion["range"][1])
    return -best if penal(criterion) else Decimal(criterion["max"]) - best
