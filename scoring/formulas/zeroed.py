"""Sum of the rows, or 0 where a condition of the law does not hold (2024 feedback Methodology, p. 23, last part)."""

from __future__ import annotations

from pydantic import Field

from scoring.arithmetic import NONE, Table, TableScore, step
from scoring.exact import Fraction, show
from store.base import Frozen
from store.conclusion import Step


class Options(Frozen):
    """Ids of the rows of role ``condition``: every one must hold."""

    conditions: tuple[str, ...] = Field(min_length=1)


def normalise(table: Table) -> TableScore:
    """Points of the indicator at both ends: the sum, or 0 as long as a condition may fail or does."""
    options: Options = table.options
    certain = all(table.rules[name][1] > 0 for name in options.conditions)
    possible = all(table.rules[name][2] > 0 for name in options.conditions)
    low = table.raw_low if certain else NONE
    high = table.raw_high if possible else NONE
    return TableScore(low, high, _told(table, low, high, possible))


def _told(table: Table, low: Fraction, high: Fraction, possible: bool) -> tuple[Step, ...]:
    if not possible:
        return (step("score.table.zeroed", points=show(table.raw_high)),)
    if low == high:
        return (step("score.table", text=show(high)),)
    return (step("score.table.low", text=show(low)), step("score.table.high", text=show(high)))
