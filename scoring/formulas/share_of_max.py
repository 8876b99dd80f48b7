"""Sum of the rows, divided by the printed total, times the points of the indicator (2017, p. 79–82, 89, 92)."""

from __future__ import annotations

from scoring.arithmetic import Table, TableScore, step
from scoring.exact import Fraction, equation, show
from scoring.formulas import NoOptions
from store.conclusion import Step

Options = NoOptions


def normalise(table: Table) -> TableScore:
    """Points of the indicator at both ends of what is open."""
    low = table.raw_low / table.total * table.max
    high = table.raw_high / table.total * table.max
    return TableScore(low, high, _told(table, low, high))


def _told(table: Table, low: Fraction, high: Fraction) -> tuple[Step, ...]:
    if low == high:
        return (step("score.table", text=_text(table, table.raw_low, low)),)
    return (
        step("score.table.low", text=_text(table, table.raw_low, low)),
        step("score.table.high", text=_text(table, table.raw_high, high)),
    )


def _text(table: Table, raw: Fraction, points: Fraction) -> str:
    return equation(f"{show(raw)} ÷ {show(table.total)} × {show(table.max)}", points)
