"""What the first screen lists: the rows that lost the most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.html.view import RowView, TableView, View
from reports.view import lost


@dataclass(frozen=True)
class Charge:
    """A row that lost points for certain; ``lost`` is what the row lost, ``cost`` what that is in points of its table."""

    table: TableView
    row: RowView
    lost: Decimal
    cost: Decimal


def charges(view: View) -> list[Charge]:
    """Rows that lost points whatever people decide of the open ones, those first that cost most."""
    return sorted(_charges(view), key=lambda one: -one.cost)


def _charges(view: View) -> Iterator[Charge]:
    for table in view.tables:
        given, raw = Decimal(table.indicator["max"]), Decimal(table.indicator["raw_max"])
        for row in table.rows:
            gone = lost(row.row, table.penal)
            if gone > 0:
                yield Charge(table, row, gone, gone * given / raw if raw and not table.penal else gone)
