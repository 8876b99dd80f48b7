"""Rows on which the country loses most: over all bodies for which a row is scored, whatever their kind."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openness.cohorts.model import Worst
from openness.cohorts.summary import POINTS, Row, rows_of, titled
from reports.numbers import exact
from reports.order import natural

NOTHING = Decimal(0)
# So many rows are told; the tables for analysts hold all.
MOST = 20


@dataclass
class _Sum:
    row: dict[str, Any]
    bodies: int = 0
    losing: int = 0
    open: int = 0
    least: Decimal = NOTHING
    most: Decimal = NOTHING
    weight: Decimal = NOTHING


class Losses:
    """Sums of what bodies lose, row by row; what is not assessed for a body is left out of them."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str], _Sum] = {}

    def add(self, result: dict[str, Any]) -> None:
        """Takes in the rows of one body's result.json."""
        for one in rows_of(result):
            if one.row["role"] == POINTS and one.row["status"] != "exempt":
                self._add(one)

    def _add(self, one: Row) -> None:
        row = one.row
        low, high = (Decimal(end) for end in row["range"])
        top = NOTHING if one.penal else Decimal(row["weight"])
        sum_ = self._sums.setdefault((row["id"], row["language"] or ""), _Sum({key: row[key] for key in _KEPT}))
        sum_.bodies += 1
        sum_.losing += top > high
        sum_.open += low != high
        sum_.least += top - high
        sum_.most += top - low
        sum_.weight += abs(Decimal(row["weight"]))

    def worst(self, most: int = MOST) -> tuple[Worst, ...]:
        """The rows that lose for certain, those first on which all bodies together lose most points."""
        losing = [one for one in self._sums.values() if one.least > 0]
        losing.sort(key=lambda one: (-one.least, -one.most, natural(one.row["id"]), one.row["language"] or ""))
        return tuple(_told(one) for one in losing[:most])


_KEPT = ("id", "number", "title", "language", "role")


def _told(one: _Sum) -> Worst:
    return Worst(
        parameter=one.row["id"],
        number=one.row["number"],
        title=titled(one.row["title"]),
        language=one.row["language"],
        role=one.row["role"],
        bodies=one.bodies,
        losing=one.losing,
        open=one.open,
        lost=(exact(one.least), exact(one.most)),
        weight=exact(one.weight),
    )
